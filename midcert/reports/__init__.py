"""What is said of a run: sentences and lines, made of its rows and of nothing else."""
