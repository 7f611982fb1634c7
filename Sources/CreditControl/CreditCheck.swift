public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Releases an order that its customer has the credit for, and reserves it; holds the others.
///
/// The reservation is made in the transaction that releases the order, so two orders never use the same room. A held
/// order is decided again whenever its customer's account or agreement changes.
public struct CreditCheck: Stage {
    public static let name = "credit-check"
    public static let summary =
        "Releases an order that its customer has the credit for, and reserves it; holds the others."
    public static let released = Port<ReleasedOrder>("released", "An order with its credit reserved.")
    public static let held = WaitReason(
        "held", "An order that its customer has no credit for.",
        nextAction: "Wait for a payment, raise the limit, or release the order with a reason and a role that may.")
    public static let answered = Port<OrderResponse>(
        "answered", "The answer to an order, or a change of one, that the credit desk discards.")
    public static var ports: [PortDescription] { [released.description, answered.description] }
    public static var waits: [WaitReason] { [held] }

    public struct Settings: StageSettings {
        let overtaking: Bool
        let overrides: [OverrideAuthority]

        public init(from reader: inout SettingsReader) {
            overtaking = reader.read(
                "overtaking", default: false,
                "Whether an order may be released while an older one of the same customer is held.")
            let texts = reader.readTexts(
                "overrides",
                "Who may release a held order, and how far the customer may come to owe beyond its limit by it: `credit-manager 5000.00 EUR`, `finance-director any`."
            )
            overrides = texts.compactMap(OverrideAuthority.init)
            for (index, text) in texts.enumerated() where OverrideAuthority(text) == nil {
                reader.refuse(
                    "overrides", element: index,
                    "'\(text)' is not a role and an amount, such as 'credit-manager 5000.00 EUR', or 'any'")
            }
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public var roles: [String: [String]] { ["overrides": settings.overrides.map(\.role)] }

    public func reads(_ order: IdentifiedOrder, _ book: BookSlice) -> [BookKey] {
        let asked = book.knows(.order(order.key)) ? book.order(order.key)?.prepayments ?? [] : []
        return [.order(order.key), .reference(normalisedReference(order.key.number))] + asked.map(BookKey.invoice)
            + CreditPosition.reads(order.key.customer, book)
            + prepayments(of: order, book).map(BookKey.payment)
    }

    public func decide(_ order: IdentifiedOrder, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard var position = CreditPosition(of: order.key.customer, book, on: run.businessDate),
            let entry = book.order(order.key)
        else { preconditionFailure("order \(order.key) is checked before it was registered") }
        guard entry.identified.contentDigest == order.contentDigest,
            entry.status == .registered || entry.status == .held
        else { return .emit(state: entry.status == .cancelled ? "cancelled" : "superseded") }

        // What a prepayment invoice asks for is owed already, and needs no room beside that.
        let amount = entry.grossToReserve
        position.leaveOut(entry.reserved)
        position.prepaid = prepaid(order, book) + paid(ofPrepaymentsFor: entry, book)
        let (customer, account) = (position.customer, position.account)
        let terms = CreditRelease(exposure: account.exposure, limit: customer.creditLimit, reserved: amount)
        if run.intervention?.verb == .discard { return refuse(order, entry, run) }
        // A change that needs no more than the order had reserved needs no new credit.
        if let own = entry.reservedBefore, amount <= own { return release(order, terms, customer, account) }
        switch decideCredit(
            for: order, reserving: amount, of: entry.grossUnbilled, in: position, mayOvertake: settings.overtaking)
        {
        case .release(let release): return self.release(order, release, customer, account)
        case .hold(let excess, let finding):
            var findings = [finding]
            if let person = run.intervention, person.verb == .release {
                let beyond = position.beyondLimit(reserving: amount, excess)
                guard let refusal = refusal(of: person.role, releasing: beyond, settings.overrides) else {
                    return release(order, overriding(terms, person, beyond), customer, account)
                }
                findings.append(refusal)
            }
            let isNews = !account.held.contains(order.key.number)
            let held = Event.orderHeld(
                order.key, exposure: account.exposure, limit: customer.creditLimit, excess: excess)
            return .wait(
                Wait(
                    Self.held, because: findings, wakeOn: wakes(of: order.key, position, book),
                    recording: isNews ? [held] : [], next: findings.remedies))
        }
    }

    /// The payments that quote the order and are not set against anything yet.
    private func prepayments(of order: IdentifiedOrder, _ book: BookSlice) -> [String] {
        let key = BookKey.reference(normalisedReference(order.key.number))
        guard book.knows(key) else { return [] }
        return book.reference(normalisedReference(order.key.number))?.payments ?? []
    }

    private func prepaid(_ order: IdentifiedOrder, _ book: BookSlice) -> Money {
        let currency = order.order.currency
        return prepayments(of: order, book).compactMap { book.payment($0) }
            .filter { $0.creditedTo == order.key.customer && $0.returnedBy == nil && $0.rest.currency == currency }
            .map(\.rest).sum(in: currency)
    }

    /// What came for its prepayment invoices, and no final invoice has taken off yet.
    private func paid(ofPrepaymentsFor entry: OrderEntry, _ book: BookSlice) -> Money {
        let open = entry.prepayments.compactMap { book.invoice($0)?.open }.filter(\.isPositive)
        let none = Money.zero(entry.prepaid.currency)
        return max(none, entry.prepaid - open.sum(in: none.currency))
    }

    /// Whatever may make room, the customer's own account and agreement, and those of its group; a revision; and a payment
    /// that is found to name the order, or pays what was asked ahead for it.
    private func wakes(of order: OrderKey, _ position: CreditPosition, _ book: BookSlice) -> [BookKey] {
        let own =
            [.order(order), .reference(normalisedReference(order.number))] + position.wakes
            + (book.order(order)?.prepayments ?? []).map(BookKey.invoice)
        guard let group = position.group else { return own }
        let members = book.account(group.head)?.members ?? []
        return own + members.map(BookKey.room)
    }

    private func overriding(_ terms: CreditRelease, _ person: Intervention, _ beyond: Money) -> CreditRelease {
        var release = terms
        release.override = CreditRelease.Override(
            actor: person.actor, role: person.role ?? "", reason: person.reason, beyond: beyond)
        return release
    }

    private func release(
        _ order: IdentifiedOrder, _ release: CreditRelease, _ customer: Customer, _ account: Account
    ) -> StageOutcome {
        let crossed = customer.lineCrossed(by: account, comingTo: release.exposure + release.reserved)
        return .proceed(
            [Self.released(ReleasedOrder(identified: order, release: release))],
            recording: [.orderReleased(order.key, release)] + (crossed.map { [$0] } ?? []), state: "released")
    }

    /// The buyer is told why, and nothing of what the customer owes. A change of an order that was released is refused
    /// alone.
    private func refuse(_ order: IdentifiedOrder, _ entry: OrderEntry, _ run: Run) -> StageOutcome {
        let reason = run.intervention?.reason ?? ""
        if let standing = entry.reinstated { return refuse(order, of: standing, because: reason, run) }
        let answer = order.rejection(
            numbered: order.responseNumber, because: reason, from: run.company.party, on: run.businessDate)
        return .proceed(
            [Self.answered(answer)],
            recording: [
                .orderRefused(order.key, reason: reason),
                .orderConfirmed(order.key, response: answer.number, answer.decision),
            ], state: "refused")
    }

    /// The order stands as it was released, and is not confirmed again.
    private func refuse(
        _ change: IdentifiedOrder, of standing: StandingOrder, because reason: String, _ run: Run
    ) -> StageOutcome {
        var answer = change.rejection(
            numbered: "\(change.responseNumber)-\(run.origin)", because: reason, from: run.company.party,
            on: run.businessDate)
        answer.subject = .change
        answer.lines = []
        let key = change.key
        let confirmed = standing.response.map { Event.orderConfirmed(key, response: $0, .accepted) }
        return .proceed(
            [Self.answered(answer)],
            recording: [
                .orderChangeRefused(key, run.origin, reason: reason),
                .orderRegistered(standing.identified, standing.origin), .orderReleased(key, standing.release),
            ] + (confirmed.map { [$0] } ?? []), state: "change-refused")
    }
}
