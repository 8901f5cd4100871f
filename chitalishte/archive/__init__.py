"""The archive: how a text came to be, and what it said on any day."""
