import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// What a segment of DESADV means.
enum DespatchPart: Sendable {
    case begin, date, reference, count
    case party, partyReference, contact, communication
    case line, product, description, quantity, lineReference
}

/// Maps DESADV to a despatch advice.
struct DespatchMapping: MessageMapping {
    static let layouts = MessageLayouts(
        d96A: MessageNotation.desadvD96A, d01B: MessageNotation.desadvD01B, line: "CPS/LIN",
        parts: [
            "BGM": DespatchPart.begin, "DTM": .date, "RFF": .reference, "CNT": .count, "NAD": .party,
            "NAD/RFF": .partyReference, "NAD/CTA": .contact, "NAD/CTA/COM": .communication, "CPS/LIN": .line,
            "CPS/LIN/PIA": .product, "CPS/LIN/IMD": .description, "CPS/LIN/QTY": .quantity,
            "CPS/LIN/RFF": .lineReference,
        ])
    static let standsWithoutLines = false

    /// What a party is to the despatch.
    private enum Role {
        case supplier, recipient, buyer
    }

    var values = EDIFACTValues()
    private var advice = DespatchAdvice(
        number: "", issueDate: BusinessDate(dayNumber: 0), supplier: Party(name: ""), recipient: Party(name: ""),
        lines: [])
    private var issueDate: BusinessDate?
    private var supplier: Party?
    private var recipient: Party?
    private var role: Role?
    /// The item and the number of the line, read as those of an order are.
    private var line = OrderLineDraft()
    private var outstanding: Quantity?
    private var orderNumber: String?
    private var orderLine: String?
    private var lineCount = 0
    private var expectedLines: (count: Int, segment: Int)?

    init() {}

    mutating func take(_ part: DespatchPart, _ segment: borrowing SegmentReader) {
        switch part {
        case .line: line.takeNumber(segment, isChange: false, &values)
        case .product: line.takeProduct(segment, &values)
        case .description: line.takeDescription(segment, values)
        case .quantity: takeQuantity(segment)
        case .lineReference: takeLineReference(segment)
        case .begin: begin(segment)
        case .date: takeDate(segment)
        case .reference: if segment.code(1) == "ON" { advice.orderNumber = segment.text(1, 2) }
        case .count: if segment.code(1) == "2" { expectedLines = (segment.count(1, 2) ?? -1, segment.number) }
        case .party: takeParty(segment)
        case .partyReference: addToParty(.reference, segment)
        case .contact: addToParty(.contact, segment)
        case .communication: addToParty(.communication, segment)
        }
    }

    private mutating func begin(_ segment: borrowing SegmentReader) {
        advice.number = segment.text(2) ?? ""
        switch segment.code(3) {
        case "9", "6", "7", "31", .none: break
        case "5": advice.function = .replacement
        case "1": advice.function = .cancellation
        default:
            let words = "function '\(segment.text(3)?.prefix(3) ?? "")' is none that an advice has"
            values.log.report(.edifactFunctionIsRead, words, at: segment.place(3))
        }
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "137": issueDate = values.date(segment)
        case "11", "110": advice.despatchDate = values.date(segment)
        case "35", "17", "2", "191": advice.deliveryDate = advice.deliveryDate ?? values.date(segment)
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func takeParty(_ segment: borrowing SegmentReader) {
        role = nil
        switch segment.code(1) {
        case "SU", "SE", "SH":
            supplier = supplier ?? values.party(segment)
            role = .supplier
        case "DP", "ST", "CN", "UC":
            guard recipient == nil else { return }
            let party = values.party(segment)
            recipient = party
            advice.deliveryAddress = party.address
            role = .recipient
        case "BY":
            advice.buyer = values.party(segment)
            role = .buyer
        default: break
        }
    }

    private mutating func addToParty(_ detail: EDIFACTValues.PartyDetail, _ segment: borrowing SegmentReader) {
        switch role {
        case .supplier: values.add(detail, segment, to: &supplier)
        case .recipient: values.add(detail, segment, to: &recipient)
        case .buyer: values.add(detail, segment, to: &advice.buyer)
        case nil: break
        }
    }

    private mutating func takeQuantity(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "12": addDelivered(segment)
        case "83", "73": outstanding = values.quantity(segment)
        case "21", "59", "52", "192": break
        default: values.leaveAside(segment, 1)
        }
    }

