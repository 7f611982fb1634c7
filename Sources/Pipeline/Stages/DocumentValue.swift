public import Documents

/// A document of a type that a stage takes or a port gives.
public protocol DocumentValue: Sendable {
    /// The kinds of document that have this type.
    static var kinds: Set<DocumentKind> { get }
    /// Nil for a document of another kind.
    init?(_ document: Document)
    var document: Document { get }
}

extension Order: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.order] }
    public init?(_ document: Document) {
        guard case .order(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .order(self) }
}

extension IdentifiedOrder: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.identifiedOrder] }
    public init?(_ document: Document) {
        guard case .identifiedOrder(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .identifiedOrder(self) }
}

extension ReleasedOrder: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.releasedOrder] }
    public init?(_ document: Document) {
        guard case .releasedOrder(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .releasedOrder(self) }
}

extension OrderResponse: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.orderResponse] }
    public init?(_ document: Document) {
        guard case .orderResponse(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .orderResponse(self) }
}

extension DespatchAdvice: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.despatchAdvice] }
    public init?(_ document: Document) {
        guard case .despatchAdvice(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .despatchAdvice(self) }
}

extension BillableDelivery: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.billableDelivery] }
    public init?(_ document: Document) {
        guard case .billableDelivery(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .billableDelivery(self) }
}

extension Invoice: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.invoice] }
    public init?(_ document: Document) {
        guard case .invoice(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .invoice(self) }
}

extension Instruction: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.instruction] }
    public init?(_ document: Document) {
        guard case .instruction(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .instruction(self) }
}

extension Occurrence: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.occurrence] }
    public init?(_ document: Document) {
        guard case .occurrence(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .occurrence(self) }
}

extension RenderedDocument: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.renderedDocument] }
    public init?(_ document: Document) {
        guard case .renderedDocument(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .renderedDocument(self) }
}

extension DeliveryAnswer: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.deliveryAnswer] }
    public init?(_ document: Document) {
        guard case .deliveryAnswer(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .deliveryAnswer(self) }
}

extension RemittanceAdvice: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.remittanceAdvice] }
    public init?(_ document: Document) {
        guard case .remittanceAdvice(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .remittanceAdvice(self) }
}

extension FollowUp: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.followUp] }
    public init?(_ document: Document) {
        guard case .followUp(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .followUp(self) }
}

extension BillingOrder: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.billingOrder] }
    public init?(_ document: Document) {
        guard case .billingOrder(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .billingOrder(self) }
}

extension CreditAlert: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.creditAlert] }
    public init?(_ document: Document) {
        guard case .creditAlert(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .creditAlert(self) }
}

extension Payment: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.payment] }
    public init?(_ document: Document) {
        guard case .payment(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .payment(self) }
}

extension BankStatement: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.bankStatement] }
    public init?(_ document: Document) {
        guard case .bankStatement(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .bankStatement(self) }
}

extension InvoiceStatus: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.invoiceStatus] }
    public init?(_ document: Document) {
        guard case .invoiceStatus(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .invoiceStatus(self) }
}

extension InterchangeReport: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.interchange] }
    public init?(_ document: Document) {
        guard case .interchange(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .interchange(self) }
}

extension OutgoingInterchange: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.outgoingInterchange] }
    public init?(_ document: Document) {
        guard case .outgoingInterchange(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .outgoingInterchange(self) }
}

/// What a partner says became of an interchange, or a document, of ours.
public struct Acknowledgement: Hashable, Sendable {
    public var report: InterchangeReport

    public init(_ report: InterchangeReport) { self.report = report }
}

extension Acknowledgement: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.acknowledgement] }
    public init?(_ document: Document) {
        guard case .acknowledgement(let value) = document else { return nil }
        self.init(value)
    }
    public var document: Document { .acknowledgement(report) }
}
