import Findings

extension Rule {
    static let rateFitsCategory = Rule(
        "IMP-001", "An item has a VAT rate where its category has one, and none where it has none.",
        remedy:
            "Give a rate above 0 with S and B, a rate with L and M, 0 or nothing with Z, E, AE, K and G, nothing with O."
    )
    static let recordIsGivenOnce = Rule(
        "IMP-002", "A file says a thing once: it has one row for a customer, an item, or a price from a day on.",
        remedy: "Remove the row that does not hold.")
    static let identifierCanBe = Rule(
        "IMP-003", "An identifier has the length and the check digits that its issuer gives.",
        remedy: "Compare it with the document that it was taken from, and correct it.")
    static let identifierIsFree = Rule(
        "IMP-004", "An establishment, a place or an article is known under one number of ours.",
        remedy: "Take the identifier from the one that does not have it, or give the number of the one that has.")
    static let codeIsListed = Rule(
        "IMP-005", "A country, a unit or the scheme of an address is a code of its list.",
        remedy: "Write the code, such as FR, C62 or 0088.")
    static let priceIsOfSomething = Rule(
        "IMP-006", "A price is that of an item and for a customer that are recorded.",
        remedy: "Record the item and the customer first, or correct the number.")
    static let termIsLawful = Rule(
        "IMP-007", "A term makes no invoice due later than the law allows (C. com. L441-10, L441-11).",
        remedy: "Agree on a shorter term: every invoice that is due too late is told.", severity: .warning)
    static let columnIsKnown = Rule(
        "IMP-008", "A file that is imported has no columns but those that are read.",
        remedy: "Rename the column, or take it out of the file: `quittance import --help` lists those that are read.")
}

/// Every rule of files that are imported, for `explain`.
let importRules: [Rule] = [
    .rateFitsCategory, .recordIsGivenOnce, .identifierCanBe, .identifierIsFree, .codeIsListed, .priceIsOfSomething,
    .termIsLawful, .columnIsKnown,
]
