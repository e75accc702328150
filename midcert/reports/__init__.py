"""A run told to people: functions of it, of the rules, and of the journals."""
