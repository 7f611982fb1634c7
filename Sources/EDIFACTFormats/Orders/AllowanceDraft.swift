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
    /// What each unit of a quantity is taken off or added (RTE), and the unit where it is named.
    private var perUnit: (rate: UnitPrice, unit: String?)?
    /// What it is for, where that is not the whole line.
    var quantity: Quantity?
    var reason: AllowanceReason
    var vat: VATClass?
    /// Whether it stands after the lines.
    var isOfSummary = false
    /// Whether it is for each line that has none of its own.
    private(set) var isOfEachLine = false
    /// Where it stands among those that are worked out one after the other (UNCL 1227): each of what is left by then.
    fileprivate var step: Int
    /// How it is settled (UNCL 4471), where the invoice has nothing of it: billed back, paid by cheque, credited to the
    /// account, or paid by the vendor or payee.
    private var settledOtherwise: String?
    /// The segment it begins with.
    var segment: Int

    /// What ALC says; nil where it is neither an allowance nor a charge.
    init?(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch segment.code(1) {
        case "A", "F", "H": isCharge = false
        case "C", "K", "M": isCharge = true
        case "G": (isCharge, isOfEachLine) = (false, true)
        case "L": (isCharge, isOfEachLine) = (true, true)
        default: return nil
        }
        reason = AllowanceReason(segment, isCharge: isCharge, &values)
        step = segment.count(4) ?? 0
        switch segment.code(3) {
        case "1", "3", "4", "5", "13": settledOtherwise = segment.text(3)
        case .none, "2", "6", "8", "12", "15": break
        default: values.leaveAside(segment, 3)
        }
        self.segment = segment.number
    }

    /// Whether it can be worked out for all lines at once: a rate comes to the same, an amount may be of each or of all.
    fileprivate var isOfAllLines: Bool { amount == nil && perUnit == nil && percentage != nil }

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

    mutating func addRatePerUnit(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let value = values.decimal(segment, 1, 2) else { return }
        let base = values.decimal(segment, 1, 3) ?? ExactDecimal(1)
        guard base > .zero else {
            return values.log.report(.edifactPriceIsUsable, "the rate is for nothing", at: segment.place(1, 3))
        }
        let unit = segment.isEmpty(1, 4) ? nil : values.unit(segment, 1, 4)
        perUnit = (UnitPrice(value, values.assumedCurrency, per: base), unit)
    }

    /// What a rate for each unit comes to; nil where it is for another unit than the quantity is in.
    private func amount(for ordered: Quantity?) -> Money? {
        guard let perUnit, let quantity = quantity ?? ordered,
            perUnit.unit.map(quantity.unit.isSameUnit) ?? true
        else { return nil }
        return perUnit.rate.amount(for: quantity.value)
    }

    /// The allowance or charge, its amount worked out from its rate where only that is given.
    ///
    /// A tax is neither: the invoice works it out itself. Nor is what is settled besides the invoice.
    fileprivate func finished(of sum: Money?, for ordered: Quantity?, _ log: inout FindingLog) -> AllowanceCharge? {
        if let settledOtherwise {
            let place = Place.segment(segment, tag: "ALC", element: 3, component: 0)
            log.report(
                .edifactChargeIsBilled, "what is settled as '\(settledOtherwise)' is not on the invoice", at: place)
            return nil
        }
        guard !reason.isTax else {
            let place = Place.segment(segment, tag: "ALC", element: 5, component: 1)
            log.report(.edifactChargeIsBilled, "it is a tax, which the invoice works out itself", at: place)
            return nil
        }
        let reckoned = percentage.flatMap { rate in (base ?? sum).map(rate.of) }
        guard let amount = amount ?? reckoned ?? amount(for: ordered) else {
            let place = Place.segment(segment, tag: "ALC", element: 0, component: 0)
            log.report(.edifactAllowanceHasAmount, "an allowance or charge gives no amount", at: place)
            return nil
        }
        return AllowanceCharge(
            isCharge: isCharge, amount: amount, base: base, percentage: percentage, reason: reason.text,
            reasonCode: reason.code, vat: vat, source: SourceLine(segment: segment))
    }
}

extension [AllowanceDraft] {
    /// Reports those for each line of which nobody can tell what they come to: where lines have some of their own, and
    /// where an amount is given.
    func checkThoseOfEachLine(beside ofLines: [AllowanceCharge], _ log: inout FindingLog) {
        for draft in self where draft.isOfEachLine && !draft.isOfSummary {
            let hasOthers = ofLines.contains { $0.isCharge == draft.isCharge }
            guard hasOthers || !draft.isOfAllLines else { continue }
            let words =
                hasOthers
                ? "it is for each line, and some lines have their own" : "it is for each line, and gives no rate"
            log.report(
                .edifactAllowanceIsClear, words, at: .segment(draft.segment, tag: "ALC", element: 1, component: 0))
        }
    }

    /// What is taken off and added, step by step: a rate is of what the steps before it have left.
    func finished(of sum: Money?, for ordered: Quantity? = nil, _ log: inout FindingLog) -> [AllowanceCharge] {
        guard contains(where: { $0.step > 1 }) else {
            return compactMap { $0.finished(of: sum, for: ordered, &log) }
        }
        var (rest, found): (Money?, [AllowanceCharge]) = (sum, [])
        for step in Set(map(\.step)).sorted() {
            let ofStep = filter { $0.step == step }.compactMap { $0.finished(of: rest, for: ordered, &log) }
            found += ofStep
            rest = rest.map { rest in
                ofStep.map(\.effect).filter { $0.currency == rest.currency }.reduce(rest, +)
            }
        }
        return found
    }
}

extension EDIFACTValues {
    /// Reports ALC under another code than those of allowances and charges (UNCL 5463): what is meant as money stays no
    /// secret, where it does not say that there is none, or counts up others.
    mutating func reportUnusedAllowance(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "N", "V", "W": break
        case "B": leaveAside(segment, 1)
        default:
            let words = "'\(segment.text(1)?.prefix(3) ?? "")' is no allowance and no charge that is billed"
            log.report(.edifactAllowanceIsClear, words, at: segment.place(1))
        }
    }

    /// The VAT class of TAX; nil, reported, where it is about another tax, or says nothing of VAT that is known.
    mutating func vatClass(_ segment: borrowing SegmentReader) -> VATClass? {
        guard segment.code(2) == "VAT" || segment.isEmpty(2) else {
            leaveAside(segment, 2)
            return nil
        }
        let rate = percentage(segment, 5, 4)
        if let category = vatCategory(segment) { return VATClass(category, rate) }
        if !segment.isEmpty(6) { leaveAside(segment, 6) }
        return rate.map { VATClass($0 > .zero ? .standard : .zeroRated, $0) }
    }

    /// UNCL 5305, in which a lower (AA) and a higher rate (H) have codes of their own.
    private func vatCategory(_ segment: borrowing SegmentReader) -> VATCategory? {
        switch segment.code(6) {
        case "AA", "H": .standard
        default: segment.text(6).flatMap { VATCategory(code: $0) }
        }
    }
}
