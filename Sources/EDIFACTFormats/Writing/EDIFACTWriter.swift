import EDISyntax

/// An element of a segment: its components.
struct EDIFACTElement: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    let components: [String]

    init(stringLiteral text: String) { components = [text] }
    init(arrayLiteral components: String...) { self.components = components }
    init(_ text: String?) { components = [text ?? ""] }
    init(_ components: [String?]) { self.components = components.map { $0 ?? "" } }

    var isEmpty: Bool { components.allSatisfy(\.isEmpty) }
}

/// Writes one interchange.
///
/// Its text is ISO 8859-1 (UNOC) where that has all of its characters, and UTF-8 (UNOY) where not.
struct EDIFACTWriter {
    private var body = ""
    private var messageCount = 0
    private var segmentCount = 0
    private var messageReference = ""

    // MARK: Messages

    /// Begins a message of a type such as `ORDRSP:D:96A:UN:EAN005`.
    mutating func beginMessage(_ type: [String]) {
        messageCount += 1
        messageReference = "\(messageCount)"
        segmentCount = 0
        segment("UNH", EDIFACTElement(messageReference), EDIFACTElement(type))
    }

    mutating func endMessage() {
        segment("UNT", EDIFACTElement("\(segmentCount + 1)"), EDIFACTElement(messageReference))
    }

    /// A segment; what is empty at its end, and at the end of each element, is left away.
    mutating func segment(_ tag: String, _ elements: EDIFACTElement...) {
        segmentCount += 1
        body += tag
        let count = elements.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        for element in elements[..<count] {
            body += "+"
            let components = element.components
            let last = components.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
            for index in 0..<last {
                if index > 0 { body += ":" }
                write(components[index])
            }
        }
        body += "'\n"
    }

    /// A text, its separators released; what no receiver could print becomes a blank.
    private mutating func write(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "+", ":", "'", "?":
                body += "?"
                body.unicodeScalars.append(scalar)
            case let scalar where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): body += " "
            default: body.unicodeScalars.append(scalar)
            }
        }
    }

    // MARK: The interchange

    /// The whole interchange in bytes.
    ///
    /// - Parameter asksForAcknowledgement: whether the receiver is to answer; it never is to answer an answer.
    func finish(_ envelope: Envelope) -> [UInt8] {
        var header = EDIFACTWriter()
        let isLatin = (envelope.texts + [body]).allSatisfy { $0.unicodeScalars.allSatisfy { $0.value < 0x100 } }
        header.segment(
            "UNB", isLatin ? ["UNOC", "3"] : ["UNOY", "4"], party(envelope.sender), party(envelope.recipient),
            [envelope.date, envelope.time], EDIFACTElement(envelope.reference), "", "", "",
            envelope.asksForAcknowledgement ? "1" : "")
        var trailer = EDIFACTWriter()
        trailer.segment("UNZ", EDIFACTElement("\(messageCount)"), EDIFACTElement(envelope.reference))
        let text = "UNA:+.? '\n" + header.body + body + trailer.body
        return isLatin ? text.unicodeScalars.map { UInt8($0.value) } : Array(text.utf8)
    }

    private func party(_ identifier: (qualifier: String, value: String)) -> EDIFACTElement {
        EDIFACTElement([identifier.value, identifier.qualifier])
    }

    /// What UNB says.
    struct Envelope {
        var sender: (qualifier: String, value: String)
        var recipient: (qualifier: String, value: String)
        /// `261123` and `0930`.
        var date: String
        var time: String
        var reference: String
        var asksForAcknowledgement = false

        var texts: [String] { [sender.value, recipient.value, reference] }
    }
}
