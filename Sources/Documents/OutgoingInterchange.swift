public import Calendars

/// How a partner wants the interchanges that it receives to be written; what is not agreed stays as it mostly is.
public struct InterchangeStyle: Hashable, Sendable {
    /// The version of the messages: `D:96A:UN:EAN008`, `004010`.
    public var version: String?
    /// `UNOA`, `UNOC`, `UTF-8`.
    public var charset: String?
    public var delimiters: PartnerTerms.Delimiters

    public init(
        version: String? = nil, charset: String? = nil,
        delimiters: PartnerTerms.Delimiters = PartnerTerms.Delimiters()
    ) {
        self.version = version
        self.charset = charset
        self.delimiters = delimiters
    }

    public init(_ terms: PartnerTerms?) {
        self.init(
            version: terms?.version, charset: terms?.charset,
            delimiters: terms?.delimiters ?? PartnerTerms.Delimiters())
    }
}

extension InterchangeStyle: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(version, charset, delimiters) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(version: try reader.read(), charset: try reader.read(), delimiters: try reader.read())
    }
}

/// A document on its way to a partner in an EDI interchange of its own, numbered for that partner.
///
/// What the document is decides on the message that is written: a CONTRL or 997 for an interchange that came in.
public struct OutgoingInterchange: Hashable, Sendable {
    public var dialect: InterchangeReport.Dialect
    /// We, and the partner, under the qualifiers of the dialect.
    public var sender: PartyIdentifier
    public var recipient: PartyIdentifier
    /// Follows the last one that we gave to the partner, without a gap.
    public var controlNumber: Int
    /// When it was made, in UTC; the time as hours and minutes, `0930`.
    public var preparedOn: BusinessDate
    public var preparedTime: String
    /// Whether it is marked as a test, as what it answers was.
    public var isTest = false
    /// The format that is agreed for it, such as `edifact-invoic-d96a`; nil where the stage that writes it decides.
    public var format: String?
    /// How the partner wants it written.
    public var style = InterchangeStyle()
    public var content: Document
    /// What it was called by a release that named interchanges by the partner's name alone; nil for any other.
    var earlierTitle: String?

    public init(
        dialect: InterchangeReport.Dialect, sender: PartyIdentifier, recipient: PartyIdentifier, controlNumber: Int,
        preparedOn: BusinessDate, preparedTime: String, content: Document
    ) {
        self.dialect = dialect
        self.sender = sender
        self.recipient = recipient
        self.controlNumber = controlNumber
        self.preparedOn = preparedOn
        self.preparedTime = preparedTime
        self.content = content
    }

    public init(
        dialect: InterchangeReport.Dialect, sender: PartyIdentifier, recipient: PartyIdentifier, controlNumber: Int,
        at moment: Instant, content: Document
    ) {
        let minutes = moment.secondOfDay / 60
        self.init(
            dialect: dialect, sender: sender, recipient: recipient, controlNumber: controlNumber,
            preparedOn: moment.dateInUTC,
            preparedTime: String("\(10_000 + minutes / 60 * 100 + minutes % 60)".dropFirst()), content: content)
    }

    /// Its business identity: its number, and whom that series of numbers is for.
    public var title: String { earlierTitle ?? dialect.title(to: recipient, controlNumber) }

    /// As interchanges were named before, which does not tell those of two series apart: what was named so keeps its name,
    /// since it may have been sent under it.
    public static func earlierTitle(to recipient: PartyIdentifier, _ controlNumber: Int) -> String {
        "\(recipient.value)-\(controlNumber)"
    }
}

extension InterchangeReport.Dialect {
    /// The business identity of an interchange of ours. No two have the same, since no two of a series have one number.
    public func title(to recipient: PartyIdentifier, _ controlNumber: Int) -> String {
        "\(self)/\(recipient)-\(controlNumber)"
    }
}

extension OutgoingInterchange: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(
            dialect, sender, recipient, controlNumber, preparedOn, preparedTime, isTest, format, style, content)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        dialect = try reader.read()
        sender = try reader.read()
        recipient = try reader.read()
        controlNumber = try reader.read()
        preparedOn = try reader.read()
        preparedTime = try reader.read()
        isTest = try reader.read()
        format = try reader.read()
        style = try reader.read()
        content = try reader.read()
    }
}
