public import Calendars
public import Documents
public import Money

extension Customer {
    /// Where a customer stands on the ladder of its credit with an exposure.
    ///
    /// The limit is the most a customer may owe, not the first amount that is too much; the watch line is the first
    /// amount that is watched.
    public func creditLevel(at exposure: Money) -> CreditLevel {
        if isStopped { return .stop }
        guard let creditLimit, creditLimit.currency == exposure.currency else {
            return exposure.isPositive ? .hold : .ok
        }
        if exposure > creditLimit { return .hold }
        let isWatched = Int128(exposure.minorUnits) * 100 >= Int128(creditLimit.minorUnits) * Int128(watchPercent)
        return isWatched && exposure.isPositive ? .watch : .ok
    }

    /// The alert that is due when an account comes to an exposure, in either direction; nil where no line is crossed.
    public func lineCrossed(by account: Account, comingTo exposure: Money) -> Event? {
        let level = creditLevel(at: exposure)
        guard level != account.level else { return nil }
        return .creditLineCrossed(id, from: account.level, to: level, exposure: exposure, limit: creditLimit)
    }

    /// The customer as it is agreed now, and the line of its credit that its account crosses by that.
    public func recorded(with account: Account?) -> [Event] {
        let crossed = account.flatMap { lineCrossed(by: $0, comingTo: $0.exposure) }
        return [.customerRecorded(self)] + (crossed.map { [$0] } ?? [])
    }
}

extension BookSlice {
    /// The book as it stands after some events.
    public func applying(_ events: [Event]) -> BookSlice {
        var book = self
        for event in events {
            book.load(event.touches, [:])
            book.apply(event)
        }
        return book
    }

    /// The lines that customers cross by events that are to be recorded together, seen from where all of them lead.
    public func linesCrossed(by events: [Event]) -> [Event] {
        let after = applying(events)
        let keys = Set(events.flatMap(\.touches).filter { $0.kind == .account })
        return keys.sorted().compactMap { key in
            let id = CustomerID(key.text)
            guard knows(.customer(id)), knows(key), let before = account(id) else { return nil }
            return after.account(id).flatMap { customer(id)?.lineCrossed(by: before, comingTo: $0.exposure) }
        }
    }

    /// What is to be told of an event that was applied: that a customer crossed a line of its credit.
    public func alert(for event: Event, on date: BusinessDate) -> CreditAlert? {
        guard case .creditLineCrossed(let id, let from, let to, let exposure, let limit) = event,
            let account = account(id)
        else {
            return nil
        }
        let name = knows(.customer(id)) ? customer(id)?.party.name : nil
        return CreditAlert(
            customer: id, count: account.crossings, name: name ?? "", from: from.name, to: to.name, isWorse: to > from,
            exposure: exposure, limit: limit, date: date)
    }
}
