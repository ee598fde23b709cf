"""What is decided about replies: approved, answered, made a question, forgotten, told. Knows no page type."""
