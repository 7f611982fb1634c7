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
            guard let order = book.order(part.order)?.identified else { return nil }
            let content = OrderContent(of: self, for: order, book)
            guard content.isKnown else { return nil }
            let told = part.quantities
            for (line, now) in zip(order.lines, content.lines) {
                let before = told[line.line.id] ?? .zero
                guard let quantity = now.quantity, quantity >= before else { return nil }
                guard quantity > before else { continue }
                more.lines.append(
                    DespatchLine(
                        id: line.line.id, delivered: Quantity(quantity - before, line.quantity.unit),
                        orderNumber: part.order.number, orderLine: line.line.id, item: line.line.item,
                        source: now.source))
            }
        }
        return more
    }

    private func differences(to part: DespatchEntry.Part, _ book: BookSlice) -> [String] {
        guard let order = book.order(part.order)?.identified else { return [] }
        let told = part.quantities
        return zip(order.lines, OrderContent(of: self, for: order, book).lines).compactMap { line, now in
            let before = told[line.line.id] ?? .zero
            guard before != now.quantity else { return nil }
            let said = now.quantity.map { "\($0)" } ?? "another unit"
            return "line \(line.line.id) of order \(part.order.number) was \(before), this one says \(said)"
        }
    }
}

extension DespatchEntry.Part {
    /// How much was told of each line of the order.
    fileprivate var quantities: [String: ExactDecimal] {
        lines.reduce(into: [:]) { $0[$1.orderLine] = ($0[$1.orderLine] ?? .zero) + $1.quantity }
    }
}

extension DespatchAdvice {
    /// The items of an order that the advice counts in a unit of which the order alone does not say what it holds.
    func itemsInOtherUnits(of order: IdentifiedOrder) -> [ItemID] {
        let places = OrderLineIndex(order)
        return lines.compactMap { line in
            guard (line.orderNumber ?? orderNumber) == order.key.number,
                let index = places.place(of: line.orderLine, for: line.item)
            else { return nil }
            return order.lines[index].inOwnUnit(line.delivered) == nil ? order.lines[index].item : nil
        }
    }
}

/// What an advice brings of an order.
private struct OrderContent {
    struct Line {
        /// In the item's own unit; nil where a unit does not convert to that, or the sum cannot be counted.
        var quantity: ExactDecimal? = .zero
        /// Where it is first told of.
        var source = SourceLine.none
    }

    /// In the order of the order's lines.
    private(set) var lines: [Line]
    /// Whether each line that is for the order is for one of its lines.
    private(set) var isKnown = true

    init(of advice: DespatchAdvice, for order: IdentifiedOrder, _ book: BookSlice) {
        lines = order.lines.map { _ in Line() }
        let places = OrderLineIndex(order)
        var isTold = order.lines.map { _ in false }
        for line in advice.lines where (line.orderNumber ?? advice.orderNumber) == order.key.number {
            guard let index = places.place(of: line.orderLine, for: line.item) else {
                isKnown = false
                continue
            }
            if !isTold[index] { lines[index].source = line.source }
            isTold[index] = true
            let quantity = order.lines[index].inOwnUnit(line.delivered, book)
            lines[index].quantity = quantity.flatMap { lines[index].quantity?.adding($0) }
        }
    }
}
