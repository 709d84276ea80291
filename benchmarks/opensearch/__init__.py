"""Measurements of OpenSearch on a real node: `make bench-opensearch`. Every timing stands beside the bare node."""
