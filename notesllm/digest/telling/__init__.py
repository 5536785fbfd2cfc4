"""What is told first, and in which words."""
