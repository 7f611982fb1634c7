"""Every rule of EN 16931 and of Peppol BIS Billing 3.0, as the package mock-einvoice has written them.

They are a second reading of the published rules: nothing in it comes from the official stylesheets.
"""
from importlib.metadata import version

import mockeinvoice

from .verdict import FATAL, WARNING, Finding

SPECIFICATIONS = {
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
}
FAILING = {"fatal", "error"}


class PeppolJudge:
    """Holds an invoice to Peppol's rules (to those of XRechnung if it names them), and to those of EN 16931."""

    name = "peppol"

    def __init__(self):
        self.version = f"mock-einvoice {version('mock-einvoice')}"

    def knows(self, invoice):
        """Only UBL that names Peppol or XRechnung: what names neither has other rules."""
        return invoice.is_ubl and invoice.specification in SPECIFICATIONS

    def findings(self, invoice):
        try:
            _, report = mockeinvoice.validate(invoice.content)
        except mockeinvoice.Refused as refusal:
            return [Finding("REFUSED", FATAL, str(refusal))]
        found = [self._finding(one) for one in report.findings]
        if report.verdict == "not judged":
            found.append(Finding("NOT-JUDGED", FATAL, "a rule that could apply is not known to this judge"))
        return found

    def _finding(self, one):
        severity = FATAL if one.level in FAILING else WARNING
        return Finding(one.code, severity, one.text, one.path)
