import Documents
import Money

extension X12Writer {
    /// 856: the shipment, the orders in it, the items of each.
    mutating func despatchAdvice(_ advice: DespatchAdvice, at time: String) {
        beginSet("856")
        segment("BSN", advice.function == .replacement ? "05" : "00", advice.number, advice.issueDate.x12, time)
        segment("HL", "1", nil, "S")
        if let date = advice.despatchDate { segment("DTM", "011", date.x12) }
        if let date = advice.deliveryDate { segment("DTM", "017", date.x12) }
        party("SF", advice.supplier)
        var recipient = advice.recipient
        recipient.address = advice.deliveryAddress ?? recipient.address
        party("ST", recipient)
        if let buyer = advice.buyer { party("BY", buyer) }
        let levels = orders(of: advice)
        segment("CTT", "\(levels)")
        endSet()
    }

    /// Writes the orders in the sequence in which they come first, and gives how many levels there are.
    private mutating func orders(of advice: DespatchAdvice) -> Int {
        var numbers: [String] = []
        for line in advice.lines {
            let number = line.orderNumber ?? advice.orderNumber ?? ""
            if !numbers.contains(number) { numbers.append(number) }
        }
        var level = 1
        for number in numbers {
            level += 1
            let order = level
            segment("HL", "\(order)", "1", "O")
            if !number.isEmpty { segment("PRF", number) }
            for line in advice.lines where (line.orderNumber ?? advice.orderNumber ?? "") == number {
                level += 1
                item(line, level: level, under: order)
            }
        }
        return level
    }

    private mutating func item(_ line: DespatchLine, level: Int, under order: Int) {
        segment("HL", "\(level)", "\(order)", "I")
        let pairs = line.item.x12Pairs
        if !pairs.isEmpty { segment("LIN", [line.orderLine] + pairs) }
        let unit = x12Unit(line.delivered.unit)
        segment("SN1", pairs.isEmpty ? line.orderLine : nil, line.delivered.value.description, unit)
        description(line.item, in: line.delivered.unit)
    }
}
