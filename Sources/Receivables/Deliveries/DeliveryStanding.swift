public import Documents

/// Whether an invoice of ours has reached its buyer, as far as deliveries tell. Nothing is known of one that no delivery
/// was ever to be made of.
public enum DeliveryStanding: Hashable, Sendable {
    /// It is to be delivered: it waits, is on its way, or nobody knows what became of the last attempt.
    case awaited
    case delivered
    /// The receiver will not take it, or was given up.
    case dead(reason: String)
    /// Somebody has decided that it is not sent.
    case discarded(reason: String)
    /// It leaves without a delivery, or somebody has said that its buyer has it.
    case elsewhere
    /// It leaves within another document, whose delivery is its own.
    case within(SentDocument)

    /// The number of the case at rest, and beside the entry.
    public var code: UInt8 {
        switch self {
        case .awaited: 1
        case .delivered: 2
        case .dead: 3
        case .discarded: 4
        case .elsewhere: 5
        case .within: 6
        }
    }

    /// Why its buyer may not have it; nil where it has, or that is not for us to know.
    public var obstacle: String? {
        switch self {
        case .awaited: "not delivered yet"
        case .dead(let reason): "not delivered: \(reason)"
        case .discarded(let reason): "its delivery was discarded: \(reason)"
        case .delivered, .elsewhere, .within: nil
        }
    }
}

extension BookSlice {
    /// What is known of a document of ours; nil where no delivery was ever to be made of it.
    public func delivery(_ document: SentDocument) -> DeliveryStanding? {
        if case .delivery(let value)? = entry(.delivery(document)) { value } else { nil }
    }

    /// What must be read to tell whether an invoice has reached its buyer: what it leaves within, too, once that is known.
    public func keysOfDelivery(of invoice: String) -> [BookKey] { documents(with: invoice).map(\.key) }

    /// An invoice, and what it leaves within once that is known.
    public func documents(with invoice: String) -> [SentDocument] {
        let document = SentDocument.invoice(invoice)
        guard knows(document.key), case .within(let other) = delivery(document) else { return [document] }
        return [document, other]
    }

    /// Why the buyer of an invoice may not have it; nil where it has, or that is not for us to know.
    public func undelivered(_ invoice: String) -> String? {
        guard let standing = delivery(.invoice(invoice)) else { return nil }
        if case .within(let other) = standing { return delivery(other)?.obstacle }
        return standing.obstacle
    }

    /// Keeps how the delivery of a document stands, where one was awaited. Of an invoice it is kept in any case where it did
    /// not arrive, so that nothing is asked for that its buyer may not have.
    mutating func deliver(_ document: SentDocument?, _ standing: DeliveryStanding) {
        if let letter = document?.letter { return deliver(letter, standing) }
        let isEnded = standing != .delivered && standing != .awaited
        guard let document, delivery(document) != nil || document.isInvoice && isEnded else { return }
        set(document.key, .delivery(standing))
    }

    private mutating func deliver(_ letter: LetterNumber, _ standing: DeliveryStanding) {
        var entry = dunning(letter.customer)
        entry.settle(letter.text, standing)
        set(.dunning(letter.customer), .dunning(entry))
    }

    /// An invoice that was to be delivered leaves within an interchange.
    mutating func put(_ invoice: String, into interchange: SentDocument) {
        guard let standing = delivery(.invoice(invoice)) else { return }
        set(interchange.key, .delivery(standing))
        set(SentDocument.invoice(invoice).key, .delivery(.within(interchange)))
    }

    /// Somebody has said that whom a document is for has it, whatever became of its delivery.
    mutating func reachOtherwise(_ document: SentDocument) { set(document.key, .delivery(.elsewhere)) }
}

extension DeliveryStanding: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeByte(code)
        switch self {
        case .dead(let reason), .discarded(let reason): writer.write(reason)
        case .within(let document): writer.write(document)
        case .awaited, .delivered, .elsewhere: break
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let code = try reader.readByte()
        switch code {
        case 1: self = .awaited
        case 2: self = .delivered
        case 3: self = .dead(reason: try reader.read())
        case 4: self = .discarded(reason: try reader.read())
        case 5: self = .elsewhere
        case 6: self = .within(try reader.read())
        default: throw .unknownCase(UInt64(code), of: "DeliveryStanding")
        }
    }
}
