public import Documents

/// An order that is not booked yet, as somebody must look at it first, with what has been asked of it since.
///
/// A change or a cancellation that comes meanwhile is put into it, so that none is overtaken by its order.
public struct WaitingOrder: Hashable, Sendable {
    public enum State: UInt8, Hashable, Sendable, CaseIterable {
        case waiting = 1
        /// The buyer took it back before it was booked.
        case cancelled = 2
        case booked = 3
        /// Refused for good: what comes later is of no order.
        case discarded = 4
    }

    /// The document that it came in.
    public var origin: DocumentOrigin
    /// As the buyer wants it by now.
    @Boxed public var order: Order
    /// The content digests of the order and of each change that is in it, the last one last.
    public var digests: [[UInt8]]
    public var state: State

    public init(origin: DocumentOrigin, order: Order, digest: [UInt8]) {
        self.origin = origin
        self.order = order
        digests = [digest]
        state = .waiting
    }

    /// Whether a change or a cancellation of it can come.
    public var isAwaited: Bool { state == .waiting || state == .cancelled }

    /// Whether it is a cancellation or a change that came before its order: the order is taken back as soon as it comes,
    /// or waits until the change is put into it.
    public var isAnnounced: Bool { order.function != .original }

    /// Whether what has this digest is part of the order that was booked.
    public func isBooked(from digest: [UInt8]) -> Bool { state == .booked && digests.contains(digest) }
}

extension WaitingOrder.State: Coded {}

extension OrderKey {
    private static let strangers = "?"

    /// An order of a buyer that is no customer of ours yet, under a name that the buyer gives itself.
    public init(ofStranger name: PartyIdentifier, number: String) {
        self.init(customer: CustomerID(Self.strangers + name.description), number: number)
    }

    /// Whether nobody knows whose order it is.
    public var isOfStranger: Bool { customer.text.hasPrefix(Self.strangers) }
}

extension WaitingOrder: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(origin, order, state, digests.count)
        for digest in digests { writer.writeBytes(digest) }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(origin: try reader.read(), order: try reader.read(), digest: [])
        state = try reader.read()
        let count: Int = try reader.read()
        digests = []
        for _ in 0..<max(0, count) { digests.append(try reader.readBytes()) }
    }
}
