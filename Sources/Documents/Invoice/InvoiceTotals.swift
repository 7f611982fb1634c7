public import Money

/// The VAT of one category and rate (BG-23).
public struct VATSubtotal: Hashable, Sendable {
    public var vat: VATClass
    /// BT-116.
    public var taxable: Money
    /// BT-117.
    public var tax: Money
    /// BT-120.
    public var exemptionReason: String?
    /// BT-121.
    public var exemptionCode: String?

    public init(
        vat: VATClass, taxable: Money, tax: Money, exemptionReason: String? = nil, exemptionCode: String? = nil
    ) {
        self.vat = vat
        self.taxable = taxable
        self.tax = tax
        self.exemptionReason = exemptionReason
        self.exemptionCode = exemptionCode
    }
}

/// What an invoice comes to (BG-22).
public struct InvoiceTotals: Hashable, Sendable {
    /// BT-106.
    public var lines: Money
    /// BT-107.
    public var allowances: Money
    /// BT-108.
    public var charges: Money
    /// BT-109.
    public var beforeTax: Money
    /// BT-110.
    public var tax: Money
    /// BT-111.
    public var taxInAccountingCurrency: Money?
    /// BT-112.
    public var withTax: Money
    /// BT-113.
    public var prepaid: Money
    /// BT-114.
    public var rounding: Money
    /// BT-115.
    public var payable: Money

    public init(
        lines: Money, allowances: Money, charges: Money, beforeTax: Money, tax: Money, withTax: Money, prepaid: Money,
        rounding: Money, payable: Money
    ) {
        self.lines = lines
        self.allowances = allowances
        self.charges = charges
        self.beforeTax = beforeTax
        self.tax = tax
        self.withTax = withTax
        self.prepaid = prepaid
        self.rounding = rounding
        self.payable = payable
    }
}

extension VATSubtotal: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(vat, taxable, tax, exemptionReason, exemptionCode)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            vat: try reader.read(), taxable: try reader.read(), tax: try reader.read(),
            exemptionReason: try reader.read(), exemptionCode: try reader.read())
    }
}

extension InvoiceTotals: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(lines, allowances, charges, beforeTax, tax, withTax, prepaid, rounding, payable)
        writer.write(taxInAccountingCurrency)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            lines: try reader.read(), allowances: try reader.read(), charges: try reader.read(),
            beforeTax: try reader.read(), tax: try reader.read(), withTax: try reader.read(),
            prepaid: try reader.read(), rounding: try reader.read(), payable: try reader.read())
        taxInAccountingCurrency = try reader.read()
    }
}
