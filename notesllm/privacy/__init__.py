"""What must not leave this machine in clear: found in the notes, replaced by pseudonyms, restored in the answer."""
