"""The live preview: a server for the site and a hub that tells open pages what changed."""
