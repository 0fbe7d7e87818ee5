"""A local Elasticsearch node from published jars: no Docker, no download page, loopback only."""
