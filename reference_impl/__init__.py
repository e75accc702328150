"""The documented behaviour of MID Servers and their instance, written to be read beside the documentation.

It is a guest of the suite like any other implementation, and imports nothing of it.
"""
