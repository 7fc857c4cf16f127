"""How the public reaches the group: telephones, text messages, postal boxes, postcodes, e-mail, addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.parsing.furniture import own_end
from archive.parsing.mailboxes import find_post
from archive.parsing.source import Finding, Source
from archive.parsing.telephones import find_telephones

# Example: "ksswxcz43@126.com"
_EMAIL = re.compile(r"(?<![\w.])[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,30}){1,4}", re.ASCII)
# Addresses of the paper or the site. Example: "投稿邮箱:"
_OTHER_EMAIL = re.compile(
    r"投稿|编辑|版权|网站|纠错|客服|广告|记者|来稿|不良信息|监督邮箱|巡[视察]干部[^。;\n]{0,8}监督"
)
# Left open in a template. Example: "xxxx@163.com"
_OPEN_EMAIL = re.compile(r"x{2,}@|^x@")


@dataclass(frozen=True, slots=True)
class Contacts:
    """All contacts found, in text order, each value once."""

    phones: tuple[Finding, ...] = field(default=())
    sms: tuple[Finding, ...] = field(default=())
    mailboxes: tuple[Finding, ...] = field(default=())
    postcodes: tuple[Finding, ...] = field(default=())
    emails: tuple[Finding, ...] = field(default=())
    addresses: tuple[Finding, ...] = field(default=())


def find_contacts(source: Source, kind: str = "") -> Contacts:
    """Of a notice of that kind: how the group is reached, or who reports on a rectification."""
    end = own_end(source)
    # Who reports on a rectification is to be reached about it, and that is an office.
    telephones = find_telephones(source, end, are_of_office=kind == "rectification")
    post = find_post(source, end)
    return Contacts(
        phones=_once(telephones.phones),
        sms=_once(telephones.sms),
        mailboxes=_once(post.boxes),
        postcodes=_once(post.postcodes),
        emails=_once(_emails(source.text, end)),
        addresses=_once(post.addresses),
    )


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.value, finding)
    return tuple(first.values())


def _emails(text: str, end: int) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text, 0, end) if "@" in text else ():
        front = text[max(0, match.start() - 16) : match.start()]
        if not _OTHER_EMAIL.search(front) and not _OPEN_EMAIL.search(match.group()):
            yield Finding(match.group().rstrip(".-"), *match.span(), "email-shape")
