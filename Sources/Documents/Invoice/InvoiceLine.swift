public import Money

/// One line of an invoice (BG-25).
public struct InvoiceLine: Hashable, Sendable {
    /// BT-126.
    public var id: String
    /// BT-127.
    public var note: String?
    /// What the line is about, such as a meter (BT-128).
    public var object: InvoicedObject?
    /// BT-129, BT-130.
    public var quantity: Quantity
    /// BT-131.
    public var netAmount: Money
    /// BT-132.
    public var orderLine: String?
    /// BT-133.
    public var accountingCost: String?
    /// BG-27, BG-28.
    public var allowanceCharges: [AllowanceCharge]
    /// BT-146, BT-149.
    public var price: UnitPrice
    /// The price before its discount, for the same base quantity.
    public var grossPrice: GrossPrice?
    /// The unit of the price's base quantity, where it is not that of the line (BT-150).
    public var priceUnit: String?
    /// BG-31.
    public var item: ItemReference
    public var itemDetails: ItemDetails
    /// BG-30.
    public var vat: VATClass
    /// BG-26.
    public var period: Period?

    public init(
        id: String, note: String? = nil, quantity: Quantity, netAmount: Money, orderLine: String? = nil,
        accountingCost: String? = nil, allowanceCharges: [AllowanceCharge] = [], price: UnitPrice,
        item: ItemReference, vat: VATClass, period: Period? = nil
    ) {
        self.id = id
        self.note = note
        self.quantity = quantity
        self.netAmount = netAmount
        self.orderLine = orderLine
        self.accountingCost = accountingCost
        self.allowanceCharges = allowanceCharges
        self.price = price
        self.item = item
        self.vat = vat
        self.period = period
        itemDetails = ItemDetails()
    }
}

/// A price before a discount (BT-148), and the discount (BT-147): the price of the line is what is left.
public struct GrossPrice: Hashable, Sendable {
    public var value: ExactDecimal
    public var discount: ExactDecimal

    public init(_ value: ExactDecimal, discount: ExactDecimal = .zero) {
        self.value = value
        self.discount = discount
    }
}

/// What is told of a product beyond its name and numbers.
public struct ItemDetails: Hashable, Sendable {
    /// BT-158.
    public var classifications: [ItemClassification]
    /// ISO 3166-1 alpha-2 (BT-159).
    public var originCountry: String?
    /// BG-32.
    public var attributes: [ItemAttribute]

    public init(
        classifications: [ItemClassification] = [], originCountry: String? = nil, attributes: [ItemAttribute] = []
    ) {
        self.classifications = classifications
        self.originCountry = originCountry
        self.attributes = attributes
    }
}

/// The class of a product in a scheme such as `STI` for the CPV (BT-158, UNTDID 7143).
public struct ItemClassification: Hashable, Sendable {
    public var scheme: String?
    public var version: String?
    public var code: String

    public init(scheme: String? = nil, version: String? = nil, _ code: String) {
        self.scheme = scheme
        self.version = version
        self.code = code
    }
}

/// A property of a product: colour, black (BT-160, BT-161).
public struct ItemAttribute: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension InvoiceLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, note, quantity, netAmount, orderLine, accountingCost, allowanceCharges, price, item, vat)
        writer.write(period, object, grossPrice, priceUnit, itemDetails)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), note: try reader.read(), quantity: try reader.read(), netAmount: try reader.read(),
            orderLine: try reader.read(), accountingCost: try reader.read(), allowanceCharges: try reader.read(),
            price: try reader.read(), item: try reader.read(), vat: try reader.read(), period: try reader.read())
        object = try reader.read()
        grossPrice = try reader.read()
        priceUnit = try reader.read()
        itemDetails = try reader.read()
    }
}

extension GrossPrice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(value, discount) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), discount: try reader.read())
    }
}

extension ItemDetails: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(classifications, originCountry, attributes) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            classifications: try reader.read(), originCountry: try reader.read(), attributes: try reader.read())
    }
}

extension ItemClassification: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(scheme, version, code) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(scheme: try reader.read(), version: try reader.read(), try reader.read())
    }
}

extension ItemAttribute: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, value) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.read(), try reader.read()) }
}
