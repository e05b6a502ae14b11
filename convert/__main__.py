"""`python -m convert` is `doconv`."""

from convert.cli import start

start()
