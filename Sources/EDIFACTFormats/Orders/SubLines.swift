import Documents
import Findings

extension OrderDraft {
    /// Takes the line as a part of the one before it that it names: what that one consists of stands in its note.
    ///
    /// Nothing is delivered or billed for it. False, with a finding, where it is to be paid by itself, or is part of
    /// no line.
    mutating func takeSubLine(of parent: String, _ log: inout FindingLog) -> Bool {
        let place = Place.segment(line.segment, tag: "LIN", element: 4, component: 2)
        guard !line.isPriced, let index = order.lines.lastIndex(where: { $0.id == parent }) else {
            let why = line.isPriced ? "has a price of its own" : "is part of no line that stands before it"
            log.report(.edifactSubLineIsPart, "sub-line \(line.number.prefix(20)) \(why)", at: place)
            return false
        }
        order.lines[index].noteSubLine(of: line.quantity, line.item)
        log.report(.edifactSubLineIsNoted, "sub-line \(line.number.prefix(20)) is noted with its line", at: place)
        return true
    }
}
