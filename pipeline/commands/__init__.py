"""What `build.py` can do besides building: one thin module per command."""
