"""What is asked of whom: documented rules, rule sets, profiles, capabilities."""
