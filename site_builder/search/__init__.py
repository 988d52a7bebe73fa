"""Makes the search index that a static site can answer from."""
