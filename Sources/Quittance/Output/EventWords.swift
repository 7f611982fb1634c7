import Calendars
import Documents
import Money
import Receivables

extension Event {
    /// What happened, as a person would say it.
    var inWords: String {
        switch self {
        case .customerRecorded(let customer):
            "customer \(customer.id) recorded: \(customer.party.name), limit \(customer.creditLimit.map { "\($0)" } ?? "none"), \(customer.terms)"
                + customer.credit.inWords
        case .itemRecorded(let item):
            "item \(item.id) recorded: \(item.name)" + (item.vatFrom.map { ", VAT \(item.vat) from \($0)" } ?? "")
        case .pricesRecorded(let agreement):
            "\(count(agreement.prices.count, "price")) of \(agreement.item) recorded for \(agreement.customer?.text ?? "everybody")"
        case .partnerRecorded(let agreement):
            "agreement with \(agreement.partner) recorded: \(count(agreement.terms.count, "term")), from \(agreement.terms.first.map { "\($0.from)" } ?? "never")"
        case .orderRegistered(let order, _):
            "order \(order.key) registered\(order.revision > 0 ? ", revision \(order.revision)" : ""): \(count(order.lines.count, "line")), \(order.gross) with tax"
        case .resendRecognised(let key, let origin): "order \(key) came again as document \(origin)"
        case .orderChangeRefused(let key, _, let reason): "change of order \(key) refused: \(reason)"
        case .orderCancelled(let key, _): "order \(key) cancelled"
        case .orderHeld(let key, let exposure, let limit, let excess):
            excess.isZero
                ? "order \(key) held for another reason than its amount; \(exposure) owed, limit \(limit.map { "\($0)" } ?? "none")"
                : "order \(key) held: \(exposure) owed, limit \(limit.map { "\($0)" } ?? "none"), no room for \(excess)"
        case .orderReleased(let key, let release):
            "order \(key) released: \(release.reserved) reserved, \(release.exposure) owed before, limit \(release.limit.map { "\($0)" } ?? "none")"
                + (release.override.map { ", \($0.beyond) beyond it by \($0.actor) as \($0.role) because \($0.reason)" }
                    ?? "")
        case .orderRefused(let key, let reason): "order \(key) refused: \(reason)"
        case .orderConfirmed(let key, let response, let decision):
            "order \(key) answered with \(response): \(decision.inWords) (\(decision.code))"
        case .waitingOrder(let event): event.inWords
        case .creditLineCrossed(let customer, let from, let to, let exposure, let limit):
            "ALERT customer \(customer) goes from \(from.name) to \(to.name): \(exposure) of \(limit.map { "\($0)" } ?? "no limit")"
        case .goodsDespatched(let key, _, let advice, let lines, let date):
            "goods of order \(key) despatched on \(date): advice \(advice.number), \(count(lines.count, "line"))"
        case .billing(let event): event.inWords
        case .invoiceStatusRecorded(let status, _):
            "invoice \(status.invoice) is \(status.standing?.name ?? "said to be") (\(status.code)) for \(status.sender.name)"
                + (status.reasons.first.map { ": \($0)" } ?? "")
        case .documentWaited(let origin, let stage, let reason, let because, _):
            "document \(origin) waits at \(stage): \(reason)" + (because.first.map { " (\($0))" } ?? "")
        case .documentRemarked(let origin, let stage, let remarks, _):
            "document \(origin) at \(stage), to be known: \(remarks.joined(separator: "; "))"
        case .documentInstructed(let origin, let stage, let verb, let reason, let target):
            "document \(origin) at \(stage): \(verb)\(target.map { " to \($0)" } ?? ""), because \(reason)"
        case .documentDiscarded(let origin, let stage, let reason):
            "document \(origin) discarded at \(stage): \(reason)"
        case .documentPoisoned(let origin, let stage, let evidence):
            "document \(origin) set aside at \(stage): \(evidence)"
        case .delivered(let key, let endpoint, let status, let attempts, let replayed, let goesOn):
            "\(key) delivered to \(endpoint): \(status) after \(count(attempts, "attempt"))\(replayed ? ", it had it already" : "")\(goesOn ? ", and sent on" : "")"
        case .endpointPaused(let endpoint, let reason):
            "nothing more is sent to \(endpoint) for now: \(reason)"
        case .endpointResumed(let endpoint): "\(endpoint) takes deliveries again"
        case .deliveryDied(let key, let endpoint, let reason, let attempts):
            "\(key) not delivered to \(endpoint) after \(count(attempts, "attempt")): \(reason)"
        case .deliveryDiscarded(let document, _, let stage, let reason):
            "\(document.text) not to be sent, discarded at \(stage): \(reason)"
        case .leftWithoutDelivery(let document, _, let stage):
            "\(document.text) leaves by \(stage), where nothing delivers it"
        case .occurrenceReached(let schedule, let moment): "schedule \(schedule) reached \(moment)"
        case .cash(let event): event.inWords
        case .dunning(let event): event.inWords
        case .books(.closed(let date, _, _)): "books closed up to \(date)"
        case .books(.rateMissing(let missing)):
            "\(missing.number) entered in \(missing.currency) without a rate of \(missing.day)"
        case .books(.exported(let export)):
            "\(export.entries) entries \(export.from.map { "from \($0) " } ?? "")up to \(export.until) exported by \(export.by): \(export.digest)"
        case .interchange(let event): event.inWords
        case .cases(let event): event.inWords
        case .customerAssessed(let customer, let assessment):
            "\(customer) assessed: score \(assessment.score), \(assessment.isPrepaid ? "prepayment" : "limit \(assessment.limit)"), \(assessment.termDays) days, valid until \(assessment.validUntil): \(assessment.reasons.joined(separator: "; "))"
        }
    }
}

