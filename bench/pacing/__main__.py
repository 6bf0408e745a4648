"""`python -m bench.pacing [quick|full|PART …]`: see `bench.pacing.report`."""

from __future__ import annotations

import sys

from bench.pacing.report import main

if __name__ == "__main__":
    main(*sys.argv[1:])
