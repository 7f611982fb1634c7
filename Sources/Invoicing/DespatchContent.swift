import Documents
import Money
import Pipeline
import Receivables

extension DespatchAdvice {
    /// A SHA-256 of what the advice says, wherever its lines stood in the file.
    var contentDigest: [UInt8] {
        var writer = ByteWriter(omitsPlaces: true, reserving: 1024)
        encode(to: &writer)
        return Digest.sha256(writer.bytes).bytes
    }

    /// What the advice says otherwise than the one that was told under its number.
    func differences(to told: DespatchEntry, of customer: CustomerID, _ book: BookSlice) -> String {
        let (before, now) = (told.parts.map(\.order.number), orderNumbers)
        guard Set(before) == Set(now) else {
            return
                "it was for order \(before.joined(separator: ", ")), this one is for order \(now.joined(separator: ", "))"
        }
        let lines = told.parts.flatMap { part in differences(to: part, book) }
        return lines.isEmpty ? "the quantities agree, something else does not" : lines.joined(separator: "; ")
    }

    /// What the advice brings more than the one that was told under its number, line by line of the orders; nil where it
    /// is for other orders, counts in units that cannot be compared, or brings less of anything.
    func beyond(_ told: DespatchEntry, _ book: BookSlice) -> DespatchAdvice? {
        guard Set(told.parts.map(\.order.number)) == Set(orderNumbers) else { return nil }
        var more = self
        more.lines = []
        for part in told.parts {
            guard let order = book.order(part.order)?.identified, lines.allSatisfy({ isFor($0, order) }) else {
                return nil
            }
            for line in order.lines {
                let before = part.lines.filter { $0.orderLine == line.line.id }.map(\.quantity).reduce(.zero, +)
                guard let now = quantity(of: line, in: order), now >= before else { return nil }
                guard now > before else { continue }
                more.lines.append(
                    DespatchLine(
                        id: line.line.id, delivered: Quantity(now - before, line.quantity.unit),
                        orderNumber: part.order.number, orderLine: line.line.id, item: line.line.item,
                        source: source(of: line, in: order)))
            }
        }
        return more
    }

    /// Whether a line is for one of an order's, or for another order.
    private func isFor(_ line: DespatchLine, _ order: IdentifiedOrder) -> Bool {
        (line.orderNumber ?? orderNumber) != order.key.number || order.index(of: line) != nil
    }

    private func source(of ordered: IdentifiedLine, in order: IdentifiedOrder) -> SourceLine {
        lines.first { line in
            (line.orderNumber ?? orderNumber) == order.key.number
                && order.index(of: line).map { order.lines[$0].line.id } == ordered.line.id
        }?.source ?? .none
    }

    private func differences(to part: DespatchEntry.Part, _ book: BookSlice) -> [String] {
        guard let order = book.order(part.order)?.identified else { return [] }
        return order.lines.compactMap { line in
            let before = part.lines.filter { $0.orderLine == line.line.id }.map(\.quantity).reduce(.zero, +)
            let now = quantity(of: line, in: order)
            guard before != now else { return nil }
            let said = now.map { "\($0)" } ?? "another unit"
            return "line \(line.line.id) of order \(part.order.number) was \(before), this one says \(said)"
        }
    }

    /// How much of a line of an order leaves, in the item's own unit; nil where a unit is neither that nor the ordered one.
    private func quantity(of ordered: IdentifiedLine, in order: IdentifiedOrder) -> ExactDecimal? {
        var sum = ExactDecimal.zero
        for line in lines where (line.orderNumber ?? orderNumber) == order.key.number {
            guard let index = order.index(of: line), order.lines[index].line.id == ordered.line.id else { continue }
            guard let quantity = ordered.inOwnUnit(line.delivered) else { return nil }
            sum = sum + quantity
        }
        return sum
    }
}
