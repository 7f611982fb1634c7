import Documents
import EDISyntax
import Findings
import Money

/// An allowance or charge (SAC), whose amount may depend on what it is taken off or added to.
struct X12AllowanceDraft {
    private let isCharge: Bool
    private let amount: Money?
    private let percentage: Percentage?
    /// Whether the percentage is of what the allowances and charges before it have left (element 378).
    private let isOfRest: Bool
    private let reason: X12AllowanceReason
    private let place: Place
    private let source: SourceLine

    /// Reads SAC; nil where it is neither an allowance nor a charge.
    init?(_ segment: borrowing SegmentReader, _ values: inout X12Values) {
        switch segment.code(1) {
        case "A": isCharge = false
        case "C": isCharge = true
        default:
            values.leaveAside(segment, 1)
            return nil
        }
        amount = values.impliedAmount(segment, 5)
        percentage = segment.isEmpty(7) ? nil : values.percentage(segment, 7)
        isOfRest = segment.says("2", 6) || segment.says("4", 6) || segment.says("7", 6)
        reason = X12AllowanceReason(segment, isCharge: isCharge, &values)
        place = segment.place(5)
        source = SourceLine(segment: segment.number)
    }

    /// The allowance or charge; nil, reported, where it says no amount, and none follows from what it says.
    ///
    /// The amount counts before a percentage (X12, note on SAC05); a rate for each unit never comes without it.
    func finished(of base: AllowanceBase, _ values: inout X12Values) -> AllowanceCharge? {
        let reckoned = percentage.flatMap { rate in (isOfRest ? base.rest : base.whole).map(rate.of) }
        guard let amount = amount ?? reckoned else {
            values.log.report(
                .x12AllowanceHasAmount, "an allowance or charge has no amount, and none can be worked out", at: place)
            return nil
        }
        return AllowanceCharge(
            isCharge: isCharge, amount: amount, percentage: percentage, reason: reason.text, reasonCode: reason.code,
            source: source)
    }

}

/// What allowances and charges are worked out from.
struct AllowanceBase {
    /// What the line, or all lines, come to; nil where that is not said.
    let whole: Money?
    /// What those before it have left.
    private(set) var rest: Money?

    init(_ whole: Money?) {
        self.whole = whole
        rest = whole
    }

    /// Finishes drafts one after the other; those that cannot be are reported, and left out.
    mutating func finish(_ drafts: [X12AllowanceDraft], _ values: inout X12Values) -> [AllowanceCharge] {
        var finished: [AllowanceCharge] = []
        for draft in drafts {
            guard let item = draft.finished(of: self, &values) else { continue }
            finished.append(item)
            rest = rest.map { $0 + item.effect }
        }
        return finished
    }
}

extension X12Values {
    /// What SAC takes off or adds; nil where that is nothing: a tax, which the invoice works out itself, or what is
    /// settled otherwise. What the tax comes to is in the total of the order.
    mutating func allowance(_ segment: borrowing SegmentReader, tax: inout Money?) -> X12AllowanceDraft? {
        guard segment.says("A", 1) || segment.says("C", 1) else { return X12AllowanceDraft(segment, &self) }
        if segment.text(2).map(taxKinds.contains) == true {
            if segment.says("C", 1), let amount = impliedAmount(segment, 5) { tax = tax.map { $0 + amount } ?? amount }
            log.report(
                .x12ChargeIsBilled, "'\(segment.text(2) ?? "")' is a tax, which the invoice works out itself",
                at: segment.place(2))
            return nil
        }
        guard !isSettledOtherwise(segment.code(12)) else {
            log.report(
                .x12ChargeIsBilled, "what is handled as '\(segment.text(12) ?? "")' is not on the invoice",
                at: segment.place(12))
            return nil
        }
        if !segment.isEmpty(12), !isOnInvoice(segment.code(12)) { leaveAside(segment, 12) }
        return X12AllowanceDraft(segment, &self)
    }
}

/// The codes of taxes in element 1300: goods and services tax, sales taxes, excise taxes, use tax, value added tax.
private let taxKinds: Set<String> = [
    "D360", "F210", "H610", "H620", "H625", "H630", "H640", "H650", "H660", "H670", "H680", "H690", "H700", "H710",
    "H720", "H730", "H740", "H750",
    "H760", "H770", "H780", "H790", "H800", "H806", "H810", "H820", "H830", "H840", "H850",
]

/// Whether SAC12 (element 331) says that the invoice has nothing of it: billed back, paid by cheque, credited to the
/// account, paid, issued or denied by the vendor, issued by a reseller, cancelled, for information only, a tax that is
/// not payable, or out of a fund.
private func isSettledOtherwise(_ handling: EDICode) -> Bool {
    switch handling {
    case "01", "03", "04", "05", "09", "10", "11", "12", "15", "18", "20", "21": true
    default: false
    }
}

/// Whether SAC12 says that the invoice has it: off the invoice, paid by the customer, off the gross quantity, added.
private func isOnInvoice(_ handling: EDICode) -> Bool {
    switch handling {
    case "02", "06", "08", "CA": true
    default: false
    }
}
