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
        nextAction: "Wait for a payment, raise the limit, or release the order with a reason.")
    public static var ports: [PortDescription] { [released.description] }
    public static var waits: [WaitReason] { [held] }

    public struct Settings: StageSettings {
        let overtaking: Bool

        public init(from reader: inout SettingsReader) {
            overtaking = reader.read(
                "overtaking", default: false,
                "Whether an order may be released while an older one of the same customer is held.")
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ order: IdentifiedOrder, _ book: BookSlice) -> [BookKey] {
        [.customer(order.key.customer), .account(order.key.customer), .order(order.key)]
    }

    public func decide(_ order: IdentifiedOrder, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let customer = book.customer(order.key.customer), var account = book.account(order.key.customer),
            let entry = book.order(order.key)
        else { preconditionFailure("order \(order.key) is checked before it was registered") }
        guard entry.identified.contentDigest == order.contentDigest,
            entry.status == .registered || entry.status == .held
        else { return .emit(state: entry.status == .cancelled ? "cancelled" : "superseded") }

        let amount = entry.grossUnbilled
        account.reserved -= entry.reserved
        let terms = CreditRelease(exposure: account.exposure, limit: customer.creditLimit, reserved: amount)
        switch run.intervention?.verb {
        case .discard: return refuse(order, run)
        case .release: return release(order, overriding(terms, run), customer, account)
        case .retry, nil: break
        }
        // A change that needs no more than the order had reserved needs no new credit.
        if let own = entry.reservedBefore, amount <= own { return release(order, terms, customer, account) }
        switch decideCredit(
            for: order, reserving: amount, of: customer, owing: account, mayOvertake: settings.overtaking)
        {
        case .release(let release): return self.release(order, release, customer, account)
        case .hold(let excess, let finding):
            let isNews = !account.held.contains(order.key.number)
            let held = Event.orderHeld(
                order.key, exposure: account.exposure, limit: customer.creditLimit, excess: excess)
            return .wait(
                Wait(
                    Self.held, because: [finding], wakeOn: [.account(customer.id), .customer(customer.id)],
                    recording: isNews ? [held] : []))
        }
    }

    private func overriding(_ terms: CreditRelease, _ run: Run) -> CreditRelease {
        var release = terms
        release.override = run.intervention.map { CreditRelease.Override(actor: $0.actor, reason: $0.reason) }
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

    private func refuse(_ order: IdentifiedOrder, _ run: Run) -> StageOutcome {
        .emit(recording: .orderRefused(order.key, reason: run.intervention?.reason ?? ""), state: "refused")
    }
}
