"""loaddata for an archive: what dumpdata wrote of one database, into another that is fresh from migrate.

What lists and totals are made of comes with the dump. To follow each row as it comes would take hours and stand in the
way of the rows that come later, so it is worked out once, at the end; what a dump lacks of it is added then.
"""

from typing import Any

from django.core.management.commands import loaddata

from archive.keeping import all_worked_out_anew
from archive.reference import bring_central_rounds, make_room_for_others


class Command(loaddata.Command):
    def loaddata(self, fixture_labels: Any) -> None:
        make_room_for_others(self.using)
        with all_worked_out_anew(self.using):
            super().loaddata(fixture_labels)
        bring_central_rounds(self.using)  # where there were none in it
