"""Checksums and packages: what makes it possible to say in thirty years that nothing changed."""
