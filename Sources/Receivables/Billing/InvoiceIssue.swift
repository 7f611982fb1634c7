public import Calendars
public import Documents
public import Money

/// The place of a document in a series of ours.
public struct SeriesPlace: Hashable, Sendable {
    public var series: String
    public var sequence: Int

    public init(_ series: String, _ sequence: Int) {
        self.series = series
        self.sequence = sequence
    }
}

/// What an invoice bills of one order.
public struct BilledPart: Hashable, Sendable {
    public var order: OrderKey
    public var lines: [BilledLine]
    /// The despatch that was put aside until now; nil where it was billed at once.
    public var despatch: DespatchMark?

    public init(_ order: OrderKey, _ lines: [BilledLine], despatch: DespatchMark? = nil) {
        self.order = order
        self.lines = lines
        self.despatch = despatch
    }
}

/// A despatch, by its number and its day.
public struct DespatchMark: Hashable, Sendable {
    public var number: String
    public var date: BusinessDate

    public init(number: String, date: BusinessDate) {
        self.number = number
        self.date = date
    }
}

/// What a final invoice takes off for a prepayment.
public struct PrepaymentUse: Hashable, Sendable {
    public var invoice: String
    public var issueDate: BusinessDate
    public var order: OrderKey
    /// With tax.
    public var amount: Money
    /// The tax in it.
    public var tax: Money

    public init(invoice: String, issueDate: BusinessDate, order: OrderKey, amount: Money, tax: Money) {
        self.invoice = invoice
        self.issueDate = issueDate
        self.order = order
        self.amount = amount
        self.tax = tax
    }
}

/// An invoice that a corrective one stands in the place of.
public struct ReplacedInvoice: Hashable, Sendable {
    public var original: Invoice
    /// What it billed, which the corrective one bills anew.
    public var billed: [BilledPart]
    /// What of its amount before tax was for services.
    public var services: Money

    public init(original: Invoice, billed: [BilledPart], services: Money) {
        self.original = original
        self.billed = billed
        self.services = services
    }
}

/// The credit note that took an invoice back which this one bills anew: what was paid of that is paid of this.
public struct CreditUse: Hashable, Sendable {
    public var note: String
    public var issueDate: BusinessDate
    /// The invoice that was taken back.
    public var original: String
    /// What is set against the new invoice; zero where nothing had been paid.
    public var amount: Money
    /// Its date: amounts in a foreign currency are worth what they were then.
    public var originalDate: BusinessDate
    /// What it billed.
    public var billed: [BilledPart]

    public init(
        note: String, issueDate: BusinessDate, original: String, amount: Money, originalDate: BusinessDate,
        billed: [BilledPart] = []
    ) {
        self.note = note
        self.issueDate = issueDate
        self.original = original
        self.amount = amount
        self.originalDate = originalDate
        self.billed = billed
    }
}

/// An invoice, whose it is, and what it bills.
public struct InvoiceIssue: Hashable, Sendable {
    public var invoice: Invoice
    public var customer: CustomerID
    /// Of one order, or of several for a summary invoice.
    public var parts: [BilledPart]
    /// Nil where the buyer numbered it.
    public var place: SeriesPlace?
    public var prepayments: [PrepaymentUse]
    public var replaced: ReplacedInvoice?
    public var credit: CreditUse?
    /// What of the amount before tax is for services; the rest is for goods.
    public var services: Money
    /// What of the tax of each VAT class, in the order of its breakdown, falls due when it is paid (CGI art. 269-2): that of
    /// services and of what is asked for ahead. Nil where all of it is due at once.
    public var taxOnReceipt: [Money]?
    /// Whether it leaves on a way on which it is delivered.
    public var isToBeDelivered = false
    /// What one unit of a foreign currency was worth in the accounting currency when it was entered into the books; nil
    /// where there is none. What stands in the place of an invoice that is in the books counts at the rate of that.
    public var rate: ExactDecimal?

    public init(
        _ invoice: Invoice, customer: CustomerID, parts: [BilledPart], place: SeriesPlace?,
        prepayments: [PrepaymentUse] = [], replaced: ReplacedInvoice? = nil, credit: CreditUse? = nil
    ) {
        services = .zero(invoice.currency)
        self.invoice = invoice
        self.customer = customer
        self.parts = parts
        self.place = place
        self.prepayments = prepayments
        self.replaced = replaced
        self.credit = credit
    }

    /// The orders that it bills or billed, each once, in order.
    public var orders: [OrderKey] {
        let all = (parts + (replaced?.billed ?? [])).map(\.order) + prepayments.map(\.order)
        return all.count < 2 ? all : Set(all).sorted()
    }

    /// The invoice that it stands in the place of.
    public var original: String? { replaced?.original.number ?? credit?.original }

    /// The day whose rate it counts at.
    public var ratedOn: BusinessDate { replaced?.original.issueDate ?? credit?.originalDate ?? invoice.issueDate }

    /// What a payer may quote for it: the invoice in whose place it stands, too.
    var quotable: [String] { invoice.paymentReferences + (original.map { [normalisedReference($0)] } ?? []) }

    /// The one order that it is for; nil for none or several.
    public var order: OrderKey? { orders.count == 1 ? orders[0] : nil }

