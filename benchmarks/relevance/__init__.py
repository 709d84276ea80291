"""How well search finds what helps: judged queries over the made-up service texts (`make relevance`)."""
