public import Money

/// What a person orders about money that arrived.
public enum CashInstruction: Hashable, Sendable {
    /// Payments that no bank statement brings, such as a cheque or cash.
    case recordPayments([Payment])
    /// Set a payment against invoices; without an amount, all that is open of one, as far as the money goes.
    case allocate(payment: String, [Share], payerIsKnown: Bool)
    /// Take a payment off invoices; off all of them where none is named.
    case unallocate(payment: String, invoices: [String])
    /// Say which payment it was that money taken back had come in by.
    case returned(payment: String, by: String)
    /// Say what money that was paid back is for: a payment that was too much, or a credit note.
    case refund(payment: String, of: String)
    /// Say whose money a payment is.
    case credit(payment: String, to: CustomerID, payerIsKnown: Bool)
    /// Give up a part of an invoice, or all that is open of it.
    case writeOff(invoice: String, amount: Money?)
    /// Have what was given up of an invoice owed again.
    case undoWriteOff(invoice: String)
    /// What payers say of their payments, on paper or on the telephone.
    case recordRemittances([RemittanceAdvice])

    /// A part of a payment.
    public struct Share: Hashable, Sendable {
        public var invoice: String
        public var amount: Money?
        /// What of the payment it takes, where that is in another currency; all that is left where it is not said.
        public var taking: Money?

        public init(invoice: String, amount: Money? = nil, taking: Money? = nil) {
            self.invoice = invoice
            self.amount = amount
            self.taking = taking
        }
    }
}

extension CashInstruction.Share: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, amount, taking) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), amount: try reader.read(), taking: try reader.read())
    }
}

extension CashInstruction: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .recordPayments(let payments):
            writer.writeByte(1)
            writer.write(payments)
        case .allocate(let payment, let shares, let isKnown):
            writer.writeByte(2)
            writer.write(payment, shares, isKnown)
        case .unallocate(let payment, let invoices):
            writer.writeByte(3)
            writer.write(payment, invoices)
        case .credit(let payment, let customer, let isKnown):
            writer.writeByte(4)
            writer.write(payment, customer, isKnown)
        case .writeOff(let invoice, let amount):
            writer.writeByte(5)
            writer.write(invoice, amount)
        case .undoWriteOff(let invoice):
            writer.writeByte(9)
            writer.write(invoice)
        case .recordRemittances(let advices):
            writer.writeByte(6)
            writer.write(advices)
        case .returned(let payment, let other):
            writer.writeByte(7)
            writer.write(payment, other)
        case .refund(let payment, let target):
            writer.writeByte(8)
            writer.write(payment, target)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .recordPayments(try reader.read())
        case 2: self = .allocate(payment: try reader.read(), try reader.read(), payerIsKnown: try reader.read())
        case 3: self = .unallocate(payment: try reader.read(), invoices: try reader.read())
        case 4: self = .credit(payment: try reader.read(), to: try reader.read(), payerIsKnown: try reader.read())
        case 5: self = .writeOff(invoice: try reader.read(), amount: try reader.read())
        case 6: self = .recordRemittances(try reader.read())
        case 7: self = .returned(payment: try reader.read(), by: try reader.read())
        case 8: self = .refund(payment: try reader.read(), of: try reader.read())
        case 9: self = .undoWriteOff(invoice: try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "CashInstruction")
        }
    }
}
