"""Step definitions: one module for each noun of the domain, each step a line or two over the world."""
