public import Calendars
public import Documents
public import Money

/// Why a part of an invoice is settled without money.
public enum ResidualReason: UInt8, Hashable, Sendable, CaseIterable, Coded {
    /// Discount for paying early, within its days.
    case earlyPaymentDiscount = 1
    /// What a bank on the way took.
    case bankCharges = 2
    /// Too small to ask for.
    case smallDifference = 3
    /// Given up, with a reason.
    case writtenOff = 4
    /// Kept back by the payer, for a reason that is agreed.
    case deduction = 5

    /// The code of UNCL 4465 that says so; nil where the list has none.
    var usualCode: String? {
        switch self {
        case .earlyPaymentDiscount: "19"
        case .bankCharges: "11"
        case .deduction: "1"
        case .smallDifference, .writtenOff: nil
        }
    }

    public var name: String {
        switch self {
        case .earlyPaymentDiscount: "early-payment discount"
        case .bankCharges: "bank charges"
        case .smallDifference: "small difference"
        case .writtenOff: "written off"
        case .deduction: "deduction"
        }
    }
}

/// A part of an open item that is settled without money.
public struct Residual: Hashable, Sendable {
    public var reason: ResidualReason
    public var amount: Money
    /// The code of UNCL 4465, or of X12's list 426, that the payer or the list gives for it.
    public var code: String?

    public init(_ reason: ResidualReason, _ amount: Money, code: String? = nil) {
        self.reason = reason
        self.amount = amount
        self.code = code ?? reason.usualCode
    }
}

/// What a payment does to one open item.
public struct AllocationPart: Hashable, Sendable {
    public var invoice: String
    public var customer: CustomerID
    /// The date of the invoice: its page among the customer's open items.
    public var issueDate: BusinessDate
    /// The money set against it; negative for a credit note that is netted.
    public var paid: Money
    public var residual: Residual?
    /// What the money settles, where the item is in another currency.
    public var settling: Money?

    public init(
        invoice: String, customer: CustomerID, issueDate: BusinessDate, paid: Money, residual: Residual? = nil,
        settling: Money? = nil
    ) {
        self.invoice = invoice
        self.customer = customer
        self.issueDate = issueDate
        self.paid = paid
        self.residual = residual
        self.settling = settling
    }

    /// The discount for paying early that goes with it.
    public var discount: Residual? { residual?.reason == .earlyPaymentDiscount ? residual : nil }

    /// What the open amount falls by.
    public var settled: Money {
        let money = settling ?? paid
        return residual.map { money + $0.amount } ?? money
    }
}

/// What a payment pays.
public struct Allocation: Hashable, Sendable {
    public var payment: String
    public var parts: [AllocationPart]
    /// Whose account the rest of the payment is credited to; nil where there is no rest, or nobody knows whose it is.
    public var onAccount: CustomerID?
    /// The day the money counts from.
    public var paidOn: BusinessDate
    /// Why this and nothing else, in words that can be checked.
    public var evidence: [String]
    /// Who confirmed it; nil where the rules decided.
    public var confirmedBy: String?
    /// Whether the payment's row of work ends with it, whatever is left on account.
    public var endsWork: Bool

    public init(
        payment: String, parts: [AllocationPart], onAccount: CustomerID? = nil, paidOn: BusinessDate,
        evidence: [String], confirmedBy: String? = nil, endsWork: Bool = false
    ) {
        self.payment = payment
        self.parts = parts
        self.onAccount = onAccount
        self.paidOn = paidOn
        self.evidence = evidence
        self.confirmedBy = confirmedBy
        self.endsWork = endsWork
    }
}

extension Residual: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(reason, amount, code) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), try reader.read(), code: try reader.read())
    }
}

extension AllocationPart: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(invoice, customer, issueDate, paid, residual, settling)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), customer: try reader.read(), issueDate: try reader.read(),
            paid: try reader.read(), residual: try reader.read(), settling: try reader.read())
    }
}

extension Allocation: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(payment, parts, onAccount, paidOn, evidence, confirmedBy)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            payment: try reader.read(), parts: try reader.read(), onAccount: try reader.read(),
            paidOn: try reader.read(), evidence: try reader.read(), confirmedBy: try reader.read())
    }
}
