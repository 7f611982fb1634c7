import Documents
import EDISyntax
import Findings
import Money

/// Checks a set without making a document of it: its structure, its counts and, of an 810, its total.
func checkSet(_ set: X12Set, _ input: SetInput, _ segment: inout SegmentReader) -> SetOutput {
    guard let layouts = checkLayouts[set] else { preconditionFailure("every set has a layout") }
    return readSet(SetCheck.self, layouts, input, &segment)
}

private let checkLayouts: [X12Set: SetLayouts<SetCheck.Part>] = Dictionary(
    uniqueKeysWithValues: X12Set.allCases.map { set in
        var parts: [String: SetCheck.Part] = [:]
        let paths = Set(set.grammar004010.nodes.map(\.path))
        for (path, part) in SetCheck.parts where paths.contains(path) { parts[path] = part }
        // What CTT counts in an 856 is told apart where it is read.
        if set == .shipNotice { parts["CTT"] = nil }
        return (set, SetLayouts(set, parts: parts))
    })

/// What can be said of any set.
struct SetCheck: SetMapping {
    enum Part: Sendable {
        case reference, date, item, addition, tax, billed, counted
    }

    static let parts: [String: Part] = [
        "REF": .reference, "DTM": .date, "HL/DTM": .date, "IT1": .item, "IT1/SAC": .addition, "SAC": .addition,
        "IT1/TXI": .tax, "TXI": .tax, "TDS": .billed, "CTT": .counted,
    ]

    var values = X12Values()
    private var hasReference = false
    private var wantsReference: Bool
    private var lineCount = 0
    private var total = Money.zero(.usDollar)
    /// Whether all that the lines come to could be told.
    private var isTotalKnown = true
    private var billed: Money?
    private var billedPlace = Place.document

    init(_ input: borrowing SetInput) {
        wantsReference = ["810", "850", "855"].contains(input.slice.type)
    }

    mutating func take(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .reference: hasReference = true
        case .date: _ = values.date(segment, 2)
        case .item: addItem(segment)
        case .addition: addAddition(segment)
        case .tax: if !segment.isEmpty(2) { add(values.amount(segment, 2)) }
        case .billed:
            billed = values.impliedAmount(segment, 1)
            billedPlace = segment.place(1)
        case .counted: checkCount(segment)
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool {
        lineCount += 1
        return true
    }

    mutating func endLine(keeping: Bool) {}

    mutating func document(_ summary: LineSummary) -> Document? {
        if wantsReference, !hasReference {
            values.log.report(.x12ReferenceIsGiven, "the set has no REF", at: X12Values.beginning)
        }
        if let billed, isTotalKnown, billed != total {
            values.log.report(.x12TotalsAddUp, "the parts come to \(total), TDS says \(billed)", at: billedPlace)
        }
        return nil
    }

    private mutating func addItem(_ segment: borrowing SegmentReader) {
        guard let quantity = values.decimal(segment, 2) else {
            isTotalKnown = false
            return
        }
        add(values.price(segment, 4, basis: 5)?.amount(for: quantity))
    }

    private mutating func addAddition(_ segment: borrowing SegmentReader) {
        guard segment.says("A", 1) || segment.says("C", 1) else { return }
        // What a rate comes to depends on what it is of.
        guard segment.isEmpty(7) && segment.isEmpty(8) || !segment.isEmpty(5) else {
            isTotalKnown = false
            return
        }
        add(values.allowanceCharge(segment)?.effect)
    }

    private mutating func add(_ amount: Money?) {
        guard let amount, total.magnitude.minorUnits < Int64.max / 2 else {
            isTotalKnown = false
            return
        }
        total += amount
    }

    private mutating func checkCount(_ segment: borrowing SegmentReader) {
        guard let count = segment.count(1), count != lineCount else { return }
        values.log.report(
            .x12LinesAreCounted, "CTT counts \(count) lines, there are \(lineCount)", at: segment.place(1))
    }
}
