"""`python -m midcert`."""

import sys

from midcert.cli import main

sys.exit(main())
