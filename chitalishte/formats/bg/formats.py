"""Bulgarian: Django knows the day and the hour, but not both together."""

DATETIME_FORMAT = r"d.m.Y \г., H:i"
