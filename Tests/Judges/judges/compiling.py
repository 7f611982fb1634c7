"""Makes XSLT of a Schematron file as its authors publish it, for rule sets that come in no package."""
from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
SVRL = "http://purl.oclc.org/dsdl/svrl"


def stylesheet(path):
    """A stylesheet that reports what a document breaks: each pattern in a mode, where the first rule of an element counts."""
    schema = etree.parse(str(path)).getroot()
    spaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(SCH + "ns")}
    sheet = etree.Element(XSL + "stylesheet", {"version": "2.0"}, nsmap={**spaces, "xsl": XSL[1:-1], "svrl": SVRL})
    for own in schema.iter(XSL + "function", XSL + "key"):
        sheet.append(own)
    root = etree.SubElement(sheet, XSL + "template", match="/")
    output = etree.SubElement(root, f"{{{SVRL}}}schematron-output")
    for number, pattern in enumerate(schema.iter(SCH + "pattern")):
        etree.SubElement(output, XSL + "apply-templates", select="/", mode=f"M{number}")
        variables(pattern, sheet)
        rules = list(pattern.iter(SCH + "rule"))
        for place, rule in enumerate(rules):
            sheet.append(template(rule, f"M{number}", len(rules) - place + 1))
        others = etree.SubElement(sheet, XSL + "template", match="@*|node()", mode=f"M{number}", priority="-1")
        etree.SubElement(others, XSL + "apply-templates", select="*", mode=f"M{number}")
    return etree.tostring(sheet, encoding="unicode")


def variables(parent, target):
    for let in parent.findall(SCH + "let"):
        if not any(known.get("name") == let.get("name") for known in target.findall(XSL + "variable")):
            etree.SubElement(target, XSL + "variable", name=let.get("name"), select=let.get("value"))


def template(rule, mode, priority):
    made = etree.Element(XSL + "template", match=rule.get("context"), mode=mode, priority=str(priority))
    etree.SubElement(made, f"{{{SVRL}}}fired-rule", context="rule")
    variables(rule, made)
    for test in rule.findall(SCH + "assert"):
        choice = etree.SubElement(made, XSL + "choose")
        etree.SubElement(choice, XSL + "when", test=test.get("test"))
        failed = etree.SubElement(etree.SubElement(choice, XSL + "otherwise"), f"{{{SVRL}}}failed-assert")
        failed.set("id", test.get("id"))
        failed.set("flag", test.get("flag"))
        failed.set("location", "")
        etree.SubElement(failed, f"{{{SVRL}}}text").text = test.get("id")
    etree.SubElement(made, XSL + "apply-templates", select="*", mode=mode)
    return made