    /// What left of a line in several lots left together.
    private mutating func addDelivered(_ segment: borrowing SegmentReader) {
        guard let lot = values.quantity(segment) else { return }
        guard let before = line.quantity else {
            line.quantity = lot
            return
        }
        guard lot.unit == before.unit, let sum = before.value.adding(lot.value) else {
            let words = "line \(line.number.prefix(20)) delivers \(before) and \(lot)"
            return values.log.report(.edifactLineSaysOnce, words, at: segment.place(1, 2))
        }
        line.quantity = Quantity(sum, lot.unit)
    }

    private mutating func takeLineReference(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "ON":
            orderNumber = segment.text(1, 2)
            orderLine = segment.text(1, 3) ?? orderLine
        case "LI": orderLine = segment.text(1, 2)
        default: break
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) {
        lineCount += 1
        line = OrderLineDraft(number: lineCount, segment: segment.number)
        outstanding = nil
        orderNumber = nil
        orderLine = nil
    }

    mutating func endLine(keeping: Bool) {
        guard keeping, !isPart() else { return }
        guard let delivered = line.quantity else {
            let place = Place.segment(line.segment, tag: "LIN", element: 0, component: 0)
            return values.log.report(.edifactLineIsWhole, "the line has no quantity despatched (QTY+12)", at: place)
        }
        advice.lines.append(
            DespatchLine(
                id: line.number, delivered: delivered, outstanding: outstanding, orderNumber: orderNumber,
                orderLine: orderLine, item: line.item, source: SourceLine(segment: line.segment)))
    }

    /// Whether the line tells what another one consists of, which left with that one: it is nothing of its own.
    private mutating func isPart() -> Bool {
        guard let parent = line.parent else { return false }
        let place = Place.segment(line.segment, tag: "LIN", element: 4, component: 2)
        if advice.lines.contains(where: { $0.id == parent }) {
            values.log.report(
                .edifactSubLineIsNoted, "sub-line \(line.number.prefix(20)) leaves with its line", at: place)
        } else {
            let words = "sub-line \(line.number.prefix(20)) is part of no line that stands before it"
            values.log.report(.edifactSubLineIsPart, words, at: place)
        }
        return true
    }

    mutating func document(_ summary: LineSummary) -> Document? {
        let place = Place.segment(2, tag: "BGM", element: 0, component: 0)
        if advice.number.isEmpty { values.log.report(.edifactNumberIsGiven, "the advice has no number", at: place) }
        if issueDate == nil { values.log.report(.edifactDateIsGiven, "there is no date under 137", at: place) }
        if supplier == nil || recipient ?? advice.buyer == nil {
            let words = "NAD+SU, and NAD+DP or NAD+BY, are not both given"
            values.log.report(.edifactPartyIsNamed, words, at: place)
        }
        if advice.lines.isEmpty {
            values.log.report(.edifactHasLines, "of \(summary.count) lines none can be used", at: place)
        }
        checkCount(summary)
        guard !advice.number.isEmpty, let issueDate, let supplier, let recipient = recipient ?? advice.buyer else {
            return nil
        }
        advice.issueDate = issueDate
        advice.supplier = supplier
        advice.recipient = recipient
        return .despatchAdvice(advice)
    }

    private mutating func checkCount(_ summary: LineSummary) {
        guard let expectedLines, expectedLines.count != summary.count else { return }
        let place = Place.segment(expectedLines.segment, tag: "CNT", element: 1, component: 2)
        values.log.report(
            .edifactLinesAreCounted, "CNT does not count the \(summary.count) lines that are there", at: place)
    }
}
