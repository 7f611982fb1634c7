import Findings
import XMLSyntax

/// What Peppol asks of an order beyond the elements that it holds (T01).
let peppolOrderRules: [ElementRule] = headRules + totalRules + amountRules + partyRules

private let root = ["ord:Order"]

private func rule(
    _ code: String, _ names: [String], _ statement: String, remedy: String, severity: Severity = .fatal,
    _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule("PEPPOL-T01-\(code)", names, statement, remedy: remedy, severity: severity, holds)
}

private let processes = ["order_only", "ordering", "advanced_ordering"].map { "urn:fdc:peppol.eu:poacc:bis:\($0):3" }

private let headRules: [ElementRule] = [
    rule("B00109", root, "An order names no place of its schema.", remedy: "Leave out xsi:schemaLocation.") {
        !$0.namesSchemaLocation
    },
    rule(
        "R031", ["cbc:ProfileID"], "An order follows Peppol's order only, ordering or advanced ordering.",
        remedy: "Correct the process."
    ) {
        processes.contains($0.text)
    },
    rule(
        "R034", ["cbc:CustomizationID"], "An order says that it follows Peppol's order.",
        remedy: "Correct the identifier."
    ) {
        $0.text.hasPrefix("urn:fdc:peppol.eu:poacc:trns:order:3")
    },
    rule(
        "R002", root, "An order says how long it stands.", remedy: "Add the last day of the validity.",
        severity: .warning
    ) {
        Path.validityEnd.isThere($0)
    },
    rule(
        "R035", ["cbc:LineID"], "Whoever names a line of a quotation names the quotation.",
        remedy: "Add the quotation's number."
    ) {
        $0.parent?.isNamed("cac:QuotationLineReference") != true || Path.quotation.isThere($0.root)
    },
]

private let partyRules: [ElementRule] = [
    rule(
        "R014", ["cac:OriginatorCustomerParty"], "Who asked for the goods has a name or a number.",
        remedy: "Add one of the two."
    ) {
        Path.originatorName.isThere($0) || Path.originatorID.isThere($0)
    },
    rule(
        "R026", ["cac:PartyTaxScheme"], "A VAT number begins with the code of the country that gave it.",
        remedy: "Put FR, DE… before it."
    ) {
        guard Path.scheme.elements($0).contains(where: { $0.withRawText { $0.spells("VAT") } }) else { return true }
        guard let id = Path.companyID.first($0) else { return true }
        return id.withRawText { CodeList.vatCountries.isPart(UnsafeBufferPointer(rebasing: $0.prefix(2))) }
    },
]

private let total = ["cac:AnticipatedMonetaryTotal"]

private let totalRules: [ElementRule] = [
    rule("R006", total, "What is to be paid is not negative.", remedy: "Correct the total.") {
        Path.payable.figure($0) >= .zero
    },
    rule("R007", total, "The total of the lines is not negative.", remedy: "Correct the total.") {
        Path.lines.figure($0) >= .zero
    },
    rule("R008", total, "The total of the lines is what they come to.", remedy: "Correct the total, or a line.") {
        Path.lines.figure($0) == Path.lineAmounts.sum($0.root)
    },
    rule("R009", total, "The total of allowances is what they come to.", remedy: "Correct the total, or an allowance.")
    {
        Path.allowances.figure($0, or: .zero) == $0.root.sum(ofCharges: false)
    },
    rule("R010", total, "The total of charges is what they come to.", remedy: "Correct the total, or a charge.") {
        Path.charges.figure($0, or: .zero) == $0.root.sum(ofCharges: true)
    },
    rule(
        "R011", total, "The total before tax is that of the lines, less allowances, plus charges.",
        remedy: "Correct the total."
    ) {
        $0.beforeTax == $0.beforeTaxExpected
    },
    rule(
        "R016", total, "What is to be paid is the total with tax, less what was paid, plus the rounding.",
        remedy: "Correct one of them."
    ) {
        let withTax = Path.withTax.figure($0)
        guard withTax.isKnown, withTax != .zero else { return true }
        return Path.payable.figure($0) == withTax - Path.prepaid.figure($0, or: .zero)
            + Path.rounding.figure($0, or: .zero)
    },
    rule("R017", total, "The total with tax is that before tax and the tax.", remedy: "Correct one of the three.") {
        let withTax = Path.withTax.figure($0)
        guard withTax.isKnown, withTax != .zero, Path.taxTotal.isThere($0.root) else { return true }
        return withTax == $0.beforeTax + Path.tax.figure($0.root, or: .zero)
    },
]

