/// The two families of EDI that share one tokenizer.
public enum EDIDialect: String, Hashable, Sendable {
    /// UN/EDIFACT (ISO 9735).
    case edifact
    /// ANSI ASC X12.
    case x12
}

/// The characters that separate the parts of an interchange.
public struct ServiceCharacters: Hashable, Sendable {
    /// Between the components of an element.
    public var component: UInt8
    /// Between the elements of a segment.
    public var element: UInt8
    /// At the end of a segment.
    public var terminator: UInt8
    /// Between the occurrences of an element; nil where the interchange uses none.
    public var repetition: UInt8?
    /// Before a character that stands for itself; nil where the interchange uses none.
    public var release: UInt8?
    public var decimalMark: UInt8

    public init(
        component: UInt8, element: UInt8, terminator: UInt8, repetition: UInt8? = nil, release: UInt8? = nil,
        decimalMark: UInt8 = UInt8(ascii: ".")
    ) {
        self.component = component
        self.element = element
        self.terminator = terminator
        self.repetition = repetition
        self.release = release
        self.decimalMark = decimalMark
    }

    /// What ISO 9735 gives where no service string advice does.
    public static let edifact = ServiceCharacters(
        component: UInt8(ascii: ":"), element: UInt8(ascii: "+"), terminator: UInt8(ascii: "'"),
        release: UInt8(ascii: "?"))

    /// What most X12 interchanges use.
    public static let x12 = ServiceCharacters(
        component: UInt8(ascii: ">"), element: UInt8(ascii: "*"), terminator: UInt8(ascii: "~"))

    /// Whether no two of the separators are the same, and none is a letter, a digit or a blank.
    public var areDistinct: Bool {
        var all = [component, element, terminator]
        if let repetition { all.append(repetition) }
        if let release { all.append(release) }
        return Set(all).count == all.count && all.allSatisfy { !isAlphanumeric($0) && $0 != UInt8(ascii: " ") }
    }
}

@inline(__always) func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A)
}
