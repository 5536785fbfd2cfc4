"""Pages: one file each, without a network, that people look at, filter, print, and open the proof of every line in."""
