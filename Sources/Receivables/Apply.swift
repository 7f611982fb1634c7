import Documents
import Money

extension Event {
    /// The entries of the book that applying the event reads or changes.
    ///
    /// A stage's own reads cover them in the runner; a rebuild asks here.
    public var touches: [BookKey] {
        switch self {
        case .customerRecorded(let customer):
            [.customer(customer.id), .account(customer.id)] + customer.party.allIdentifiers.map(BookKey.party)
                + customer.payerNames.map(BookKey.payer) + (customer.credit.group.map { [.account($0)] } ?? [])
        case .itemRecorded(let item):
            [.item(item.id)] + (item.gtin.map { [.itemAlias(.gtin($0))] } ?? [])
        case .pricesRecorded(let agreement):
            [.prices(agreement.customer, agreement.item)] + (agreement.alias.map { [.itemAlias($0)] } ?? [])
        case .partnerRecorded(let agreement):
            [.partner(agreement.partner)] + agreement.identifiers.map(BookKey.party)
        case .orderRegistered(let order, _): [.order(order.key), .account(order.key.customer)]
        case .orderHeld(let key, _, _, _):
            [.order(key), .account(key.customer), .reference(normalisedReference(key.number))]
        case .orderCancelled(let key, _), .orderReleased(let key, _), .orderRefused(let key, _),
            .orderConfirmed(let key, _, _):
            [.order(key), .account(key.customer)]
        case .creditLineCrossed(let customer, _, _, _, _): [.account(customer)]
        case .goodsDespatched(let key, _, let advice, _, _):
            [.order(key), .despatch(DespatchKey(customer: key.customer, number: advice.number))]
        case .invoiceStatusRecorded(let status, _):
            [.invoice(status.invoice), SentDocument.invoice(status.invoice).key]
        case .cash(let event): event.touches
        case .dunning(let event): event.touches
        case .books: [.books]
        case .interchange(let event): event.touches
        case .waitingOrder(let event): [.waitingOrder(event.key)]
        case .cases(let event): event.touches
        case .billing(let event): event.touches
        case .customerAssessed: []
        case .delivered(let key, _, _, _, _, _), .deliveryDied(let key, _, _, _):
            SentDocument(rendered: key).map { [$0.key] } ?? []
        case .deliveryDiscarded(let document, _, _, _), .leftWithoutDelivery(let document, _, _): [document.key]
        case .resendRecognised, .orderChangeRefused, .documentWaited, .documentRemarked, .documentInstructed,
            .documentDiscarded, .documentPoisoned, .endpointPaused, .endpointResumed, .occurrenceReached:
            []
        }
    }
}

extension PriceAgreement {
    /// The customer's own number for the item, as another name of it.
    var alias: ItemAlias? {
        guard let customer, let buyerItemID else { return nil }
        return .customer(customer, buyerItemID)
    }
}

extension BookSlice {
    /// Brings the book up to date with an event. The runner and a rebuild use this one function.
    public mutating func apply(_ event: Event) {
        switch event {
        case .customerRecorded(let customer): record(customer)
        case .itemRecorded(let item): record(item)
        case .pricesRecorded(let agreement): record(agreement)
        case .partnerRecorded(let agreement): record(agreement)
        case .orderRegistered(let order, let origin): register(order, origin)
        case .orderCancelled(let key, _): close(key, as: .cancelled)
        case .orderRefused(let key, _): close(key, as: .refused)
        case .orderHeld(let key, _, _, _): hold(key)
        case .orderReleased(let key, let release): self.release(key, release)
        case .orderConfirmed(let key, let response, _): change(key) { $0.response = response }
        case .creditLineCrossed(let customer, _, let level, _, _):
            change(customer) { account in
                account.level = level
                account.crossings += 1
            }
        case .goodsDespatched(let key, let origin, let advice, let lines, let day):
            change(key) { order in
                order.departures.append(Departure(on: day, lines))
                for line in lines { order.advance(line.orderLine) { $0.despatched = $0.despatched + line.quantity } }
            }
            record(advice, of: key, origin, lines)
        case .invoiceStatusRecorded(let status, let origin): record(status, origin)
        case .cash(let event): apply(event)
        case .dunning(let event): apply(event)
        case .books(let event): apply(event)
        case .interchange(let event): apply(event)
        case .waitingOrder(let event): apply(event)
        case .cases(let event): apply(event)
        case .billing(let event): apply(event)
        case .customerAssessed: break
        case .delivered(let key, _, _, _, _, let goesOn):
            deliver(SentDocument(rendered: key), goesOn ? .awaited : .delivered)
        case .deliveryDied(let key, _, let reason, _):
            deliver(SentDocument(rendered: key), .dead(reason: reason))
        case .deliveryDiscarded(let document, _, _, let reason): deliver(document, .discarded(reason: reason))
        case .leftWithoutDelivery(let document, _, _): deliver(document, .elsewhere)
        case .resendRecognised, .orderChangeRefused, .documentWaited, .documentRemarked, .documentInstructed,
            .documentDiscarded, .documentPoisoned, .endpointPaused, .endpointResumed, .occurrenceReached:
            break
        }
    }

