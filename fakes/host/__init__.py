"""The computer a MID Server runs on."""
