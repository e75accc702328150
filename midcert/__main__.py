"""`python -m midcert`."""

import sys

from midcert.commands.cli import main

sys.exit(main())
