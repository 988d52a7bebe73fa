"""The order of the steps: ingest, build, check, watch."""
