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
    let elements: [Int]

    /// - Precondition: the notation is sound; it is part of the program.
    init(_ notation: Substring) {
        guard let letter = notation.first, let kind = Kind(rawValue: letter) else {
            preconditionFailure("'\(notation)' is no note")
        }
        self.kind = kind
        let digits = notation.dropFirst().compactMap(\.wholeNumberValue)
        elements = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    }
}

/// The notes of the segments whose elements depend on one another.
private let notesByTag: [String: [ElementNote]] = notes(
    """
    REF R0203
    PER P0304 P0506 P0708
    N1 R0203 P0304
    N4 E0207 C0605 C0704
    N9 R0203
    DTM R020305 C0403 P0506
    SAC R0203 P0304 P0607 P0910 C0805
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

private func notes(_ notation: String) -> [String: [ElementNote]] {
    var notes: [String: [ElementNote]] = [:]
    for line in notation.split(separator: "\n") {
        let words = line.split(separator: " ")
        notes[String(words[0])] = words.dropFirst().map(ElementNote.init)
    }
    return notes
}

/// The notes of a segment; empty where its elements stand each for themselves.
func elementNotes(of tag: SegmentTag) -> [ElementNote] { notesByTag[tag.description] ?? [] }

extension SegmentReader {
    /// Checks the elements that depend on one another.
    @inline(__always)
    func check(_ notes: [ElementNote], _ log: inout FindingLog) {
        for note in notes {
            if elementCount < note.elements[0], note.kind != .required { continue }
            check(note, &log)
        }
    }

    private func check(_ note: ElementNote, _ log: inout FindingLog) {
        let first = note.elements[0]
        let isFirstGiven = isGiven(first)
        switch note.kind {
        case .paired:
            for other in note.elements.dropFirst() where isGiven(other) != isFirstGiven {
                report(.x12ElementsStandTogether, isFirstGiven ? other : first, "stands with another one", &log)
            }
        case .conditional:
            for other in note.elements.dropFirst() where isFirstGiven && !isGiven(other) {
                report(.x12ElementsStandTogether, other, "is needed by element \(first)", &log)
            }
        case .required:
            for element in note.elements where isGiven(element) { return }
            report(.x12ElementsStandTogether, first, "or one of its relatives is needed", &log)
        case .exclusive:
            for other in note.elements.dropFirst() where isFirstGiven && isGiven(other) {
                report(.x12ElementsExclude, other, "stands although element \(first) does", &log)
            }
        }
    }

    private func isGiven(_ element: Int) -> Bool { element <= elementCount && !isElementEmpty(element) }

    private func report(_ rule: Rule, _ element: Int, _ words: String, _ log: inout FindingLog) {
        log.report(rule, "element \(element) of \(tag) \(words)", at: place(element))
    }
}
