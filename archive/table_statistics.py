"""What SQLite knows of its tables when it chooses how to answer.

Without it SQLite takes any equality for a narrow one: it looks through all published notices once for every group,
because "published" stands in an index. PostgreSQL keeps such statistics by itself.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

_ROWS_LOOKED_AT = 1000  # of each index: enough to tell what is narrow, and over in a moment in any archive


def renew_table_statistics(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """After many rows came, and whenever the site starts (a receiver of post_migrate)."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {_ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
