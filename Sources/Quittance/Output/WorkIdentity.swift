import Documents
import Money
import Pipeline
import Receivables

/// What a row of work is about, in the names that other commands take.
struct WorkIdentity {
    /// `order`, `payment`, `dispute`, …
    var kind: String
    /// Its number, or the key or file that it is known by; of an instruction, what it orders.
    var number: String
    /// The customer's number, where we know whose it is.
    var customer: String?
    /// The customer, the payer or the sender, by name.
    var party: String?
    var amount: Money?
    /// What else tells it from others: what a payer wrote, which invoice a dispute is about.
    var note: String?
    /// The file that it came in, or the instruction.
    var file: String?

    /// What an instruction is about, whose customer the book knows.
    private var matter: BookKey?

    init(of work: Work, in ledger: any LedgerSnapshot) throws {
        let intake = try ledger.intake(work.origin.intake)?.intake
        let standing = try ledger.standing(work.origin)
        kind = standing?.kind ?? ""
        number = standing?.title ?? ""
        file = intake?.source == "desk" ? nil : intake?.name
        switch work.subject {
        case .intake, .message:
            kind = kind.isEmpty ? "file" : kind
            number = number.isEmpty ? intake?.name ?? "" : number
        case .rendering(let key): (kind, number) = ("delivery", key)
        case .document(let document): describe(document)
        }
        if case .document(.instruction) = work.subject { number = intake?.name ?? number }
        try complete(ledger)
        if number.isEmpty { number = "document \(work.origin)" }
    }

    /// `payment P-17`
    var inWords: String { kind.isEmpty ? number : "\(kind) \(number)" }

    /// Whose it is, and what it comes to: `C-1001 Boulangerie Sainte-Aure SARL, 14.28 EUR`.
    var details: String {
        let name = [customer, party].compactMap(\.self).joined(separator: " ")
        return [name, amount.map { "\($0)" } ?? "", note ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension WorkIdentity {
    private mutating func describe(_ document: Document) {
        kind = document.kind.name
        number = document.title
        switch document {
        case .order(let order): about(order.buyer.name, order.totals?.payable)
        case .identifiedOrder(let order): about(order)
        case .releasedOrder(let released): about(released.identified)
        case .orderResponse(let response): note = "of order \(response.orderNumber)"
        case .despatchAdvice(let advice):
            customer = advice.customer?.text
            party = advice.recipient.name
            note = advice.orderNumber.map { "of order \($0)" }
        case .billableDelivery(let delivery):
            customer = delivery.order.customer.text
            note = "of order \(delivery.order.number)"
        case .invoice(let invoice): about(invoice.buyer.name, invoice.totals.payable)
        case .instruction(let instruction): about(instruction.order)
        case .deliveryAnswer(let answer): note = "answered \(answer.status) by \(answer.endpoint)"
        case .interchange(let report): party = "\(report.sender)"
        // What is acknowledged is ours: it is of whom it went to.
        case .acknowledgement(let report): party = "\(report.recipient)"
        case .remittanceAdvice(let advice): about(advice.payer.name, advice.total)
        case .bankStatement(let statement): note = "of account \(statement.account)"
        case .invoiceStatus(let status):
            kind = "status of invoice"
            party = status.sender.name
        case .reminder(let reminder): (customer, amount) = (reminder.customer.text, reminder.principal)
        case .followUp(let followUp): about(followUp)
        case .payment(let payment):
            about(payment.payer.name ?? payment.payer.iban ?? "", payment.amount)
            note = (payment.references + payment.texts).first.map { "\"\($0.shortened(to: 40))\"" }
        case .dunningCase(let subject):
            (kind, customer) = ("reminder of", subject.customer.text)
        case .billingOrder(.deliveries(let id, _)): customer = id.text
        case .billingOrder(.prepayment(let order, _)): customer = order.customer.text
        case .creditAlert(let alert):
            (customer, party, amount) = (alert.customer.text, alert.name, alert.exposure)
            note = "from \(alert.from) to \(alert.to)"
        case .billingOrder(.correction), .occurrence, .renderedDocument, .outgoingInterchange: break
        }
    }

    /// Who asks for credit is not among the customers yet.
    private mutating func about(_ order: Instruction.Order) {
        customer = order.customer
        matter = order.matter
        guard case .credit(.onboard(let applications)) = order, applications.count == 1 else { return }
        customer = applications[0].customer.id.text
        party = applications[0].customer.party.name
    }

    private mutating func about(_ name: String, _ total: Money?) {
        party = name.isEmpty ? nil : name
        amount = total
    }

    private mutating func about(_ order: IdentifiedOrder) {
        kind = DocumentKind.order.name
        customer = order.key.customer.text
        amount = order.gross
    }

    private mutating func about(_ followUp: FollowUp) {
        switch followUp.matter {
        case .dispute: kind = "dispute"
        case .promise: kind = "promise"
        case .review(let id): (kind, customer) = ("review of", id.text)
        }
    }

    /// What the book adds: names of customers, and what a dispute or a promise is about.
    private mutating func complete(_ ledger: any LedgerSnapshot) throws {
        let entries = try ledger.entries([.dispute(number), .promise(number)])
        if kind == "dispute", case .dispute(let dispute)? = entries[.dispute(number)] {
            (customer, amount, note) = (
                dispute.customer.text, dispute.amount, "on \(dispute.invoice), \(dispute.reason.inWords)"
            )
        }
        if kind == "promise", case .promise(let promise)? = entries[.promise(number)] {
            (customer, amount) = (promise.customer.text, promise.amount)
            note = promise.items.map(\.invoice).joined(separator: ", ")
        }
        if customer == nil, let matter { customer = try ledger.entries([matter])[matter].flatMap(owner)?.text }
        guard let customer, party == nil else { return }
        let key = BookKey.customer(CustomerID(customer))
        if case .customer(let known)? = try ledger.entries([key])[key] { party = known.party.name }
    }

    private func owner(of entry: BookEntry) -> CustomerID? {
        switch entry {
        case .invoice(let item): item.customer
        case .dispute(let dispute): dispute.customer
        case .promise(let promise): promise.customer
        default: nil
        }
    }
}

extension Instruction.Order {
    /// The customer that the instruction is about, where it is about one.
    fileprivate var customer: String? {
        switch self {
        case .setCreditLimit(let id, _), .setCreditStop(let id, _): id.text
        case .confirmDelivery(let order, _, _): order.customer.text
        case .cash(.credit(_, let id, _)): id.text
        case .collection(.exempt(let id, _)): id.text
        case .cases(.makePromise(let promise)): promise.customer.text
        case .credit(.agree(let id, _)), .credit(.grant(let id, _)), .credit(.proceedings(let id, _)): id.text
        case .billing(.askPrepayment(let order, _)): order.customer.text
        default: nil
        }
    }

    /// What it is about, where it names something of one customer.
    fileprivate var matter: BookKey? {
        switch self {
        case .cash(.allocate(_, let shares, _)): shares.first.map { .invoice($0.invoice) }
        case .cash(.writeOff(let invoice, _)), .cash(.undoWriteOff(let invoice)): .invoice(invoice)
        case .creditInvoice(let request): .invoice(request.original.number)
        case .billing(.correctInvoice(let correction)): .invoice(correction.original.number)
        case .cases(.openDispute(let opening)): .invoice(opening.invoice)
        case .cases(.assignDispute(let id, _, _)), .cases(.resolveDispute(let id, _)): .dispute(id)
        case .cases(.cancelPromise(let id)): .promise(id)
        default: nil
        }
    }
}
