"""``python -m yanqing_eco_plugin.core.demo ADDRESS``."""

from __future__ import annotations

import sys

from .command import main

if __name__ == "__main__":
    sys.exit(main())
