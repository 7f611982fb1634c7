public import Money

extension OrderLine {
    /// Notes what the line consists of, as a sub-line says it: `Consists of 2 C62 Probe (9520417130608).`
    public mutating func noteSubLine(of quantity: Quantity?, _ item: ItemReference) {
        let id = item.standardID?.value ?? item.sellerID ?? item.buyerID
        let parts = [quantity?.description, item.name.isEmpty ? nil : item.name, id.map { "(\($0))" }]
        let text = "Consists of " + parts.compactMap(\.self).joined(separator: " ") + "."
        note = note.map { "\($0) \(text)" } ?? text
    }
}
