"""StreamField blocks for questions and answers, and a library of shared answers."""
