import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// What a line says of the places and the days that parts of it go to (LOC, NAD, SCC): an order has one of each for a
/// line, so they stand in its note.
struct LineDeliveries {
    private struct Part {
        var place: String?
        var quantity: Quantity?
        var period: Period?
    }

    private var parts: [Part] = []

    var isEmpty: Bool { parts.isEmpty }

    mutating func take(_ part: OrderPart, _ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        switch part {
        case .place: parts.append(Part(place: segment.text(2) ?? segment.text(2, 4)))
        case .linePlace: takeParty(segment)
        case .schedule: parts.append(Part(quantity: values.quantity(segment)))
        case .placeQuantity: if !parts.isEmpty { parts[parts.count - 1].quantity = values.quantity(segment) }
        case .placeDate: takeDate(segment, &values)
        default: break
        }
    }

    /// Whom a line goes to; other parties have no part in it.
    private mutating func takeParty(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "DP", "ST", "UC", "CN": parts.append(Part(place: segment.text(2) ?? segment.text(4)))
        default: break
        }
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard !parts.isEmpty, let period = values.period(segment) else { return }
        parts[parts.count - 1].period = period
    }

    /// Parts of a line come to the line, where they are in its unit.
    func check(against quantity: Quantity, ofLine line: String, at segment: Int, _ log: inout FindingLog) {
        let place = Place.segment(segment, tag: "LIN", element: 0, component: 0)
        let shared = parts.compactMap(\.quantity).filter { $0.unit == quantity.unit }
        let sum = shared.map(\.value).reduce(ExactDecimal.zero, +)
        if !shared.isEmpty, shared.count == parts.count, sum != quantity.value {
            let words = "line \(line.prefix(20)) says \(quantity), its parts come to \(Quantity(sum, quantity.unit))"
            return log.report(.edifactLineSaysOnce, words, at: place)
        }
        log.report(.edifactDeliveryIsNoted, "what goes where of line \(line.prefix(20)) is noted with it", at: place)
    }

    func note(in line: inout OrderLine) {
        for part in parts { line.noteDelivery(of: part.quantity, to: part.place, on: part.period) }
        guard line.requestedDelivery == nil else { return }
        let days = parts.compactMap(\.period)
        let (start, end) = (days.compactMap(\.start).min(), days.compactMap(\.end).max())
        if start != nil || end != nil { line.requestedDelivery = Period(start: start, end: end) }
    }
}