    /// An advice for several orders is told order by order, and what a replacement adds comes to what there was.
    private mutating func record(
        _ advice: DespatchName, of order: OrderKey, _ origin: DocumentOrigin, _ lines: [BilledLine]
    ) {
        let key = DespatchKey(customer: order.customer, number: advice.number)
        var entry = DespatchEntry(origin: origin, contentDigest: advice.contentDigest)
        entry.parts = despatch(key)?.parts ?? []
        if let index = entry.parts.firstIndex(where: { $0.order == order }) {
            entry.parts[index].lines += lines
        } else {
            entry.parts.append(DespatchEntry.Part(order: order, lines: lines))
        }
        set(.despatch(key), .despatch(entry))
    }

    private mutating func record(_ customer: Customer) {
        set(.customer(customer.id), .customer(customer))
        if account(customer.id) == nil {
            set(.account(customer.id), .account(Account(currency: customer.currency)))
        }
        if let head = customer.credit.group, account(head) != nil { change(head) { $0.members.insert(customer.id) } }
        for identifier in customer.party.allIdentifiers {
            let others = customers(knownAs: identifier)
            guard !others.contains(customer.id) else { continue }
            set(.party(identifier), .party((others + [customer.id]).sorted()))
        }
        for name in customer.payerNames {
            let others = customers(payingAs: name)
            guard !others.contains(customer.id) else { continue }
            set(.payer(name), .payer((others + [customer.id]).sorted()))
        }
    }

    private mutating func record(_ item: Item) {
        set(.item(item.id), .item(item))
        if let gtin = item.gtin { name(item.id, as: .gtin(gtin)) }
    }

    private mutating func record(_ agreement: PriceAgreement) {
        let known = prices(agreement.customer, agreement.item)
        set(.prices(agreement.customer, agreement.item), .prices(known?.adding(agreement) ?? agreement))
        if let alias = agreement.alias { name(agreement.item, as: alias) }
    }

    private mutating func name(_ item: ItemID, as alias: ItemAlias) {
        let others = items(knownAs: alias)
        guard !others.contains(item) else { return }
        set(.itemAlias(alias), .itemAlias((others + [item]).sorted()))
    }

    private mutating func register(_ order: IdentifiedOrder, _ origin: DocumentOrigin) {
        var entry = OrderEntry(identified: order, origin: origin)
        if let earlier = self.order(order.key) { entry.follow(earlier) }
        replace(entry)
    }

    private mutating func release(_ key: OrderKey, _ release: CreditRelease) {
        change(key.customer) { account in account.held.removeAll { $0 == key.number } }
        guard var entry = order(key) else { preconditionFailure("order \(key) is released before it was registered") }
        entry.status = entry.isFullyInvoiced ? .invoiced : .released
        entry.release = release
        entry.reservedBefore = nil
        entry.standing = nil
        // An order that comes to less than nothing gives no room to others.
        entry.reserved = max(release.reserved, .zero(release.reserved.currency))
        replace(entry)
    }

    /// What it waits for may be a payment, whose payer quotes it.
    private mutating func hold(_ key: OrderKey) {
        refer(normalisedReference(key.number)) { $0.orders.insert(key) }
        change(key) { order in
            order.status = .held
            order.reservedBefore = nil
        }
        guard account(key.customer)?.held.contains(key.number) == false else { return }
        change(key.customer) { $0.held.append(key.number) }
    }

    private mutating func close(_ key: OrderKey, as status: OrderStatus) {
        guard var entry = order(key) else { preconditionFailure("order \(key) is closed before it was registered") }
        if account(key.customer)?.held.contains(key.number) == true {
            change(key.customer) { account in account.held.removeAll { $0 == key.number } }
        }
        entry.status = status
        entry.reserved = entry.grossReserved
        entry.standing = nil
        replace(entry)
    }

    /// Puts an order in its place, and moves its customer's reservations by what it reserves more or less.
    mutating func replace(_ entry: OrderEntry) {
        let key = entry.identified.key
        let before = order(key)
        let reserved = before?.reserved ?? .zero(entry.reserved.currency)
        set(.order(key), .order(entry))
        let (surplus, surplusBefore) = (entry.surplus, before?.surplus ?? .zero(entry.reserved.currency))
        guard entry.reserved != reserved || entry.status != before?.status || surplus != surplusBefore else { return }
        change(key.customer) { account in
            account.reserved += entry.reserved - reserved
            if surplus != surplusBefore { account.note(surplus, of: entry) }
            account.count(entry, insteadOf: before)
        }
    }

