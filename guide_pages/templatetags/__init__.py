"""What templates of guides ask for: dates, written out."""
