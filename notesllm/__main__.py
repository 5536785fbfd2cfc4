"""``python -m notesllm`` is the command line."""

import sys

from notesllm.cli import main

if __name__ == "__main__":
    sys.exit(main())
