public import Calendars
public import Documents

/// Something that happened to an interchange with a partner.
public enum InterchangeEvent: Hashable, Sendable {
    /// It came in for the first time, or for the first time after it was refused; with no digest where it was refused.
    case received(InterchangeKey, DocumentOrigin, digest: [UInt8])
    /// We acknowledged it, under a number of ours.
    case acknowledged(InterchangeKey, controlNumber: Int, InterchangeReport.Outcome, on: BusinessDate)
    /// A document of ours was put into an interchange to a partner, under the next number of the partner's series; with what
    /// the document is called, and what the interchange is.
    case sent(
        InterchangeContent, title: String, interchange: String, to: PartyIdentifier, series: String, controlNumber: Int,
        on: BusinessDate)
}

/// What an interchange of ours holds, besides acknowledgements.
public enum InterchangeContent: Hashable, Sendable {
    case answer(OrderKey)
    case despatchAdvice(DocumentOrigin)
    case invoice(String)

    fileprivate var stream: StreamName {
        switch self {
        case .answer(let key): .order(key)
        case .despatchAdvice(let origin): .document(origin)
        case .invoice(let number): .invoice(number)
        }
    }
}

extension InterchangeEvent {
    var stream: StreamName {
        switch self {
        case .received(let key, _, _), .acknowledged(let key, _, _, _): .interchange(key)
        case .sent(let content, _, _, _, _, _, _): content.stream
        }
    }

    var name: String {
        switch self {
        case .received: "interchange-received"
        case .acknowledged: "interchange-acknowledged"
        case .sent: "interchange-sent"
        }
    }

    var touches: [BookKey] {
        switch self {
        case .received(let key, _, _): [.interchange(key)]
        case .acknowledged(let key, _, _, _): [.interchange(key), .series(key.series)]
        case .sent(.invoice(let number), _, let title, _, let series, let controlNumber, _):
            [
                .series(series), .sentInterchange(series, controlNumber), SentDocument.invoice(number).key,
                SentDocument.interchange(title).key,
            ]
        case .sent(_, _, _, _, let series, let number, _): [.series(series), .sentInterchange(series, number)]
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .received, .sent: []
        case .acknowledged(let key, _, _, _): [.interchange(key)]
        }
    }
}

extension BookSlice {
    mutating func apply(_ event: InterchangeEvent) {
        switch event {
        case .received(let key, let origin, let digest):
            // What was refused before has been answered all the same.
            let answers = interchange(key)?.answers ?? []
            set(.interchange(key), .interchange(InterchangeEntry(origin: origin, digest: digest, answers: answers)))
        case .acknowledged(let key, let number, _, let date):
            guard var entry = interchange(key) else {
                preconditionFailure("interchange \(key.text) is acknowledged before it came in")
            }
            entry.answers.append(number)
            set(.interchange(key), .interchange(entry))
            set(.series(key.series), .series(SeriesEntry(last: number, lastDate: date)))
        case .sent(let content, _, let title, _, let series, let number, let date):
            if case .invoice(let invoice) = content { put(invoice, into: .interchange(title)) }
            set(.sentInterchange(series, number), .sentInterchange(content))
            set(.series(series), .series(SeriesEntry(last: number, lastDate: date)))
        }
    }
}

extension InterchangeEvent {
    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .received: 100
        case .acknowledged: 101
        case .sent: 102
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .received(let key, let origin, let digest):
            writer.write(key, origin)
            writer.writeBytes(digest)
        case .acknowledged(let key, let number, let outcome, let date): writer.write(key, number, outcome, date)
        case .sent(let content, let title, let interchange, let recipient, let series, let number, let date):
            writer.write(content, title, recipient, series, number, date)
            writer.write(interchange)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, version: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 100:
            self = .received(try reader.read(), try reader.read(), digest: try reader.readBytes())
        case 101:
            self = .acknowledged(
                try reader.read(), controlNumber: try reader.read(), try reader.read(), on: try reader.read())
        case 102:
            let (content, title): (InterchangeContent, String) = (try reader.read(), try reader.read())
            let (recipient, series): (PartyIdentifier, String) = (try reader.read(), try reader.read())
            let (number, date): (Int, BusinessDate) = (try reader.read(), try reader.read())
            // The first form left what the interchange is called to be told from its recipient.
            let interchange: String =
                version == 1 ? OutgoingInterchange.earlierTitle(to: recipient, number) : try reader.read()
            self = .sent(
                content, title: title, interchange: interchange, to: recipient, series: series, controlNumber: number,
                on: date)
        default: return nil
        }
    }
}

extension InterchangeContent: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .answer(let key):
            writer.writeByte(1)
            writer.write(key)
        case .despatchAdvice(let origin):
            writer.writeByte(2)
            writer.write(origin)
        case .invoice(let number):
            writer.writeByte(3)
            writer.write(number)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        switch try reader.readByte() {
        case 1: self = .answer(try reader.read())
        case 2: self = .despatchAdvice(try reader.read())
        case 3: self = .invoice(try reader.read())
        case let other: throw .unknownCase(UInt64(other), of: "InterchangeContent")
        }
    }
}
