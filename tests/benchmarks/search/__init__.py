"""How fast notices are found, side by side with other engines: `make bench-search`."""
