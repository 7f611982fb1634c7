"""The judges are judged: each planted bug must be found by the judges named beside it, under the rule named.

Run with the judges' own Python: .judges/bin/python -m unittest discover -s Tests/Judges
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "sample-invoice.xml"), encoding="utf-8") as sample:
    GOOD = sample.read()


def judge(*arguments, given=None):
    command = [sys.executable, os.path.join(HERE, "judge.py"), *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True)


class Judges(unittest.TestCase):
    def fatal_rules(self, text, *arguments):
        """The fatal rules that each judge names, by judge."""
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "invoice.xml")
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(text)
            run = judge(*arguments, file)
        self.assertEqual(run.returncode, 0, run.stderr)
        verdicts = [json.loads(line) for line in run.stdout.splitlines()]
        for verdict in verdicts:
            fatal = [finding for finding in verdict["findings"] if finding["severity"] == "fatal"]
            self.assertEqual(verdict["valid"], not fatal)
        return {
            verdict["judge"]: {finding["rule"] for finding in verdict["findings"] if finding["severity"] == "fatal"}
            for verdict in verdicts
        }

    def with_bug(self, good, bad):
        self.assertIn(good, GOOD)
        return GOOD.replace(good, bad, 1)

    def assert_found(self, found, schema=(), en16931=(), peppol=()):
        self.assertEqual(found, {"schema": set(schema), "en16931": set(en16931), "peppol": set(peppol)})

    def test_a_good_invoice_passes_every_judge(self):
        self.assert_found(self.fatal_rules(GOOD))

    def test_a_total_that_is_a_cent_off_is_found(self):
        bug = self.with_bug(">225.50</cbc:TaxInclusiveAmount>", ">225.51</cbc:TaxInclusiveAmount>")
        rules = {"BR-CO-15", "BR-CO-16"}
        self.assert_found(self.fatal_rules(bug), en16931=rules, peppol=rules)

    def test_a_sum_of_lines_that_is_a_cent_off_is_found(self):
        bug = self.with_bug(">200.00</cbc:LineExtensionAmount>", ">200.01</cbc:LineExtensionAmount>")
        rules = {"BR-CO-10", "BR-CO-13"}
        self.assert_found(self.fatal_rules(bug), en16931=rules, peppol=rules)

    def test_a_line_that_is_not_quantity_times_price_is_found_by_peppol_alone(self):
        bug = self.with_bug(">25.00</cbc:PriceAmount>", ">25.03</cbc:PriceAmount>")
        self.assert_found(self.fatal_rules(bug), peppol={"PEPPOL-EN16931-R120"})

    def test_a_zero_rated_line_with_a_rate_is_found(self):
        bug = self.with_bug("<cbc:ID>S</cbc:ID>\n        <cbc:Percent>5.5", "<cbc:ID>Z</cbc:ID>\n        <cbc:Percent>5.5")
        found = self.fatal_rules(bug)
        self.assertIn("BR-Z-09", found["en16931"])
        self.assertEqual(found["en16931"], found["peppol"])

    def test_a_vat_category_that_is_no_code_is_found(self):
        found = self.fatal_rules(self.with_bug("<cbc:ID>S</cbc:ID>", "<cbc:ID>Q</cbc:ID>"))
        self.assertIn("BR-CL-17", found["en16931"])
        self.assertIn("BR-CL-17", found["peppol"])

    def test_an_element_in_the_wrong_order_is_found_by_the_schema(self):
        date = "  <cbc:DueDate>2026-12-23</cbc:DueDate>\n"
        bug = self.with_bug(date, "").replace("  <cbc:BuyerReference>", date + "  <cbc:BuyerReference>")
        self.assertEqual(self.fatal_rules(bug)["schema"], {"XSD"})

    def test_an_amount_that_is_no_number_is_found_by_all(self):
        found = self.fatal_rules(self.with_bug(">225.50</cbc:PayableAmount>", ">much</cbc:PayableAmount>"))
        self.assertTrue(found["schema"] and found["en16931"] and found["peppol"], found)

    def test_an_invoice_of_no_known_specification_is_not_passed_by_peppol(self):
        bug = self.with_bug("#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "")
        self.assertEqual(set(self.fatal_rules(bug)), {"schema", "en16931"})
        self.assertEqual(self.fatal_rules(bug, "--judge", "peppol"), {"peppol": {"REFUSED"}})

    def test_the_french_rules_miss_the_french_notes(self):
        found = self.fatal_rules(GOOD, "--judge", "french")
        self.assertTrue(any(rule.startswith("BR-FR-05") for rule in found["french"]), found)

    def test_what_is_no_invoice_is_not_passed(self):
        self.assertEqual(self.fatal_rules("<Invoice/>"), {"schema": {"NO-SCHEMA"}})
        self.assertEqual(self.fatal_rules("<Invoice"), {"schema": {"NOT-XML"}})
        self.assertEqual(self.fatal_rules("<!DOCTYPE a><a/>"), {"schema": {"NOT-XML"}})

    def test_many_files_are_judged_in_one_run_in_their_order(self):
        sample = os.path.join(HERE, "sample-invoice.xml")
        run = judge("--judge", "schema", "-", given=f"{sample}\n\n{sample}\n")
        self.assertEqual([json.loads(line)["valid"] for line in run.stdout.splitlines()], [True, True])

    def test_a_missing_judge_and_a_missing_file_are_no_verdict(self):
        self.assertEqual(judge("no-such-file.xml").returncode, 66)
        self.assertEqual(judge("--judge", "nobody", "no-such-file.xml").returncode, 64)
        alone = subprocess.run(
            [sys.executable, "-S", os.path.join(HERE, "judge.py"), "--list"], capture_output=True, text=True)
        self.assertEqual(alone.returncode, 69, alone.stderr)


if __name__ == "__main__":
    unittest.main()
