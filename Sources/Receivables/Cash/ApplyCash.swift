import Calendars
import Documents
import Money

extension BookSlice {
    /// Brings the book up to date with what happened to money.
    mutating func apply(_ event: CashEvent) {
        switch event {
        case .statementRecorded(let record): recordStatement(record)
        case .statementHeld(let record): hold(record)
        case .statementDropped(let record): changeBankAccount(record) { $0.release(record) }
        case .paymentReceived(let payment, _): receive(payment)
        case .paymentToldAgain(let id, let statement, let reference): tellAgain(id, statement, reference)
        case .paymentCredited(let id, let customer): credit(id, to: customer)
        case .paymentUnclear(let id, let customers, let others): suspect(id, of: customers, noLonger: others)
        case .paymentDoubted(let id, let customers): doubt(id, of: customers)
        case .paymentDoubtEnded(let id, let customers): endDoubt(id, of: customers)
        case .ordersNamed(let id, let orders):
            for order in orders { refer(normalisedReference(order.number)) { $0.payments.insert(id) } }
        case .allocated(let allocation): allocate(allocation)
        case .unallocated(let id, let parts, let customer, _, let isCarriedOver):
            unallocate(id, parts, to: customer, isCarriedOver: isCarriedOver)
        case .paymentReturned(let id, let other, let parts, _, _): takeBack(id, by: other, parts)
        case .chargesTaken(let id, let amount): spend(amount, of: id)
        case .refunded(let id, let other, let amount, _): refund(amount, of: id, by: other)
        case .paymentDisowned(let id, let amount): disown(amount, of: id)
        case .payerLearned(let name, let customer): learn(customer, as: name)
        case .writtenOff(let part, let date, _): settle(part, source: AllocationMark.writeOff, on: date)
        case .writeOffUndone(let part, _, _): reopen(part, source: AllocationMark.writeOff)
        case .netted(let netting, _): net(netting)
        case .nettingUndone(let netting, _): unnet(netting)
        case .remittanceRecorded(let entry): record(entry)
        case .remittanceMatched(let key, let payment, let customers): close(key, by: payment, customers)
        case .remittanceDropped(let key, let customers, _): close(key, by: nil, customers)
        }
    }

    private mutating func recordStatement(_ record: StatementRecord) {
        changeBankAccount(record) { $0.take(record) }
    }

    /// An account of which nothing was taken in yet is known up to the day before what waits.
    private mutating func hold(_ record: StatementRecord) {
        changeBankAccount(record) { account in
            if account.recent.isEmpty, account.held.isEmpty { account.knownUntil = record.from - 1 }
            account.hold(record)
        }
    }

    private mutating func changeBankAccount(_ record: StatementRecord, _ edit: (inout BankAccountEntry) -> Void) {
        var account = bankAccount(record.account) ?? BankAccountEntry(knownUntil: record.until)
        edit(&account)
        set(.bankAccount(record.account), .bankAccount(account))
    }

    private mutating func receive(_ payment: Payment) {
        let entry = PaymentEntry(payment: payment)
        set(.payment(payment.id), .payment(entry))
        count(entry, insteadOf: nil)
        for reference in payment.ownReferences { refer(reference) { $0.payments.insert(payment.id) } }
        for likeness in payment.likenesses {
            refer(likeness) { if $0.payments.count < PaymentEntry.mostAlike { $0.payments.insert(payment.id) } }
        }
    }

    private mutating func tellAgain(_ id: String, _ statement: StatementName, _ reference: String?) {
        var entry = known(id)
        entry.toldAgain.append(statement)
        entry.payment.bankReference = entry.payment.bankReference ?? reference
        set(.payment(id), .payment(entry))
        guard let reference, entry.payment.amount.isPositive else { return }
        refer(normalisedReference(reference)) { $0.payments.insert(id) }
    }

    private mutating func credit(_ id: String, to customer: CustomerID) {
        var entry = known(id)
        if let before = entry.creditedTo { change(before) { $0.unapplied -= entry.rest } }
        entry.creditedTo = customer
        change(customer) { $0.unapplied += entry.rest }
        set(.payment(id), .payment(entry))
    }

    private mutating func suspect(_ id: String, of customers: [CustomerID], noLonger others: [CustomerID]) {
        var entry = known(id)
        for customer in customers where !entry.mayBeOf.contains(customer) { change(customer) { $0.unclear += 1 } }
        for customer in others where entry.mayBeOf.contains(customer) { change(customer) { $0.unclear -= 1 } }
        entry.mayBeOf = customers
        set(.payment(id), .payment(entry))
    }

    private mutating func allocate(_ allocation: Allocation) {
        var entry = known(allocation.payment)
        let before = entry
        entry.matched += allocation.parts.count
        if allocation.confirmedBy != nil { entry.isMatchedByHand = true }
        if allocation.endsWork { entry.isWorkEnded = true }
        let paid = allocation.parts.map(\.paid).sum(in: entry.rest.currency)
        entry.rest -= paid
        entry.parts += allocation.parts
        if let customer = entry.creditedTo {
            precondition(customer == allocation.onAccount, "an allocation says whose money it takes")
            change(customer) { $0.unapplied -= paid }
        } else if let customer = allocation.onAccount, account(customer)?.currency == entry.rest.currency {
            entry.creditedTo = customer
            change(customer) { $0.unapplied += entry.rest }
        }
        set(.payment(allocation.payment), .payment(entry))
        count(entry, insteadOf: before)
        for part in allocation.parts { settle(part, source: allocation.payment, on: allocation.paidOn) }
    }

