"""`python -m insight`: the command, also where its folder is not on the path."""

import sys

from insight.cli import main

if __name__ == "__main__":
    sys.exit(main())