    mutating func refer(_ text: String, _ edit: (inout ReferenceEntry) -> Void) {
        let before = reference(text) ?? ReferenceEntry()
        var after = before
        edit(&after)
        if after != before { set(.reference(text), .reference(after)) }
    }

    mutating func change(_ key: OrderKey, _ edit: (inout OrderEntry) -> Void) {
        guard var entry = order(key) else { preconditionFailure("order \(key) is changed before it was registered") }
        let before = entry
        edit(&entry)
        set(.order(key), .order(entry))
        if entry.status != before.status { change(key.customer) { $0.count(entry, insteadOf: before) } }
    }

    mutating func change(_ id: CustomerID, _ edit: (inout Account) -> Void) {
        guard var entry = account(id) else { preconditionFailure("account \(id) is changed before it was opened") }
        edit(&entry)
        set(.account(id), .account(entry))
    }
}

extension Account {
    /// Counts an order at its status.
    fileprivate mutating func count(_ order: OrderEntry, insteadOf before: OrderEntry?) {
        if let before { self[before.status] -= 1 }
        self[order.status] += 1
    }
}

extension OrderEntry {
    /// The order once these lines, which were billed, are to be billed anew.
    public func unbilled(_ lines: [BilledLine]) -> OrderEntry {
        var order = self
        for line in lines { order.advance(line.orderLine) { $0.invoiced = $0.invoiced - line.quantity } }
        order.status = .released
        order.reserved = order.grossReserved
        return order
    }

    /// Takes back that something left which was billed wrongly, and is billed no more: it can still leave, or be changed.
    mutating func takeBack(_ lines: [BilledLine]) {
        for line in lines {
            advance(line.orderLine) { progress in
                progress.despatched = min(
                    progress.despatched, max(progress.despatched - line.quantity, progress.invoiced))
            }
        }
    }

    /// The order once these lines are billed: what is left is what it still reserves.
    public func billed(_ lines: [BilledLine]) -> OrderEntry {
        var order = self
        for line in lines { order.advance(line.orderLine) { $0.invoiced = $0.invoiced + line.quantity } }
        if order.status == .released, order.isFullyInvoiced { order.status = .invoiced }
        order.reserved = order.grossReserved
        return order
    }

    /// Takes over from the version before what has happened to the order already.
    mutating func follow(_ earlier: OrderEntry) {
        progress = identified.lines.map { line in
            zip(earlier.identified.lines, earlier.progress).first { $0.0.line.id == line.line.id }?.1 ?? LineProgress()
        }
        departures = earlier.departures
        invoices = earlier.invoices
        superseded = earlier.superseded + [earlier.identified.contentDigest]
        prepayments = earlier.prepayments
        prepaid = earlier.prepaid
        if earlier.status == .released { reservedBefore = earlier.reserved }
        standing = earlier.released ?? earlier.standing
        reserved = grossReserved
    }

    private var released: StandingOrder? {
        guard status == .released, let release else { return nil }
        return StandingOrder(identified: identified, origin: origin, release: release, response: response)
    }

    /// The version that stands where the current one is refused, as one more version, and its release for what is not
    /// billed of it by now.
    public var reinstated: StandingOrder? {
        guard var standing else { return nil }
        standing.identified.revision = identified.revision + 1
        var entry = OrderEntry(identified: standing.identified, origin: standing.origin)
        entry.follow(self)
        standing.release.reserved = entry.grossToReserve
        return standing
    }

    fileprivate mutating func advance(_ line: String, _ edit: (inout LineProgress) -> Void) {
        guard let index = identified.lines.indices.first(where: { identified.lines[$0].line.id == line }) else {
            preconditionFailure("order \(identified.key) has no line \(line)")
        }
        edit(&progress[index])
    }
}

extension Array where Element: Comparable {
    /// Adds what is not there yet, in order.
    mutating func insert(_ element: Element) {
        guard !contains(element) else { return }
        insert(element, at: firstIndex { $0 > element } ?? endIndex)
    }
}

extension Invoice {
    /// What a payer may quote for it, in the form of `normalisedReference`.
    var paymentReferences: [String] {
        let own = normalisedReference(number)
        let quoted = payment?.reference.map { normalisedReference($0) }
        return [own] + (quoted.flatMap { $0 == own || $0.isEmpty ? nil : [$0] } ?? [])
    }
}

extension Customer {
    /// The names it may pay under.
    var payerNames: [PayerName] {
        let names = [party.name, party.tradingName].compactMap { $0.flatMap(PayerName.name) }
        return names.count == 2 && names[0] == names[1] ? [names[0]] : names
    }
}
