"""One file, one chart, named after it; names that start with `_` are shared by all charts."""
