"""What Whoosh raises on files that are missing, cut short or overwritten: it unpickles, unpacks and trusts them."""

import pickle
import struct
import zlib

from whoosh.codec.base import OutOfOrderError
from whoosh.filedb.filestore import StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.matching import ReadTooFar
from whoosh.reading import ReaderClosed, TermNotFound
from whoosh.writing import IndexingError

DAMAGE = (
    OSError,
    EOFError,
    ValueError,  # UnicodeDecodeError among them
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ImportError,
    MemoryError,  # a length read from garbage
    OverflowError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    WhooshIndexError,
    IndexingError,
    OutOfOrderError,
    StorageError,
    FileFormatError,
    ReaderClosed,
    TermNotFound,
    ReadTooFar,
)
