"""What goes on when a service or a disk does not: cache, database, files. Knows nothing of guides."""
