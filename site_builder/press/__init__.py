"""Sets the issues in type and prints the pages of the site."""
