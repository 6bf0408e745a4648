"""`python -m callwright` is the program `callwright`."""

from callwright.app.cli import main

main()
