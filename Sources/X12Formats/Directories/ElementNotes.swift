import EDISyntax
import Findings

/// What a segment says of elements that depend on one another, as the standard writes it: `P0304`.
///
/// `P` elements stand together or not at all, of `R` at least one is given, `C` where the first is given the others
/// are too, `E` at most one.
struct ElementNote: Sendable {
    enum Kind: Character {
        case paired = "P"
        case required = "R"
        case conditional = "C"
        case exclusive = "E"
    }

    let kind: Kind
    /// How many elements it names, and which; none names more than three.
    let count: Int
    private let named: (Int, Int, Int)
    /// The first of them, and all, as bits.
    private let first: UInt64
    private let all: UInt64

    /// - Precondition: the notation is sound; it is part of the program.
    init(_ notation: Substring) {
        guard let letter = notation.first, let kind = Kind(rawValue: letter) else {
            preconditionFailure("'\(notation)' is no note")
        }
        self.kind = kind
        let digits = notation.dropFirst().compactMap(\.wholeNumberValue)
        let elements = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
        precondition((2...3).contains(elements.count), "'\(notation)' names two or three elements")
        count = elements.count
        named = (elements[0], elements[1], elements.count > 2 ? elements[2] : 0)
        first = 1 << elements[0]
        all = elements.reduce(0) { $0 | 1 << $1 }
    }

    /// Whether a segment keeps it that has the elements given, a bit for each.
    @inline(__always)
    func holds(_ given: UInt64) -> Bool {
        switch kind {
        case .paired: given & all == 0 || given & all == all
        case .required: given & all != 0
        case .conditional: given & first == 0 || given & all == all
        case .exclusive: given & first == 0 || given & all == first
        }
    }

    @inline(__always)
    subscript(index: Int) -> Int { index == 0 ? named.0 : index == 1 ? named.1 : named.2 }
}

/// The notes of the segments whose elements depend on one another.
nonisolated(unsafe) private let notesByTag: [String: UnsafeBufferPointer<ElementNote>] = notes(
    """
    REF R0203
    PER P0304 P0506 P0708
    N1 R0203 P0304
    N4 E0207 C0605 C0704
    N9 R0203
    DTM R020305 C0403 P0506
    SAC R0203 C0805 P0304 P0607 P0910
    TD5 C0203
    PID C0403 R0405
    CTP C0908
    POC P0809 P1011 P1213 P1415
    PO1 C0302 C0504 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425
    IT1 P020304 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425
    LIN P0405 P0607 P0809 P1011 P1213 P1415
    SLN P0910 P1112 P1314 P1516
    ACK P0203 P0708 P0910 P1112
    SN1 P0506
    SCH P0304 P0809
    RMR P0102 P0708
    ADX P0304
    BPR P0607 P1213 P1819
    ENT P020304
    CTT P0304 P0506
    AK1 C0302
    """)

private func notes(_ notation: String) -> [String: UnsafeBufferPointer<ElementNote>] {
    var notes: [String: UnsafeBufferPointer<ElementNote>] = [:]
    for line in notation.split(separator: "\n") {
        let words = line.split(separator: " ")
        notes[String(words[0])] = kept(words.dropFirst().map(ElementNote.init))
    }
    return notes
}

/// The notes of a segment; empty where its elements stand each for themselves.
func elementNotes(of tag: SegmentTag) -> UnsafeBufferPointer<ElementNote> {
    notesByTag[tag.description] ?? UnsafeBufferPointer(start: nil, count: 0)
}

extension SegmentReader {
    /// Checks the elements that depend on one another.
    @inline(__always)
    func check(_ notes: UnsafeBufferPointer<ElementNote>, _ log: inout FindingLog) {
        let given = givenElements
        for note in notes {
            // A pair whose first element is not there lacks its second one too, and so do those after it.
            if note.kind == .paired, elementCount < note[0] { return }
            if !note.holds(given) { report(note, &log) }
        }
    }

    /// Reports which of its elements break a note.
    private func report(_ note: ElementNote, _ log: inout FindingLog) {
        let isFirstGiven = isGiven(note[0])
        switch note.kind {
        case .paired:
            for index in 1..<note.count where isGiven(note[index]) != isFirstGiven {
                report(.x12ElementsStandTogether, note[isFirstGiven ? index : 0], "stands with another one", &log)
            }
        case .conditional:
            for index in 1..<note.count where isFirstGiven && !isGiven(note[index]) {
                report(.x12ElementsStandTogether, note[index], "is needed by element \(note[0])", &log)
            }
        case .required:
            for index in 0..<note.count where isGiven(note[index]) { return }
            report(.x12ElementsStandTogether, note[0], "or one of its relatives is needed", &log)
        case .exclusive:
            for index in 1..<note.count where isFirstGiven && isGiven(note[index]) {
                report(.x12ElementsExclude, note[index], "stands although element \(note[0]) does", &log)
            }
        }
    }

    private func isGiven(_ element: Int) -> Bool { element <= elementCount && !isElementEmpty(element) }

    private func report(_ rule: Rule, _ element: Int, _ words: String, _ log: inout FindingLog) {
        log.report(rule, "element \(element) of \(tag) \(words)", at: place(element))
    }
}
