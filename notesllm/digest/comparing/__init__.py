"""The same thing in several meetings: what is told, by whom, and what belongs together."""
