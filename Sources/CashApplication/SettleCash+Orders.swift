import Documents
import Money
import Pipeline
import Receivables

extension SettleCash {
    func allocate(
        _ id: String, _ shares: [CashInstruction.Share], _ isKnown: Bool, _ instruction: Instruction, _ book: BookSlice,
        _ run: Run
    ) throws(Misfit) -> StageOutcome {
        let entry = try payment(id, book)
        let discounts = try discountsTaken(shares, of: entry, book)
        var rest = entry.rest
        var parts: [AllocationPart] = []
        for share in shares {
            let item = try item(share.invoice, book)
            let discount = discounts[item.number]
            guard !parts.contains(where: { $0.invoice == share.invoice }) else {
                throw Misfit(message: "\(share.invoice) is named twice")
            }
            guard item.open.currency == rest.currency else {
                let part = try part(of: share, settling: item, from: rest, of: entry.payment, run)
                rest -= part.paid
                parts.append(part)
                continue
            }
            let payable = discount.map { item.open - $0 } ?? item.open
            let amount = share.amount ?? (payable.isPositive ? min(payable, rest) : payable)
            guard amount.currency == rest.currency, !amount.isZero, amount.isNegative == item.open.isNegative,
                amount.magnitude <= item.open.magnitude, amount <= rest
            else { throw Misfit(message: "\(amount) of \(share.invoice): \(item.open) are open, \(rest) are left") }
            rest -= amount
            let kept =
                share.amount == nil && rest.isZero && entry.parts.isEmpty ? payable - amount : .zero(rest.currency)
            let charges = kept.isPositive && kept == entry.payment.charges ? Residual(.bankCharges, kept) : nil
            parts.append(
                AllocationPart(
                    invoice: item.number, customer: item.customer, issueDate: item.issueDate, paid: amount,
                    residual: discount.map { Residual(.earlyPaymentDiscount, $0) } ?? charges))
        }
        guard let first = parts.first else { throw Misfit(message: "no invoice is named") }
        let allocation = Allocation(
            payment: id, parts: parts, onAccount: entry.creditedTo ?? owner(of: rest, after: first, book),
            paidOn: entry.payment.bookedOn,
            evidence: [instruction.reason]
                + discounts.sorted { $0.key < $1.key }.map {
                    MatchEvidence.discountTaken(invoice: $0.key, $0.value).inWords
                },
            confirmedBy: instruction.actor)
        let learned = isKnown ? payerLearned(entry.payment, parts.map(\.customer), book) : []
        return .proceed(
            [],
            recording: unclear(entry) + [.cash(.allocated(allocation))] + learned
                + linesCrossed(exposures(after: allocation, entry, book), book), state: "followed")
    }

    /// What is left stays on the account of whom the first invoice is of, where that is in its currency.
    private func owner(of rest: Money, after first: AllocationPart, _ book: BookSlice) -> CustomerID? {
        guard !rest.isZero, book.account(first.customer)?.currency == rest.currency else { return nil }
        return first.customer
    }

    /// Money that pays an invoice in another currency: how much it settles is said, not computed, for the payer's bank
    /// changed it at a rate that nobody here knows. Where it is not said how much of the money that takes, all of it is
    /// taken, if its worth is about that of what it settles.
    private func part(
        of share: CashInstruction.Share, settling item: OpenItem, from rest: Money, of payment: Payment, _ run: Run
    ) throws(Misfit) -> AllocationPart {
        guard let settled = share.amount, settled.currency == item.open.currency else {
            throw Misfit(
                message:
                    "\(item.number) is in \(item.open.currency), the payment in \(rest.currency): say how much of the "
                    + "invoice it pays, \(item.number)=\(item.open.decimal) in \(item.open.currency)")
        }
        let taken = share.taking ?? rest
        guard settled.isPositive, settled <= item.open, taken.currency == rest.currency, taken.isPositive, taken <= rest
        else {
            throw Misfit(
                message: "\(taken) for \(settled) of \(item.number): \(item.open) are open, \(rest) are left")
        }
        if share.taking == nil, let doubt = doubt(that: rest, isWorth: settled, of: item, payment, run) {
            throw Misfit(message: doubt)
        }
        return AllocationPart(
            invoice: item.number, customer: item.customer, issueDate: item.issueDate, paid: taken, settling: settled)
    }

