"""What is made of a run for people and for their tools: sentences, lines and files, made of it alone."""
