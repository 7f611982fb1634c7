public import Calendars
public import Documents
public import Money

/// Something in a foreign currency that was entered into the books while nothing said what that was worth on its day.
public struct MissingRate: Hashable, Sendable {
    /// The number of the invoice, the credit note or the payment.
    public var number: String
    public var currency: Currency
    /// The day whose rate it counts at.
    public var day: BusinessDate

    public init(number: String, _ currency: Currency, on day: BusinessDate) {
        self.number = number
        self.currency = currency
        self.day = day
    }
}

/// What foreign currencies were worth up to a day, as the company said when it closed its books: what was entered there
/// without a rate keeps that, whatever is said later.
public struct KeptRates: Hashable, Sendable {
    public var until: BusinessDate
    public var rates: [DatedExchangeRate]

    public init(until: BusinessDate, rates: [DatedExchangeRate]) {
        self.until = until
        self.rates = rates
    }
}

extension Event {
    /// What is entered without a rate that it needs; nil where it has one, or goes by what something else came in at.
    public func missingRate(in accounting: Currency) -> MissingRate? {
        switch self {
        case .billing(.invoiceIssued(let issue)) where issue.rate == nil && issue.original == nil:
            MissingRate(number: issue.invoice.number, issue.invoice.currency, on: issue.ratedOn).foreign(to: accounting)
        case .billing(.creditNoteIssued(let issue, _, _)) where issue.rate == nil && issue.parts.isEmpty:
            MissingRate(number: issue.note.number, issue.note.currency, on: issue.note.issueDate)
                .foreign(to: accounting)
        case .cash(.paymentReceived(let payment, nil)):
            MissingRate(number: payment.id, payment.amount.currency, on: payment.bookedOn).foreign(to: accounting)
        default: nil
        }
    }
}

extension MissingRate {
    fileprivate func foreign(to accounting: Currency) -> MissingRate? { currency == accounting ? nil : self }
}

extension MissingRate: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, currency, day) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), try reader.read(), on: try reader.read())
    }
}

extension KeptRates: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(until, rates) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(until: try reader.read(), rates: try reader.read())
    }
}