private let amountRules: [ElementRule] = [
    rule(
        "R003", UBLOrderVocabulary.amounts, "An order is in one currency.",
        remedy: "Give the amount in the order's currency."
    ) { amount in
        amount.withAttribute("currencyID") { code in
            guard let code, amount.isAmountInPlace else { return true }
            return Path.currency.elements(amount.root).contains { $0.withRawText { $0.elementsEqual(code) } }
        }
    },
    rule(
        "R028", UBLOrderVocabulary.amounts, "An amount has no more than two decimal places; a price may have more.",
        remedy: "Round it."
    ) {
        !$0.isAmountInPlace || $0.isWithinPrice || InvoiceValue(element: $0, figure: .unknown).hasTwoPlacesAtMost
    },
]

private let amountsAnywhere = Set(
    ["cbc:Amount", "cbc:TaxAmount", "cbc:LineExtensionAmount", "cbc:PriceAmount", "cbc:BaseAmount"].map {
        UBLOrderVocabulary.shared[$0]
    })

private enum Path {
    static let validityEnd = OrderPath("cac:ValidityPeriod/cbc:EndDate")
    static let quotation = OrderPath("cac:QuotationDocumentReference/cbc:ID")
    static let originatorName = OrderPath("cac:Party/cac:PartyName/cbc:Name")
    static let originatorID = OrderPath("cac:Party/cac:PartyIdentification/cbc:ID")
    static let scheme = OrderPath("cac:TaxScheme/cbc:ID")
    static let companyID = OrderPath("cbc:CompanyID")
    static let currency = OrderPath("cbc:DocumentCurrencyCode")
    static let lineAmounts = OrderPath("cac:OrderLine/cac:LineItem/cbc:LineExtensionAmount")
    static let taxTotal = OrderPath("cac:TaxTotal")
    static let tax = OrderPath("cac:TaxTotal/cbc:TaxAmount")
    static let payable = OrderPath("cbc:PayableAmount")
    static let lines = OrderPath("cbc:LineExtensionAmount")
    static let prepaid = OrderPath("cbc:PrepaidAmount")
    static let rounding = OrderPath("cbc:PayableRoundingAmount")
    static let withTax = OrderPath("cbc:TaxInclusiveAmount")
    static let beforeTax = OrderPath("cbc:TaxExclusiveAmount")
    static let allowances = OrderPath("cbc:AllowanceTotalAmount")
    static let charges = OrderPath("cbc:ChargeTotalAmount")
}

extension XMLElement {
    /// Whether an element is a price or belongs to one.
    fileprivate var isWithinPrice: Bool {
        var next = parent
        while let element = next {
            if element.isNamed("cac:Price") { return true }
            next = element.parent
        }
        return false
    }

    /// Whether an amount stands where orders have one: a total does within the totals alone.
    fileprivate var isAmountInPlace: Bool {
        parent?.isNamed("cac:AnticipatedMonetaryTotal") == true || amountsAnywhere.contains(name)
    }

    fileprivate var beforeTax: Figure { Path.beforeTax.figure(self, or: beforeTaxExpected) }

    fileprivate var beforeTaxExpected: Figure {
        Path.lines.figure(self) - Path.allowances.figure(self, or: .zero) + Path.charges.figure(self, or: .zero)
    }
}
