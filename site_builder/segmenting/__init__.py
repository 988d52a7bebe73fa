"""Finds the articles in cleaned text: headlines, bylines, boundaries, furniture."""
