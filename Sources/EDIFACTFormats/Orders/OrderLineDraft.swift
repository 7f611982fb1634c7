import Documents
import EDISyntax
import Findings
import Money

/// A line of an order whose segments are still to come.
struct OrderLineDraft {
    /// What the line calls itself, or else how many lines there are up to it.
    var number: String { givenNumber ?? "\(count)" }
    private var givenNumber: String?
    private let count: Int
    let segment: Int
    /// The line that it is a sub-line of (C829).
    private(set) var parent: String?
    var action: OrderLineAction?
    var quantity: Quantity?
    /// Whether the quantity is the one that is ordered (QTY+21).
    private var isOrdered = false
    var amount: Money?
    /// The price that the buyer expects to be billed (AAA), one before the line's allowances (AAB), and another one.
    private var netPrice: Price?
    private var grossPrice: Price?
    private var otherPrice: Price?
    private enum PriceKind { case net, gross, other }
    private struct Price {
        var price: UnitPrice
        var unit: String?
    }
    private var lastPrice: PriceKind?
    var item = ItemReference(name: "")
    var vat: VATClass?
    var requestedDelivery: Period?
    var note: String?
    private var deliveries = LineDeliveries()
    var allowances: [AllowanceDraft] = []
    /// What the line takes off and adds, in its price already or not.
    private(set) var stated: [AllowanceCharge] = []

    init(number: Int = 0, segment: Int = 0) {
        count = number
        self.segment = segment
    }

    // MARK: What it is for

    mutating func takeNumber(_ segment: borrowing SegmentReader, isChange: Bool, _ values: inout EDIFACTValues) {
        givenNumber = segment.text(1)
        if isChange { action = action(segment, &values) }
        if !segment.isEmpty(3) { take(segment, 3, &values) }
        if segment.says("1", 4) { parent = segment.text(4, 2) ?? "" }
    }

    /// UNCL 1229; a line that a change names without saying why is changed.
    private func action(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) -> OrderLineAction? {
        switch segment.code(2) {
        case "1": return .added
        case "2": return .removed
        case "3", .none: return .changed
        case "4", "5", "6", "7": return nil
        default:
            let words = "'\(segment.text(2)?.prefix(10) ?? "")' is no action: the line stays as it was"
            values.log.report(.edifactLineActionIsKnown, words, at: segment.place(2))
            return nil
        }
    }

    mutating func takeProduct(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        for element in 2...6 where !segment.isEmpty(element) { take(segment, element, &values) }
    }

    /// An item number (C212) under the kind that it declares (UNCL 7143).
    private mutating func take(_ segment: borrowing SegmentReader, _ element: Int, _ values: inout EDIFACTValues) {
        let text = segment.text(element)
        switch segment.code(element, 2) {
        case "EN", "SRV", "UP": item.standardID = text.map { PartyIdentifier(scheme: "0160", $0) }
        case "SA", "VN", "VP": item.sellerID = item.sellerID ?? text
        case "IN", "BP": item.buyerID = item.buyerID ?? text
        case "IB", "MF", "ZZZ", "NB", "SN", "PV", "CC", "GB", "GN", "AC", "MG", "BRD", "STH":
            guard let scheme = segment.text(element, 2), item.standardID == nil, scheme == "IB" else { return }
            item.standardID = text.map { PartyIdentifier(scheme: scheme, $0) }
        default: values.leaveAside(segment, element, 2)
        }
    }

    mutating func takeDescription(_ segment: borrowing SegmentReader, _ values: EDIFACTValues) {
        guard let text = values.joined(segment, 3, 4...5) else { return }
        if item.name.isEmpty {
            item.name = text
        } else {
            item.description = item.description.map { $0 + " " + text } ?? text
        }
    }

    mutating func takeNote(_ segment: borrowing SegmentReader, _ values: EDIFACTValues) {
        guard let text = values.joined(segment, 4, 1...5) else { return }
        note = note.map { $0 + " " + text } ?? text
    }

    /// What is said of a part of the line.
    mutating func takePart(_ part: OrderPart, _ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        deliveries.take(part, segment, &values)
    }

    mutating func takeTax(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let stated = values.vatClass(segment) else { return }
        if let vat, vat != stated {
            return reportTwice("VAT of \(vat) and of \(stated)", at: segment.place(), &values)
        }
        vat = stated
    }

    // MARK: How much

    mutating func takeQuantity(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch segment.code(1) {
        case "21": takeOrdered(segment, &values)
        case "1": takeDiscrete(segment, &values)
        case "59", "52", "17", "45E": break
        default: values.leaveAside(segment, 1)
        }
    }

    /// A quantity that is only counted (QTY+1) is the ordered one where no other is given.
    private mutating func takeDiscrete(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let given = values.quantity(segment) else { return }
        if let quantity, quantity != given { return values.leaveAside(segment, 1) }
        quantity = given
    }

    private mutating func takeOrdered(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let given = values.quantity(segment) else { return }
        if isOrdered, let quantity, quantity != given {
            return reportTwice("\(quantity) and \(given)", at: segment.place(1, 2), &values)
        }
        quantity = given
        isOrdered = true
    }

