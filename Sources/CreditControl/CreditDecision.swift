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
/// the whole of it, and `unbilled` what is to be paid of it, where prepayment invoices ask for a part of that; the account
/// is without what the order has reserved already.
public func decideCredit(
    for order: IdentifiedOrder, reserving amount: Money? = nil, of unbilled: Money? = nil, in position: CreditPosition,
    mayOvertake: Bool
) -> CreditDecision {
    let (customer, account) = (position.customer, position.account)
    let exposure = account.exposure
    let gross = amount ?? order.gross
    let whole = unbilled ?? gross
    let nothing = Money.zero(gross.currency)
    guard gross.currency == exposure.currency else {
        return .hold(
            excess: nothing,
            because: Finding(
                .creditIsInOneCurrency,
                "the order is in \(gross.currency), the account of \(customer.id) in \(exposure.currency)",
                at: .document))
    }
    guard !order.gross.isNegative else {
        return .hold(
            excess: nothing,
            because: Finding(
                .orderGivesNoCredit, "the order comes to \(order.gross): it would make room for others",
                at: .document))
    }
    if position.prepaid >= whole, whole.isPositive {
        return .release(CreditRelease(exposure: exposure, limit: customer.creditLimit, reserved: gross))
    }
    if customer.isStopped {
        return .hold(
            excess: nothing, because: Finding(.customerIsNotStopped, "\(customer.id) is stopped", at: .document))
    }
    if customer.credit.isPrepaid || customer.credit.proceedings != nil {
        let why =
            customer.credit.proceedings.map { "\(customer.id) is in \($0.kind.name)" } ?? "\(customer.id) pays ahead"
        return .hold(
            excess: whole - position.prepaid,
            because: Finding(.orderIsPrepaid, "\(why): \(position.prepaid) of \(whole) has come", at: .document))
    }
    guard let limit = customer.creditLimit, limit.currency == gross.currency else {
        return .hold(
            excess: gross, because: Finding(.limitIsSet, "\(customer.id) has no credit limit", at: .document))
    }
    if !mayOvertake, let first = account.held.first, first != order.key.number {
        return .hold(
            excess: nothing,
            because: Finding(.turnHasCome, "order \(first) of \(customer.id) has waited longer", at: .document))
    }
    if let hold = holdBySubLimit(gross, position) { return hold }
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

/// Holds an order that a component of the exposure, or the group, has no room for.
private func holdBySubLimit(_ gross: Money, _ position: CreditPosition) -> CreditDecision? {
    let (terms, account) = (position.customer.credit, position.account)
    let nothing = Money.zero(gross.currency)
    func hold(_ rule: Rule, _ text: String, _ excess: Money) -> CreditDecision {
        .hold(excess: excess, because: Finding(rule, "\(position.customer.id): " + text, at: .document))
    }
    if let limit = terms.overdueLimit, limit.currency == position.overdue.currency, position.overdue > limit {
        return hold(.overdueIsWithinLimit, "\(position.overdue) are overdue, at most \(limit) may be", nothing)
    }
    if let days = terms.overdueDays, position.oldestOverdueDays > days {
        return hold(
            .overdueIsWithinLimit, "the oldest is \(position.oldestOverdueDays) days overdue, at most \(days)", nothing)
    }
    if let limit = terms.ordersLimit, limit.currency == gross.currency, account.reserved + gross > limit {
        let after = account.reserved + gross
        return hold(
            .ordersAreWithinLimit, "orders of \(after) would be under way, the limit is \(limit)", after - limit)
    }
    if let group = position.group, group.limit.currency == gross.currency, group.exposure + gross > group.limit {
        let after = group.exposure + gross
        return hold(
            .groupIsWithinLimit, "the group of \(group.head) would owe \(after), its limit is \(group.limit)",
            after - group.limit)
    }
    return nil
}

/// The same for a customer without sub-limits, group or prepayment.
public func decideCredit(
    for order: IdentifiedOrder, reserving amount: Money? = nil, of customer: Customer, owing account: Account,
    mayOvertake: Bool
) -> CreditDecision {
    decideCredit(for: order, reserving: amount, in: CreditPosition(customer, account), mayOvertake: mayOvertake)
}

extension Rule {
    public static let ordersAreWithinLimit = Rule(
        "CRD-005", "The orders of a customer that are under way keep their own limit.",
        remedy: "Bill what is despatched, raise the limit, or release the order with a reason.")
    public static let overdueIsWithinLimit = Rule(
        "CRD-006", "A customer is overdue by no more, and no longer, than is agreed.",
        remedy: "Wait for a payment, or release the order with a reason.")
    public static let groupIsWithinLimit = Rule(
        "CRD-007", "The customers of a group owe no more together than their limit.",
        remedy: "Wait for a payment of any of them, raise the limit of the group, or release the order with a reason.")
    public static let orderIsPrepaid = Rule(
        "CRD-008", "An order of a customer that pays ahead is paid before it is released.",
        remedy: "Wait for a payment that quotes the order, or release the order with a reason.")
    public static let creditInstructionFits = Rule(
        "CRD-009", "An instruction about credit is about a customer of ours, and its dates and amounts can be.",
        remedy: "Correct it and give it again.")
    public static let limitIsApproved = Rule(
        "CRD-010", "A limit above the threshold is approved by somebody else than who asks for it.",
        remedy: "Have somebody else release it with a reason, or discard it.")
    public static let creditIsReviewed = Rule(
        "CRD-011", "A customer's limit and terms are looked at again on their day.",
        remedy: "Set a new day with `quittance agree CUSTOMER --review DATE --reason WHY`.")
    public static let creditIsInOneCurrency = Rule(
        "CRD-013", "Orders, limits and groups of a customer are in the currency of its account.",
        remedy: "Give the amount in that currency, or record another customer for the other currency.")
    public static let claimIsOfOneSide = Rule(
        "CRD-026",
        "An invoice to a customer in proceedings bills what was supplied before the judgment, or what was supplied since.",
        remedy:
            "Credit it with `quittance dispute resolve DISPUTE --how re-bill --reason WHY`, and bill the two parts apart with `quittance delivered`."
    )
    public static let claimIsDeclared = Rule(
        "CRD-012", "A claim against a customer in proceedings is declared within two months of their publication.",
        remedy: "Declare it to the court's agent; then release with a reason.")
    public static let identifierIsSound = Rule(
        "CUS-001", "The identifiers of a customer have sound check digits.",
        remedy: "Correct them and give the application again.")
    public static let customerIsNew = Rule(
        "CUS-002", "A company is a customer once.",
        remedy: "Compare the two; release with a reason where they are two companies.")
    public static let customerNumberIsFree = Rule(
        "CUS-014", "An application is for a number that no customer has.",
        remedy: "Agree other terms with `quittance agree`, or give it again under another number.")
    public static let factsAreSound = Rule(
        "CUS-004", "The limits of an application are zero or more, and its dates have come.",
        remedy: "Correct them and give the application again.")
    public static let creditIsDeserved = Rule(
        "CUS-003", "Credit is given by a score that the policy explains.",
        remedy: "Read the reasons; agree other terms with `quittance agree`.")

    public static let orderGivesNoCredit = Rule(
        "CRD-016", "An order comes to nothing or more.",
        remedy: "Ask the buyer for a correct order; then discard this one.")
    public static let overrideIsAllowed = Rule(
        "CRD-015", "A held order is released by somebody in a role that may go so far beyond the limit.",
        remedy: "Name a role with `--role`, have somebody release it whose role goes further, or raise the limit.")
    public static let exposureIsWithinLimit = Rule(
        "CRD-001", "A customer owes no more than its limit.",
        remedy: "Wait for a payment, raise the limit, or release the order with a reason.")
    public static let limitIsSet = Rule(
        "CRD-002", "A customer that buys on credit has a limit.", remedy: "Set a credit limit.")
    public static let customerIsNotStopped = Rule(
        "CRD-003", "Nothing is released on credit to a customer that is stopped.",
        remedy: "Lift the stop, or release the order with a reason.")
    public static let turnHasCome = Rule(
        "CRD-004", "Orders of a customer are released in the order they came.",
        remedy:
            "Deal with the order that has waited longer, or release this one with `--reason` and, where `overrides` asks for one, `--role`."
    )
}

/// Every rule of this vertical, for `explain`.
public let creditRules: [Rule] = [
    .exposureIsWithinLimit, .limitIsSet, .customerIsNotStopped, .turnHasCome, .ordersAreWithinLimit,
    .overdueIsWithinLimit,
    .groupIsWithinLimit, .orderIsPrepaid, .creditInstructionFits, .limitIsApproved, .creditIsReviewed, .claimIsDeclared,
    .creditIsInOneCurrency, .identifierIsSound, .creditLineIsKept, .customerIsNew, .creditIsDeserved, .factsAreSound,
    .overrideIsAllowed, .orderGivesNoCredit, .claimIsOfOneSide, .customerNumberIsFree,
]
