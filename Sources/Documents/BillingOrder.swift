public import Calendars
public import Money

/// Something to be billed that is not one delivery.
public enum BillingOrder: Hashable, Sendable {
    /// What left the house for a customer up to a day, together.
    case deliveries(CustomerID, until: BusinessDate)
    /// A share of what is left of an order, before it is delivered.
    case prepayment(OrderKey, Percentage)
    /// An invoice that was wrong, written anew.
    case correction(InvoiceCorrection, reason: String)

    public var title: String {
        switch self {
        case .deliveries(let customer, let date): "\(customer) until \(date)"
        case .prepayment(let order, _): order.number
        case .correction(let correction, _): correction.original.number
        }
    }
}

/// An invoice as it was issued, and what is to be right in it.
public struct InvoiceCorrection: Hashable, Sendable {
    /// A line, by its number (BT-126), with what it should have said.
    public struct Line: Hashable, Sendable {
        public var line: String
        public var quantity: ExactDecimal?
        /// For the same base quantity.
        public var price: ExactDecimal?

        public init(line: String, quantity: ExactDecimal? = nil, price: ExactDecimal? = nil) {
            self.line = line
            self.quantity = quantity
            self.price = price
        }
    }

    public var original: Invoice
    /// Empty where only the buyer's data was wrong: those are always taken from the book.
    public var lines: [Line]
    /// BT-10; nil where it stays.
    public var buyerReference: String?

    public init(original: Invoice, lines: [Line] = [], buyerReference: String? = nil) {
        self.original = original
        self.lines = lines
        self.buyerReference = buyerReference
    }
}

extension InvoiceCorrection.Line: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(line, quantity, price) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(line: try reader.read(), quantity: try reader.read(), price: try reader.read())
    }
}

extension InvoiceCorrection: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(original, lines, buyerReference) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(original: try reader.read(), lines: try reader.read(), buyerReference: try reader.read())
    }
}

extension BillingOrder: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .deliveries(let customer, let date):
            writer.writeByte(1)
            writer.write(customer, date)
        case .prepayment(let order, let share):
            writer.writeByte(2)
            writer.write(order, share)
        case .correction(let correction, let reason):
            writer.writeByte(3)
            writer.write(correction, reason)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .deliveries(try reader.read(), until: try reader.read())
        case 2: self = .prepayment(try reader.read(), try reader.read())
        case 3: self = .correction(try reader.read(), reason: try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "BillingOrder")
        }
    }
}
