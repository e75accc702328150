"""What is made of a run for people and for their tools: each report is a function of `results.run.Run`."""
