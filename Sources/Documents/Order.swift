public import Calendars
public import Money

/// What an order says of its relation to an earlier one.
public enum OrderFunction: UInt8, Hashable, Sendable, CaseIterable {
    /// A first order; the sender declares nothing else.
    case original = 1
    /// Takes the place of an earlier order under the same number.
    case revision = 2
    case cancellation = 3
    /// Changes those lines of an earlier order that it names; the others stay (ORDCHG, 860).
    case change = 4
}

/// What a change order does to a line (UNCL 1229; X12 670).
public enum OrderLineAction: UInt8, Hashable, Sendable, CaseIterable {
    case added = 1
    case removed = 2
    case changed = 3
}

/// An order as a buyer sent it (UBL Order, ORDERS, 850, OrderRequest).
public struct Order: Hashable, Sendable {
    public var number: String
    public var function: OrderFunction
    /// Counts the revisions a sender declares; nil where it declares none.
    public var revision: Optional<Int>
    /// What the buyer calls the change or cancellation itself, where it is numbered beside the order: our answer cites it.
    public var changeNumber: String?
    public var issueDate: BusinessDate
    /// What its sender calls the message that it came in, such as cXML's payloadID: our answer refers to it.
    public var messageReference: String?
    /// Whether it is marked as a test, which must have no effect.
    public var isTest = false
    /// UNCL 1001: 220 order, 227 consignment, 221 blanket.
    public var typeCode: Optional<String>
    public var currency: Currency
    @Boxed public var buyer: Party
    @Boxed public var seller: Party
    /// Who is invoiced where it is not the buyer.
    @Boxed public var invoicee: Party?
    @Boxed public var deliveryParty: Party?
    public var deliveryAddress: PostalAddress?
    public var deliveryLocation: PartyIdentifier?
    public var requestedDelivery: Period?
    /// What the buyer wants to see on the invoice (BT-10).
    public var buyerReference: String?
    public var customerReference: String?
    public var accountingCost: String?
    public var contractReference: String?
    public var notes: [String]
    public var paymentTermsNote: String?
    public var validUntil: BusinessDate?
    public var allowanceCharges: [AllowanceCharge]
    public var lines: [OrderLine]
    /// What is answered to the lines that were left out because of their faults.
    public var refusedLines: [OrderResponseLine] = []
    public var totals: Optional<OrderTotals>

    public init(
        number: String, function: OrderFunction = .original, revision: Int? = nil, issueDate: BusinessDate,
        typeCode: String? = nil, currency: Currency, buyer: Party, seller: Party, lines: [OrderLine] = [],
        totals: OrderTotals? = nil
    ) {
        self.number = number
        self.function = function
        self.revision = revision
        self.issueDate = issueDate
        self.typeCode = typeCode
        self.currency = currency
        self.buyer = buyer
        self.seller = seller
        self.lines = lines
        self.totals = totals
        notes = []
        allowanceCharges = []
    }
}

/// One line of an order.
public struct OrderLine: Hashable, Sendable {
    public var id: String
    /// Nil where the line is no part of a change, or is named by one and stays as it was.
    public var action: OrderLineAction?
    public var quantity: Quantity
    /// Whether a change leaves the quantity as it is: then the line says nothing of it.
    public var leavesQuantity = false
    /// The net amount the buyer expects.
    public var amount: Money?
    /// The net price the buyer expects.
    public var price: UnitPrice?
    /// The unit that the price is for, where it is another one than what is ordered in: a code of UNECE
    /// Recommendation 20, or what the buyer calls a basis that we do not know.
    public var priceUnit: String?
    public var item: ItemReference
    public var vat: VATClass?
    public var requestedDelivery: Period?
    public var accountingCost: String?
    public var note: String?
    public var allowanceCharges: [AllowanceCharge]
    public var source: SourceLine
}