extension WaitingOrderEvent {
    fileprivate var inWords: String {
        switch self {
        case .began(let key, let origin, let order, _) where order.function == .cancellation:
            "order \(key) is taken back by document \(origin), and has not come yet"
        case .began(let key, let origin, _, _): "order \(key) waits as document \(origin), and is not booked yet"
        case .changed(let key, let origin, _, _): "order \(key) changed while it waits, by document \(origin)"
        case .cancelled(let key, let origin): "order \(key) cancelled while it waits, by document \(origin)"
        case .ended(let key, .discarded): "order \(key) refused, and not booked"
        case .ended(let key, _): "order \(key) waits no longer"
        }
    }
}

extension BillingEvent {
    fileprivate var inWords: String {
        switch self {
        case .invoiceIssued(let issue): issue.inWords
        case .creditNoteIssued(let issue, _, let reason):
            "credit note \(issue.note.number) of \(issue.note.totals.payable) issued on \(issue.parts.map(\.invoice).joined(separator: ", "))"
                + (issue.answer.map { ", dispute \($0.dispute.id) ended, \($0.resolution.name)" } ?? "") + ": \(reason)"
        case .deliveryPutAside(let delivery):
            "goods of order \(delivery.order), advice \(delivery.despatch.number), are billed later: \(count(delivery.lines.count, "line"))"
        case .billingCalled(let customer, let date): "deliveries to \(customer) up to \(date) are called for billing"
        }
    }
}

extension InvoiceIssue {
    fileprivate var inWords: String {
        let orders = orders.map { "order \($0)" }.joined(separator: ", ")
        let taken = prepayments.map { ", less \($0.amount) of \($0.invoice)" }.joined()
        let whose = place == nil ? "recorded, as its buyer wrote it," : "issued"
        return "\(invoice.kind.words) \(invoice.number) \(whose) for \(orders.isEmpty ? "no order" : orders)"
            + (replaced.map { " in the place of \($0.original.number)" } ?? "")
            + ": \(invoice.totals.payable), due \(invoice.dueDate.map { "\($0)" } ?? "at once")\(taken)"
            + (taxOnReceipt.map { ", VAT of \($0.sum(in: invoice.currency)) due when it is paid" } ?? "")
    }
}

extension InvoiceKind {
    fileprivate var words: String {
        switch self {
        case .prepayment: "prepayment invoice"
        case .corrected: "corrective invoice"
        case .selfBilled: "self-billed invoice"
        default: isCredit ? "credit note" : "invoice"
        }
    }
}

extension OrderResponse.Decision {
    fileprivate var inWords: String {
        switch self {
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .conditionallyAccepted: "accepted with changes"
        }
    }
}

extension InterchangeEvent {
    fileprivate var inWords: String {
        switch self {
        case .received(let key, let origin, _):
            "interchange \(key.reference) of \(key.sender) received as document \(origin)"
        case .acknowledged(let key, let number, let outcome, _):
            "interchange \(key.reference) of \(key.sender) acknowledged as \(outcome), under control number \(number)"
        case .sent(_, let title, _, let recipient, _, let number, _):
            "\(title) put into interchange \(number) to \(recipient)"
        }
    }
}

