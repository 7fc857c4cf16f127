"""What the archive holds. Outsiders import models from here."""

from archive.models.authority import (
    CENTRAL_NAME,
    UNKNOWN_NAME,
    Authority,
    InspectionGroup,
    Place,
    Round,
    place_code,
    round_label,
)
from archive.models.correction_log import CorrectionEntry, logged, stored_values
from archive.models.evidence import Basis, Correction, Doubt, Evidence
from archive.models.former import FormerAddress
from archive.models.inspection import Appearance, Contact, Inspection, Mention, Person, reasons
from archive.models.joining import JoinProposal
from archive.models.kept import CaseListing, NoticeListing
from archive.models.notice import ROUND_FIELDS, Notice, TextVersion, notice_address, text_digest, worked_out
from archive.models.report import ErrorReport, ReportAttempt
from archive.models.unit import InspectedUnit, RejectedAlias, UnitAlias
from archive.models.vocabulary import (
    AFTERWARDS,
    Activity,
    ContactKind,
    InspectionType,
    JoinState,
    Kind,
    Level,
    ReportedField,
    ReportState,
    Role,
    RoundBasis,
    Stage,
    Status,
    YearBasis,
)

__all__ = [
    "AFTERWARDS",
    "CENTRAL_NAME",
    "ROUND_FIELDS",
    "UNKNOWN_NAME",
    "Activity",
    "Appearance",
    "Authority",
    "Basis",
    "CaseListing",
    "Contact",
    "ContactKind",
    "Correction",
    "CorrectionEntry",
    "Doubt",
    "ErrorReport",
    "Evidence",
    "FormerAddress",
    "InspectedUnit",
    "Inspection",
    "InspectionGroup",
    "InspectionType",
    "JoinProposal",
    "JoinState",
    "Kind",
    "Level",
    "Mention",
    "Notice",
    "NoticeListing",
    "Person",
    "Place",
    "RejectedAlias",
    "ReportAttempt",
    "ReportState",
    "ReportedField",
    "Role",
    "Round",
    "RoundBasis",
    "Stage",
    "Status",
    "TextVersion",
    "UnitAlias",
    "YearBasis",
    "logged",
    "notice_address",
    "place_code",
    "reasons",
    "round_label",
    "stored_values",
    "text_digest",
    "worked_out",
]
