import Findings
import XMLSyntax

/// What Peppol asks of lines, prices, allowances and charges of an order (T01).
let peppolOrderLineRules: [ElementRule] = lineRules + allowanceRules + priceRules + taxRules

private func rule(
    _ code: String, _ name: String, _ statement: String, remedy: String, severity: Severity = .fatal,
    _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule("PEPPOL-T01-\(code)", [name], statement, remedy: remedy, severity: severity, holds)
}

private let lineRules: [ElementRule] = [
    line(
        "R024",
        "The net amount of a line is quantity times price, plus charges, less allowances, within two hundredths.",
        remedy: "Correct the line."
    ) {
        $0.netFollows
    },
    line("R025", "A price is for a quantity greater than 0.", remedy: "Correct the base quantity.") {
        !Path.priceQuantity.isThere($0) || Path.priceQuantity.figure($0) > .zero
    },
    line("R001", "No two lines have the same number.", remedy: "Number the lines anew.") { $0.hasOwnLineNumber },
    line("R004", "An ordered quantity is not negative.", remedy: "Correct the quantity.") {
        Path.quantity.figure($0) >= .zero
    },
    line("R013", "A line has an ordered quantity.", remedy: "Add the quantity.", severity: .warning) {
        Path.quantity.isThere($0)
    },
]

private func line(
    _ code: String, _ statement: String, remedy: String, severity: Severity = .fatal,
    _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    rule(code, "cac:LineItem", statement, remedy: remedy, severity: severity) {
        $0.parent?.isNamed("cac:OrderLine") != true || holds($0)
    }
}

private let allowanceRules: [ElementRule] = [
    allowance(
        "R020", "An allowance or charge with a percentage has a base amount.",
        remedy: "Add the amount that it is taken of.", everywhere: true
    ) {
        !Path.percentage.isThere($0) || Path.base.isThere($0)
    },
    allowance(
        "R021", "An allowance or charge with a base amount has a percentage.",
        remedy: "Add it, or leave the base amount out."
    ) {
        Path.percentage.isThere($0) || !Path.base.isThere($0)
    },
    allowance(
        "R022", "An allowance or charge is its base amount times its percentage, within two hundredths.",
        remedy: "Correct one of the three."
    ) {
        guard Path.percentage.isThere($0), Path.base.isThere($0) else { return true }
        let difference =
            Path.amount.figure($0, or: .zero) - (Path.base.figure($0) * Path.percentage.figure($0)).hundredth
        return difference.magnitude <= Figure(2).hundredth
    },
    allowance("R023", "An allowance or charge has a reason, as a text or as a code.", remedy: "Add one of the two.") {
        $0.isHalfPercentage || Path.reason.isThere($0) || Path.reasonCode.isThere($0)
    },
    allowance(
        "R032", "An allowance or charge is not negative.",
        remedy: "Correct the amount; a charge is no negative allowance."
    ) {
        $0.isHalfPercentage || Path.amount.figure($0) >= .zero
    },
    reason("CL001", of: "false", .allowanceReasons, "The reason code of an allowance is one of UNTDID 5189."),
    reason("CL002", of: "true", .chargeReasons, "The reason code of a charge is one of UNTDID 7161."),
]

/// A rule on the allowances and charges of the order and its lines, or also on those of prices.
private func allowance(
    _ code: String, _ statement: String, remedy: String, everywhere: Bool = false,
    _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    rule(code, "cac:AllowanceCharge", statement, remedy: remedy) {
        !everywhere && !$0.isOfOrderOrLine || holds($0)
    }
}

private func reason(_ code: String, of indicator: StaticString, _ list: CodeList, _ statement: String) -> ElementRule {
    rule(code, "cbc:AllowanceChargeReasonCode", statement, remedy: "Use a code of the list.") { reason in
        guard let item = reason.parent, item.isNamed("cac:AllowanceCharge") else { return true }
        let isMeant = Path.indicator.elements(item).contains { $0.withRawText { $0.spells(indicator) } }
        return !isMeant || reason.withText(list.contains)
    }
}

