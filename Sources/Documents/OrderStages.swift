public import Calendars
public import Money

/// A line of an order, found in our books: what we sell, in our unit, at the price we agreed.
public struct IdentifiedLine: Hashable, Sendable {
    public var line: OrderLine
    public var item: ItemID
    /// What was ordered, in the item's own unit.
    public var quantity: Quantity
    /// The agreed price, for the item's own unit.
    public var price: UnitPrice
    /// Quantity times agreed price, with the line's allowances and charges.
    public var net: Money
    public var vat: VATClass
    /// Our name of the item.
    public var name: String
    /// Whether the item is a service.
    public var isService: Bool

    public init(
        line: OrderLine, item: ItemID, quantity: Quantity, price: UnitPrice, net: Money, vat: VATClass, name: String,
        isService: Bool = false
    ) {
        self.line = line
        self.item = item
        self.quantity = quantity
        self.price = price
        self.net = net
        self.vat = vat
        self.name = name
        self.isService = isService
    }
}

/// An order whose customer, items and prices are known.
public struct IdentifiedOrder: Hashable, Sendable {
    public var key: OrderKey
    /// 0 for the first version, then 1, 2, …
    public var revision: Int
    @Boxed public var order: Order
    public var lines: [IdentifiedLine]
    /// A SHA-256 of what the document of this version says, wherever its lines stood in the file.
    public var contentDigest: [UInt8]
    /// What became of the change that made this version; nil for a version that stands for itself.
    public var amendment: OrderAmendment?

    public init(
        key: OrderKey, revision: Int, order: Order, lines: [IdentifiedLine], contentDigest: [UInt8],
        amendment: OrderAmendment? = nil
    ) {
        self.key = key
        self.revision = revision
        self.order = order
        self.lines = lines
        self.contentDigest = contentDigest
        self.amendment = amendment
    }
}

/// Why an order was released: what the customer owed, and up to what.
public struct CreditRelease: Hashable, Sendable {
    /// What the customer owed before this order.
    public var exposure: Money
    public var limit: Money?
    /// What the order reserves: its gross amount.
    public var reserved: Money
    /// Who released it beyond the limit, and why; nil where it was within.
    public var override: Override?

    public struct Override: Hashable, Sendable {
        public var actor: String
        /// The role that allowed it.
        public var role: String
        public var reason: String
        /// What the customer may come to owe beyond its limit by it.
        public var beyond: Money

        public init(actor: String, role: String, reason: String, beyond: Money) {
            self.actor = actor
            self.role = role
            self.reason = reason
            self.beyond = beyond
        }
    }

    public init(exposure: Money, limit: Money?, reserved: Money, override: Override? = nil) {
        self.exposure = exposure
        self.limit = limit
        self.reserved = reserved
        self.override = override
    }
}

/// An order that credit control has released.
///
/// It cannot exist without the reason.
public struct ReleasedOrder: Hashable, Sendable {
    public var identified: IdentifiedOrder
    public var release: CreditRelease

    public init(identified: IdentifiedOrder, release: CreditRelease) {
        self.identified = identified
        self.release = release
    }
}

/// Part of an order that can be billed: what was delivered of each line.
public struct BillableDelivery: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var orderLine: String
        /// In the item's own unit.
        public var quantity: ExactDecimal
        public init(orderLine: String, quantity: ExactDecimal) {
            self.orderLine = orderLine
            self.quantity = quantity
        }
    }

    public var order: OrderKey
    /// Empty for all that is left to bill when it is billed.
    public var lines: [Line]
    /// When the goods left or the service was done; nil where the order's release is what is billed.
    public var deliveredOn: BusinessDate?
    public var despatchNumber: String?

    public init(order: OrderKey, lines: [Line], deliveredOn: BusinessDate?, despatchNumber: String?) {
        self.order = order
        self.lines = lines
        self.deliveredOn = deliveredOn
        self.despatchNumber = despatchNumber
    }
}

extension IdentifiedOrder: Coded {
    /// What the order says of a line stands in the order; only what our books add comes after it.
    public func encode(to writer: inout ByteWriter) {
        precondition(lines.count == order.lines.count, "every line of the order is identified")
        writer.write(key, revision, order)
        writer.writeBytes(contentDigest)
        writer.write(amendment)
        for line in lines {
            writer.write(line.item, line.quantity, line.price, line.net, line.vat, line.name, line.isService)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let key: OrderKey = try reader.read()
        let revision: Int = try reader.read()
        let order: Order = try reader.read()
        let digest = try reader.readBytes()
        let amendment: OrderAmendment? = try reader.read()
        var lines: [IdentifiedLine] = []
        lines.reserveCapacity(order.lines.count)
        for line in order.lines {
            lines.append(
                IdentifiedLine(
                    line: line, item: try reader.read(), quantity: try reader.read(), price: try reader.read(),
                    net: try reader.read(), vat: try reader.read(), name: try reader.read(),
                    isService: try reader.read()))
        }
        self.init(
            key: key, revision: revision, order: order, lines: lines, contentDigest: digest, amendment: amendment)
    }
}

extension CreditRelease.Override: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(actor, role, reason, beyond) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            actor: try reader.read(), role: try reader.read(), reason: try reader.read(), beyond: try reader.read())
    }
}

extension CreditRelease: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(exposure, limit, reserved, override) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            exposure: try reader.read(), limit: try reader.read(), reserved: try reader.read(),
            override: try reader.read())
    }
}

extension ReleasedOrder: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(identified, release) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(identified: try reader.read(), release: try reader.read())
    }
}

extension BillableDelivery.Line: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(orderLine, quantity) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(orderLine: try reader.read(), quantity: try reader.read())
    }
}

extension BillableDelivery: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, lines, deliveredOn, despatchNumber) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            order: try reader.read(), lines: try reader.read(), deliveredOn: try reader.read(),
            despatchNumber: try reader.read())
    }
}
