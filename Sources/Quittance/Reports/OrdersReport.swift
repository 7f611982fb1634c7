import Calendars
import Documents
import Money
import Pipeline
import Receivables

extension Report {
    /// The orders that are not finished, and what a team starts its day with.
    static func orders(_ book: BookView, work: [Work], standings: [DocumentOrigin: Standing], all: Bool) -> Report {
        var report = Report(
            name: "orders", asOf: book.date,
            definition:
                "toProcess: an order that waits for somebody; held: for want of credit; pending: released and not billed in full; urgent: any of these that is wanted within two days, or overdue.",
            columns: [
                Column("order", "order"), Column("customer", "customer"), Column("name", "name"),
                Column("ordered", "ordered"), Column("wanted", "wanted"), Column("status", "status"),
                Column("currency", "currency"), Column("gross", "gross"), Column("reserved", "reserved"),
                Column("urgent", "urgent"),
            ])
        let sorted = book.orders.sorted { $0.identified.key < $1.identified.key }
        for order in sorted where all || !order.status.isFinished {
            let identified = order.identified
            report.add(
                .text(identified.key.number), .text(identified.key.customer.text),
                .text(book.name(of: identified.key.customer)), .date(identified.order.issueDate),
                .date(identified.order.wantedOn), .text(order.status.name), .text(identified.order.currency.code),
                .amount(identified.gross), .amount(order.reserved),
                .text(isUrgent(identified.order, order.status, on: book.date) ? "urgent" : ""))
        }
        let waiting = work.filter { $0.state == .waiting && standings[$0.origin]?.kind == "order" }
        report.total("toProcess", .whole(waiting.count { $0.reason != "held" }))
        report.total("held", .whole(book.orders(at: .held)))
        report.total("pending", .whole(book.orders(at: .registered) + book.orders(at: .released)))
        report.total("urgent", .whole(urgentCount(book, waiting)))
        for status in OrderStatus.allCases {
            report.total(status.name, .whole(book.orders(at: status)))
        }
        return report
    }

    private static func urgentCount(_ book: BookView, _ waiting: [Work]) -> Int {
        let known = book.orders.count { isUrgent($0.identified.order, $0.status, on: book.date) }
        let unknown = waiting.count { work in
            guard case .document(.order(let order)) = work.subject else { return false }
            return isUrgent(order, .registered, on: book.date)
        }
        return known + unknown
    }

    /// Wanted within two days or earlier, and not finished.
    private static func isUrgent(_ order: Order, _ status: OrderStatus, on date: BusinessDate) -> Bool {
        guard !status.isFinished, let wanted = order.wantedOn else { return false }
        return wanted <= date + 2
    }
}

extension BookView {
    /// How many orders stand at a status.
    fileprivate func orders(at status: OrderStatus) -> Int { accounts.values.reduce(0) { $0 + $1[status] } }
}

extension OrderStatus {
    fileprivate var isFinished: Bool { self == .invoiced || self == .cancelled || self == .refused }
}

extension Order {
    /// The last day of the delivery that the buyer asks for.
    fileprivate var wantedOn: BusinessDate? { requestedDelivery?.end ?? requestedDelivery?.start }
}
