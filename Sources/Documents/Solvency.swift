public import Calendars
public import Money

/// What is known of a company's solvency, each as far as somebody knows it.
public struct SolvencyFacts: Hashable, Sendable {
    public enum LegalForm: String, Hashable, Sendable, CaseIterable {
        case corporation, limited, soleTrader, association, publicBody
    }

    public var foundedOn: BusinessDate?
    public var legalForm: LegalForm?
    /// From 0 to 100, as a person enters it from what it was told.
    public var rating: Int?
    /// What a credit insurer covers; zero where it refused.
    public var insurerLimit: Money?
    public var averageDaysLate: Int?
    public var disputes: Int?
    /// A court looks after it, or it is closed.
    public var isInProceedings = false
    public var isClosed = false

    public init() {}
}

/// A company that wants to buy on credit.
public struct CreditApplication: Hashable, Sendable {
    /// As it would be recorded; the limit is what it asks for.
    public var customer: Customer
    public var facts: SolvencyFacts
    public var iban: String?
    public var lei: String?

    public init(_ customer: Customer, _ facts: SolvencyFacts, iban: String? = nil, lei: String? = nil) {
        self.customer = customer
        self.facts = facts
        self.iban = iban
        self.lei = lei
    }
}

/// What an assessment came to, and why.
public struct SolvencyAssessment: Hashable, Sendable {
    /// From 0 to 100.
    public var score: Int
    /// What each fact counted, in words.
    public var reasons: [String]
    /// How much of what counts is known, in percent.
    public var known: Int
    /// Zero where only prepaid orders are released.
    public var limit: Money
    public var isPrepaid: Bool
    public var termDays: Int
    public var validUntil: BusinessDate

    public init(
        score: Int, reasons: [String], known: Int, limit: Money, isPrepaid: Bool, termDays: Int,
        validUntil: BusinessDate
    ) {
        self.score = score
        self.reasons = reasons
        self.known = known
        self.limit = limit
        self.isPrepaid = isPrepaid
        self.termDays = termDays
        self.validUntil = validUntil
    }
}

extension SolvencyFacts.LegalForm: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeText(rawValue) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let text = try reader.readText()
        guard let form = Self(rawValue: text) else { throw .invalid("\(text) is no legal form") }
        self = form
    }
}

extension SolvencyFacts: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(foundedOn, legalForm, rating, insurerLimit, averageDaysLate, disputes, isInProceedings, isClosed)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        foundedOn = try reader.read()
        legalForm = try reader.read()
        rating = try reader.read()
        insurerLimit = try reader.read()
        averageDaysLate = try reader.read()
        disputes = try reader.read()
        isInProceedings = try reader.read()
        isClosed = try reader.read()
    }
}

extension CreditApplication: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(customer, facts, iban, lei) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), try reader.read(), iban: try reader.read(), lei: try reader.read())
    }
}

extension SolvencyAssessment: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(score, reasons, known, limit, isPrepaid, termDays, validUntil)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            score: try reader.read(), reasons: try reader.read(), known: try reader.read(),
            limit: try reader.read(), isPrepaid: try reader.read(), termDays: try reader.read(),
            validUntil: try reader.read())
    }
}
