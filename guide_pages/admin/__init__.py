"""What editors meet beside the form of a guide: its draft for apps, its editions."""
