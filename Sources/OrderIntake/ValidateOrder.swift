public import Documents
import Findings
public import Pipeline
public import Receivables

/// Checks that an order is sound in itself: lines, codes, dates and sums.
public struct ValidateOrder: Stage {
    public static let name = "validate-order"
    public static let summary = "Checks that an order is sound in itself: lines, codes, dates and sums."
    public static let accepted = Port<Order>("accepted", "An order that breaks no rule that matters.")
    public static let refused = WaitReason(
        "refused", "An order that contradicts itself.",
        nextAction: "Ask the buyer for a correct order; then discard this one.")
    public static let answered = Port<OrderResponse>("answered", "The answer to an order that the order desk discards.")
    public static var ports: [PortDescription] { [accepted.description, answered.description] }
    public static var waits: [WaitReason] { [refused] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    /// Whom a refusal goes to.
    public func reads(_ order: Order, _ book: BookSlice) -> [BookKey] { keys(toFindAnswerable: order, in: book) }

    public func decide(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let log = checkOrder(order, arriving: run.businessDate, maxLines: run.maxLines)
        let isDiscarded = run.intervention?.verb == .discard
        guard log.hasFatal || isDiscarded else { return .emit(Self.accepted(order)) }
        // Only of what kind it is, and not what contradicts itself, may somebody make light.
        let mayBeReleased = log.findings.allSatisfy {
            $0.severity != .fatal || $0.rule.code == Rule.orderIsDelivered.code
        }
        if mayBeReleased, run.intervention?.verb == .release { return .emit(Self.accepted(order)) }
        var wait = Wait(Self.refused, because: log.findings, next: mayBeReleased ? log.findings.remedies : nil)
        if isDiscarded {
            wait.onDiscard = refusal(of: order, because: log.findings, through: Self.answered, book, run)
        }
        return .wait(wait)
    }
}
