"""`python -m toolgraph`."""

from __future__ import annotations

from toolgraph.cli import main

if __name__ == "__main__":
    main()
