"""Exploration: what is drawn from the suite's own steps, beyond all scenarios, and judged by its laws."""
