public import Calendars
public import Money

/// The languages that letters are written in.
public enum LetterLanguage: UInt8, Hashable, Sendable, CaseIterable, Coded {
    case french = 1
    case english = 2
    case german = 3

    /// ISO 639-1.
    public var code: String {
        switch self {
        case .french: "fr"
        case .english: "en"
        case .german: "de"
        }
    }

    public init?(code: String) {
        guard let language = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = language
    }
}

/// A letter that asks a customer for what is late.
public struct Reminder: Hashable, Sendable {
    /// Unique: the customer, and how many letters it has had.
    public var number: String
    public var customer: CustomerID
    /// The day it leaves.
    public var date: BusinessDate
    /// The step of the ladder, from 1.
    public var level: Int
    /// Whether it is a formal demand (mise en demeure).
    public var isFormal: Bool
    public var language: LetterLanguage
    public var creditor: Party
    public var debtor: Party
    public var iban: String
    public var bic: String?
    public var lines: [ReminderLine]
    /// What is asked for besides; nil where the letter does not ask, or may not.
    public var charges: LateCharges?
    /// The last day of the time that the letter gives.
    public var payBy: BusinessDate
    /// The days of the earlier letters about the same invoices.
    public var earlierLetters: [BusinessDate]

    public init(
        number: String, customer: CustomerID, date: BusinessDate, level: Int, isFormal: Bool, language: LetterLanguage,
        creditor: Party, debtor: Party, iban: String, bic: String?, lines: [ReminderLine], charges: LateCharges?,
        payBy: BusinessDate, earlierLetters: [BusinessDate]
    ) {
        self.number = number
        self.customer = customer
        self.date = date
        self.level = level
        self.isFormal = isFormal
        self.language = language
        self.creditor = creditor
        self.debtor = debtor
        self.iban = iban
        self.bic = bic
        self.lines = lines
        self.charges = charges
        self.payBy = payBy
        self.earlierLetters = earlierLetters
    }

    /// What is asked for of the invoices themselves.
    public var principal: Money { lines.map(\.claim).sum(in: lines.first?.claim.currency ?? .euro) }

    /// Principal, interest and indemnity; nil where they are not in one currency.
    public var total: Money? {
        guard let charges else { return principal }
        let parts = [charges.interest, charges.indemnity].compactMap(\.self)
        guard parts.allSatisfy({ $0.currency == principal.currency }) else { return nil }
        return parts.reduce(principal, +)
    }
}

/// An invoice in a letter.
public struct ReminderLine: Hashable, Sendable {
    public var invoice: String
    /// The order that it bills, as the customer numbers it.
    public var order: String?
    public var issueDate: BusinessDate
    public var dueDate: BusinessDate
    public var amount: Money
    /// What is open of it.
    public var open: Money
    /// What is asked for: a contested part is not.
    public var claim: Money
    /// The step of the ladder that this invoice has come to.
    public var level: Int
    public var daysLate: Int
    /// Interest up to the day of the letter; nil where it is not asked for.
    public var interest: Money?
    /// The day that interest stopped on; nil where it goes on.
    public var interestEnd: BusinessDate?

    public init(
        invoice: String, order: String?, issueDate: BusinessDate, dueDate: BusinessDate, amount: Money, open: Money,
        claim: Money, level: Int, daysLate: Int, interest: Money?, interestEnd: BusinessDate? = nil
    ) {
        self.invoice = invoice
        self.order = order
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.amount = amount
        self.open = open
        self.claim = claim
        self.level = level
        self.daysLate = daysLate
        self.interest = interest
        self.interestEnd = interestEnd
    }

    public var paid: Money { amount - open }
}

/// What late payment costs, as far as a letter asks for it. There is no VAT on it: it is damages.
public struct LateCharges: Hashable, Sendable {
    /// Nil where the rate of a day is not known: no amount may then be asked.
    public var interest: Money?
    /// The rates that the interest was taken at, each from a day on.
    public var rates: [DatedRate]
    /// The fixed sum for the cost of recovery.
    public var indemnity: Money
    /// How many invoices that is asked for.
    public var indemnified: Int

    public init(interest: Money?, rates: [DatedRate], indemnity: Money, indemnified: Int) {
        self.interest = interest
        self.rates = rates
        self.indemnity = indemnity
        self.indemnified = indemnified
    }
}

/// A rate that holds from a day on.
public struct DatedRate: Hashable, Sendable {
    public var from: BusinessDate
    public var percentage: Percentage
    /// Where the figure was read, as letters give it.
    public var source: String
    /// Whether it is invented, for a demonstration.
    public var isInvented: Bool

    public init(from: BusinessDate, _ percentage: Percentage, source: String, isInvented: Bool = false) {
        self.from = from
        self.percentage = percentage
        self.source = source
        self.isInvented = isInvented
    }
}

extension DatedRate: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(from, percentage, source, isInvented) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            from: try reader.read(), try reader.read(), source: try reader.read(), isInvented: try reader.read())
    }
}

extension LateCharges: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(interest, rates, indemnity, indemnified) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            interest: try reader.read(), rates: try reader.read(), indemnity: try reader.read(),
            indemnified: try reader.read())
    }
}

extension ReminderLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(invoice, order, issueDate, dueDate, amount, open, claim, level, daysLate, interest)
        writer.write(interestEnd)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), order: try reader.read(), issueDate: try reader.read(),
            dueDate: try reader.read(),
            amount: try reader.read(), open: try reader.read(), claim: try reader.read(), level: try reader.read(),
            daysLate: try reader.read(), interest: try reader.read(), interestEnd: try reader.read())
    }
}

extension Reminder: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, customer, date, level, isFormal, language, creditor, debtor, iban, bic)
        writer.write(lines, charges, payBy, earlierLetters)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), customer: try reader.read(), date: try reader.read(), level: try reader.read(),
            isFormal: try reader.read(), language: try reader.read(), creditor: try reader.read(),
            debtor: try reader.read(), iban: try reader.read(), bic: try reader.read(), lines: try reader.read(),
            charges: try reader.read(), payBy: try reader.read(), earlierLetters: try reader.read())
    }
}
