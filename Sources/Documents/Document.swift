/// What kind of document flows through a port.
public enum DocumentKind: UInt8, Hashable, Sendable, CaseIterable {
    case order = 1
    case identifiedOrder = 2
    case releasedOrder = 3
    case orderResponse = 4
    case despatchAdvice = 5
    case billableDelivery = 6
    case invoice = 7
    case instruction = 8
    case occurrence = 9
    case renderedDocument = 10
    case deliveryAnswer = 11
    case interchange = 12
    case acknowledgement = 13
    case remittanceAdvice = 14
    case bankStatement = 15
    case invoiceStatus = 16
    case reminder = 17
    case outgoingInterchange = 19
    case followUp = 18
    case payment = 20
    case dunningCase = 21
    case billingOrder = 24
    case creditAlert = 25

    public var name: String {
        switch self {
        case .order: "order"
        case .identifiedOrder: "identified-order"
        case .releasedOrder: "released-order"
        case .orderResponse: "order-response"
        case .despatchAdvice: "despatch-advice"
        case .billableDelivery: "billable-delivery"
        case .invoice: "invoice"
        case .instruction: "instruction"
        case .occurrence: "occurrence"
        case .renderedDocument: "rendered-document"
        case .deliveryAnswer: "delivery-answer"
        case .interchange: "interchange"
        case .acknowledgement: "acknowledgement"
        case .remittanceAdvice: "remittance-advice"
        case .bankStatement: "bank-statement"
        case .invoiceStatus: "invoice-status"
        case .reminder: "reminder"
        case .outgoingInterchange: "outgoing-interchange"
        case .followUp: "follow-up"
        case .payment: "payment"
        case .dunningCase: "dunning-case"
        case .billingOrder: "billing-order"
        case .creditAlert: "credit-alert"
        }
    }

    public init?(named name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }

    /// Whether a document of this kind stands for several, each with a fate of its own.
    public var becomesSeveral: Bool { self == .bankStatement }

    /// Whether it tells of another document, which keeps a standing of its own.
    public var isNotice: Bool { self == .creditAlert }

    /// Raised when the form at rest of this kind changes; older forms stay readable.
    public var codecVersion: UInt8 { self == .despatchAdvice || self == .outgoingInterchange ? 2 : 1 }
}

/// Anything that flows from stage to stage. The list is closed: a new trade document is added here.
public indirect enum Document: Hashable, Sendable {
    case order(Order)
    case identifiedOrder(IdentifiedOrder)
    case releasedOrder(ReleasedOrder)
    case orderResponse(OrderResponse)
    case despatchAdvice(DespatchAdvice)
    case billableDelivery(BillableDelivery)
    case invoice(Invoice)
    case instruction(Instruction)
    case occurrence(Occurrence)
    case renderedDocument(RenderedDocument)
    case deliveryAnswer(DeliveryAnswer)
    /// An interchange that came in, and what became of it.
    case interchange(InterchangeReport)
    /// What a partner says became of an interchange of ours.
    case acknowledgement(InterchangeReport)
    case remittanceAdvice(RemittanceAdvice)
    case bankStatement(BankStatement)
    case invoiceStatus(InvoiceStatus)
    case reminder(Reminder)
    case outgoingInterchange(OutgoingInterchange)
    case followUp(FollowUp)
    case payment(Payment)
    case dunningCase(DunningCase)
    case billingOrder(BillingOrder)
    case creditAlert(CreditAlert)

    public var kind: DocumentKind {
        switch self {
        case .order: .order
        case .identifiedOrder: .identifiedOrder
        case .releasedOrder: .releasedOrder
        case .orderResponse: .orderResponse
        case .despatchAdvice: .despatchAdvice
        case .billableDelivery: .billableDelivery
        case .invoice: .invoice
        case .instruction: .instruction
        case .occurrence: .occurrence
        case .renderedDocument: .renderedDocument
        case .deliveryAnswer: .deliveryAnswer
        case .interchange: .interchange
        case .acknowledgement: .acknowledgement
        case .remittanceAdvice: .remittanceAdvice
        case .bankStatement: .bankStatement
        case .invoiceStatus: .invoiceStatus
        case .reminder: .reminder
        case .outgoingInterchange: .outgoingInterchange
        case .followUp: .followUp
        case .payment: .payment
        case .dunningCase: .dunningCase
        case .billingOrder: .billingOrder
        case .creditAlert: .creditAlert
        }
    }

    /// The name its sender, or we, gave it: an order number, an invoice number, a key.
    public var title: String {
        switch self {
        case .order(let order): order.number
        case .identifiedOrder(let order): order.order.number
        case .releasedOrder(let order): order.identified.order.number
        case .orderResponse(let response): response.number
        case .despatchAdvice(let advice): advice.number
        case .billableDelivery(let delivery): delivery.despatchNumber ?? delivery.order.number
        case .invoice(let invoice): invoice.number
        case .instruction(let instruction): instruction.reason
        case .occurrence(let occurrence): occurrence.schedule
        case .renderedDocument(let rendered): rendered.key
        case .deliveryAnswer(let answer): answer.key
        case .interchange(let report), .acknowledgement(let report): report.title
        case .remittanceAdvice(let advice): advice.number
        case .bankStatement(let statement): statement.title
        case .invoiceStatus(let status): status.invoice
        case .reminder(let reminder): reminder.number
        case .outgoingInterchange(let interchange): interchange.title
        case .followUp(let followUp): followUp.title
        case .payment(let payment): payment.id
        case .dunningCase(let subject): subject.customer.text
        case .billingOrder(let order): order.title
        case .creditAlert(let alert): alert.number
        }
    }
}

