public import Calendars
public import Money

/// A limit that holds for a time, in place of the usual one.
public struct DatedLimit: Hashable, Sendable {
    public var amount: Money
    public var from: BusinessDate
    /// The last day.
    public var until: BusinessDate

    public init(_ amount: Money, from: BusinessDate, until: BusinessDate) {
        self.amount = amount
        self.from = from
        self.until = until
    }
}

/// A discount for paying early.
public struct DiscountOffer: Hashable, Sendable {
    public var percentage: Percentage
    public var days: Int

    public init(_ percentage: Percentage, days: Int) {
        self.percentage = percentage
        self.days = days
    }

    public func offer(on invoiced: BusinessDate) -> EarlyPaymentDiscount {
        EarlyPaymentDiscount(percentage: percentage, until: invoiced + days)
    }
}

/// A court looks after a debtor.
public struct Proceedings: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable, Coded {
        case sauvegarde = 1
        case redressement = 2
        case liquidation = 3

        public var name: String {
            switch self {
            case .sauvegarde: "sauvegarde"
            case .redressement: "redressement"
            case .liquidation: "liquidation"
            }
        }
    }

    public var kind: Kind
    /// The day of the judgment: what arose before is frozen, what arises from that day on is paid when it is due
    /// (C. com. L622-17).
    public var openedOn: BusinessDate
    /// The day it was published on: claims are declared within two months of it.
    public var publishedOn: BusinessDate
    /// The day we were told of them on, and the day they had ended by.
    public var toldOn: BusinessDate?
    public var endedOn: BusinessDate?
    /// What was declared to the court's agent, an invoice each.
    public private(set) var declared: [DeclaredClaim] = []

    public init(_ kind: Kind, openedOn: BusinessDate, publishedOn: BusinessDate) {
        self.kind = kind
        self.openedOn = openedOn
        self.publishedOn = publishedOn
    }

    /// Whether a claim that arose on a day may not be paid, nor asked for (C. com. L622-7).
    public func freezes(claimOf day: BusinessDate) -> Bool { day < openedOn }

    /// Whether the judgment lies within what an invoice bills: a part of that arose before it, a part since.
    public func cuts(from first: BusinessDate, until last: BusinessDate) -> Bool {
        freezes(claimOf: first) && !freezes(claimOf: last)
    }

    /// How much of an invoice was declared; nil where nothing was yet.
    public func declared(of invoice: String) -> Money? { declared.first { $0.invoice == invoice }?.amount }

    /// Takes in what is declared: of an invoice that was declared before, the higher amount stays.
    public mutating func declare(_ claims: [DeclaredClaim]) {
        for claim in claims {
            let before = declared(of: claim.invoice) ?? claim.amount
            declared.removeAll { $0.invoice == claim.invoice }
            declared.append(DeclaredClaim(invoice: claim.invoice, amount: max(before, claim.amount)))
        }
    }

    /// The last day to declare what is owed.
    public var declareUntil: BusinessDate { publishedOn.adding(months: 2) }

    /// The last day to ask the court for leave to declare what was not declared in time (C. com. L622-26).
    public var relievedUntil: BusinessDate { publishedOn.adding(months: 6) }
}

/// An invoice, and how much of it was declared to the court's agent.
public struct DeclaredClaim: Hashable, Sendable {
    public let invoice: String
    public let amount: Money

    public init(invoice: String, amount: Money) {
        self.invoice = invoice
        self.amount = amount
    }
}

/// What is agreed of a customer's credit beside its limit and its terms of payment.
public struct CreditTerms: Hashable, Sendable {
    /// The limit that holds where no dated one does.
    public var usual: Money?
    /// The last day of the usual limit; after it there is none.
    public var validUntil: BusinessDate?
    public var dated: [DatedLimit] = []
    /// The day on which limit and terms are to be looked at again.
    public var reviewOn: BusinessDate?
    /// The most that released orders may come to.
    public var ordersLimit: Money?
    /// The most that may be overdue.
    public var overdueLimit: Money?
    /// The most days that anything may be overdue.
    public var overdueDays: Int?
    /// The customer whose group it belongs to.
    public var group: CustomerID?
    /// The most that the group of this customer may owe together.
    public var groupLimit: Money?
    public var proceedings: Proceedings?
    /// Those that have ended: what is older than their judgments bears no interest since.
    public var pastProceedings: [Proceedings] = []
    /// Whether orders are only released for money that has come.
    public var isPrepaid = false
    /// What an invoice costs less when it is paid within so many days of its date.
    public var discount: DiscountOffer?

