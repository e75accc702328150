"""Laws: sentences of the documentation without an "if", judged from the journal of every scenario, whatever it tries.

A module for each noun; `midcert.rules.laws.all` has them together.
"""
