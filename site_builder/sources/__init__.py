"""Reads raw texts of every shape into a `RawIssue`: which encoding, which lines."""
