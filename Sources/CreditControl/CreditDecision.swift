public import Documents
public import Findings
public import Money
public import Receivables

/// What credit control says of an order.
public enum CreditDecision: Hashable, Sendable {
    case release(CreditRelease)
    /// By how much the order would pass the limit; zero where it waits for another reason.
    case hold(excess: Money, because: Finding)
}

/// Decides whether an order fits within what a customer may owe.
///
/// An order that lands exactly on the limit is released: the limit is the most a customer may owe, not the first
/// amount that is too much. An order waits behind the customer's orders that have waited longer, so that a small one
/// does not take the room a large one waits for, unless `mayOvertake`. `amount` is what it reserves where that is not
/// the whole of it; the account is without what the order has reserved already.
public func decideCredit(
    for order: IdentifiedOrder, reserving amount: Money? = nil, of customer: Customer, owing account: Account,
    mayOvertake: Bool
) -> CreditDecision {
    let exposure = account.exposure
    let gross = amount ?? order.gross
    let nothing = Money.zero(customer.currency)
    if customer.isStopped {
        return .hold(
            excess: nothing, because: Finding(.customerIsNotStopped, "\(customer.id) is stopped", at: .document))
    }
    guard let limit = customer.creditLimit else {
        return .hold(
            excess: gross, because: Finding(.limitIsSet, "\(customer.id) has no credit limit", at: .document))
    }
    if !mayOvertake, let first = account.held.first, first != order.key.number {
        return .hold(
            excess: nothing,
            because: Finding(.turnHasCome, "order \(first) of \(customer.id) has waited longer", at: .document))
    }
    let exposureAfter = exposure + gross
    guard exposureAfter > limit else {
        return .release(CreditRelease(exposure: exposure, limit: limit, reserved: gross))
    }
    return .hold(
        excess: exposureAfter - limit,
        because: Finding(
            .exposureIsWithinLimit,
            "\(customer.id) owes \(exposure); with this order of \(gross) it would owe \(exposureAfter), the limit is \(limit)",
            at: .document))
}

extension Rule {
    public static let exposureIsWithinLimit = Rule(
        "CRD-001", "A customer owes no more than its limit.",
        remedy: "Wait for a payment, raise the limit, or release the order with a reason.")
    public static let limitIsSet = Rule(
        "CRD-002", "A customer that buys on credit has a limit.", remedy: "Set a credit limit.")
    public static let customerIsNotStopped = Rule(
        "CRD-003", "Nothing is released to a customer that is stopped.",
        remedy: "Lift the stop, or release the order with a reason.")
    public static let turnHasCome = Rule(
        "CRD-004", "Orders of a customer are released in the order they came.",
        remedy: "Deal with the order that has waited longer, or release this one with a reason.")
}

/// Every rule of this vertical, for `explain`.
public let creditRules: [Rule] = [.exposureIsWithinLimit, .limitIsSet, .customerIsNotStopped, .turnHasCome]
