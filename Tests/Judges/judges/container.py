"""What Factur-X asks of the file around the invoice, which no PDF/A profile knows."""
import subprocess

import pypdf
from lxml import etree

from .verdict import FATAL, Finding, Verdict

LEVELS = {
    "urn:factur-x.eu:1p0:minimum": "MINIMUM",
    "urn:factur-x.eu:1p0:basicwl": "BASIC WL",
    "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic": "BASIC",
    "urn:cen.eu:en16931:2017": "EN 16931",
    "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended": "EXTENDED",
}
VOCABULARY = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


class Container:
    """Holds a file to the name, the relationship and the metadata that a reader of Factur-X looks for."""

    names = ("factur-x",)
    version = f"pypdf {pypdf.__version__}"

    def verdicts(self, files):
        for file in files:
            yield Verdict(file, "factur-x", self.version, tuple(self._findings(file)))

    def _findings(self, file):
        catalogue = pypdf.PdfReader(file).trailer["/Root"]
        invoice = embedded(catalogue).get("factur-x.xml")
        if invoice is None:
            yield Finding("NO-INVOICE", FATAL, "no factur-x.xml among the embedded files")
            return
        stream = invoice["/EF"]["/F"]
        content = etree.fromstring(stream.get_data(), etree.XMLParser(resolve_entities=False))
        guideline = first(content, "GuidelineSpecifiedDocumentContextParameter", "ID")
        level = LEVELS.get(guideline)
        yield from self._specification(catalogue, invoice, stream, level)
        yield from self._metadata(catalogue, level)
        number = first(content, "ExchangedDocument", "ID")
        text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
        if number not in text:
            yield Finding("NUMBER", FATAL, f"the number {number} is on no page")

    def _specification(self, catalogue, invoice, stream, level):
        associated = [reference.get_object() for reference in catalogue.get("/AF", [])]
        relations = {"/Data"} if level in ("MINIMUM", "BASIC WL") else {"/Alternative", "/Source"}
        for rule, holds in {
            "AF": invoice in associated,
            "FILESPEC": invoice.get("/Type") == "/Filespec",
            "NAME": invoice.get("/F") == invoice.get("/UF") == "factur-x.xml",
            "UF": "/UF" in invoice["/EF"],
            "SUBTYPE": stream.get("/Subtype") == "/text/xml",
            "MODDATE": "/ModDate" in stream.get("/Params", {}),
            "RELATIONSHIP": invoice.get("/AFRelationship") in relations,
        }.items():
            if not holds:
                yield Finding(rule, FATAL, f"{level}: {invoice}")

    def _metadata(self, catalogue, level):
        packet = etree.fromstring(catalogue["/Metadata"].get_data())
        wanted = {
            "ConformanceLevel": level, "DocumentFileName": "factur-x.xml", "DocumentType": "INVOICE", "Version": "1.0"}
        for name, value in wanted.items():
            found = packet.findtext(f".//{{{VOCABULARY}}}{name}")
            if found != value:
                yield Finding("METADATA", FATAL, f"{name} is {found!r}, not {value!r}")


def embedded(catalogue):
    """The embedded files by their names."""
    names = catalogue.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    return {str(names[index]): names[index + 1].get_object() for index in range(0, len(names), 2)}


def first(tree, parent, child):
    return tree.xpath(f'string(//*[local-name()="{parent}"]/*[local-name()="{child}"])')
