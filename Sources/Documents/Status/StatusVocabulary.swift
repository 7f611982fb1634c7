/// Where an invoice stands with its receiver.
public enum InvoiceStanding: UInt8, Hashable, Sendable, CaseIterable, Coded {
    case sent = 1
    case received, underWay, approved, partlyApproved, disputed, suspended, completed, refused, paymentSent, paid
    /// A platform or an access point has turned it away: the buyer never had it.
    case rejected

    public var name: String {
        switch self {
        case .sent: "sent"
        case .received: "received"
        case .underWay: "under-way"
        case .approved: "approved"
        case .partlyApproved: "partly-approved"
        case .disputed: "disputed"
        case .suspended: "suspended"
        case .completed: "completed"
        case .refused: "refused"
        case .paymentSent: "payment-sent"
        case .paid: "paid"
        case .rejected: "rejected"
        }
    }

    /// Whether somebody on our side must do something about it.
    public var isContested: Bool {
        switch self {
        case .partlyApproved, .disputed, .suspended, .refused, .rejected: true
        case .sent, .received, .underWay, .approved, .completed, .paymentSent, .paid: false
        }
    }
}

/// The list that a status code is taken from.
public enum StatusVocabulary: UInt8, Hashable, Sendable, CaseIterable, Coded {
    /// UNCL 4343 as the Peppol Invoice Response uses it.
    case peppolInvoiceResponse = 1
    /// UNCL 4343 as the Peppol Message Level Response uses it.
    case peppolMessageResponse = 2
    /// The life cycle of the French reform (XP Z12-012, CDAR).
    case frenchLifeCycle = 3
    /// What becomes of an invoice that is acknowledged by CONTRL, APERAK, 997 or 999.
    case interchangeAcknowledgement = 4

    public var name: String {
        switch self {
        case .peppolInvoiceResponse: "peppol-invoice-response"
        case .peppolMessageResponse: "peppol-message-level-response"
        case .frenchLifeCycle: "french-life-cycle"
        case .interchangeAcknowledgement: "edi-acknowledgement"
        }
    }

    /// What a code of the list says; nil for one that is not in it.
    public func standing(_ code: String) -> InvoiceStanding? {
        switch self {
        case .peppolInvoiceResponse: Self.invoiceResponse[code]
        case .peppolMessageResponse: Self.messageResponse[code]
        case .frenchLifeCycle: Self.lifeCycle[code]
        case .interchangeAcknowledgement: Self.acknowledgement[code]
        }
    }

    /// Whether a status with the code has to say why.
    public func wantsReason(_ code: String) -> Bool {
        switch self {
        case .peppolInvoiceResponse: ["UQ", "CA", "RE"].contains(code)
        case .peppolMessageResponse: code == "RE"
        case .frenchLifeCycle: ["206", "207", "208", "210", "213"].contains(code)
        case .interchangeAcknowledgement: false
        }
    }

    private static let invoiceResponse: [String: InvoiceStanding] = [
        "AB": .received, "IP": .underWay, "UQ": .suspended, "CA": .partlyApproved, "RE": .refused, "AP": .approved,
        "PD": .paymentSent,
    ]
    private static let messageResponse: [String: InvoiceStanding] = ["AB": .received, "AP": .received, "RE": .rejected]
    private static let acknowledgement: [String: InvoiceStanding] = ["accepted": .received, "refused": .rejected]
    private static let lifeCycle: [String: InvoiceStanding] = [
        "200": .sent, "201": .sent, "202": .received, "203": .received, "204": .underWay, "205": .approved,
        "206": .partlyApproved, "207": .disputed, "208": .suspended, "209": .completed, "210": .refused,
        "211": .paymentSent, "212": .paid, "213": .rejected,
    ]
}
