public import Money

/// What a person orders to be billed or credited beside what was delivered.
public enum BillingInstruction: Hashable, Sendable {
    /// Credit a share of all that was bought in a period, such as a year's bonus.
    case creditPeriod(PeriodCredit)
    /// Ask for a share of an order before it is delivered.
    case askPrepayment(OrderKey, Percentage)
    case correctInvoice(InvoiceCorrection)
}

/// A credit for all that was bought in a period (BT-3 262), and the invoices that it is taken of, as they were issued.
public struct PeriodCredit: Hashable, Sendable {
    public var invoices: [Invoice]
    public var share: Percentage
    /// What it is agreed by (BT-12).
    public var contract: String
    public var period: Period

    public init(invoices: [Invoice], share: Percentage, contract: String, period: Period) {
        self.invoices = invoices
        self.share = share
        self.contract = contract
        self.period = period
    }
}

extension PeriodCredit: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoices, share, contract, period) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoices: try reader.read(), share: try reader.read(), contract: try reader.read(),
            period: try reader.read())
    }
}

extension BillingInstruction: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .creditPeriod(let credit):
            writer.writeByte(1)
            writer.write(credit)
        case .askPrepayment(let order, let share):
            writer.writeByte(2)
            writer.write(order, share)
        case .correctInvoice(let correction):
            writer.writeByte(3)
            writer.write(correction)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .creditPeriod(try reader.read())
        case 2: self = .askPrepayment(try reader.read(), try reader.read())
        case 3: self = .correctInvoice(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "BillingInstruction")
        }
    }
}
