import Documents
import EDISyntax
import Findings
import Money

/// An allowance or charge whose segments are still to come.
struct AllowanceDraft {
    var isCharge: Bool
    var amount: Money?
    var base: Money?
    var percentage: Percentage?
    var reason: AllowanceReason
    var vat: VATClass?
    /// Whether it stands after the lines.
    var isOfSummary = false
    /// The segment it begins with.
    var segment: Int

    /// What ALC says; nil where it is neither an allowance nor a charge.
    init?(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "A": isCharge = false
        case "C": isCharge = true
        default: return nil
        }
        reason = AllowanceReason(segment, isCharge: isCharge)
        self.segment = segment.number
    }

    mutating func addAmount(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch segment.code(1) {
        case "8", "23", "204": amount = values.amount(segment)
        case "25": base = values.amount(segment)
        default: values.leaveAside(segment, 1)
        }
    }

    mutating func addRate(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        percentage = values.percentage(segment, 1, 2)
    }

    /// The allowance or charge, its amount worked out from its rate where only that is given.
    func finished(of sum: Money?, _ log: inout FindingLog) -> AllowanceCharge? {
        let reckoned = percentage.flatMap { rate in (base ?? sum).map(rate.of) }
        guard let amount = amount ?? reckoned else {
            let place = Place.segment(segment, tag: "ALC", element: 0, component: 0)
            log.report(.edifactAllowanceHasAmount, "an allowance or charge gives no amount", at: place)
            return nil
        }
        return AllowanceCharge(
            isCharge: isCharge, amount: amount, base: base, percentage: percentage, reason: reason.text,
            reasonCode: reason.code, vat: vat)
    }
}

extension EDIFACTValues {
    /// The VAT class of TAX; nil where it is about another tax.
    mutating func vatClass(_ segment: borrowing SegmentReader) -> VATClass? {
        guard segment.code(2) == "VAT" || segment.isEmpty(2) else { return nil }
        let rate = percentage(segment, 5, 4)
        guard let code = segment.text(6) else {
            return rate.flatMap { $0 > .zero ? VATClass(.standard, $0) : nil }
        }
        guard let category = VATCategory(code: code) else {
            leaveAside(segment, 6)
            return nil
        }
        return VATClass(category, rate)
    }
}
