public import Calendars
public import Money

/// A payer says what a payment is for (UBL RemittanceAdvice, REMADV, 820).
public struct RemittanceAdvice: Hashable, Sendable {
    public var number: String
    public var issueDate: BusinessDate
    public var currency: Currency
    public var payer: Party
    public var payee: Party
    /// When the payment is, or was, made.
    public var paymentDate: BusinessDate?
    /// What the payer writes on the payment itself, so that it is found on the statement.
    public var paymentReference: String?
    /// What is paid in all, as the payer says.
    public var total: Money?
    public var notes: [String]
    public var lines: [RemittanceLine]

    public init(
        number: String, issueDate: BusinessDate, currency: Currency, payer: Party, payee: Party,
        paymentDate: BusinessDate? = nil, paymentReference: String? = nil, total: Money? = nil, notes: [String] = [],
        lines: [RemittanceLine]
    ) {
        self.number = number
        self.issueDate = issueDate
        self.currency = currency
        self.payer = payer
        self.payee = payee
        self.paymentDate = paymentDate
        self.paymentReference = paymentReference
        self.total = total
        self.notes = notes
        self.lines = lines
    }
}

/// One document that a remittance settles, wholly or in part.
public struct RemittanceLine: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case invoice = 1
        /// Taken off the payment.
        case creditNote = 2
        case debitNote = 3
        /// A document of the payer, or one that the line does not name by kind.
        case other = 4
    }

    public var kind: Kind
    /// The number of the document; empty where the line names none.
    public var number: String
    public var documentDate: BusinessDate?
    public var orderNumber: String?
    /// What the document came to.
    public var due: Money?
    /// What is paid of it; negative for a credit note, and never nil where the line counts.
    public var paid: Money
    public var discount: Money?
    /// What the payer keeps back, each with why.
    public var deductions: [RemittanceDeduction]
    public var note: String?
    public var source: SourceLine

    public init(
        kind: Kind, number: String, documentDate: BusinessDate? = nil, orderNumber: String? = nil, due: Money? = nil,
        paid: Money, discount: Money? = nil, deductions: [RemittanceDeduction] = [], note: String? = nil,
        source: SourceLine = .none
    ) {
        self.kind = kind
        self.number = number
        self.documentDate = documentDate
        self.orderNumber = orderNumber
        self.due = due
        self.paid = paid
        self.discount = discount
        self.deductions = deductions
        self.note = note
        self.source = source
    }
}

/// An amount that a payer keeps back, or adds, and why.
public struct RemittanceDeduction: Hashable, Sendable {
    /// Positive where less is paid.
    public var amount: Money
    public var reasonCode: String?
    /// The list that the code is of.
    public var list: List
    public var note: String?

    /// The lists of reasons that the trade has.
    public enum List: UInt8, Hashable, Sendable, CaseIterable, Coded {
        case uncl4465 = 1
        case x12426 = 2
    }

    public init(amount: Money, reasonCode: String? = nil, list: List = .uncl4465, note: String? = nil) {
        self.amount = amount
        self.reasonCode = reasonCode
        self.list = list
        self.note = note
    }
}

extension RemittanceLine.Kind: Coded {}

extension RemittanceAdvice: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, issueDate, currency, payer, payee, paymentDate, paymentReference, total, notes, lines)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), issueDate: try reader.read(), currency: try reader.read(),
            payer: try reader.read(), payee: try reader.read(), paymentDate: try reader.read(),
            paymentReference: try reader.read(), total: try reader.read(), notes: try reader.read(),
            lines: try reader.read())
    }
}

extension RemittanceLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(kind, number, documentDate, orderNumber, due, paid, discount, deductions, note, source)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            kind: try reader.read(), number: try reader.read(), documentDate: try reader.read(),
            orderNumber: try reader.read(), due: try reader.read(), paid: try reader.read(),
            discount: try reader.read(), deductions: try reader.read(), note: try reader.read(),
            source: try reader.read())
    }
}

extension RemittanceDeduction: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(amount, reasonCode, list, note) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            amount: try reader.read(), reasonCode: try reader.read(), list: try reader.read(), note: try reader.read())
    }
}
