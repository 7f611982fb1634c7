public import Calendars
public import Documents

/// Something that was billed or credited, or is to be.
public indirect enum BillingEvent: Hashable, Sendable {
    case invoiceIssued(InvoiceIssue)
    /// A credit note takes its amount off what the customer owes.
    case creditNoteIssued(CreditNoteIssue, place: SeriesPlace?, reason: String)
    /// What left the house is billed later, together with other deliveries.
    case deliveryPutAside(UnbilledDelivery)
    /// A customer's deliveries up to a day were called for billing.
    case billingCalled(CustomerID, until: BusinessDate)
}

extension BillingEvent {
    var stream: StreamName {
        switch self {
        case .invoiceIssued(let issue): .invoice(issue.invoice.number)
        case .creditNoteIssued(let issue, _, _): .invoice(issue.note.number)
        case .deliveryPutAside(let delivery): .order(delivery.order)
        case .billingCalled(let customer, _): .customer(customer)
        }
    }

    var name: String {
        switch self {
        case .invoiceIssued: "invoice-issued"
        case .creditNoteIssued: "credit-note-issued"
        case .deliveryPutAside: "delivery-put-aside"
        case .billingCalled: "billing-called"
        }
    }

    var touches: [BookKey] {
        switch self {
        case .invoiceIssued(let issue): issue.touches
        case .creditNoteIssued(let issue, let place, _): issue.touches + (place.map { [.series($0.series)] } ?? [])
        case .deliveryPutAside(let delivery): [.account(delivery.order.customer), delivery.page]
        case .billingCalled(let customer, _): [.account(customer)]
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .invoiceIssued(let issue): issue.presupposes
        case .creditNoteIssued(let issue, _, _):
            [.account(issue.customer)] + issue.parts.map { .invoice($0.invoice) }
        case .deliveryPutAside(let delivery): [.account(delivery.order.customer)]
        case .billingCalled(let customer, _): [.account(customer)]
        }
    }

    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .invoiceIssued(let issue): issue.taxOnReceipt == nil ? 156 : 244
        case .creditNoteIssued: 157
        case .deliveryPutAside: 158
        case .billingCalled: 159
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .invoiceIssued(let issue):
            issue.encode(to: &writer)
            guard let tax = issue.taxOnReceipt else { return writer.writeLast(issue.rate) }
            writer.write(issue.rate, tax)
        case .creditNoteIssued(let issue, let place, let reason):
            writer.write(issue, place, reason)
            writer.writeLast(issue.rate)
        case .deliveryPutAside(let delivery): delivery.encode(to: &writer)
        case .billingCalled(let customer, let date): writer.write(customer, date)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 156:
            var issue: InvoiceIssue = try reader.read()
            issue.rate = try reader.readLast()
            self = .invoiceIssued(issue)
        case 244:
            var issue: InvoiceIssue = try reader.read()
            issue.rate = try reader.read()
            issue.taxOnReceipt = .some(try reader.read())
            self = .invoiceIssued(issue)
        case 157:
            var issue: CreditNoteIssue = try reader.read()
            let (place, reason): (SeriesPlace?, String) = (try reader.read(), try reader.read())
            issue.rate = try reader.readLast()
            self = .creditNoteIssued(issue, place: place, reason: reason)
        case 158: self = .deliveryPutAside(try reader.read())
        case 159: self = .billingCalled(try reader.read(), until: try reader.read())
        default: return nil
        }
    }
}

extension Event {
    /// An invoice for one order.
    public static func invoiceIssued(
        _ invoice: Invoice, _ order: OrderKey, lines: [BilledLine], series: String, sequence: Int
    ) -> Event {
        let parts = [BilledPart(order, lines)]
        return .billing(
            .invoiceIssued(
                InvoiceIssue(invoice, customer: order.customer, parts: parts, place: SeriesPlace(series, sequence))))
    }

    /// The invoice or credit note that was issued or recorded; nil where the event is about something else.
    public var issuedInvoice: Invoice? {
        switch self {
        case .billing(.invoiceIssued(let issue)): issue.invoice
        case .billing(.creditNoteIssued(let issue, _, _)): issue.note
        default: nil
        }
    }
}
