"""Raw bytes and parsed values -> saved models: the only crossing.

Nothing is imported here: decoding is needed without a database, importing and saving need one.
"""
