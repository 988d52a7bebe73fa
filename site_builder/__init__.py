"""Turns the raw text of a newspaper into cleaned articles and prints them as a static, searchable edition."""

__version__ = "0.1.0"
