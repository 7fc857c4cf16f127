"""Other designs for two parts of the engine, measured beside those that it uses."""
