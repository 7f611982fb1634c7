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
    public static var ports: [PortDescription] { [accepted.description] }
    public static var waits: [WaitReason] { [refused] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ order: Order, _ book: BookSlice) -> [BookKey] { [] }

    public func decide(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let log = checkOrder(order, arriving: run.businessDate, maxLines: run.maxLines)
        guard !log.hasFatal else { return .wait(Self.refused, because: log.findings) }
        return .emit(Self.accepted(order))
    }
}
