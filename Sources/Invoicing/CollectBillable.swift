public import Documents
import Money
public import Pipeline
public import Receivables

/// Goes through the orders of customers that are billed on a schedule, and bills what was despatched since.
public struct CollectBillable: Scan {
    public static let name = "collect-billable"
    public static let summary =
        "Bills what was despatched since the last time, for customers that are billed on a schedule."
    public static let billable = Port<BillableDelivery>("billable", "What was delivered of an order, to be billed.")
    public static var ports: [PortDescription] { [billable.description] }
    public static let rank = BookKey.orderRank

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ entry: BookEntry) -> [BookKey] {
        guard case .order(let order) = entry else { return [] }
        return [.customer(order.identified.key.customer)]
    }

    public func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission] {
        guard case .order(let order) = entry,
            book.customer(order.identified.key.customer)?.billing == .scheduled
        else { return [] }
        let lines = zip(order.identified.lines, order.progress).compactMap { line, progress in
            let rest = progress.despatched - progress.invoiced
            return rest > .zero ? BillableDelivery.Line(orderLine: line.line.id, quantity: rest) : nil
        }
        guard !lines.isEmpty else { return [] }
        return [
            Self.billable(
                BillableDelivery(
                    order: order.identified.key, lines: lines, deliveredOn: occurrence.date, despatchNumber: nil))
        ]
    }
}
