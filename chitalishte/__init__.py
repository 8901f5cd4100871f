"""Chitalishte: one program in which a small organisation publishes and keeps public knowledge."""