extension Document: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeByte(kind.rawValue)
        writer.writeByte(kind.codecVersion)
        switch self {
        case .order(let value): value.encode(to: &writer)
        case .identifiedOrder(let value): value.encode(to: &writer)
        case .releasedOrder(let value): value.encode(to: &writer)
        case .orderResponse(let value): value.encode(to: &writer)
        case .despatchAdvice(let value): writer.write(value, value.function)
        case .billableDelivery(let value): value.encode(to: &writer)
        case .invoice(let value): value.encode(to: &writer)
        case .instruction(let value): value.encode(to: &writer)
        case .occurrence(let value): value.encode(to: &writer)
        case .renderedDocument(let value): value.encode(to: &writer)
        case .deliveryAnswer(let value): value.encode(to: &writer)
        case .interchange(let value), .acknowledgement(let value): value.encode(to: &writer)
        case .remittanceAdvice(let value): value.encode(to: &writer)
        case .bankStatement(let value): value.encode(to: &writer)
        case .invoiceStatus(let value): value.encode(to: &writer)
        case .reminder(let value): value.encode(to: &writer)
        case .outgoingInterchange(let value): writer.write(value, value.earlierTitle)
        case .followUp(let value): value.encode(to: &writer)
        case .payment(let value): value.encode(to: &writer)
        case .dunningCase(let value): value.encode(to: &writer)
        case .billingOrder(let value): value.encode(to: &writer)
        case .creditAlert(let value): value.encode(to: &writer)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let raw = try reader.readByte()
        guard let kind = DocumentKind(rawValue: raw) else { throw .unknownCase(UInt64(raw), of: "Document") }
        let version = try reader.readByte()
        guard version <= kind.codecVersion else { throw .unknownCase(UInt64(version), of: "the codec of \(kind.name)") }
        switch kind {
        case .order: self = .order(try reader.read())
        case .identifiedOrder: self = .identifiedOrder(try reader.read())
        case .releasedOrder: self = .releasedOrder(try reader.read())
        case .orderResponse: self = .orderResponse(try reader.read())
        case .despatchAdvice:
            var advice: DespatchAdvice = try reader.read()
            if version > 1 { advice.function = try reader.read() }
            self = .despatchAdvice(advice)
        case .billableDelivery: self = .billableDelivery(try reader.read())
        case .invoice: self = .invoice(try reader.read())
        case .instruction: self = .instruction(try reader.read())
        case .occurrence: self = .occurrence(try reader.read())
        case .renderedDocument: self = .renderedDocument(try reader.read())
        case .deliveryAnswer: self = .deliveryAnswer(try reader.read())
        case .interchange: self = .interchange(try reader.read())
        case .acknowledgement: self = .acknowledgement(try reader.read())
        case .remittanceAdvice: self = .remittanceAdvice(try reader.read())
        case .bankStatement: self = .bankStatement(try reader.read())
        case .invoiceStatus: self = .invoiceStatus(try reader.read())
        case .reminder: self = .reminder(try reader.read())
        case .outgoingInterchange:
            var outgoing: OutgoingInterchange = try reader.read()
            if version > 1 {
                outgoing.earlierTitle = try reader.read()
            } else {
                outgoing.earlierTitle = OutgoingInterchange.earlierTitle(to: outgoing.recipient, outgoing.controlNumber)
            }
            self = .outgoingInterchange(outgoing)
        case .followUp: self = .followUp(try reader.read())
        case .payment: self = .payment(try reader.read())
        case .dunningCase: self = .dunningCase(try reader.read())
        case .billingOrder: self = .billingOrder(try reader.read())
        case .creditAlert: self = .creditAlert(try reader.read())
        }
    }
}
