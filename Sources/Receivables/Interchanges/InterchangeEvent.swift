public import Calendars
public import Documents

/// Something that happened to an interchange with a partner.
public enum InterchangeEvent: Hashable, Sendable {
    /// It came in for the first time.
    case received(InterchangeKey, DocumentOrigin, digest: [UInt8])
    /// We acknowledged it, under a number of ours.
    case acknowledged(InterchangeKey, controlNumber: Int, InterchangeReport.Outcome, on: BusinessDate)
}

extension InterchangeEvent {
    private var key: InterchangeKey {
        switch self {
        case .received(let key, _, _), .acknowledged(let key, _, _, _): key
        }
    }

    var stream: StreamName { .interchange(key) }

    var name: String {
        switch self {
        case .received: "interchange-received"
        case .acknowledged: "interchange-acknowledged"
        }
    }

    var touches: [BookKey] {
        switch self {
        case .received: [.interchange(key)]
        case .acknowledged: [.interchange(key), .series(key.series)]
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .received: []
        case .acknowledged: [.interchange(key)]
        }
    }
}

extension BookSlice {
    mutating func apply(_ event: InterchangeEvent) {
        switch event {
        case .received(let key, let origin, let digest):
            set(.interchange(key), .interchange(InterchangeEntry(origin: origin, digest: digest)))
        case .acknowledged(let key, let number, _, let date):
            guard var entry = interchange(key) else {
                preconditionFailure("interchange \(key.text) is acknowledged before it came in")
            }
            entry.answers.append(number)
            set(.interchange(key), .interchange(entry))
            set(.series(key.series), .series(SeriesEntry(last: number, lastDate: date)))
        }
    }
}

extension InterchangeEvent {
    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .received: 100
        case .acknowledged: 101
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .received(let key, let origin, let digest):
            writer.write(key, origin)
            writer.writeBytes(digest)
        case .acknowledged(let key, let number, let outcome, let date): writer.write(key, number, outcome, date)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 100:
            self = .received(try reader.read(), try reader.read(), digest: try reader.readBytes())
        case 101:
            self = .acknowledged(
                try reader.read(), controlNumber: try reader.read(), try reader.read(), on: try reader.read())
        default: return nil
        }
    }
}
