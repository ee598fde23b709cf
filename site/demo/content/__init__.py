"""What the demonstration says, one file a guide."""
