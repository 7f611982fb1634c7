public import Calendars
public import Money

/// What a despatch advice is to one that was told under its number before.
public enum DespatchFunction: UInt8, Hashable, Sendable, CaseIterable {
    case original = 0
    /// It takes the other's place, or comes for the first time where that one never came.
    case replacement = 1
    /// The other is to be taken back.
    case cancellation = 2
}

/// Goods are on their way (UBL DespatchAdvice, DESADV, 856), or a service is done.
public struct DespatchAdvice: Hashable, Sendable {
    public var number: String
    public var function = DespatchFunction.original
    public var issueDate: BusinessDate
    /// The order, where the whole advice is for one; a line may name its own.
    public var orderNumber: String?
    public var supplier: Party
    /// Who receives the goods.
    public var recipient: Party
    public var buyer: Party?
    /// Our customer, whose agreement says how the advice leaves; nil where nobody has looked.
    public var customer: CustomerID?
    public var despatchDate: BusinessDate?
    public var deliveryDate: BusinessDate?
    public var deliveryAddress: PostalAddress?
    public var notes: [String]
    public var lines: [DespatchLine]

    public init(
        number: String, issueDate: BusinessDate, orderNumber: String? = nil, supplier: Party, recipient: Party,
        buyer: Party? = nil, despatchDate: BusinessDate? = nil, deliveryDate: BusinessDate? = nil,
        deliveryAddress: PostalAddress? = nil, notes: [String] = [], lines: [DespatchLine]
    ) {
        self.number = number
        self.issueDate = issueDate
        self.orderNumber = orderNumber
        self.supplier = supplier
        self.recipient = recipient
        self.buyer = buyer
        self.despatchDate = despatchDate
        self.deliveryDate = deliveryDate
        self.deliveryAddress = deliveryAddress
        self.notes = notes
        self.lines = lines
    }
}

/// One line of a despatch advice.
public struct DespatchLine: Hashable, Sendable {
    public var id: String
    public var delivered: Quantity
    public var outstanding: Quantity?
    public var orderNumber: String?
    /// The line of the order; nil where the sender names none and the item must tell.
    public var orderLine: String?
    public var item: ItemReference
    public var source: SourceLine

    public init(
        id: String, delivered: Quantity, outstanding: Quantity? = nil, orderNumber: String? = nil,
        orderLine: String? = nil, item: ItemReference, source: SourceLine = .none
    ) {
        self.id = id
        self.delivered = delivered
        self.outstanding = outstanding
        self.orderNumber = orderNumber
        self.orderLine = orderLine
        self.item = item
        self.source = source
    }
}

extension DespatchFunction: Coded {}

/// What the advice says of the goods; its function, which makes no other content of it, is kept beside it.
extension DespatchAdvice: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, issueDate, orderNumber, supplier, recipient, buyer, despatchDate, deliveryDate)
        writer.write(deliveryAddress, notes, lines, customer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), issueDate: try reader.read(), orderNumber: try reader.read(),
            supplier: try reader.read(), recipient: try reader.read(), buyer: try reader.read(),
            despatchDate: try reader.read(), deliveryDate: try reader.read(), deliveryAddress: try reader.read(),
            notes: try reader.read(), lines: try reader.read())
        customer = try reader.read()
    }
}

extension DespatchLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, delivered, outstanding, orderNumber, orderLine, item, source)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), delivered: try reader.read(), outstanding: try reader.read(),
            orderNumber: try reader.read(), orderLine: try reader.read(), item: try reader.read(),
            source: try reader.read())
    }
}
