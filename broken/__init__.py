"""Implementations that are wrong on purpose, one fault each, each caught by the rule it names.

A broken MID Server or instance is the reference with one small override. As a target:
`--target py:broken.mid_servers:ChecksEvery61Minutes.target`.
"""
