import Documents
import Findings
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
        let places = outside.prefix(10).map { position in
            billedLine(at: position, book).map { "line \($0.line.line.id) of order \($0.order.number)" }
                ?? "line \(invoice.lines[position].id)"
        }
        let named = places.joined(separator: ", ") + (outside.count > places.count ? " and others" : "")
        return Finding(
            .outsideScopeStandsApart,
            "\(named): the VAT category (BT-151) is O, that of the other lines is not (BR-O-11, BR-O-12)",
            at: billedLine(at: first, book)?.line.line.source.place ?? .document)
    }

    /// How the two sorts are billed apart, as commands; nil where it is not for one order.
    var wayToBillOutsideScopeApart: String? {
        guard let order, parts.count == 1, parts[0].lines.count == invoice.lines.count else { return nil }
        let sorts = Dictionary(grouping: zip(invoice.lines, parts[0].lines)) { $0.0.vat.category == .outsideScope }
        let commands = [true, false].compactMap { sorts[$0] }.map { lines in
            let named = lines.map { "--line \($1.orderLine)=\($1.quantity)" }.joined(separator: " ")
            return "`quittance delivered \(order.customer) \(order.number) \(named)`"
        }
        return "Bill the two sorts apart: \(commands.joined(separator: " and ")); then discard this one."
    }

    /// The line of an order that a line of the invoice bills, by its position; nil where that is not known.
    func billedLine(at position: Int, _ book: BookSlice) -> (order: OrderKey, line: IdentifiedLine)? {
        let billed = parts.flatMap { part in part.lines.map { (part.order, $0.orderLine) } }
        guard billed.indices.contains(position), let entry = book.order(billed[position].0) else { return nil }
        return entry.identified.lines.first { $0.line.id == billed[position].1 }.map { (billed[position].0, $0) }
    }
}
