"""Writes an issue in other formats, one file a format."""