private let priceRules: [ElementRule] = [
    rule(
        "R019", "cac:AllowanceCharge", "The net price is the gross price less the discount.",
        remedy: "Correct one of the three."
    ) {
        guard let price = $0.parent, price.isNamed("cac:Price"), Path.base.isThere($0) else { return true }
        return Path.priceAmount.figure(price) == Path.base.figure($0) - Path.amount.figure($0)
    },
    rule("R005", "cac:Price", "A price is not negative.", remedy: "Correct the price.") {
        Path.priceAmount.figure($0) >= .zero
    },
    rule("R027", "cac:Price", "A gross price is not negative.", remedy: "Correct the gross price.") {
        let gross = Path.grossPrice.elements($0)
        return gross.isEmpty || gross.contains { $0.figure >= .zero }
    },
    rule("R033", "cac:Price", "A discount on a price is not negative.", remedy: "Correct the discount.") {
        !Path.discount.isThere($0) || Path.discount.figure($0) >= .zero
    },
]

private let taxRules: [ElementRule] = [
    category("R029", "A tax category has a rate, unless no tax is due (O).", remedy: "Add the rate.") {
        Path.rate.isThere($0) || Path.id.first($0)?.withText { $0.spells("O") } ?? false
    },
    category("R030", "What is taxed at a rate (S) has a rate above 0.", remedy: "Correct category or rate.") {
        guard Path.id.first($0)?.withText({ $0.spells("S") }) ?? false else { return true }
        return Path.rate.elements($0).contains { $0.figure > .zero }
    },
]

private func category(
    _ code: String, _ statement: String, remedy: String, _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule(
        "PEPPOL-T01-\(code)", ["cac:TaxCategory", "cac:ClassifiedTaxCategory"], statement, remedy: remedy, holds)
}

private enum Path {
    static let id = OrderPath("cbc:ID")
    static let quantity = OrderPath("cbc:Quantity")
    static let net = OrderPath("cbc:LineExtensionAmount")
    static let unitPrice = OrderPath("cac:Price/cbc:PriceAmount")
    static let priceQuantity = OrderPath("cac:Price/cbc:BaseQuantity")
    static let allowances = OrderPath("cac:AllowanceCharge")
    static let lineItems = OrderPath("cac:OrderLine/cac:LineItem")
    static let indicator = OrderPath("cbc:ChargeIndicator")
    static let percentage = OrderPath("cbc:MultiplierFactorNumeric")
    static let base = OrderPath("cbc:BaseAmount")
    static let amount = OrderPath("cbc:Amount")
    static let reason = OrderPath("cbc:AllowanceChargeReason")
    static let reasonCode = OrderPath("cbc:AllowanceChargeReasonCode")
    static let priceAmount = OrderPath("cbc:PriceAmount")
    static let grossPrice = OrderPath("cac:AllowanceCharge/cbc:BaseAmount")
    static let discount = OrderPath("cac:AllowanceCharge/cbc:Amount")
    static let rate = OrderPath("cbc:Percent")
}

extension XMLElement {
    /// The allowances or the charges of an order or a line, added up.
    func sum(ofCharges isCharge: Bool) -> Figure {
        Path.allowances.elements(self).filter { Path.indicator.first($0)?.spells(isCharge ? "true" : "false") ?? false }
            .flatMap { Path.amount.elements($0) }.reduce(.zero) { $0 + $1.figure }.rounded(to: 2)
    }

    /// Whether an allowance or charge is one of the order or of a line, not of a price.
    fileprivate var isOfOrderOrLine: Bool {
        guard let parent else { return false }
        return parent.parentPosition < 0
            || parent.isNamed("cac:LineItem") && parent.parent?.isNamed("cac:OrderLine") ?? false
    }

    /// Whether percentage or base amount is missing, about which a rule of its own is asked instead.
    fileprivate var isHalfPercentage: Bool { Path.percentage.isThere(self) != Path.base.isThere(self) }

    /// Whether a line has a number, and no other line has it.
    var hasOwnLineNumber: Bool {
        let mine = Path.id.elements(self).map(\.rawString)
        return !mine.isEmpty
            && Path.lineItems.elements(root).count { Path.id.elements($0).contains { mine.contains($0.rawString) } }
                == 1
    }

    /// Whether the net amount of a line follows; what it does not say counts as nothing, or as one.
    fileprivate var netFollows: Bool {
        var base = Path.priceQuantity.figure(self, or: Figure(1))
        if base == .zero { base = Figure(1) }
        let gross = Path.quantity.figure(self, or: Figure(1)) * Path.unitPrice.figure(self, or: .zero)
        let net = Path.net.figure(self, or: .zero) - sum(ofCharges: true) + sum(ofCharges: false)
        // Multiplied by the base quantity instead of divided: nothing is lost.
        return (net * base - gross).magnitude <= base.magnitude * Figure(2).hundredth
    }
}