    /// Why money may not be worth what it is to settle, by the rates of its day; nil where it is, but for what banks take.
    private func doubt(
        that money: Money, isWorth settled: Money, of item: OpenItem, _ payment: Payment, _ run: Run
    ) -> String? {
        let rates = ExchangeRates(in: run.company.currency, run.company.exchangeRates)
        let way = "say how much of the payment it takes: \(item.number)=\(settled.decimal):\(money.decimal)"
        guard let came = rates.accounted(money, on: payment.bookedOn),
            let owed = rates.accounted(settled, on: payment.bookedOn)
        else {
            return "\(money) for \(settled) of \(item.number): no rate of \(payment.bookedOn) is known for "
                + "\(money.currency) and \(settled.currency); \(way)"
        }
        guard (came - owed).magnitude > settings.rateTolerance.of(owed) else { return nil }
        return
            "\(money) for \(settled) of \(item.number): at the rates of \(payment.bookedOn) they are worth \(came) and "
            + "\(owed); if it is right, \(way)"
    }

    /// The discounts that were still in time when the money came, where with them, or a part of the only one, it pays the
    /// named invoices to the cent. Who says how much of an invoice is paid is taken at the word.
    private func discountsTaken(
        _ shares: [CashInstruction.Share], of entry: PaymentEntry, _ book: BookSlice
    ) throws(Misfit) -> [String: Money] {
        guard shares.allSatisfy({ $0.amount == nil }) else { return [:] }
        var candidates: [MatchCandidate] = []
        for share in shares {
            let item = try item(share.invoice, book)
            guard item.open.currency == entry.rest.currency else { return [:] }
            candidates.append(MatchCandidate(customer: item.customer, line: item.line))
        }
        let discounts = candidates.map { $0.discount(paidOn: entry.payment.bookedOn) }
        let values = zip(candidates, discounts).map { candidate, discount in
            let open = candidate.line.open.minorUnits
            return [open] + (discount.map { [open - $0.minorUnits] } ?? [])
        }
        let search = ExactSets(of: values, comingTo: entry.rest.minorUnits, mayLeaveOut: false, limit: 1)
        guard let choices = search.solutions.first else {
            let left = candidates.leftToDiscount(by: entry.rest, paidOn: entry.payment.bookedOn)
            return left.map { [$0.invoice: $0.amount] } ?? [:]
        }
        let taken = choices.filter { $0.value == 1 }
        return Dictionary(
            taken.compactMap { choice in
                discounts[choice.item].map { (candidates[choice.item].line.invoice, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    func unallocate(
        _ id: String, _ invoices: [String], _ instruction: Instruction, _ book: BookSlice
    ) throws(Misfit) -> StageOutcome {
        let entry = try payment(id, book)
        let parts = entry.parts.filter { invoices.isEmpty || invoices.contains($0.invoice) }
        let unknown = invoices.filter { name in !parts.contains { $0.invoice == name } }
        guard unknown.isEmpty else {
            throw Misfit(message: "payment \(id) does not pay \(unknown.joined(separator: ", "))")
        }
        guard let customer = entry.creditedTo ?? parts.first?.customer, !parts.isEmpty else {
            throw Misfit(message: "payment \(id) pays nothing")
        }
        let event = CashEvent.unallocated(payment: id, parts, creditedTo: customer, reason: instruction.reason)
        let changes = unclear(entry) + [.cash(event)]
        let events = changes + book.discountsLost(of: parts, after: changes)
        // Money whose row has ended, be it that a rest was left on account: somebody is to see what becomes of it now.
        let rows = entry.rest.isZero || entry.isWorkEnded ? [Self.received(entry.payment)] : []
        return .proceed(
            rows,
            recording: events + book.linesCrossed(by: events)
                + ordersNamed(by: entry.payment, PaymentFacts(entry.payment), book), state: "followed")
    }

    func takeBack(
        _ id: String, by other: String, _ instruction: Instruction, _ book: BookSlice
    ) throws(Misfit) -> StageOutcome {
        let entry = try payment(id, book)
        guard let back = book.payment(other), back.payment.amount.isNegative else {
            throw Misfit(message: "no money was taken back by \(other)")
        }
        guard back.rest == back.payment.amount else {
            throw Misfit(message: "it is known already what \(other) took back")
        }
        guard let original = ReturnOfPayment(of: entry, by: back) else {
            throw Misfit(
                message: "\(other) took back \(-back.payment.amount), payment \(id) is of \(entry.payment.amount)"
                    + (entry.refunded.isZero ? "" : ", of which \(entry.refunded) were paid back or are no customer's"))
        }
        let reason = back.payment.returnReason.flatMap { $0.isEmpty ? nil : $0 } ?? instruction.reason
        let parts = original.partsThatOpen ?? original.lastParts
        return .proceed([], recording: original.events(opening: parts, because: reason, book), state: "followed")
    }

    func credit(_ id: String, _ customer: CustomerID, _ isKnown: Bool, _ book: BookSlice) throws(Misfit) -> StageOutcome
    {
        let entry = try payment(id, book)
        guard let account = book.account(customer) else { throw Misfit(message: "there is no customer \(customer)") }
        guard account.currency == entry.rest.currency else {
            throw Misfit(
                message: "\(customer) has its account in \(account.currency), the payment is in \(entry.rest.currency)")
        }
        guard entry.creditedTo != customer else {
            throw Misfit(message: "payment \(id) is credited to \(customer) already")
        }
        var changed = [customer: account.exposure - entry.rest]
        if let before = entry.creditedTo, let other = book.account(before) {
            changed[before] = other.exposure + entry.rest
        }
        return .proceed(
            [],
            recording: unclear(entry) + [.cash(.paymentCredited(payment: id, to: customer))]
                + (isKnown ? payerLearned(entry.payment, [customer], book) : []) + linesCrossed(changed, book),
            state: "followed")
    }

    func writeOff(
        _ number: String, _ amount: Money?, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        let item = try item(number, book)
        let amount = amount ?? item.open
        guard amount.currency == item.open.currency, amount.isPositive, amount <= item.open else {
            throw Misfit(message: "\(amount) of \(number): \(item.open) are open")
        }
        try requireClaim(item)
        if let finding = unapproved(writeOff: amount, off: item, above: settings.writeOffAbove, instruction, run) {
            return .wait(Self.approval, because: [finding])
        }
        return .proceed([], recording: events(writing: amount, off: item, instruction, book, run), state: "followed")
    }

    func undoWriteOff(
        _ number: String, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        let item = try item(number, book)
        if let other = item.replacedBy { throw Misfit(message: "\(other) took the place of \(number)") }
        let parts = item.partsGivenUp
        guard !parts.isEmpty else { throw Misfit(message: "nothing of \(number) was given up") }
        let again = parts.map(\.settled).sum(in: item.open.currency)
        let events = parts.map {
            Event.cash(.writeOffUndone($0, on: run.businessDate, reason: instruction.reason))
        }
        return .proceed(
            [], recording: events + linesCrossed(exposures(after: [item.customer: again], book), book),
            state: "followed")
    }

    // MARK: Helpers

    private func payment(_ id: String, _ book: BookSlice) throws(Misfit) -> PaymentEntry {
        guard let entry = book.payment(id) else { throw Misfit(message: "there is no payment \(id)") }
        guard entry.returnedBy == nil, entry.payment.amount.isPositive else {
            throw Misfit(message: "payment \(id) was taken back")
        }
        return entry
    }

    private func item(_ number: String, _ book: BookSlice) throws(Misfit) -> OpenItem {
        guard let item = book.invoice(number) else { throw Misfit(message: "there is no invoice \(number)") }
        return item
    }
}
