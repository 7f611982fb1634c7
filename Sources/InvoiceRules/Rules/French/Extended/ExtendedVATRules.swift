import Findings
import XMLSyntax

/// What EXTENDED-CTC-FR asks of the VAT breakdown: it may be by reason of an exemption as well as by category and rate.
///
/// - Parameter withTransport: whether charges for logistics count for what is in the breakdown, as in Factur-X alone.
func extendedVATRules(_ syntax: InvoiceSyntax, withTransport: Bool = false) -> [InvoiceRule] {
    VATFamily.all.flatMap { family in
        [presence(family, syntax, withTransport)] + amounts(family, syntax) + (family.code == .S ? [tax(syntax)] : [])
    }
}

private func presence(_ family: VATFamily, _ syntax: InvoiceSyntax, _ withTransport: Bool) -> InvoiceRule {
    InvoiceRule(
        "BR-FREXT-\(family.family)-01", .invoice,
        "What falls under \(family.words) is in the breakdown of VAT, and nothing else is.",
        remedy: "Add the entry, or take it out."
    ) { whole in
        let entries = whole.breakdownClasses.count { $0.spells(family.code, syntax) }
        let transport = withTransport ? whole.invoice.all(.logisticsCharge).flatMap { Array($0.groups(.vatClass)) } : []
        let isUsed = (whole.usedClasses(syntax) + transport).contains { $0.spells(family.code, syntax) }
        return isUsed == (entries > 0)
    }
}

private func amounts(_ family: VATFamily, _ syntax: InvoiceSyntax) -> [InvoiceRule] {
    let statement =
        "The taxable amount (BT-116) under \(family.words) is what lines and charges less allowances come to"
    let prefix = (syntax == .cii ? "BR-FXEXT-" : "BR-FREXT-") + family.family + "-08"
    return [
        entry(prefix, family, "\(statement), give or take a hundredth each.", .fatal) {
            EntryParts($0, byReason: true, syntax).fits || EntryParts($0, byReason: false, syntax).fits
        },
        entry(prefix + "ini", family, "\(statement), whatever the reason for an exemption.", .warning) {
            EntryParts($0, byReason: false, syntax).fits
        },
        entry(prefix + "rev", family, "\(statement), for each reason for an exemption.", .warning) {
            EntryParts($0, byReason: true, syntax).fits
        },
    ]
}

private func tax(_ syntax: InvoiceSyntax) -> InvoiceRule {
    let code = (syntax == .cii ? "BR-FXEXT-" : "BR-FREXT-") + "S-09"
    let statement =
        "The VAT (BT-117) of what is standard rated is its taxable amount times its rate, give or take a hundredth for each amount."
    return InvoiceRule(code, .breakdownClass, statement, remedy: "Correct the VAT.") { entry in
        guard entry.isExtendedEntry(of: .S) else { return true }
        let expected = (entry.parent.figure(.taxable) * entry.figure(.rate)).hundredth.rounded(to: 2)
        let difference = (entry.parent.figure(.tax) - expected).magnitude
        return [true, false].contains { byReason in
            (byReason || syntax == .cii)
                && difference <= Figure(Int64(EntryParts(entry, byReason: byReason, syntax).count)).hundredth
        }
    }
}

private func entry(
    _ code: String, _ family: VATFamily, _ statement: String, _ severity: Severity,
    _ holds: @escaping @Sendable (InvoiceGroup) -> Bool
) -> InvoiceRule {
    InvoiceRule(code, .breakdownClass, statement, remedy: "Correct the taxable amount, or a line.", severity: severity)
    { entry in
        !entry.isExtendedEntry(of: family.code) || holds(entry)
    }
}

/// What belongs to an entry of the breakdown.
private struct EntryParts {
    private let entry: InvoiceGroup
    private let syntax: InvoiceSyntax
    private let amounts: [Figure]
    /// How many amounts it is made of.
    let count: Int

    init(_ entry: InvoiceGroup, byReason: Bool, _ syntax: InvoiceSyntax) {
        self.entry = entry
        self.syntax = syntax
        let belongs: (InvoiceGroup) -> Bool = {
            $0.groups(.vatClass).contains { $0.isSame(as: entry, byReason: byReason) }
        }
        let lines = entry.countedLines.filter(belongs)
        let items = entry.invoice.whole.groups(.allowanceCharge).filter(belongs)
        let transport = entry.invoice.whole.groups(.logisticsCharge).filter(belongs)
        let net = lines.reduce(Figure.zero) { sum, line in line.values(.lineNet).reduce(sum) { $0 + $1.figure } }
        amounts = [
            entry.parent.figure(.taxable), -net.rounded(to: 2),
            Figure(sumOf: .amount, in: items.filter { $0.isCharge == false }).rounded(to: 2),
            -Figure(sumOf: .amount, in: items.filter { $0.isCharge == true }).rounded(to: 2),
            -Figure(sumOf: .amount, in: transport).rounded(to: 2),
        ]
        let ofLines = syntax == .cii ? lines.count : lines.reduce(0) { $0 + $1.count(.lineNet) }
        count = ofLines + items.count + transport.count
    }

    var fits: Bool {
        let limit = Figure(Int64(count)).hundredth
        if syntax == .cii { return amounts.reduce(Figure.zero, +).magnitude <= limit }
        return limit.isAtLeast(binarySumOf: amounts, roundedToHundredths: false)
    }
}

extension InvoiceGroup {
    fileprivate var breakdownClasses: [InvoiceGroup] {
        groups(.vatTotal).flatMap { $0.groups(.breakdown) }.flatMap { Array($0.groups(.vatClass)) }
            + groups(.breakdown).flatMap { Array($0.groups(.vatClass)) }
    }

    /// The VAT classes of counted lines, and of allowances and charges.
    fileprivate func usedClasses(_ syntax: InvoiceSyntax) -> [InvoiceGroup] {
        let items = syntax == .cii ? Array(invoice.all(.allowanceCharge)) : Array(groups(.allowanceCharge))
        return (countedLines + items).flatMap { Array($0.groups(.vatClass)) }
    }

    fileprivate func spells(_ code: VATCode, _ syntax: InvoiceSyntax) -> Bool {
        guard syntax == .cii else { return vatCode == code }
        return value(.category)?.element.withRawText { VATCode($0) == code } ?? false
    }

    fileprivate func isExtendedEntry(of code: VATCode) -> Bool {
        spells(code, invoice.syntax)
            && (invoice.syntax == .cii
                ? value(.categoryScheme)?.element.withRawText { $0.spellsIgnoringCase("VAT") } ?? false : isOfVAT)
    }

    /// Whether what a VAT class is of belongs to an entry of the breakdown.
    fileprivate func isSame(as entry: InvoiceGroup, byReason: Bool) -> Bool {
        guard spelledCode == entry.spelledCode, entry.vatCode == .O || figure(.rate) == entry.figure(.rate) else {
            return false
        }
        return !byReason || [Term.exemptionReason, .exemptionReasonCode].allSatisfy { text($0) == entry.text($0) }
    }

    /// The official rules for CII compare codes as they are written.
    private var spelledCode: VATCode? {
        invoice.syntax == .cii ? value(.category)?.element.withRawText { VATCode($0) } : vatCode
    }

    private func text(_ term: Term) -> String {
        value(term)?.text.split(whereSeparator: \.isXMLSpace).joined(separator: " ") ?? ""
    }
}
