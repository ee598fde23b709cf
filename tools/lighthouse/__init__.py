"""What `make lighthouse` runs."""
