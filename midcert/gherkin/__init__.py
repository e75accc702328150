"""Feature files as tests: collected, checked before they run, and recorded step by step."""
