"""Text ↔ model: the YAML and Markdown files that people edit."""
