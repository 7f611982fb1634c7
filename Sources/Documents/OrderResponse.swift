public import Calendars
public import Findings
public import Money

/// The seller's answer to an order (UBL OrderResponse, ORDRSP, 855).
public struct OrderResponse: Hashable, Sendable {
    /// UNCL 4343 as Peppol BIS Ordering uses it.
    public enum Decision: UInt8, Hashable, Sendable, CaseIterable {
        case accepted = 1
        case rejected = 2
        /// Accepted with amendments, line by line.
        case conditionallyAccepted = 3

        public var code: String {
            switch self {
            case .accepted: "AP"
            case .rejected: "RE"
            case .conditionallyAccepted: "CA"
            }
        }
    }

    /// What is answered.
    public enum Subject: UInt8, Hashable, Sendable, CaseIterable {
        /// An order, as it stands by now.
        case order = 1
        /// A change or a cancellation of an order: refused, the order stands as it did.
        case change = 2
    }

    public var number: String
    public var issueDate: BusinessDate
    public var decision: Decision
    public var orderNumber: String
    public var orderDate: BusinessDate?
    public var currency: Currency
    public var note: String?
    @Boxed public var buyer: Party
    @Boxed public var seller: Party
    public var customerReference: String?
    /// Our customer, whose agreement says how the answer leaves.
    public var customer: CustomerID?
    /// What the buyer calls the message that is answered.
    public var messageReference: String?
    public var subject = Subject.order
    /// What the buyer calls the change that is answered, or that has become part of the order.
    public var changeNumber: String?
    /// When the buyer wants what is accepted.
    public var requestedDelivery: Period?
    public var lines: [OrderResponseLine]

    public init(
        number: String, issueDate: BusinessDate, decision: Decision, orderNumber: String, orderDate: BusinessDate?,
        currency: Currency, note: String? = nil, buyer: Party, seller: Party, customerReference: String? = nil,
        lines: [OrderResponseLine]
    ) {
        self.number = number
        self.issueDate = issueDate
        self.decision = decision
        self.orderNumber = orderNumber
        self.orderDate = orderDate
        self.currency = currency
        self.note = note
        self.buyer = buyer
        self.seller = seller
        self.customerReference = customerReference
        self.lines = lines
    }
}

/// What the seller says of one line of an order.
public struct OrderResponseLine: Hashable, Sendable {
    /// UNCL 1229. Peppol BIS Ordering has no code for a line that the buyer took back.
    public enum Status: UInt8, Hashable, Sendable, CaseIterable {
        case accepted = 1
        case acceptedWithChange = 2
        case rejected = 3
        case alreadyDelivered = 4
        /// The buyer took the line back, and nothing of it comes.
        case deleted = 5

        public var code: String {
            switch self {
            case .accepted: "5"
            case .acceptedWithChange: "3"
            case .rejected: "7"
            case .alreadyDelivered: "42"
            case .deleted: "2"
            }
        }
    }

    public var id: String
    public var orderLine: String
    public var status: Status
    public var note: String?
    public var quantity: Quantity
    public var price: UnitPrice?
    public var item: ItemReference
    /// What the line takes off and adds besides its price, as it was ordered.
    public var allowanceCharges: [AllowanceCharge] = []
    /// When the buyer wants it, where the line says so itself.
    public var requestedDelivery: Period?
    /// What else than its quantity is confirmed otherwise than it was ordered.
    public var changes: Changes = []

    /// What of a line is confirmed otherwise than it was ordered.
    public struct Changes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let price = Changes(rawValue: 1)
        public static let vat = Changes(rawValue: 2)
    }

    public init(
        id: String, orderLine: String, status: Status, note: String? = nil, quantity: Quantity, price: UnitPrice?,
        item: ItemReference
    ) {
        self.id = id
        self.orderLine = orderLine
        self.status = status
        self.note = note
        self.quantity = quantity
        self.price = price
        self.item = item
    }
}

extension OrderResponseLine {
    /// The answer to a line of an order that has a fault; what of it could not be read stays empty.
    public init(
        refusing line: String, quantity: Quantity?, price: UnitPrice?, item: ItemReference, because finding: Finding?
    ) {
        self.init(
            id: line, orderLine: line, status: .rejected, note: finding.map { "\($0.rule.code): \($0.message)" },
            quantity: quantity ?? Quantity(.zero, "C62"), price: price, item: item)
    }
}

extension OrderResponse.Decision: Coded {}
extension OrderResponse.Subject: Coded {}
extension OrderResponseLine.Status: Coded {}
extension OrderResponseLine.Changes: Coded {}

extension OrderResponse: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, issueDate, decision, orderNumber, orderDate, currency, note, buyer, seller)
        writer.write(customerReference, lines, messageReference, customer, subject, changeNumber, requestedDelivery)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), issueDate: try reader.read(), decision: try reader.read(),
            orderNumber: try reader.read(), orderDate: try reader.read(), currency: try reader.read(),
            note: try reader.read(), buyer: try reader.read(), seller: try reader.read(),
            customerReference: try reader.read(), lines: try reader.read())
        messageReference = try reader.read()
        customer = try reader.read()
        subject = try reader.read()
        changeNumber = try reader.read()
        requestedDelivery = try reader.read()
    }
}

extension OrderResponseLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, orderLine, status, note, quantity, price, item, allowanceCharges, changes, requestedDelivery)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), orderLine: try reader.read(), status: try reader.read(), note: try reader.read(),
            quantity: try reader.read(), price: try reader.read(), item: try reader.read())
        allowanceCharges = try reader.read()
        changes = try reader.read()
        requestedDelivery = try reader.read()
    }
}
