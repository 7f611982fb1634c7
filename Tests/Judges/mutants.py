"""Mutants of documents: the same file with one small thing wrong, or with several, chosen by a seed."""
import copy
import random
import re

from lxml import etree

NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
DATE = re.compile(r"^\d{4}-\d\d-\d\d$|^\d{8}$")
SHIFTS = ["0.01", "-0.01", "0.99", "-0.99", "1.00", "-1.00", "0.001", "0.02", "100"]
CODES = [
    "S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B", "VAT", "GST", "VA", "EUR", "SEK", "DKK", "NOK", "DE", "FR", "GR", "NO",
    "IT", "SE", "DK", "NL", "IS", "XX", "380", "381", "384", "386", "389", "326", "50", "130", "916", "30", "42", "48", "49", "58",
    "59", "97", "true", "false", "1", "0", "25", "20", "5.5", "-1", "1.234", "95", "FC", "AB", "XYZ", "3", "35", "432", "5", "29",
    "72", "VATEX-EU-AE", "vatex-eu-o", "VATEX-FR-FRANCHISE", "#AAB#note", "#XXX#note", "FR12345678901", "a" * 260,
    "B1", "S1", "M2", "M4", "262", "472", "BAR", "#BAR#B2B#", "#TXD#MEMBRE_ASSUJETTI_UNIQUE", "LISIBLE", "RIB", "123456789", "12345678901234", "0002", "0009", "0225", "PMT", "PMD", "AAB", "BAR", "urn:cen.eu:en16931:2017",
]
SCHEMES = ["0002", "0007", "0009", "0088", "0184", "0224", "0231", "AFL", "AVV", "0192", "0221", "0225", "0240", "9957", "EM", "SEPA", "VA", "FC", "ZZ", "XX", ""]


class Mutator:
    """Makes mutants of one document. The same random numbers make the same mutants."""

    def __init__(self, content, chance):
        self._root = etree.fromstring(content, etree.XMLParser(remove_comments=True, huge_tree=True))
        self._chance = chance

    def mutant(self):
        """Another document with one fault, sometimes two or three, and what was done to it."""
        root = copy.deepcopy(self._root)
        done = []
        for _ in range(self._chance.choice([1, 1, 1, 2, 3])):
            elements = list(root.iter("*"))[1:]
            if not elements:
                break
            done.append(self._change(self._chance.choice(elements)))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), "; ".join(done)

    def _change(self, element):
        ways = [self._delete, self._duplicate, self._graft]
        if len(element) == 0:
            ways += [self._blank, self._swap, self._swap]
            if NUMBER.match(element.text or ""):
                ways += [self._shift] * 6
                if element.text.strip("0."):  # Nobody writes -0, and Saxon does not take it for 0.
                    ways.append(self._negate)
            if DATE.match(element.text or ""):
                ways += [self._another_day] * 3
        if element.attrib:
            ways += [self._attribute] * 2
        else:
            ways += [self._new_attribute]
        name = etree.QName(element).localname
        way = self._chance.choice(ways)
        detail = way(element)
        return f"{way.__name__[1:]} {name}" + (f": {detail}" if detail else "")

    def _delete(self, element):
        element.getparent().remove(element)

    def _duplicate(self, element):
        element.addnext(copy.deepcopy(element))

    def _graft(self, element):
        """A copy of any other element that has the name of one of its own: what is said elsewhere is said here."""
        twins = [twin for twin in element.getroottree().getroot().iter(element.tag) if twin is not element]
        if not twins:
            return self._duplicate(element)
        twin = copy.deepcopy(self._chance.choice(twins))
        element.getparent().replace(element, twin)

    def _blank(self, element):
        element.text = ""

    def _swap(self, element):
        element.text = self._chance.choice(CODES)
        return element.text[:30]

    def _shift(self, element):
        shift = self._chance.choice(SHIFTS)
        element.text = shifted(element.text, shift)
        return shift

    def _negate(self, element):
        element.text = element.text[1:] if element.text.startswith("-") else "-" + element.text

    def _another_day(self, element):
        year, text = self._chance.choice(["1999", "2099", "2020"]), element.text
        element.text = self._chance.choice([year + text[4:], text[:-1] + "9", text.replace("-", ""), text + "Z"])
        return element.text

    def _attribute(self, element):
        name = self._chance.choice(sorted(element.attrib))
        if self._chance.random() < 0.3:
            del element.attrib[name]
            return f"without {name}"
        value = self._chance.choice(SCHEMES if "scheme" in name or "list" in name else CODES + ["H87", "C62", "XBX", "102"])
        element.set(name, value)
        return f"{name}={value[:30]}"

    def _new_attribute(self, element):
        name = self._chance.choice(["schemeID", "listID", "schemeName", "currencyID", "languageID", "name", "unitCode", "format"])
        element.set(name, self._chance.choice(SCHEMES))
        return name


def shifted(text, shift):
    """A decimal number moved by another, exactly, with the places of whichever has more."""
    places = max(len(number.partition(".")[2]) for number in (text, shift))
    units = sum(scaled(number, places) for number in (text, shift))
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def scaled(number, places):
    whole, _, fraction = number.lstrip("-").partition(".")
    units = int(whole + fraction.ljust(places, "0"))
    return -units if number.startswith("-") else units


def mutants(files, seed, count):
    """So many mutants of files, each file in its turn: (file, content, what was done)."""
    makers = []
    for number, file in enumerate(files):
        with open(file, "rb") as stream:
            makers.append((file, Mutator(stream.read(), random.Random(f"{seed} {number}"))))
    for number in range(count):
        file, maker = makers[number % len(makers)]
        content, done = maker.mutant()
        yield file, content, done
