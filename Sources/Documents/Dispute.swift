public import Calendars
public import Money

/// How a dispute came to be.
public enum DisputeSource: UInt8, Hashable, Sendable, CaseIterable, Coded {
    case person = 1
    /// A status that the buyer set.
    case buyerStatus = 2
    /// A payment that was short, for a reason that the payer gave.
    case shortPayment = 3

    public var name: String {
        switch self {
        case .person: "person"
        case .buyerStatus: "buyer status"
        case .shortPayment: "short payment"
        }
    }
}

/// How a dispute ended.
public enum DisputeResolution: UInt8, Hashable, Sendable, CaseIterable, Coded {
    /// The customer is right: a credit note takes the amount off.
    case creditNote = 1
    /// The invoice is credited, to be billed anew as it should have been.
    case rebill = 2
    /// The customer is wrong: the amount is due as before.
    case rejected = 3
    /// Nobody is found right, and the amount is given up.
    case writeOff = 4
    /// The customer no longer contests it.
    case withdrawn = 5

    public var name: String {
        switch self {
        case .creditNote: "credit-note"
        case .rebill: "re-bill"
        case .rejected: "rejected"
        case .writeOff: "write-off"
        case .withdrawn: "withdrawn"
        }
    }
}

/// A customer contests an invoice, or a part of it.
public struct Dispute: Hashable, Sendable {
    /// The invoice's number and a count, such as `INV-2026-000001/D1`.
    public var id: String
    public var customer: CustomerID
    public var invoice: String
    public var invoiceDate: BusinessDate
    /// No more than was open when it was opened.
    public var amount: Money
    public var reason: DisputeReason
    public var source: DisputeSource
    public var openedOn: BusinessDate
    public var owner: String
    /// The day by which it is to be answered.
    public var dueOn: BusinessDate
    public var evidence: [String]
    /// Nil while it is open.
    public var resolution: DisputeResolution?
    /// The day it was answered on.
    public var closedOn: BusinessDate?

    public init(
        id: String, customer: CustomerID, invoice: String, invoiceDate: BusinessDate, amount: Money,
        reason: DisputeReason, source: DisputeSource, openedOn: BusinessDate, owner: String? = nil, dueOn: BusinessDate,
        evidence: [String] = []
    ) {
        self.id = id
        self.customer = customer
        self.invoice = invoice
        self.invoiceDate = invoiceDate
        self.amount = amount
        self.reason = reason
        self.source = source
        self.openedOn = openedOn
        self.owner = owner ?? reason.usualOwner
        self.dueOn = dueOn
        self.evidence = evidence
    }

    public var isOpen: Bool { resolution == nil }

    /// As it is once it has been answered on a day.
    public func closed(on date: BusinessDate) -> Dispute {
        var dispute = self
        dispute.closedOn = closedOn ?? date
        return dispute
    }

    /// The name of an invoice's dispute, by its count from 1.
    public static func id(of invoice: String, _ count: Int) -> String { "\(invoice)/D\(count)" }
}

extension Dispute: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, customer, invoice, invoiceDate, amount, reason, source, openedOn, owner)
        writer.write(dueOn, evidence, resolution, closedOn)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), customer: try reader.read(), invoice: try reader.read(),
            invoiceDate: try reader.read(), amount: try reader.read(), reason: try reader.read(),
            source: try reader.read(), openedOn: try reader.read(), owner: try reader.readText(),
            dueOn: try reader.read(), evidence: try reader.read())
        resolution = try reader.read()
        closedOn = try reader.read()
    }
}
