"""What pages cost as the archive grows: two made-up archives, one ten times the other, asked side by side."""
