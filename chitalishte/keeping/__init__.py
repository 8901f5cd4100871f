"""Keeping the house alive: one file that holds everything, and the way back from it."""
