"""A run told to people, in the terminal and on a page: functions of it, of the rules, and of its journals."""
