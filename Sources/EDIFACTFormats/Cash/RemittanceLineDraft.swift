import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// A document that a remittance settles, whose segments are still to come.
struct RemittanceLineDraft {
    let segment: Int
    private var kind = RemittanceLine.Kind.other
    private var number = ""
    private var documentDate: BusinessDate?
    private var orderNumber: String?
    private var due: Money?
    private var paid: Money?
    private var discount: Money?
    private var deductions: [RemittanceDeduction] = []
    /// The reason of the adjustment whose amount is still to come.
    private var reason: String?

    init(segment: Int) { self.segment = segment }

    mutating func takeDocument(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        number = segment.text(2) ?? ""
        switch segment.code(1) {
        case "380", "384", "386", "389": kind = .invoice
        case "381", "261", "262": kind = .creditNote
        case "383": kind = .debitNote
        default: values.leaveAside(segment, 1)
        }
    }

    mutating func takeAmount(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch segment.code(1) {
        case "9", "77": due = values.amount(segment)
        case "12": paid = values.amount(segment)
        case "52": discount = values.amount(segment)
        case "8", "165", "119":
            guard let amount = values.amount(segment) else { return }
            deductions.append(RemittanceDeduction(amount: amount))
        default: values.leaveAside(segment, 1)
        }
    }

    mutating func takeDate(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        if ["137", "171", "3"].contains(segment.code(1)) { documentDate = values.date(segment) }
    }

    mutating func takeReference(_ segment: borrowing SegmentReader) {
        if segment.code(1) == "ON" { orderNumber = segment.text(1, 2) }
    }

    mutating func beginAdjustment(_ segment: borrowing SegmentReader) { reason = segment.text(1) }

    mutating func takeAdjustment(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let amount = values.amount(segment) else { return }
        deductions.append(RemittanceDeduction(amount: amount, reasonCode: reason))
    }

    mutating func takeAdjustmentNote(_ text: String?) {
        guard !deductions.isEmpty else { return }
        deductions[deductions.count - 1].note = text
    }

    /// The line; nil, with a finding, where it says nothing of what is paid. What a credit note takes off is negative.
    func finished(_ log: inout FindingLog) -> RemittanceLine? {
        guard let paid else {
            let place = Place.segment(segment, tag: "DOC", element: 0, component: 0)
            log.report(.edifactLineIsWhole, "the document has no amount remitted (MOA+12)", at: place)
            return nil
        }
        let isTakenOff = kind == .creditNote && paid.isPositive
        return RemittanceLine(
            kind: kind, number: number, documentDate: documentDate, orderNumber: orderNumber, due: due,
            paid: isTakenOff ? -paid : paid, discount: discount, deductions: deductions,
            source: SourceLine(segment: segment))
    }
}
