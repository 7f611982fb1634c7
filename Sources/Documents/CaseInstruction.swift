public import Calendars
public import Money

/// What a person orders about a claim: a dispute, a promise.
public enum CaseInstruction: Hashable, Sendable {
    /// Contest an invoice; all that is open of it where no amount is given.
    case openDispute(DisputeOpening)
    case assignDispute(String, owner: String, dueOn: BusinessDate?)
    case resolveDispute(String, DisputeResolution)
    case makePromise(PromiseMaking)
    case cancelPromise(String)

    public struct DisputeOpening: Hashable, Sendable {
        public var invoice: String
        public var amount: Money?
        public var reason: DisputeReason
        public var owner: String?
        public var dueOn: BusinessDate?
        public var evidence: [String]

        public init(
            invoice: String, amount: Money? = nil, reason: DisputeReason, owner: String? = nil,
            dueOn: BusinessDate? = nil,
            evidence: [String] = []
        ) {
            self.invoice = invoice
            self.amount = amount
            self.reason = reason
            self.owner = owner
            self.dueOn = dueOn
            self.evidence = evidence
        }
    }

    public struct PromiseMaking: Hashable, Sendable {
        public var customer: CustomerID
        public var invoices: [String]
        /// All that is open of the invoices where it is not given.
        public var amount: Money?
        public var date: BusinessDate
        public var channel: String
        public var person: String
        public var isWritten: Bool

        public init(
            customer: CustomerID, invoices: [String], amount: Money? = nil, date: BusinessDate,
            channel: String = "telephone", person: String = "", isWritten: Bool = false
        ) {
            self.customer = customer
            self.invoices = invoices
            self.amount = amount
            self.date = date
            self.channel = channel
            self.person = person
            self.isWritten = isWritten
        }
    }
}

extension CaseInstruction.DisputeOpening: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, amount, reason, owner, dueOn, evidence) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), amount: try reader.read(), reason: try reader.read(), owner: try reader.read(),
            dueOn: try reader.read(), evidence: try reader.read())
    }
}

extension CaseInstruction.PromiseMaking: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(customer, invoices, amount, date, channel, person, isWritten)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            customer: try reader.read(), invoices: try reader.read(), amount: try reader.read(),
            date: try reader.read(),
            channel: try reader.read(), person: try reader.read(), isWritten: try reader.read())
    }
}

extension CaseInstruction: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .openDispute(let opening):
            writer.writeByte(1)
            opening.encode(to: &writer)
        case .assignDispute(let id, let owner, let date):
            writer.writeByte(2)
            writer.write(id, owner, date)
        case .resolveDispute(let id, let resolution):
            writer.writeByte(3)
            writer.write(id, resolution)
        case .makePromise(let making):
            writer.writeByte(4)
            making.encode(to: &writer)
        case .cancelPromise(let id):
            writer.writeByte(5)
            writer.write(id)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .openDispute(try reader.read())
        case 2: self = .assignDispute(try reader.read(), owner: try reader.read(), dueOn: try reader.read())
        case 3: self = .resolveDispute(try reader.read(), try reader.read())
        case 4: self = .makePromise(try reader.read())
        case 5: self = .cancelPromise(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "CaseInstruction")
        }
    }
}
