"""The Justice theme's own pages: every EU state across the four maps, and states side by side."""
