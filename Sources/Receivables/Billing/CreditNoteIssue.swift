public import Calendars
public import Documents
public import Money

/// How many of a line of an invoice are credited.
public struct CreditedLine: Hashable, Sendable {
    /// The line of the invoice (BT-126).
    public var line: String
    public var quantity: ExactDecimal
    /// The line of the order that it billed, and that order: what is credited is not billed anew.
    public var order: OrderKey?
    public var orderLine: String?

    public init(line: String, quantity: ExactDecimal, order: OrderKey? = nil, orderLine: String? = nil) {
        self.line = line
        self.quantity = quantity
        self.order = order
        self.orderLine = orderLine
    }
}

/// What a credit note takes off one invoice.
public struct CreditPart: Hashable, Sendable {
    public var invoice: String
    /// The date of the invoice: its page among the customer's open items.
    public var issueDate: BusinessDate
    /// With tax.
    public var amount: Money
    /// Empty where an amount is credited, or all of it.
    public var lines: [CreditedLine]
    /// What it takes off each VAT class.
    public var vat: [VATSubtotal]
    /// What of that is for services; the rest is for goods.
    public var services: Money

    public init(
        invoice: String, issueDate: BusinessDate, amount: Money, lines: [CreditedLine] = [], vat: [VATSubtotal]
    ) {
        services = .zero(amount.currency)
        self.invoice = invoice
        self.issueDate = issueDate
        self.amount = amount
        self.lines = lines
        self.vat = vat
    }
}

/// The dispute that a credit note ends, as it stood before, and how.
public struct DisputeAnswer: Hashable, Sendable {
    public var dispute: Dispute
    public var resolution: DisputeResolution

    public init(dispute: Dispute, resolution: DisputeResolution) {
        self.dispute = dispute
        self.resolution = resolution
    }
}

/// A credit note, what it is for, and what ends with it.
public struct CreditNoteIssue: Hashable, Sendable {
    public var note: Invoice
    public var customer: CustomerID
    /// The invoices that it is for; its amount is the sum of theirs.
    public var parts: [CreditPart]
    /// Whether it is set against what is open of its invoices at once; one for a period stays on the customer's account.
    public var isNetted: Bool
    public var answer: DisputeAnswer?
    /// The orders that reserve anew what is to be billed anew, or what a prepayment no longer covers.
    public var orders: [OrderKey]
    /// Whether what was billed is to be billed anew.
    public var isBilledAnew: Bool
    /// What one unit of a foreign currency was worth in the accounting currency when it was entered into the books: what it
    /// takes off no invoice that is known there counts at that.
    public var rate: ExactDecimal?

    public init(
        note: Invoice, customer: CustomerID, parts: [CreditPart], isNetted: Bool = true, answer: DisputeAnswer? = nil,
        orders: [OrderKey] = [], isBilledAnew: Bool = false
    ) {
        self.note = note
        self.customer = customer
        self.parts = parts
        self.isNetted = isNetted
        self.answer = answer
        self.orders = orders
        self.isBilledAnew = isBilledAnew
    }

    var touches: [BookKey] {
        let invoices = parts.flatMap { [BookKey.invoice($0.invoice)] + BookKey.pages(customer, $0.issueDate) }
        let own =
            [.account(customer), .invoice(note.number), .reference(normalisedReference(note.number))]
            + BookKey.pages(customer, note.issueDate)
        return own + invoices + orders.map(BookKey.order) + (answer.map { [.dispute($0.dispute.id)] } ?? [])
    }
}

extension CreditNoteIssue {
    /// What of the note is for services.
    var services: Money { parts.map(\.services).sum(in: note.currency) }
}

extension CreditedLine: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(line, quantity, order, orderLine) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            line: try reader.read(), quantity: try reader.read(), order: try reader.read(),
            orderLine: try reader.read())
    }
}

extension CreditPart: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, issueDate, amount, lines, vat, services) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), issueDate: try reader.read(), amount: try reader.read(),
            lines: try reader.read(), vat: try reader.read())
        services = try reader.read()
    }
}

extension DisputeAnswer: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(dispute, resolution) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(dispute: try reader.read(), resolution: try reader.read())
    }
}

extension CreditNoteIssue: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(note, customer, parts, isNetted, answer, orders, isBilledAnew)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            note: try reader.read(), customer: try reader.read(), parts: try reader.read(), isNetted: try reader.read(),
            answer: try reader.read(), orders: try reader.read(), isBilledAnew: try reader.read())
    }
}