extension CashEvent {
    fileprivate var inWords: String {
        switch self {
        case .statementRecorded(let record):
            "\(record.kind) \(record.number) of \(record.account) recorded, \(record.from) to \(record.until)\(record.closing.map { ", ending with \($0)" } ?? "")"
        case .statementHeld(let record):
            "\(record.kind) \(record.number) of \(record.account), \(record.from) to \(record.until), waits; no letter leaves meanwhile"
        case .statementDropped(let record): "\(record.kind) \(record.number) of \(record.account) discarded"
        case .paymentDoubted(let payment, let customers):
            "payment \(payment) may be a known one, or of \(customers.map(\.text).joined(separator: ", or ")); no letter asks for money meanwhile"
        case .paymentDoubtEnded(let payment, _): "what payment \(payment) is has been said"
        case .paymentReceived(let payment, _):
            "payment \(payment.id) of \(payment.amount) on \(payment.bookedOn)\(payment.payer.name.map { " from \($0)" } ?? "")"
        case .paymentCredited(let payment, let customer): "payment \(payment) credited to \(customer)"
        case .paymentUnclear(let payment, let customers, let others):
            customers.isEmpty
                ? "payment \(payment) is no longer thought to be of \(others.map(\.text).joined(separator: ", "))"
                : "payment \(payment) may be of \(customers.map(\.text).joined(separator: ", or ")); no letter asks for money meanwhile"
        case .ordersNamed(let payment, let orders):
            "payment \(payment) names order \(orders.map(\.description).joined(separator: ", "))"
        case .allocated(let allocation):
            "payment \(allocation.payment) pays \(allocation.parts.map { "\($0.invoice) \($0.paid)" }.joined(separator: ", ")): \(allocation.evidence.joined(separator: "; "))"
                + (allocation.confirmedBy.map { ", confirmed by \($0)" } ?? "")
        case .unallocated(let payment, let parts, let customer, let reason, let isCarriedOver):
            "payment \(payment) taken off \(parts.map(\.invoice).joined(separator: ", "))"
                + (isCarriedOver ? ", to be set against what is owed instead" : " and credited to \(customer)")
                + ": \(reason)"
        case .paymentReturned(let payment, let other, let parts, _, let reason):
            "payment \(payment) came back as \(other) (\(reason)): \(count(parts.count, "invoice")) open again"
        case .paymentToldAgain(let payment, let statement, let reference):
            "payment \(payment) told again by \(statement)" + (reference.map { ", as \($0)" } ?? "")
        case .chargesTaken(let payment, let amount): "\(amount) of \(payment) are bank charges"
        case .refunded(let payment, let other, let amount, _): "\(amount) of payment \(payment) paid back by \(other)"
        case .paymentDisowned(let payment, let amount): "\(amount) of \(payment) is no customer's business"
        case .payerLearned(let name, let customer): "\(customer) pays as \(name.scheme) \(name.value)"
        case .writtenOff(let part, _, let reason): "\(part.settled) of \(part.invoice) written off: \(reason)"
        case .writeOffUndone(let part, _, let reason):
            "\(part.settled) of \(part.invoice), written off before, owed again: \(reason)"
        case .netted(let netting, let reason):
            "credit note \(netting.note) set against \(netting.parts.map { "\($0.invoice) \($0.amount)" }.joined(separator: ", ")): \(reason)"
        case .nettingUndone(let netting, let reason):
            "credit note \(netting.note) taken off \(netting.parts.map(\.invoice).joined(separator: ", ")): \(reason)"
        case .remittanceRecorded(let entry):
            "remittance advice \(entry.key): \(count(entry.advice.lines.count, "line"))\(entry.advice.total.map { ", \($0)" } ?? "")"
        case .remittanceMatched(let key, let payment, _): "remittance advice \(key) is of payment \(payment)"
        case .remittanceDropped(let key, _, let reason): "remittance advice \(key) is no longer expected: \(reason)"
        }
    }
}

extension CaseEvent {
    fileprivate var inWords: String {
        switch self {
        case .disputeOpened(let dispute):
            "dispute \(dispute.id) opened by \(dispute.source.name): \(dispute.amount), \(dispute.reason.code) (\(dispute.reason.inWords)), \(dispute.owner) answers until \(dispute.dueOn)"
        case .disputeAssigned(let id, let owner, let date): "dispute \(id) assigned to \(owner), until \(date)"
        case .disputeResolved(let dispute, let resolution, let reason):
            "dispute \(dispute.id) of \(dispute.amount) ended, \(resolution.name): \(reason)"
        case .promiseMade(let promise):
            "promise \(promise.id): \(promise.amount) for \(promise.date), \(promise.items.map(\.invoice).joined(separator: ", ")), by \(promise.channel)"
        case .promiseClosed(let promise, let state, let paid):
            "promise \(promise.id) \(state.name): \(paid) of \(promise.amount)"
        }
    }
}

