public import Calendars
public import Money

/// What a person or another system orders.
public struct Instruction: Hashable, Sendable {
    public enum Order: Hashable, Sendable {
        case recordCustomers([Customer])
        case recordItems([Item])
        case recordPrices([PriceAgreement])
        case setCreditLimit(CustomerID, Money)
        case setCreditStop(CustomerID, Bool)
        /// A service is done, or goods were handed over without a despatch advice: bill these lines, or all that is
        /// left where there are none.
        case confirmDelivery(OrderKey, [BillableDelivery.Line], on: BusinessDate)
        case cash(CashInstruction)
        case recordPartners([PartnerAgreement])
        case creditInvoice(CreditRequest)
        case collection(CollectionInstruction)
        case cases(CaseInstruction)
        case credit(CreditInstruction)
        case billing(BillingInstruction)
    }

    public var actor: String
    public var reason: String
    public var order: Order

    public init(actor: String, reason: String, order: Order) {
        self.actor = actor
        self.reason = reason
        self.order = order
    }
}

/// A moment that a schedule named has come.
public struct Occurrence: Hashable, Sendable {
    public var schedule: String
    public var moment: Instant
    public var date: BusinessDate

    public init(schedule: String, moment: Instant, date: BusinessDate) {
        self.schedule = schedule
        self.moment = moment
        self.date = date
    }
}

/// A document as it leaves the house, byte for byte.
public struct RenderedDocument: Hashable, Sendable {
    /// Whose effect it has, once: derived from the business identity, never from an attempt or a time.
    public var key: String
    /// What it is, such as `ubl-invoice`.
    public var format: String
    public var contentType: String
    /// A file name for it.
    public var name: String
    /// Documents of one lane leave in the order they were made.
    public var lane: String
    public var bytes: [UInt8]

    public init(key: String, format: String, contentType: String, name: String, lane: String, bytes: [UInt8]) {
        self.key = key
        self.format = format
        self.contentType = contentType
        self.name = name
        self.lane = lane
        self.bytes = bytes
    }
}

/// What another system answered to a delivery.
public struct DeliveryAnswer: Hashable, Sendable {
    public var key: String
    public var endpoint: String
    public var status: Int
    public var contentType: String?
    public var body: [UInt8]

    public init(key: String, endpoint: String, status: Int, contentType: String?, body: [UInt8]) {
        self.key = key
        self.endpoint = endpoint
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

extension Instruction.Order: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .recordCustomers(let customers):
            writer.writeByte(1)
            writer.write(customers)
        case .recordItems(let items) where items.contains { $0.vatFrom != nil }:
            writer.writeByte(15)
            writer.write(items.map(ToldItem.init))
        case .recordItems(let items):
            writer.writeByte(2)
            writer.write(items.map(PlainItem.init))
        case .recordPrices(let prices):
            writer.writeByte(3)
            writer.write(prices)
        case .setCreditLimit(let customer, let limit):
            writer.writeByte(4)
            writer.write(customer, limit)
        case .setCreditStop(let customer, let isStopped):
            writer.writeByte(5)
            writer.write(customer, isStopped)
        case .confirmDelivery(let order, let lines, let date):
            writer.writeByte(6)
            writer.write(order, lines, date)
        case .cash(let instruction):
            writer.writeByte(7)
            instruction.encode(to: &writer)
        case .recordPartners(let agreements):
            writer.writeByte(9)
            writer.write(agreements)
        case .creditInvoice(let request):
            writer.writeByte(12)
            writer.write(request)
        case .collection(let instruction):
            writer.writeByte(10)
            instruction.encode(to: &writer)
        case .cases(let instruction):
            writer.writeByte(8)
            instruction.encode(to: &writer)
        case .credit(let instruction):
            writer.writeByte(11)
            instruction.encode(to: &writer)
        case .billing(let instruction):
            writer.writeByte(14)
            instruction.encode(to: &writer)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .recordCustomers(try reader.read())
        case 2: self = .recordItems((try reader.read() as [PlainItem]).map(\.item))
        case 15: self = .recordItems((try reader.read() as [ToldItem]).map(\.item))
        case 3: self = .recordPrices(try reader.read())
        case 4: self = .setCreditLimit(try reader.read(), try reader.read())
        case 5: self = .setCreditStop(try reader.read(), try reader.read())
        case 6: self = .confirmDelivery(try reader.read(), try reader.read(), on: try reader.read())
        case 7: self = .cash(try reader.read())
        case 9: self = .recordPartners(try reader.read())
        case 12: self = .creditInvoice(try reader.read())
        case 10: self = .collection(try reader.read())
        case 8: self = .cases(try reader.read())
        case 11: self = .credit(try reader.read())
        case 14: self = .billing(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "Instruction.Order")
        }
    }
}

extension Instruction: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(actor, reason, order) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(actor: try reader.read(), reason: try reader.read(), order: try reader.read())
    }
}

extension Occurrence: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(schedule, moment, date) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(schedule: try reader.read(), moment: try reader.read(), date: try reader.read())
    }
}

extension RenderedDocument: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(key, format, contentType, name, lane)
        writer.writeBytes(bytes)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            key: try reader.read(), format: try reader.read(), contentType: try reader.read(), name: try reader.read(),
            lane: try reader.read(), bytes: try reader.readBytes())
    }
}

extension DeliveryAnswer: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(key, endpoint, status, contentType)
        writer.writeBytes(body)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            key: try reader.read(), endpoint: try reader.read(), status: try reader.read(),
            contentType: try reader.read(), body: try reader.readBytes())
    }
}
