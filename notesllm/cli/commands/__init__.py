"""One command a file: its arguments and options, and who does the work. Loaded at each start, so little is."""