extension DunningEvent {
    fileprivate var inWords: String {
        switch self {
        case .letterSent(let reminder, let gate, _):
            "\(reminder.isFormal ? "formal demand" : "reminder") \(reminder.number), level \(reminder.level), sent to \(reminder.customer) for "
                + "\(reminder.lines.map(\.invoice).joined(separator: ", ")): \(reminder.principal)"
                + (gate.left.isEmpty ? "" : "; not in it: \(gate.left.inWords)")
        case .letterWithheld(let customer, let level, let invoices, let gate, _):
            "letter of level \(level) to \(customer) for \(invoices.joined(separator: ", ")) not sent: \(gate.reasons.joined(separator: "; "))"
        case .letterPrepared(let customer, _, let level, let invoices, _, _, _):
            "letter of level \(level) to \(customer) prepared for \(invoices.joined(separator: ", "))"
        case .ladderEnded(let customer, _, let invoices, _):
            "all letters to \(customer) were sent about \(invoices.joined(separator: ", ")), and the time of the last is over"
        case .creditTold(let customer, _, let amount, let date):
            "\(amount) of credit hold letters to \(customer) back since \(date)"
        case .creditSeenTo(let customer, _, let passed, let reason):
            "credit of \(customer) seen to: \(reason)"
                + (passed.map { "; letters leave beside \($0)" } ?? "")
        case .undeliveredTold(let customer, _, let invoices, let date):
            "\(invoices.joined(separator: ", ")) in no letter to \(customer) since \(date): their buyer may not have them"
        case .undeliveredSeenTo(let customer, _, let reached, let reason):
            "what \(customer) may not have is seen to: \(reason)"
                + (reached.isEmpty ? "" : "; it has \(reached.compactMap(\.invoice).joined(separator: ", "))")
        case .unsentTold(let customer, _, let letters, let date):
            "no letter to \(customer) since \(date): \(letters.joined(separator: ", ")) has not left"
        case .unsentSeenTo(let customer, _, let reached, let reason):
            "letters to \(customer) that had not left are seen to: \(reason)"
                + (reached.isEmpty ? "" : "; it has \(reached.joined(separator: ", "))")
        case .ladderLeft(let customer, _, let reason):
            "what \(customer) owes after the last letter is seen to: \(reason)"
        case .letterDropped(let customer, let reason): "letter to \(customer) dropped: \(reason)"
        case .letterChecked(_, let letter, let gate, _):
            "letter \(letter) checked before it is sent: \(gate.checks.map(\.question.rawValue).joined(separator: ", "))"
        case .letterStopped(_, let letter, let gate, let reasons, let mayHaveLeft, _):
            "letter \(letter) stopped before it was sent"
                + (mayHaveLeft ? " again, an earlier attempt may have reached the customer" : "")
                + ": \(reasons.joined(separator: "; "))"
                + (gate.left.isEmpty ? "" : "; \(gate.left.inWords)")
        case .exempted(let customer, let isExempt): "\(customer) gets \(isExempt ? "no letters" : "letters again")"
        }
    }
}

extension [String: DunningObstacle] {
    /// Each invoice with its reason, in order.
    var inWords: String { sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.inWords))" }.joined(separator: ", ") }
}

extension CreditTerms {
    /// What is agreed besides the limit.
    fileprivate var inWords: String {
        let parts = [
            validUntil.map { "limit valid until \($0)" },
            dated.isEmpty ? nil : dated.map { "\($0.amount) from \($0.from) to \($0.until)" }.joined(separator: ", "),
            ordersLimit.map { "orders up to \($0)" }, overdueLimit.map { "overdue up to \($0)" },
            overdueDays.map { "overdue by \(count($0, "day")) at most" },
            group.map { "of the group of \($0)" }, groupLimit.map { "its group up to \($0)" },
            isPrepaid ? "prepaid orders only" : nil,
            discount.map { "\($0.percentage) less within \(count($0.days, "day"))" },
            reviewOn.map { "looked at on \($0)" },
            proceedings.map { "in \($0.kind.name) since \($0.openedOn)" },
        ]
        return parts.compactMap(\.self).map { ", \($0)" }.joined()
    }
}
