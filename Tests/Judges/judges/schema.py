"""The schemas of UBL 2.1 and of Cross Industry Invoice D22B, under libxml2."""
from lxml import etree

from . import rule_sets
from .verdict import FATAL, Finding


class SchemaJudge:
    """Holds an invoice to the schema of its syntax."""

    name = "schema"

    def __init__(self):
        self.version = f"{rule_sets.package_version()}, libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"
        self._schemas = {}

    def knows(self, invoice):
        """Everything: what has no schema here is refused, so that no file goes unjudged."""
        return True

    def findings(self, invoice):
        name = rule_sets.schema_for(invoice)
        if name is None:
            return [Finding("NO-SCHEMA", FATAL, f"{invoice.kind} is no invoice that is known here")]
        schema = self._schema(name)
        schema.validate(invoice.tree)
        return [Finding("XSD", FATAL, fault.message, f"line {fault.line}") for fault in schema.error_log]

    def _schema(self, name):
        if name not in self._schemas:
            self._schemas[name] = etree.XMLSchema(file=str(rule_sets.path_of(name)))
        return self._schemas[name]
