"""Django's SQLite with writers who take turns: the ENGINE of the settings. Django looks for `base` in it."""
