"""What a model's answer makes of a summary: applied where the notes prove it, left out and counted where not."""
