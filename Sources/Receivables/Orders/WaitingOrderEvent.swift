public import Documents

/// What happened to an order before it was booked.
public enum WaitingOrderEvent: Hashable, Sendable {
    /// It waits for somebody, under its number.
    case began(OrderKey, DocumentOrigin, Order, digest: [UInt8])
    /// A change was put into it.
    case changed(OrderKey, by: DocumentOrigin, Order, digest: [UInt8])
    case cancelled(OrderKey, by: DocumentOrigin)
    case ended(OrderKey, as: WaitingOrder.State)

    public var key: OrderKey {
        switch self {
        case .began(let key, _, _, _), .changed(let key, _, _, _), .cancelled(let key, _), .ended(let key, _): key
        }
    }
}

extension WaitingOrderEvent {
    var name: String {
        switch self {
        case .began: "waiting-order-noted"
        case .changed: "waiting-order-changed"
        case .cancelled: "waiting-order-cancelled"
        case .ended: "waiting-order-ended"
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .began: []
        case .changed, .cancelled, .ended: [.waitingOrder(key)]
        }
    }
}

extension BookSlice {
    mutating func apply(_ event: WaitingOrderEvent) {
        switch event {
        case .began(let key, let origin, let order, let digest):
            set(.waitingOrder(key), .waitingOrder(WaitingOrder(origin: origin, order: order, digest: digest)))
        case .changed(let key, _, let order, let digest):
            change(waiting: key) { waiting in
                waiting.order = order
                waiting.digests.append(digest)
            }
        case .cancelled(let key, _): change(waiting: key) { $0.state = .cancelled }
        case .ended(let key, let state):
            change(waiting: key) { waiting in
                waiting.state = state
                if state == .discarded { waiting.digests = [] }
            }
        }
    }

    private mutating func change(waiting key: OrderKey, _ edit: (inout WaitingOrder) -> Void) {
        guard var entry = waitingOrder(key) else { preconditionFailure("order \(key) is changed before it waits") }
        edit(&entry)
        set(.waitingOrder(key), .waitingOrder(entry))
    }
}

extension WaitingOrderEvent {
    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .began: 21
        case .changed: 22
        case .cancelled: 23
        case .ended: 24
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .began(let key, let origin, let order, let digest), .changed(let key, let origin, let order, let digest):
            writer.write(key, origin, order)
            writer.writeBytes(digest)
        case .cancelled(let key, let origin): writer.write(key, origin)
        case .ended(let key, let state): writer.write(key, state)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 21:
            self = .began(
                try reader.read(), try reader.read(), try reader.read(), digest: try reader.readBytes())
        case 22:
            self = .changed(
                try reader.read(), by: try reader.read(), try reader.read(), digest: try reader.readBytes())
        case 23: self = .cancelled(try reader.read(), by: try reader.read())
        case 24: self = .ended(try reader.read(), as: try reader.read())
        default: return nil
        }
    }
}