    private func reportTwice(_ both: String, at place: Place, _ values: inout EDIFACTValues) {
        values.log.report(.edifactLineSaysOnce, "line \(number.prefix(20)) says \(both)", at: place)
    }

    mutating func takeAmount(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch segment.code(1) {
        case "203": amount = values.amount(segment)
        default: values.leaveAside(segment, 1)
        }
    }

    mutating func takePrice(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        let kind: PriceKind
        switch segment.code(1) {
        case "AAA": kind = .net
        case "AAB": kind = .gross
        case "INV", "CAL", .none: kind = .other
        default: return values.leaveAside(segment, 1)
        }
        guard let value = values.decimal(segment, 1, 2) else { return }
        let base = values.decimal(segment, 1, 5) ?? ExactDecimal(1)
        guard base > .zero else {
            return values.log.report(.edifactPriceIsUsable, "the price is for nothing", at: segment.place(1, 5))
        }
        let price = UnitPrice(value, values.assumedCurrency, per: base)
        let unit = segment.isEmpty(1, 6) ? nil : values.unit(segment, 1, 6)
        if let before = self[kind], !before.price.saysSame(as: price) || before.unit != unit {
            return reportTwice("\(before.price) and \(price)", at: segment.place(1, 2), &values)
        }
        self[kind] = Price(price: price, unit: unit)
        lastPrice = kind
    }

    /// The currency of the price before it.
    mutating func takePriceCurrency(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let currency = values.currency(segment, 1, 2), let lastPrice, let price = self[lastPrice]?.price else {
            return
        }
        self[lastPrice]?.price = UnitPrice(price.value, currency, per: price.baseQuantity)
    }

    private subscript(kind: PriceKind) -> Price? {
        get {
            switch kind {
            case .net: netPrice
            case .gross: grossPrice
            case .other: otherPrice
            }
        }
        set {
            switch kind {
            case .net: netPrice = newValue
            case .gross: grossPrice = newValue
            case .other: otherPrice = newValue
            }
        }
    }

    /// Whether it says what is to be paid.
    var isPriced: Bool {
        amount != nil || netPrice != nil || grossPrice != nil || otherPrice != nil || !allowances.isEmpty
    }

    // MARK: The line

    /// Puts the line after the others of its order; false, with a finding, where it lacks what it cannot do without.
    mutating func finish(into order: inout Order, _ values: inout EDIFACTValues) -> Bool {
        let leavesQuantity = quantity == nil && action == .changed && order.function == .change
        guard let quantity = quantity ?? (action == .removed || leavesQuantity ? Quantity(.zero, "C62") : nil) else {
            let place = Place.segment(segment, tag: "LIN", element: 0, component: 0)
            values.log.report(.edifactLineIsWhole, "line \(number.prefix(20)) orders no quantity", at: place)
            return false
        }
        let given = netPrice ?? otherPrice ?? grossPrice
        // Whether it is the unit of a quantity that is left as it is, only the book can tell.
        let otherUnit = given?.unit.flatMap { !leavesQuantity && $0.isSameUnit(as: quantity.unit) ? nil : $0 }
        let product = otherUnit == nil && !leavesQuantity ? given?.price.amount(for: quantity.value) : nil
        let known = values.log.fatalCount
        let charges = charges(on: product, for: leavesQuantity ? nil : quantity, &values.log)
        if !deliveries.isEmpty, !leavesQuantity {
            deliveries.check(against: quantity, ofLine: number, at: segment, &values.log)
        }
        guard values.log.fatalCount == known else { return false }
        // The line is all that is left of the draft: what it holds moves on, and is not copied.
        var item = ItemReference(name: "")
        swap(&item, &self.item)
        order.lines.append(
            OrderLine(
                id: number, action: action, quantity: quantity, amount: amount, price: given?.price, item: consume item,
                vat: vat, requestedDelivery: requestedDelivery, note: note, allowanceCharges: charges,
                source: SourceLine(segment: segment), priceUnit: otherUnit, leavesQuantity: leavesQuantity))
        if !deliveries.isEmpty { deliveries.note(in: &order.lines[order.lines.count - 1]) }
        return true
    }

    /// What the line takes off and adds besides its price: a net price has that in it already.
    private mutating func charges(on product: Money?, for ordered: Quantity?, _ log: inout FindingLog)
        -> [AllowanceCharge]
    {
        guard netPrice != nil else {
            stated = allowances.finished(of: product, for: ordered, &log)
            return stated
        }
        guard !allowances.isEmpty else { return [] }
        var unheard = FindingLog()
        stated = allowances.finished(of: product, for: ordered, &unheard)
        return []
    }
}

extension UnitPrice {
    /// Whether two prices are the same numbers; the currency of one may follow after it.
    fileprivate func saysSame(as other: UnitPrice) -> Bool {
        value == other.value && baseQuantity == other.baseQuantity
    }
}
