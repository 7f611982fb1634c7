public import Calendars
public import Documents
public import Money

/// Why an item is in no letter today.
public enum DunningObstacle: Error, Hashable, Sendable {
    case notDue
    case inGrace(until: BusinessDate)
    case nothingToClaim
    case disputed(Money)
    case promised(BusinessDate)
    case levelNotReached(BusinessDate)
    case tooSoon(since: BusinessDate)
    case ladderIsDone
    /// It arose before the judgment of a day that opened proceedings.
    case frozen(since: BusinessDate)
    /// Its buyer may not have it: why.
    case undelivered(String)

    public var inWords: String {
        switch self {
        case .notDue: "not due"
        case .inGrace(let date): "in grace until \(date)"
        case .nothingToClaim: "nothing to claim"
        case .disputed(let amount): "\(amount) disputed"
        case .promised(let date): "promised, until \(date) with its grace"
        case .levelNotReached(let date): "the next letter is due on \(date)"
        case .tooSoon(let date): "the last letter is of \(date)"
        case .ladderIsDone: "all letters were sent"
        case .frozen(let date): "frozen by the proceedings opened on \(date)"
        case .undelivered(let reason): reason
        }
    }
}

extension DunningObstacle: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .notDue: writer.writeByte(1)
        case .inGrace(let date): tag(2, date, &writer)
        case .nothingToClaim: writer.writeByte(3)
        case .disputed(let amount): tag(4, amount, &writer)
        case .promised(let date): tag(5, date, &writer)
        case .levelNotReached(let date): tag(6, date, &writer)
        case .tooSoon(let date): tag(7, date, &writer)
        case .ladderIsDone: writer.writeByte(8)
        case .frozen(let date): tag(9, date, &writer)
        case .undelivered(let reason): tag(10, reason, &writer)
        }
    }

    private func tag(_ tag: UInt8, _ value: some Coded, _ writer: inout ByteWriter) {
        writer.writeByte(tag)
        value.encode(to: &writer)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .notDue
        case 2: self = .inGrace(until: try reader.read())
        case 3: self = .nothingToClaim
        case 4: self = .disputed(try reader.read())
        case 5: self = .promised(try reader.read())
        case 6: self = .levelNotReached(try reader.read())
        case 7: self = .tooSoon(since: try reader.read())
        case 8: self = .ladderIsDone
        case 9: self = .frozen(since: try reader.read())
        case 10: self = .undelivered(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "DunningObstacle")
        }
    }
}
