import Calendars
import Documents
import EDISyntax
import Money

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
/// Its separators are those that are agreed with the partner, and so is its character set. Where none is agreed, it is
/// ISO 8859-1 (UNOC), or UTF-8 (UNOY) where a text needs letters that ISO 8859-1 has nothing for.
struct EDIFACTWriter {
    /// The segments, their separators as marks until the interchange is finished.
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
            body.unicodeScalars.append(Mark.element)
            let components = element.components
            let last = components.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
            for index in 0..<last {
                if index > 0 { body.unicodeScalars.append(Mark.component) }
                write(components[index])
            }
        }
        body.unicodeScalars.append(Mark.end)
    }

    /// A text; what no receiver could print becomes a blank.
    private mutating func write(_ text: String) {
        for scalar in text.unicodeScalars {
            let isPrinted = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) || scalar == Mark.decimal
            body.unicodeScalars.append(isPrinted ? scalar : " ")
        }
    }

    // MARK: The interchange

    /// The whole interchange in bytes.
    func finish(_ envelope: Envelope) -> [UInt8] {
        let syntax = envelope.syntax ?? (texts(envelope).allSatisfy(isLatin) ? "UNOC" : "UNOY")
        let isVersion4 = ["UNOW", "UNOY"].contains(syntax)
        var header = EDIFACTWriter()
        header.segment(
            "UNB", [syntax, isVersion4 ? "4" : "3"], party(envelope.sender), party(envelope.recipient),
            [envelope.date(ofVersion4: isVersion4), envelope.time], EDIFACTElement(envelope.reference), "", "", "",
            envelope.asksForAcknowledgement ? "1" : "", "", envelope.isTest ? "1" : "")
        var trailer = EDIFACTWriter()
        trailer.segment("UNZ", EDIFACTElement("\(messageCount)"), EDIFACTElement(envelope.reference))
        var output = EDIFACTOutput(syntax, envelope.style.delimiters)
        for part in [header, self, trailer] { output.write(part.body) }
        return output.bytes
    }

    private func texts(_ envelope: Envelope) -> [String] {
        [envelope.sender.value, envelope.recipient.value, envelope.reference, body]
    }

    /// Whether ISO 8859-1 has all letters of a text; for signs, and for œ, there are others.
    private func isLatin(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            let isLetter = scalar.properties.isAlphabetic && scalar != "œ" && scalar != "Œ"
            return scalar.value < 0x100 || (!isLetter && plainLetters(for: scalar) != nil)
        }
    }

    private func party(_ identifier: (qualifier: String, value: String)) -> EDIFACTElement {
        EDIFACTElement([identifier.value, identifier.qualifier])
    }

    /// What UNB says.
    struct Envelope {
        var sender: (qualifier: String, value: String)
        var recipient: (qualifier: String, value: String)
        var date: BusinessDate
        /// `0930`.
        var time: String
        var reference: String
        var asksForAcknowledgement = false
        var isTest = false
        var style = InterchangeStyle()

        /// The date of preparation (0017): of six digits, and of eight from version 4 of the syntax on.
        func date(ofVersion4 isLong: Bool) -> String {
            isLong ? date.edifactDigits : String(date.edifactDigits.dropFirst(2))
        }

        /// The syntax identifier of the character set that is agreed.
        var syntax: String? { style.charset.flatMap { EDICharset.syntaxIdentifier(named: $0) } }
    }
}

/// What stands for the separators of segments, and for the decimal mark, until they are known.
private enum Mark {
    static let end: Unicode.Scalar = "\u{1C}"
    static let element: Unicode.Scalar = "\u{1D}"
    static let component: Unicode.Scalar = "\u{1F}"
    static let decimal: Unicode.Scalar = "\u{1A}"
}

/// A number, whose decimal mark is set when the interchange is finished.
func edifactNumber(_ value: ExactDecimal) -> String {
    value.description.replacing(".", with: String(Character(Mark.decimal)))
}

/// The bytes of an interchange, in its separators and its character set.
private struct EDIFACTOutput {
    private(set) var bytes: [UInt8] = []
    private let charset: EDICharset
    private let isUpperCase: Bool
    private let characters: ServiceCharacters

    init(_ syntax: String, _ agreed: PartnerTerms.Delimiters) {
        charset = EDICharset(syntaxIdentifier: syntax) ?? .ascii
        isUpperCase = syntax == "UNOA"
        characters = ServiceCharacters(agreed)
        let repetition = characters.repetition ?? 0x20
        bytes =
            Array("UNA".utf8) + [
                characters.component, characters.element, characters.decimalMark, characters.release ?? 0x20,
                repetition,
                characters.terminator,
            ]
        if characters.terminator != 0x0A { bytes.append(0x0A) }
    }

    mutating func write(_ body: String) {
        for scalar in body.unicodeScalars {
            switch scalar {
            case Mark.element: bytes.append(characters.element)
            case Mark.component: bytes.append(characters.component)
            case Mark.decimal: bytes.append(characters.decimalMark)
            case Mark.end:
                bytes.append(characters.terminator)
                if characters.terminator != 0x0A { bytes.append(0x0A) }
            default: write(scalar)
            }
        }
    }

    /// A character of a text, or what stands for it where the set lacks it; a separator is released.
    private mutating func write(_ scalar: Unicode.Scalar) {
        let scalar = isUpperCase ? upperCase(scalar) : scalar
        if scalar.value < 0x80, characters.separates(UInt8(scalar.value)) {
            guard let release = characters.release else { return bytes.append(0x20) }
            bytes.append(release)
            return bytes.append(UInt8(scalar.value))
        }
        guard !charset.encode(scalar, into: &bytes) else { return }
        guard let plain = plainLetters(for: scalar) else { return bytes.append(0x20) }
        for letter in plain.unicodeScalars { write(letter) }
    }

    private func upperCase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
    }
}

extension ServiceCharacters {
    /// Those that are agreed, and the usual ones where nothing is.
    fileprivate init(_ agreed: PartnerTerms.Delimiters) {
        func mark(_ text: String, or usual: UInt8) -> UInt8 { text.utf8.first ?? usual }
        self.init(
            component: mark(agreed.component, or: UInt8(ascii: ":")),
            element: mark(agreed.element, or: UInt8(ascii: "+")),
            terminator: mark(agreed.segment, or: UInt8(ascii: "'")), repetition: agreed.repetition.utf8.first,
            release: mark(agreed.release, or: UInt8(ascii: "?")),
            decimalMark: mark(agreed.decimalMark, or: UInt8(ascii: ".")))
    }

    /// Whether a byte of a text must be released.
    fileprivate func separates(_ byte: UInt8) -> Bool {
        byte == component || byte == element || byte == terminator || byte == release || byte == repetition
    }
}