extension OrderLine {
    /// All fields are put together at once: one by one, the whole would be made, copied and taken apart again.
    public init(
        id: String, action: OrderLineAction? = nil, quantity: Quantity, amount: Money? = nil, price: UnitPrice? = nil,
        item: ItemReference, vat: VATClass? = nil, requestedDelivery: Period? = nil, accountingCost: String? = nil,
        note: String? = nil, allowanceCharges: [AllowanceCharge] = [], source: SourceLine = .none,
        priceUnit: String? = nil, leavesQuantity: Bool = false
    ) {
        self.init(
            id: id, action: action, quantity: quantity, leavesQuantity: leavesQuantity, amount: amount, price: price,
            priceUnit: priceUnit, item: item, vat: vat, requestedDelivery: requestedDelivery,
            accountingCost: accountingCost, note: note, allowanceCharges: allowanceCharges, source: source)
    }
}

/// What the buyer expects the order to come to (UBL AnticipatedMonetaryTotal).
public struct OrderTotals: Hashable, Sendable {
    public var lines: Money
    public var allowances: Money?
    public var charges: Money?
    public var beforeTax: Money?
    public var withTax: Money?
    public var tax: Money?
    public var prepaid: Money?
    public var rounding: Money?
    public var payable: Money
    public var source: SourceLine

    public init(lines: Money, payable: Money, source: SourceLine = .none) {
        self.lines = lines
        self.payable = payable
        self.source = source
    }
}

extension OrderFunction: Coded {}
extension OrderLineAction: Coded {}

extension Order: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, function, revision, issueDate, typeCode, currency, buyer, seller, invoicee)
        writer.write(deliveryParty, deliveryAddress, deliveryLocation, requestedDelivery, buyerReference)
        writer.write(customerReference, accountingCost, contractReference, notes, paymentTermsNote, validUntil)
        writer.write(allowanceCharges, lines, totals)
        // The same order may come again in another message.
        writer.write(writer.omitsPlaces ? nil : messageReference, isTest, refusedLines, changeNumber)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), function: try reader.read(), revision: try reader.read(),
            issueDate: try reader.read(), typeCode: try reader.read(), currency: try reader.read(),
            buyer: try reader.read(), seller: try reader.read())
        invoicee = try reader.read()
        deliveryParty = try reader.read()
        deliveryAddress = try reader.read()
        deliveryLocation = try reader.read()
        requestedDelivery = try reader.read()
        buyerReference = try reader.read()
        customerReference = try reader.read()
        accountingCost = try reader.read()
        contractReference = try reader.read()
        notes = try reader.read()
        paymentTermsNote = try reader.read()
        validUntil = try reader.read()
        allowanceCharges = try reader.read()
        lines = try reader.read()
        totals = try reader.read()
        messageReference = try reader.read()
        isTest = try reader.read()
        refusedLines = try reader.read()
        changeNumber = try reader.read()
    }
}

extension OrderLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, action, quantity, amount, price, item, vat, requestedDelivery, accountingCost)
        writer.write(note, allowanceCharges, source, priceUnit, leavesQuantity)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), action: try reader.read(), quantity: try reader.read(), amount: try reader.read(),
            price: try reader.read(), item: try reader.read(), vat: try reader.read(),
            requestedDelivery: try reader.read(), accountingCost: try reader.read(), note: try reader.read(),
            allowanceCharges: try reader.read(), source: try reader.read(), priceUnit: try reader.read(),
            leavesQuantity: try reader.read())
    }
}

extension OrderLine {
    /// The price for the unit that is ordered; nil where it is for another one.
    public var priceInOrderedUnit: UnitPrice? { priceUnit == nil ? price : nil }
}

extension OrderTotals: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(lines, payable, source, allowances, charges, beforeTax, withTax, tax, prepaid, rounding)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(lines: try reader.read(), payable: try reader.read(), source: try reader.read())
        allowances = try reader.read()
        charges = try reader.read()
        beforeTax = try reader.read()
        withTax = try reader.read()
        tax = try reader.read()
        prepaid = try reader.read()
        rounding = try reader.read()
    }
}
