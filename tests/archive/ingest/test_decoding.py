"""Bytes to text: exactly as written, or refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.decoding import DecodingError, decode

NOTICE = "根据中央统一部署，中央第七巡视组近日进驻深圳证券交易所。\r\n　联系电话：0755~88106327"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16", "gbk"])
def test_it_reads_the_encodings_that_notices_come_in(encoding: str) -> None:
    raw = NOTICE.encode(encoding)
    assert decode(raw).text == NOTICE


def test_it_leaves_the_byte_order_mark_out_of_the_text() -> None:
    decoded = decode(b"\xef\xbb\xbf" + "公告".encode())
    assert (decoded.text, decoded.encoding) == ("公告", "utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), min_size=1))
def test_it_changes_no_character_of_utf_8(text: str) -> None:
    if text.strip():
        assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04\x00\x00\x08", "NUL"),
        (b"\xef\xbb\xbf\xff\xfe\xfd", "utf-8"),
        (b"\x89\xff\xff\xff\x80\x81\xff", "not text"),
    ],
)
def test_it_says_why_it_refuses(raw: bytes, reason: str) -> None:
    with pytest.raises(DecodingError, match=reason):
        decode(raw)
