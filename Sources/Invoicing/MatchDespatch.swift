import Documents
import Findings
import Money
import Receivables

/// Finds the order lines that the lines of an advice are for, and checks that they are still outstanding.
func match(
    _ advice: DespatchAdvice, numbered number: String, to order: OrderEntry, in book: BookSlice,
    _ log: inout FindingLog
) -> [BilledLine] {
    var despatched: [String: ExactDecimal] = [:]
    var matched: [BilledLine] = []
    let places = OrderLineIndex(order.identified)
    for line in advice.lines where (line.orderNumber ?? advice.orderNumber) == number && !line.delivered.value.isZero {
        guard let index = places.place(of: line.orderLine, for: line.item) else {
            let meant = line.orderLine.map { "line \($0) of order \(number), of which no single line has that number" }
            log.report(
                .despatchLineIsOrdered, "line \(line.id) is for \(meant ?? "no line of order \(number)")",
                at: line.source.place)
            continue
        }
        let ordered = order.identified.lines[index]
        guard !ordered.isForOther(than: line.item) else {
            log.report(
                .despatchedItemIsOrdered,
                "line \(line.id) brings \(line.item.names), line \(ordered.line.id) of order \(number) is for \(ordered.item)",
                at: line.source.place)
            continue
        }
        guard let quantity = ordered.inOwnUnit(line.delivered, book) else {
            log.report(
                .despatchUnitIsKnown,
                "line \(line.id) counts in \(line.delivered.unit), ordered were \(ordered.line.quantity.unit)",
                at: line.source.place)
            continue
        }
        guard quantity > .zero else {
            log.report(
                .despatchIsWithinOrder, "line \(line.id) delivers \(line.delivered), which is less than nothing",
                at: line.source.place)
            continue
        }
        let before = despatched[ordered.line.id] ?? order.progress[index].despatched
        guard let after = before.adding(quantity) else {
            log.report(
                .despatchIsWithinOrder,
                "line \(line.id) delivers \(line.delivered) beside \(before): more than can be counted",
                at: line.source.place)
            continue
        }
        despatched[ordered.line.id] = after
        if after > ordered.quantity.value {
            log.report(
                .despatchIsWithinOrder,
                "line \(line.id) brings order line \(ordered.line.id) to \(after), ordered were \(ordered.quantity)",
                at: line.source.place)
            continue
        }
        matched.append(BilledLine(orderLine: ordered.line.id, quantity: quantity))
    }
    if matched.isEmpty, !log.hasFatal {
        log.report(.despatchLineIsOrdered, "nothing is despatched of order \(number)", at: .document)
    }
    return matched
}

extension ItemReference {
    /// The numbers it goes by.
    fileprivate var names: String {
        let names = [sellerID, standardID?.value, buyerID].compactMap(\.self)
        return names.isEmpty ? name : names.joined(separator: ", ")
    }
}

extension IdentifiedLine {
    /// Whether the numbers of an item contradict the line: one can be compared, and none agrees.
    fileprivate func isForOther(than item: ItemReference) -> Bool {
        let own = line.item
        let seller = item.sellerID.map { $0 == self.item.text || $0 == own.sellerID }
        let standard = item.standardID.flatMap { said in own.standardID.map { $0.value == said.value } }
        let buyer = item.buyerID.flatMap { said in own.buyerID.map { $0 == said } }
        let agreements = [seller, standard, buyer].compactMap(\.self)
        return !agreements.isEmpty && !agreements.contains(true)
    }

    /// A despatched quantity in the item's own unit; nil where its unit is neither that, nor the ordered one, nor one
    /// that our books convert.
    func inOwnUnit(_ despatched: Quantity, _ book: BookSlice) -> ExactDecimal? {
        if let quantity = inOwnUnit(despatched) { return quantity }
        let units = book.knows(.item(item)) ? book.item(item)?.otherUnits ?? [] : []
        guard let unit = units.first(where: { $0.code.isSameUnit(as: despatched.unit) }) else { return nil }
        return despatched.value.multiplied(by: unit.factor)
    }

    /// The same, by what the order alone says.
    func inOwnUnit(_ despatched: Quantity) -> ExactDecimal? {
        if quantity.unit.isSameUnit(as: despatched.unit) { return despatched.value }
        guard line.quantity.unit.isSameUnit(as: despatched.unit), line.quantity.value > .zero else { return nil }
        if despatched.value == line.quantity.value { return quantity.value }
        // despatched × own ÷ ordered, where that is exact, however the numbers are written.
        return despatched.value.normalised.multiplied(by: quantity.value.normalised)?.divided(by: line.quantity.value)
    }
}

extension ExactDecimal {
    /// The quotient, with no more places than it needs; nil where it does not come out.
    fileprivate func divided(by divisor: ExactDecimal) -> ExactDecimal? {
        var numerator = Int128(units)
        var denominator = Int128(divisor.units)
        for _ in 0..<divisor.scale { numerator *= 10 }
        for _ in 0..<scale { denominator *= 10 }
        for places in 0...Self.maximumScale {
            if numerator % denominator == 0 {
                return Int64(exactly: numerator / denominator).map { ExactDecimal(units: $0, scale: places) }
            }
            let (next, overflow) = numerator.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            numerator = next
        }
        return nil
    }
}
