import Calendars
import Documents
import Money
import Pipeline
import Receivables

extension Report {
    /// How much of the money that came in was set against invoices without anybody's help, a month a row.
    static func straightThrough(_ events: [RecordedEvent], on date: BusinessDate) -> Report {
        var report = Report(
            name: "straight-through", asOf: date,
            definition: """
                payments: received in the month; automatic: matched by rules; byHand: allocated by a person; open: not matched \
                yet. invoiceRate: of the invoices that payments were set against, how many by rules, in percent. A payment \
                that was taken off an invoice again counts as by hand.
                """,
            columns: [
                Column("month", "month"), Column("payments", "payments"), Column("automatic", "automatic"),
                Column("byHand", "by hand"), Column("open", "open"), Column("invoices", "invoices"),
                Column("invoicesAutomatic", "automatic"), Column("invoiceRate", "invoice rate %"),
            ])
        let fates = PaymentFates(events, on: date)
        var whole = PaymentFates.Count()
        for (month, count) in fates.months.sorted(by: { $0.key < $1.key }) {
            report.rows.append([.text("\(month)")] + count.cells)
            whole.add(count)
        }
        for (column, cell) in zip(report.columns.dropFirst(), whole.cells) { report.total(column.name, cell) }
        return report
    }
}

/// What became of each payment.
private struct PaymentFates {
    struct Count {
        var payments = 0
        var automatic = 0
        var byHand = 0
        var invoices = 0
        var invoicesAutomatic = 0

        mutating func add(_ other: Count) {
            payments += other.payments
            automatic += other.automatic
            byHand += other.byHand
            invoices += other.invoices
            invoicesAutomatic += other.invoicesAutomatic
        }

        var cells: [Report.Cell] {
            let rate = ExactDecimal(Int128(invoicesAutomatic) * 100, over: Int128(invoices), scale: 1)
            return [
                .whole(payments), .whole(automatic), .whole(byHand), .whole(payments - automatic - byHand),
                .whole(invoices),
                .whole(invoicesAutomatic), .decimal(rate),
            ]
        }
    }

    private struct Fate {
        var month: Month
        var parts = 0
        var isByHand = false
    }

    let months: [Month: Count]

    init(_ events: [RecordedEvent], on date: BusinessDate) {
        var fates: [String: Fate] = [:]
        for event in events where event.effectiveOn <= date {
            guard case .cash(let cash) = event.event else { continue }
            switch cash {
            case .paymentReceived(let payment) where payment.amount.isPositive:
                fates[payment.id] = Fate(month: Month(of: payment.bookedOn))
            case .allocated(let allocation):
                fates[allocation.payment]?.parts += allocation.parts.count
                if allocation.confirmedBy != nil { fates[allocation.payment]?.isByHand = true }
            case .unallocated(let payment, let parts, _, _, isCarriedOver: true):
                fates[payment]?.parts -= parts.count
            case .unallocated(let payment, _, _, _, _): fates[payment]?.isByHand = true
            default: break
            }
        }
        var months: [Month: Count] = [:]
        for fate in fates.values {
            var count = Count(payments: 1, invoices: fate.parts)
            if fate.parts > 0 || fate.isByHand {
                count.automatic = fate.isByHand ? 0 : 1
                count.byHand = fate.isByHand ? 1 : 0
                count.invoicesAutomatic = fate.isByHand ? 0 : fate.parts
            }
            months[fate.month, default: Count()].add(count)
        }
        self.months = months
    }
}
