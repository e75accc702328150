"""A run told to people and to their tools: functions of it, of the rules, and of its journals."""
