"""The words of steps: phrases, the vocabulary of their fields, and how a Then says what it saw."""
