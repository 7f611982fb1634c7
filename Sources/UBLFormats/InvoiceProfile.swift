import Documents

/// What a specification of the invoice wants beyond the model: its identifiers, and how notes are written.
struct InvoiceProfile: Sendable {
    /// BT-24.
    let customization: String
    /// The one process that the specification has (BT-23); nil where the invoice says which.
    let process: String?
    /// What is called a credit note (381), whatever it is more precisely: the specification has no code for it.
    let plainCredits: Set<InvoiceKind>
    /// Whether there may be one note only (PEPPOL-EN16931-R002).
    let joinsNotes: Bool

    static let en16931 = InvoiceProfile(
        customization: "urn:cen.eu:en16931:2017", process: nil, plainCredits: [], joinsNotes: false)
    static let peppol = InvoiceProfile(
        customization: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
        process: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
        plainCredits: [.globalAllowance, .prepaymentCreditNote],
        joinsNotes: true)
    static let extendedFrench = InvoiceProfile(
        customization: "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", process: nil,
        plainCredits: [], joinsNotes: false)

    func process(of invoice: Invoice) -> String? { process ?? invoice.process }

    /// BT-3.
    func code(of kind: InvoiceKind) -> String {
        plainCredits.contains(kind) ? InvoiceKind.creditNote.code : kind.code
    }
}

/// How notes carry the code of their subject in UBL, which has no element for it: `#PMD#text`, and `##text` for a note
/// without one that follows another in the same text (XP Z12-012, annex B).
enum NoteMarks {
    static func text(of note: InvoiceNote) -> String { note.subject.map { "#\($0)#\(note.text)" } ?? note.text }

    /// Several notes in one text.
    static func text(of notes: [InvoiceNote]) -> String {
        let texts = notes.enumerated().map { index, note in
            index > 0 && note.subject == nil ? "##\(note.text)" : text(of: note)
        }
        return texts.joined(separator: "\n")
    }

    /// The notes that a text holds: a mark begins one at the start of a line, and anywhere after another mark.
    static func notes(in text: String) -> [InvoiceNote] {
        let bytes = Array(text.utf8)
        var notes: [InvoiceNote] = []
        var subject: String?
        var start = 0
        var isMarked = false
        var index = 0
        func add(upTo end: Int) {
            let words = bytes[start..<end].drop(while: isSpace)
            let last = words.lastIndex { !isSpace($0) } ?? words.startIndex - 1
            let text = String(decoding: words[words.startIndex..<(last + 1)], as: UTF8.self)
            if !text.isEmpty || subject != nil { notes.append(InvoiceNote(subject: subject, text)) }
        }
        while index < bytes.count {
            let isAtStart = index == 0 || bytes[index - 1] == 0x0A
            guard isAtStart || isMarked, let length = markLength(at: index, in: bytes), length > 2 || index > 0 else {
                index += 1
                continue
            }
            add(upTo: index)
            subject = length > 2 ? String(decoding: bytes[(index + 1)..<(index + length - 1)], as: UTF8.self) : nil
            index += length
            start = index
            isMarked = true
        }
        add(upTo: bytes.count)
        return notes
    }

    /// How many bytes a mark takes: 5, or 2 without a subject; nil where none begins.
    private static func markLength(at index: Int, in bytes: [UInt8]) -> Int? {
        guard bytes[index] == UInt8(ascii: "#"), index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == UInt8(ascii: "#") { return 2 }
        guard index + 4 < bytes.count, bytes[index + 4] == UInt8(ascii: "#"),
            bytes[(index + 1)..<(index + 4)].allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { return nil }
        return 5
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
