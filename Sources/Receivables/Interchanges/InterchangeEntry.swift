public import Documents

/// An interchange that came in, by who sent it and the reference that the sender gave it.
public struct InterchangeKey: Hashable, Sendable {
    public let dialect: InterchangeReport.Dialect
    public let sender: PartyIdentifier
    public let reference: String

    public init(dialect: InterchangeReport.Dialect, sender: PartyIdentifier, reference: String) {
        self.dialect = dialect
        self.sender = sender
        self.reference = reference
    }

    public init(_ report: InterchangeReport) {
        self.init(dialect: report.dialect, sender: report.sender, reference: report.controlReference)
    }

    /// Unique among interchanges.
    public var text: String { "\(dialect)/\(sender)/\(reference)" }
    /// The series in which what we send to the partner is numbered.
    public var series: String { dialect.series(to: sender) }
}

extension InterchangeReport.Dialect {
    /// The series in which interchanges to a partner are numbered: one for each address, whatever they hold.
    public func series(to partner: PartyIdentifier) -> String { "interchanges to \(self) \(partner)" }
}

/// An interchange in the book.
public struct InterchangeEntry: Hashable, Sendable {
    /// The document that it came in first.
    public var origin: DocumentOrigin
    /// A SHA-256 of what its report says.
    public var digest: [UInt8]
    /// The control numbers of our acknowledgements.
    public var answers: [Int]

    public init(origin: DocumentOrigin, digest: [UInt8], answers: [Int] = []) {
        self.origin = origin
        self.digest = digest
        self.answers = answers
    }
}

extension InterchangeKey: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(dialect, sender, reference) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(dialect: try reader.read(), sender: try reader.read(), reference: try reader.read())
    }
}

extension InterchangeEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        origin.encode(to: &writer)
        writer.writeBytes(digest)
        writer.write(answers)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(origin: try reader.read(), digest: try reader.readBytes(), answers: try reader.read())
    }
}
