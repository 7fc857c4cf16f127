"""A seeded archive for the benchmark: notices, what is asked of them, and the database that holds them."""