    private mutating func unallocate(
        _ id: String, _ parts: [AllocationPart], to customer: CustomerID, isCarriedOver: Bool
    ) {
        var entry = known(id)
        let before = entry
        if isCarriedOver {
            entry.matched -= parts.count
        } else {
            entry.isMatchedByHand = true
            entry.isWorkEnded = false
        }
        let paid = parts.map(\.paid).sum(in: entry.rest.currency)
        if let before = entry.creditedTo { change(before) { $0.unapplied -= entry.rest } }
        entry.rest += paid
        entry.remove(parts)
        // Money in another currency than the account's stays on nobody's.
        entry.creditedTo = account(customer)?.currency == entry.rest.currency ? customer : nil
        if let owner = entry.creditedTo { change(owner) { $0.unapplied += entry.rest } }
        set(.payment(id), .payment(entry))
        count(entry, insteadOf: before)
        for part in parts { reopen(part, source: id) }
    }

    private mutating func takeBack(_ id: String, by other: String, _ parts: [AllocationPart]) {
        var entry = known(id)
        if let customer = entry.creditedTo { change(customer) { $0.unapplied -= entry.rest } }
        entry.rest = .zero(entry.rest.currency)
        entry.remove(parts)
        entry.returnedBy = other
        set(.payment(id), .payment(entry))
        for part in parts { reopen(part, source: id) }
        spend(entry.payment.amount - entry.refunded, of: other)
    }

    private mutating func refund(_ amount: Money, of id: String, by other: String) {
        var entry = known(id)
        if let customer = entry.creditedTo { change(customer) { $0.unapplied -= amount } }
        entry.rest -= amount
        entry.refunded += amount
        set(.payment(id), .payment(entry))
        spend(amount, of: other)
    }

    /// So much of a payment is no customer's.
    private mutating func disown(_ amount: Money, of id: String) {
        spend(-amount, of: id)
        guard amount.isPositive else { return }
        var entry = known(id)
        entry.refunded += amount
        set(.payment(id), .payment(entry))
    }

    /// Money that went out is accounted for by so much.
    private mutating func spend(_ amount: Money, of id: String) {
        var entry = known(id)
        entry.rest += amount
        set(.payment(id), .payment(entry))
        if let customer = entry.creditedTo { change(customer) { $0.unapplied += amount } }
    }

    private mutating func learn(_ customer: CustomerID, as name: PayerName) {
        let others = customers(payingAs: name)
        guard !others.contains(customer) else { return }
        set(.payer(name), .payer((others + [customer]).sorted()))
    }

    private func known(_ payment: String) -> PaymentEntry {
        guard let entry = payment.isEmpty ? nil : self.payment(payment) else {
            preconditionFailure("payment \(payment) is changed before it was received")
        }
        return entry
    }

    // MARK: Open items

    private mutating func settle(_ part: AllocationPart, source: String, on date: BusinessDate) {
        change(invoice: part.invoice) { item in
            item.open -= part.settled
            let kind: AllocationMark.Kind = source == AllocationMark.writeOff ? .writeOff : .money
            item.allocations.append(
                AllocationMark(
                    source: source, amount: part.settled, date: date, kind: kind, residual: part.residual))
        }
        change(part.customer) { $0.receivable -= part.settled }
        refreshLine(part)
    }

    private mutating func reopen(_ part: AllocationPart, source: String) {
        change(invoice: part.invoice) { item in
            item.open += part.settled
            let mark = item.allocations.lastIndex {
                $0.source == source && $0.amount == part.settled && $0.residual == part.residual
            }
            if let mark { item.allocations.remove(at: mark) }
        }
        change(part.customer) { $0.receivable += part.settled }
        refreshLine(part)
    }

    mutating func change(invoice number: String, _ edit: (inout OpenItem) -> Void) {
        guard var item = invoice(number) else {
            preconditionFailure("invoice \(number) is settled before it was issued")
        }
        edit(&item)
        replace(item)
    }

    /// Writes what is open of an item into its customer's list.
    private mutating func refreshLine(_ part: AllocationPart) {
        guard let item = invoice(part.invoice) else { return }
        list(item)
    }

    /// Puts an item among its customer's open items, or takes it out where it is settled.
    mutating func list(_ item: OpenItem) {
        let month = Month(of: item.issueDate)
        var lines = openItems(item.customer, month)
        let wasEmpty = lines.isEmpty
        lines.removeAll { $0.invoice == item.number }
        if !item.open.isZero {
            let place = lines.firstIndex { $0.invoice > item.number } ?? lines.endIndex
            lines.insert(item.line, at: place)
        }
        set(.openItems(item.customer, month), .openItems(lines))
        guard wasEmpty != lines.isEmpty else { return }
        change(item.customer) { account in
            account.openMonths.removeAll { $0 == month }
            if !lines.isEmpty { account.openMonths = (account.openMonths + [month]).sorted() }
        }
    }
}

extension OpenItem {
    /// The item as it stands among its customer's open items.
    public var line: OpenLine {
        var line = OpenLine(invoice: number, issueDate: issueDate, dueDate: dueDate, open: open, discount: discount)
        line.discountLeft = discountLeft
        line.disputed = disputed
        line.promisedUntil = promise?.until
        line.arisenOn = arisenOn
        line.suppliedUntil = suppliedUntil
        return line
    }
}

extension PaymentEntry {
    fileprivate mutating func remove(_ others: [AllocationPart]) {
        for part in others {
            if let index = parts.firstIndex(of: part) { parts.remove(at: index) }
        }
    }
}
