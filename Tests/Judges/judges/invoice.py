"""An invoice as the judges meet it: its bytes, its tree and what it says it is."""
from dataclasses import dataclass

from lxml import etree

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
UBL_SPECIFICATION = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}CustomizationID"
CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
CII_SPECIFICATION = f".//{{{RAM}}}GuidelineSpecifiedDocumentContextParameter/{{{RAM}}}ID"

UBL_DOCUMENTS = {
    f"{UBL}Invoice-2": "ubl-invoice",
    f"{UBL}CreditNote-2": "ubl-credit-note",
}


class NotXML(Exception):
    """The file cannot be read as XML, or holds a DOCTYPE."""


@dataclass(frozen=True)
class Invoice:
    """A document that was read, not yet judged."""

    file: str
    content: bytes
    tree: object
    kind: str
    """`ubl-invoice`, `ubl-credit-note`, `cii`, or the name of the root element of something else."""
    specification: str
    """The specification identifier (BT-24), or nothing."""

    @property
    def is_ubl(self):
        return self.kind in UBL_DOCUMENTS.values()


def read_invoice(file):
    with open(file, "rb") as stream:
        content = stream.read()
    tree = parse(content)
    root = tree.getroot()
    kind = kind_of(root)
    path = CII_SPECIFICATION if kind == "cii" else UBL_SPECIFICATION
    return Invoice(file, content, tree, kind, (root.findtext(path) or "").strip())


def parse(content):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as fault:
        raise NotXML(str(fault)) from fault
    if tree.docinfo.doctype:
        raise NotXML("a DOCTYPE is not taken")
    return tree


def kind_of(root):
    name = etree.QName(root)
    if name.namespace == CII:
        return "cii"
    return UBL_DOCUMENTS.get(name.namespace, name.localname)
