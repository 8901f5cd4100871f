"""Wagtail pages: home, theme, article, plain page, in two languages with one tree."""