    public init() {}

    /// Proceedings were opened, are told otherwise, or have ended.
    public mutating func follow(_ told: Proceedings?, on date: BusinessDate) {
        // Those of one judgment are the same, also where they were said to have ended.
        let known = ([proceedings].compactMap(\.self) + pastProceedings).first { $0.openedOn == told?.openedOn }
        var claims = known?.declared ?? []
        // What a later judgment follows on stays the line for what is older than it, and what was declared then stays so.
        if var ended = proceedings, ended.openedOn != told?.openedOn {
            ended.endedOn = date
            pastProceedings.append(ended)
            claims = ended.declared + claims
        }
        proceedings = told
        proceedings?.toldOn = known?.toldOn ?? date
        proceedings?.declare(claims)
        pastProceedings.removeAll { $0.openedOn == told?.openedOn }
    }

    /// The proceedings that we knew of at the end of a day.
    public func proceedings(on date: BusinessDate) -> Proceedings? {
        ([proceedings].compactMap(\.self) + pastProceedings).first { court in
            court.toldOn ?? court.openedOn <= date && court.endedOn.map { date < $0 } ?? true
        }
    }

    /// The first judgment that a claim of a day is older than, whether the proceedings have ended since or not.
    public func judgment(after day: BusinessDate) -> BusinessDate? {
        ([proceedings].compactMap(\.self) + pastProceedings).filter { $0.freezes(claimOf: day) }.map(\.openedOn).min()
    }

    /// The limit of a day: of the dated ones that hold the one that began last, or else the usual one.
    public func limit(on date: BusinessDate) -> Money? {
        let holding = dated.filter { $0.from <= date && date <= $0.until }
        if let latest = holding.max(by: { $0.from < $1.from }) { return latest.amount }
        guard let validUntil, date > validUntil else { return usual }
        return usual.map { .zero($0.currency) }
    }

    /// The next day after a date on which something changes or is to be looked at.
    public func nextDate(after date: BusinessDate) -> BusinessDate? {
        let changes = dated.flatMap { [$0.from, $0.until + 1] } + [validUntil.map { $0 + 1 }].compactMap(\.self)
        let dates = changes + [reviewOn, proceedings?.declareUntil].compactMap(\.self)
        return dates.filter { $0 > date }.min()
    }
}

extension DiscountOffer: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(percentage, days) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), days: try reader.read())
    }
}

extension DatedLimit: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(amount, from, until) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), from: try reader.read(), until: try reader.read())
    }
}

extension DeclaredClaim: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, amount) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), amount: try reader.read())
    }
}

extension Proceedings: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(kind, openedOn, publishedOn, toldOn, endedOn, declared)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), openedOn: try reader.read(), publishedOn: try reader.read())
        toldOn = try reader.read()
        endedOn = try reader.read()
        declared = try reader.read()
    }
}

extension CreditTerms: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(usual, validUntil, dated, reviewOn, ordersLimit, overdueLimit, overdueDays, group, groupLimit)
        writer.write(proceedings, pastProceedings, isPrepaid, discount)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        usual = try reader.read()
        validUntil = try reader.read()
        dated = try reader.read()
        reviewOn = try reader.read()
        ordersLimit = try reader.read()
        overdueLimit = try reader.read()
        overdueDays = try reader.read()
        group = try reader.read()
        groupLimit = try reader.read()
        proceedings = try reader.read()
        pastProceedings = try reader.read()
        isPrepaid = try reader.read()
        discount = try reader.read()
    }
}