    var touches: [BookKey] {
        let replacedKeys = replaced.map { replaced in
            [BookKey.invoice(replaced.original.number)] + BookKey.pages(customer, replaced.original.issueDate)
        }
        let pages = parts.compactMap(\.despatch).map { BookKey.unbilled(customer, Month(of: $0.date)) }
        let delivery = isToBeDelivered ? [SentDocument.invoice(invoice.number).key] : []
        let own =
            [.account(customer), .invoice(invoice.number)] + delivery + BookKey.pages(customer, invoice.issueDate)
        let references = quotable + orders.map { normalisedReference($0.number) }
        let creditKeys = credit.map { [BookKey.invoice($0.note)] + BookKey.pages(customer, $0.issueDate) }
        return own + orders.map(BookKey.order) + (replacedKeys ?? []) + (creditKeys ?? []) + pages
            + prepayments.map { .invoice($0.invoice) }
            + references.map(BookKey.reference) + (place.map { [.series($0.series)] } ?? [])
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        [.account(customer)] + orders.map(BookKey.order) + prepayments.map { .invoice($0.invoice) }
            + (replaced.map { [.invoice($0.original.number)] } ?? []) + (credit.map { [.invoice($0.note)] } ?? [])
    }
}

extension InvoiceIssue {
    /// The orders as they stand once it is issued.
    public func orders(after entry: (OrderKey) -> OrderEntry?) -> [OrderEntry] {
        orders.map { key in
            guard var order = entry(key) else { preconditionFailure("order \(key) is billed before it was registered") }
            for part in replaced?.billed ?? [] where part.order == key { order = order.unbilled(part.lines) }
            for use in prepayments where use.order == key { order.prepaid -= use.amount }
            order = order.billed(parts.filter { $0.order == key }.flatMap(\.lines))
            order.takeBack(linesBilledNoMore(of: key))
            guard parts.contains(where: { $0.order == key }) else { return order }
            order.invoices.append(invoice.number)
            if invoice.kind.isPrepayment { order.ask(invoice.number, invoice.owed) }
            return order
        }
    }

    /// What the invoice in whose place it stands billed of an order, and this one does not.
    private func linesBilledNoMore(of key: OrderKey) -> [BilledLine] {
        func lines(_ parts: [BilledPart]) -> [String: ExactDecimal] {
            parts.filter { $0.order == key }.flatMap(\.lines).reduce(into: [:]) { sums, line in
                sums[line.orderLine] = (sums[line.orderLine] ?? .zero) + line.quantity
            }
        }
        let now = lines(parts)
        return lines(replaced?.billed ?? credit?.billed ?? []).sorted { $0.key < $1.key }.compactMap { id, quantity in
            let less = quantity - (now[id] ?? .zero)
            return less > .zero ? BilledLine(orderLine: id, quantity: less) : nil
        }
    }

    /// What is open of it once it is issued: what was paid of the invoice that it replaces is paid of it.
    public func open(replacing item: OpenItem?) -> Money {
        let settled = item.map { $0.amount - $0.open } ?? credit?.amount
        return settled.map { invoice.owed - $0 } ?? invoice.owed
    }

    /// What the customer will owe, and has been promised, once it is issued, and before it the credit note that takes an
    /// invoice back.
    public func exposure(of account: Account, after note: CreditNoteIssue? = nil, _ book: BookSlice) -> Money {
        let credited = note?.orders(after: book.order, book.invoice) ?? []
        let reserved = orders { key in credited.first { $0.identified.key == key } ?? book.order(key) }.map {
            $0.exposure - (book.order($0.identified.key)?.exposure ?? .zero($0.reserved.currency))
        }
        let item = replaced.flatMap { book.invoice($0.original.number) }
        let owed = item.map { open(replacing: $0) - $0.open } ?? invoice.owed
        let zero = Money.zero(account.currency)
        return account.exposure + owed + (note?.note.owed ?? zero) + reserved.sum(in: account.currency)
    }
}

extension OrderEntry {
    /// Notes that a prepayment invoice asks for an amount.
    fileprivate mutating func ask(_ number: String, _ amount: Money) {
        prepayments.append(number)
        prepaid += amount
        reserved = grossReserved
    }
}

extension SeriesPlace: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(series, sequence) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.readText(), try reader.read())
    }
}

extension DespatchMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, date) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), date: try reader.read())
    }
}

extension BilledPart: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, lines, despatch) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), try reader.read(), despatch: try reader.read())
    }
}

extension CreditUse: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(note, issueDate, original, amount, originalDate, billed)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            note: try reader.read(), issueDate: try reader.read(), original: try reader.read(),
            amount: try reader.read(), originalDate: try reader.read(), billed: try reader.read())
    }
}

extension PrepaymentUse: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, issueDate, order, amount, tax) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), issueDate: try reader.read(), order: try reader.read(),
            amount: try reader.read(),
            tax: try reader.read())
    }
}

extension ReplacedInvoice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(original, billed, services) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(original: try reader.read(), billed: try reader.read(), services: try reader.read())
    }
}

extension InvoiceIssue: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(invoice, customer, parts, place, prepayments, replaced, credit, services)
        writer.write(isToBeDelivered)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            try reader.read(), customer: try reader.read(), parts: try reader.read(), place: try reader.read(),
            prepayments: try reader.read(), replaced: try reader.read(), credit: try reader.read())
        services = try reader.read()
        isToBeDelivered = try reader.read()
    }
}
