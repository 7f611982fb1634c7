import Documents
import Findings
import Money
import Receivables

extension Invoice {
    /// Whether nothing on it is within the scope of VAT.
    var isOutsideScope: Bool { !vatBreakdown.isEmpty && vatBreakdown.allSatisfy { $0.vat.category == .outsideScope } }

    /// Leaves out the VAT numbers (BT-31, BT-48, BT-63) where nothing is within the scope of VAT, since they may not stand
    /// there (BR-O-02 to BR-O-04). Who the seller is, its register number says (BT-30), and its tax number (BT-32).
    var withoutVATNumbersOutsideScope: Invoice {
        guard isOutsideScope else { return self }
        var invoice = self
        invoice.seller.vatNumber = nil
        invoice.buyer.vatNumber = nil
        invoice.taxRepresentative = nil
        return invoice
    }
}

extension InvoiceIssue {
    /// What is outside the scope of VAT (O) on an invoice that is not wholly so: nil where there is nothing, or nothing else.
    func standingBesideOutsideScope(_ book: BookSlice) -> Finding? {
        let positions = invoice.lines.indices
        let outside = positions.filter { invoice.lines[$0].vat.category == .outsideScope }
        guard let first = outside.first, outside.count < positions.count else { return nil }
        let billed = billedLines(book)
        let places = outside.prefix(10).map { position in
            billed[position].map { "line \($0.line.line.id) of order \($0.order.number)" }
                ?? "line \(invoice.lines[position].id)"
        }
        let named = places.joined(separator: ", ") + (outside.count > places.count ? " and others" : "")
        return Finding(
            .outsideScopeStandsApart,
            "\(named): the VAT category (BT-151) is O, that of the other lines is not (BR-O-11, BR-O-12)",
            at: billed[first]?.line.line.source.place ?? .document)
    }

    /// How the two sorts are billed apart, as commands; nil where the lines of the orders are not known.
    var wayToBillOutsideScopeApart: String? {
        wayToBillApart(invoice.lines.map { $0.vat.category == .outsideScope ? 1 : 0 }, "what is outside the scope")
    }

    /// The same for lines of several sorts: 0 for what stays together, then 1, 2, … for what goes by itself.
    func wayToBillApart(_ sorts: [Int], _ name: String) -> String? {
        let billed = parts.flatMap { part in part.lines.map { (order: part.order, line: $0) } }
        guard billed.count == sorts.count else { return nil }
        let groups = Dictionary(grouping: zip(sorts, billed), by: \.0)
        let apart = groups.keys.filter { $0 > 0 }.sorted().map { deliveries(of: groups[$0, default: []].map(\.1)) }
        guard parts.count == 1, parts[0].despatch == nil else {
            // Of what was put aside, what was billed by itself is not billed again with the rest.
            return
                "Bill \(name) by itself: \(apart.joined(separator: ", ")); then retry this one, which bills the rest."
        }
        let others = deliveries(of: groups[0, default: []].map(\.1))
        let count = apart.count == 1 ? "two" : "\(apart.count + 1)"
        return "Bill the \(count) sorts apart: \(apart.joined(separator: ", ")) and \(others); then discard this one."
    }

    /// The commands that bill some lines, order by order.
    private func deliveries(of billed: [(order: OrderKey, line: BilledLine)]) -> String {
        let orders = Set(billed.map(\.order)).sorted()
        let commands = orders.prefix(10).map { order in
            let lines = billed.filter { $0.order == order }.map(\.line)
            let sums = Dictionary(lines.map { ($0.orderLine, $0.quantity) }, uniquingKeysWith: { $0 + $1 })
            var ids: [String] = []
            for line in lines where !ids.contains(line.orderLine) { ids.append(line.orderLine) }
            let named = ids.map { "\($0)=\(sums[$0] ?? .zero)" }.joined(separator: " --line ")
            return "`quittance delivered \(order.customer) \(order.number) --line \(named) --reason WHY`"
        }
        let rest = orders.count > commands.count ? " and so on for \(orders.count - commands.count) more orders" : ""
        return commands.joined(separator: ", ") + rest
    }

    /// The line of an order that each line of the invoice bills; nil where that is not known.
    func billedLines(_ book: BookSlice) -> [(order: OrderKey, line: IdentifiedLine)?] {
        let billed = parts.flatMap { part -> [(order: OrderKey, line: IdentifiedLine)?] in
            let ordered = book.order(part.order)?.identified.lines ?? []
            let places = Dictionary(
                zip(ordered.map(\.line.id), ordered.indices), uniquingKeysWith: { first, _ in first })
            return part.lines.map { line in places[line.orderLine].map { (part.order, ordered[$0]) } }
        }
        return invoice.lines.indices.map { billed.indices.contains($0) ? billed[$0] : nil }
    }
}
