import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Which of the two messages about orders is read.
protocol OrderMessage: SendableMetatype {
    static var layouts: MessageLayouts<OrderPart> { get }
    /// Whether it changes an earlier order.
    static var isChange: Bool { get }
}

enum ORDERS: OrderMessage {
    static let layouts = ordersLayouts
    static let isChange = false
}

enum ORDCHG: OrderMessage {
    static let layouts = ordchgLayouts
    static let isChange = true
}

/// Maps ORDERS to an order, and ORDCHG to one that changes another.
struct OrderMapping<Message: OrderMessage>: MessageMapping {
    static var layouts: MessageLayouts<OrderPart> { Message.layouts }
    static var tellsUnread: Bool { true }
    var values = EDIFACTValues()
    private var draft = OrderDraft()

    init() {}

    @inline(__always)
    mutating func take(_ part: OrderPart, _ segment: borrowing SegmentReader) {
        switch part {
        case .line: draft.line.takeNumber(segment, isChange: Message.isChange, &values)
        case .product: draft.line.takeProduct(segment, &values)
        case .description: draft.line.takeDescription(segment, values)
        case .quantity: draft.line.takeQuantity(segment, &values)
        case .lineDate: values.takeDelivery(&draft.line.requestedDelivery, segment)
        case .lineAmount: draft.line.takeAmount(segment, &values)
        case .lineNote: draft.line.takeNote(segment, values)
        case .price: draft.line.takePrice(segment, &values)
        case .priceCurrency: draft.line.takePriceCurrency(segment, &values)
        case .place, .placeQuantity, .placeDate, .linePlace, .schedule: draft.line.takePart(part, segment, &values)
        case .tax: draft.line.takeTax(segment, &values)
        case .allowance: draft.beginAllowance(segment, &values)
        case .summaryAllowance: draft.beginAllowance(segment, &values, isOfSummary: true)
        case .allowanceRate: draft.allowance?.addRate(segment, &values)
        case .allowanceAmount: draft.allowance?.addAmount(segment, &values)
        case .allowanceTax: draft.allowance?.vat = values.vatClass(segment)
        case .allowanceQuantity: draft.allowance?.quantity = values.quantity(segment)
        case .allowancePerUnit: draft.allowance?.addRatePerUnit(segment, &values)
        default: takeHeader(part, segment)
        }
    }

    private mutating func takeHeader(_ part: OrderPart, _ segment: borrowing SegmentReader) {
        switch part {
        case .begin: begin(segment)
        case .date: takeDate(segment)
        case .note: if let text = values.joined(segment, 4, 1...5) { draft.order.notes.append(text) }
        case .reference: takeReference(segment)
        case .currency: values.currency = values.currency(segment, 1, 2) ?? values.currency
        case .terms: draft.order.paymentTermsNote = values.joined(segment, 2, 4...5) ?? draft.order.paymentTermsNote
        case .headTax: draft.takeTax(segment, &values)
        case .party: draft.takeParty(segment, &values)
        case .partyReference: draft.editParty { values.addReference(segment, to: &$0) }
        case .contact: draft.editParty { values.addContact(segment, to: &$0) }
        case .communication: draft.editParty { values.addCommunication(segment, to: &$0) }
        case .total: draft.takeTotal(segment, &values)
        case .count: if segment.code(1) == "2" { draft.expectedLines = (segment.count(1, 2) ?? -1, segment.number) }
        default: break
        }
    }

    private mutating func begin(_ segment: borrowing SegmentReader) {
        draft.order.typeCode = segment.text(1)
        draft.order.number = segment.text(2) ?? ""
        switch segment.code(3) {
        case "9", "6", "7", "31": draft.order.function = Message.isChange ? .change : .original
        case .none: draft.order.function = Message.isChange ? .change : .original
        case "5": draft.order.function = .revision
        case "1": draft.order.function = .cancellation
        case "4": draft.order.function = .change
        default:
            let words = "function '\(segment.text(3)?.prefix(3) ?? "")' is none that an order has"
            values.log.report(.edifactFunctionIsRead, words, at: segment.place(3))
        }
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "137":
            draft.issueDate = values.date(segment)
            draft.isDated = draft.isDated || !segment.isEmpty(1, 2)
        case "4":
            draft.orderDate = values.date(segment)
            draft.isDated = draft.isDated || !segment.isEmpty(1, 2)
        case "36": draft.order.validUntil = values.period(segment)?.end
        default: values.takeDelivery(&draft.order.requestedDelivery, segment)
        }
    }

    private mutating func takeReference(_ segment: borrowing SegmentReader) {
        guard let number = segment.text(1, 2) else { return }
        switch segment.code(1) {
        case "ON": draft.changedNumber = number
        case "CT", "BC": draft.order.contractReference = number
        case "CR":
            draft.order.customerReference = number
            draft.order.buyerReference = number
        case "ADE": draft.order.accountingCost = number
        default: break
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) {
        draft.endAllowance()
        draft.lineCount += 1
        // Few orders have more lines: they are moved to a larger place once, not each time that there are twice as many.
        if draft.lineCount == 1 { draft.order.lines.reserveCapacity(12) }
        draft.line = OrderLineDraft(number: draft.lineCount, segment: segment.number)
        draft.isInLine = true
    }

    mutating func endLine(keeping: Bool) {
        draft.endAllowance()
        draft.isInLine = false
        if keeping, let parent = draft.line.parent, draft.takeSubLine(of: parent, &values.log) { return }
        if keeping, draft.line.parent == nil, draft.line.finish(into: &draft.order, &values) {
            if !draft.line.stated.isEmpty { draft.lineAllowances += draft.line.stated }
            return
        }
        let line = draft.line
        draft.order.refusedLines.append(
            OrderResponseLine(
                refusing: line.number, quantity: line.quantity, price: nil, item: line.item,
                because: values.log.findings.last { $0.severity == .fatal }))
    }

    mutating func document(_ summary: LineSummary) -> Document? {
        draft.endAllowance()
        return draft.finish(summary, isChange: Message.isChange, &values) ? .order(draft.order) : nil
    }
}

extension EDIFACTValues {
    /// Takes a date of delivery, where DTM is one.
    fileprivate mutating func takeDelivery(_ delivery: inout Period?, _ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "2", "358": delivery = period(segment)
        case "64":
            if let date = date(segment) { delivery = Period(start: date, end: delivery?.end) }
        case "63":
            if let date = period(segment)?.end { delivery = Period(start: delivery?.start, end: date) }
        default: break
        }
    }
}
