"""One bounded query over the passages of public guides. Knows nothing of how they were made."""
