public import Calendars

/// What is agreed with a customer about the documents that are exchanged, day by day.
public struct PartnerAgreement: Hashable, Sendable {
    public var partner: CustomerID
    /// In the order of the days they begin on.
    public var terms: [PartnerTerms]

    public init(partner: CustomerID, terms: [PartnerTerms]) {
        self.partner = partner
        self.terms = terms
    }

    /// What is agreed on a day: the last that has begun and not ended.
    public func terms(on date: BusinessDate) -> PartnerTerms? {
        terms.last { $0.from <= date && $0.until.map { date <= $0 } ?? true }
    }
}

/// What is agreed with a customer about the documents that are exchanged, for some time.
public struct PartnerTerms: Hashable, Sendable {
    /// What to think of a character set that a message declares.
    public enum CharsetUse: String, Hashable, Sendable, CaseIterable {
        /// It counts.
        case declared
        /// It must be the agreed one.
        case strict
        /// The agreed one counts, whatever is declared.
        case override
    }

    /// The characters that an EDI message is cut up by; empty texts stay as the standard has them.
    public struct Delimiters: Hashable, Sendable {
        public var element: String
        public var component: String
        public var segment: String
        public var release: String
        public var repetition: String
        public var decimalMark: String

        public init(
            element: String = "", component: String = "", segment: String = "", release: String = "",
            repetition: String = "", decimalMark: String = ""
        ) {
            self.element = element
            self.component = component
            self.segment = segment
            self.release = release
            self.repetition = repetition
            self.decimalMark = decimalMark
        }
    }

    public var from: BusinessDate
    public var until: BusinessDate?
    /// Names of the partner that its messages use besides those of the customer: mailboxes, network accounts.
    public var identifiers: [PartyIdentifier]
    /// Names that the partner has for us.
    public var ourIdentifiers: [PartyIdentifier]
    /// The format that each purpose, such as `invoices` or `answers`, leaves in.
    public var formats: [String: String]
    /// The version of the messages, such as `D:96A:UN:EAN008` or `004010`.
    public var version: String?
    public var charset: String?
    public var charsetUse: CharsetUse
    public var delimiters: Delimiters
    /// Whether what is marked as a test is accepted and answered; it never reaches the books.
    public var takesTests: Bool
    /// The answers that the partner wants: `acknowledgement`, `response`; nil for all.
    public var answers: Set<String>?
    /// The endpoint of the pipeline that each purpose is delivered to.
    public var endpoints: [String: String]
    /// Whether other content under a known number is a revision, though none is declared.
    public var sameNumberMeansRevision: Bool

    public init(from: BusinessDate, until: BusinessDate? = nil) {
        self.from = from
        self.until = until
        identifiers = []
        ourIdentifiers = []
        formats = [:]
        charsetUse = .declared
        delimiters = Delimiters()
        takesTests = false
        endpoints = [:]
        sameNumberMeansRevision = false
    }

    /// What documents are exchanged for; nothing where an agreement has no say in them.
    public enum Purpose: String, Hashable, Sendable, CaseIterable {
        case nothing, invoices, answers, despatches, acknowledgements, reminders
    }

    /// The purposes that an agreement may name formats and endpoints for.
    public static let purposes = Purpose.allCases.filter { $0 != .nothing }.map(\.rawValue)
    /// The answers that a partner can want.
    public static let answerKinds = ["acknowledgement", "response"]

    public func wants(_ answer: String) -> Bool { answers.map { $0.contains(answer) } ?? true }
}

extension PartnerTerms.Delimiters: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(element, component, segment, release, repetition, decimalMark)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            element: try reader.read(), component: try reader.read(), segment: try reader.read(),
            release: try reader.read(), repetition: try reader.read(), decimalMark: try reader.read())
    }
}

extension PartnerTerms: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(from, until, identifiers, ourIdentifiers, pairs(formats), version, charset, charsetUse.rawValue)
        writer.write(delimiters, takesTests, answers.map { $0.sorted() }, pairs(endpoints), sameNumberMeansRevision)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(from: try reader.read(), until: try reader.read())
        identifiers = try reader.read()
        ourIdentifiers = try reader.read()
        formats = dictionary(try reader.read())
        version = try reader.read()
        charset = try reader.read()
        charsetUse = CharsetUse(rawValue: try reader.read()) ?? .declared
        delimiters = try reader.read()
        takesTests = try reader.read()
        let wanted: [String]? = try reader.read()
        answers = wanted.map(Set.init)
        endpoints = dictionary(try reader.read())
        sameNumberMeansRevision = try reader.read()
    }
}

/// A dictionary as it lies at rest: keys and values in turn, in the order of the keys.
private func pairs(_ dictionary: [String: String]) -> [String] {
    dictionary.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
}

private func dictionary(_ pairs: [String]) -> [String: String] {
    var dictionary: [String: String] = [:]
    for index in stride(from: 0, to: pairs.count - 1, by: 2) { dictionary[pairs[index]] = pairs[index + 1] }
    return dictionary
}

extension PartnerAgreement: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(partner, terms) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(partner: try reader.read(), terms: try reader.read())
    }
}
