"""What a digest tells, one file a kind of line."""
