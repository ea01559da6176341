"""The stages that turn a year folder into publications; build.py knows their order."""
