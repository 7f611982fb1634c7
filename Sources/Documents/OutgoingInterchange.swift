public import Calendars

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
    public var content: Document

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

    /// Its business identity: we number what we send to each partner.
    public var title: String { "\(recipient.value)-\(controlNumber)" }
}

extension OutgoingInterchange: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(dialect, sender, recipient, controlNumber, preparedOn, preparedTime, content)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            dialect: try reader.read(), sender: try reader.read(), recipient: try reader.read(),
            controlNumber: try reader.read(), preparedOn: try reader.read(), preparedTime: try reader.read(),
            content: try reader.read())
    }
}
