"""The official rule sets, compiled to XSLT by their publishers, under Saxon.

Saxon's native code belongs to the thread and the process that started it: one processor serves the whole
run, on the main thread, and nothing here may fork.
"""
from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from . import rule_sets
from .verdict import FATAL, WARNING, Finding

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
WARNINGS = {"warning", "information", "info"}


class Saxon:
    """The one processor of the run, and the stylesheets that it has compiled."""

    _only = None

    @classmethod
    def shared(cls):
        cls._only = cls._only or cls()
        return cls._only

    def __init__(self):
        self._processor = PySaxonProcessor(license=False)
        self._compiler = self._processor.new_xslt30_processor()
        self._stylesheets = {}
        self.version = self._processor.version

    def compiled(self, rules):
        """The stylesheet of a rule set, compiled once in a run."""
        if rules not in self._stylesheets:
            path = str(rule_sets.path_of(rules))
            self._stylesheets[rules] = self._compiler.compile_stylesheet(stylesheet_file=path)
        return self._stylesheets[rules]

    def compiled_text(self, text):
        return self._compiler.compile_stylesheet(stylesheet_text=text)

    def report(self, stylesheet, content):
        """What a rule set reports about an invoice, in SVRL."""
        node = self._processor.parse_xml(xml_text=content)
        return stylesheet.transform_to_string(xdm_node=node)


class SchematronJudge:
    """Holds an invoice to an official rule set."""

    def __init__(self):
        self._saxon = Saxon.shared()
        self.version = f"{rule_sets.package_version()}, {self._saxon.version}"

    def rules(self, invoice):
        raise NotImplementedError

    def knows(self, invoice):
        return self.rules(invoice) is not None

    def findings(self, invoice):
        rules = self.rules(invoice)
        if rules is None:
            return [Finding("NO-RULES", FATAL, f"there are no rules for {invoice.kind}")]
        stylesheet = self._saxon.compiled(rules)
        text = etree.tostring(invoice.tree, encoding="unicode")
        try:
            return findings_in(self._saxon.report(stylesheet, text))
        except PySaxonApiError as fault:
            return [Finding("RULES-STOPPED", FATAL, f"a rule could not be computed: {fault}")]


class EN16931Judge(SchematronJudge):
    """The rules of EN 16931, in the profile that the invoice names."""

    name = "en16931"

    def rules(self, invoice):
        return rule_sets.rules_for(invoice)


class FrenchJudge(SchematronJudge):
    """The rules of the French reform for invoices between businesses. Asked only by name."""

    name = "french"

    def rules(self, invoice):
        return rule_sets.french_rules_for(invoice)


def findings_in(report):
    """The findings of an SVRL report; a report on nothing is no acquittal."""
    root = etree.fromstring(report.encode())
    if root.find(f".//{SVRL}fired-rule") is None:
        return [Finding("NO-RULE-FIRED", FATAL, "no rule of the rule set looked at this document")]
    return [finding_of(mark) for mark in root.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")]


def finding_of(mark):
    flag = (mark.get("flag") or mark.get("role") or FATAL).lower()
    message = " ".join("".join(mark.itertext()).split())
    severity = WARNING if flag in WARNINGS else FATAL
    return Finding(mark.get("id") or "?", severity, message, mark.get("location") or "")
