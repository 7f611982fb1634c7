import Documents

extension Event {
    /// The numbers that the event names besides those of its own stream, so that the chain of each can be found without
    /// reading the journal through.
    public var mentions: [String] {
        switch self {
        case .billing(.invoiceIssued(let issue)):
            issue.invoice.precedingInvoices.map(\.number) + issue.prepayments.map(\.invoice)
                + (issue.replaced.map { [$0.original.number] } ?? []) + issue.orders.map(\.number)
        case .billing(.creditNoteIssued(let issue, _, _)): issue.parts.map(\.invoice)
        case .cash(let event): event.mentions
        case .cases(let event): event.mentions
        case .dunning(let event): event.mentions
        case .interchange(.received(let key, _, _)), .interchange(.acknowledged(let key, _, _, _)): [key.reference]
        case .interchange(.sent(_, let title, _, _, _, _, _)): [title]
        case .orderConfirmed(_, let response, _): [response]
        case .goodsDespatched(_, _, let advice, _, _): [advice.number]
        case .invoiceStatusRecorded(let status, _): [status.number]
        case .pricesRecorded(let prices): [prices.item.text]
        case .documentWaited(_, _, _, _, let subjects), .documentRemarked(_, _, _, let subjects): subjects
        case .customerRecorded, .itemRecorded, .partnerRecorded, .orderRegistered, .resendRecognised,
            .orderChangeRefused, .orderCancelled, .orderHeld, .orderReleased, .orderRefused, .customerAssessed,
            .waitingOrder,
            .creditLineCrossed, .billing, .documentInstructed, .documentDiscarded, .documentPoisoned,
            .delivered, .deliveryDied, .deliveryDiscarded, .leftWithoutDelivery, .endpointPaused, .endpointResumed,
            .occurrenceReached, .books:
            []
        }
    }
}

extension CashEvent {
    fileprivate var mentions: [String] {
        switch self {
        case .statementRecorded(let record), .statementHeld(let record), .statementDropped(let record): [record.number]
        case .paymentReceived(let payment, _): [payment.bankReference, payment.endToEnd].compactMap(\.self)
        case .paymentToldAgain(_, _, let reference): [reference].compactMap(\.self)
        case .allocated(let allocation): allocation.parts.map(\.invoice)
        case .unallocated(_, let parts, _, _, _): parts.map(\.invoice)
        case .paymentReturned(_, let other, let parts, _, _): [other] + parts.map(\.invoice)
        case .remittanceRecorded(let entry):
            [entry.advice.number] + entry.advice.lines.map(\.number).filter { !$0.isEmpty }
        case .remittanceMatched(_, let payment, _): [payment]
        case .netted(let netting, _), .nettingUndone(let netting, _): netting.parts.map(\.invoice)
        case .refunded(_, let other, _, _): [other]
        case .ordersNamed(_, let orders): orders.map(\.number)
        case .paymentDisowned, .chargesTaken, .paymentDoubted, .paymentDoubtEnded, .paymentCredited, .paymentUnclear,
            .payerLearned, .writtenOff, .writeOffUndone, .remittanceDropped:
            []
        }
    }
}

extension CaseEvent {
    fileprivate var mentions: [String] {
        switch self {
        case .disputeOpened(let dispute), .disputeResolved(let dispute, _, _): [dispute.invoice]
        case .promiseMade(let promise), .promiseClosed(let promise, _, _): promise.items.map(\.invoice)
        case .disputeAssigned: []
        }
    }
}

extension DunningEvent {
    fileprivate var mentions: [String] {
        switch self {
        case .letterSent(let reminder, _, _): [reminder.number] + reminder.lines.map(\.invoice)
        case .letterPrepared(_, _, _, let invoices, _, _, _), .letterWithheld(_, _, let invoices, _, _): invoices
        case .letterChecked(_, let letter, _, _), .letterStopped(_, let letter, _, _, _, _): [letter]
        case .ladderEnded(_, _, let invoices, _), .undeliveredTold(_, _, let invoices, _): invoices
        case .undeliveredSeenTo(_, _, let reached, _): reached.compactMap(\.invoice)
        case .unsentTold(_, _, let letters, _), .unsentSeenTo(_, _, let letters, _): letters
        case .letterDropped, .exempted, .ladderLeft, .creditTold, .creditSeenTo: []
        }
    }
}
