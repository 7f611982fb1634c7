import Calendars
public import Money

extension OrderLine {
    /// Notes what the line consists of, as a sub-line says it: `Consists of 2 C62 Probe (9520417130608).`
    public mutating func noteSubLine(of quantity: Quantity?, _ item: ItemReference) {
        let id = item.standardID?.value ?? item.sellerID ?? item.buyerID
        let parts = [quantity?.description, item.name.isEmpty ? nil : item.name, id.map { "(\($0))" }]
        add("Consists of " + parts.compactMap(\.self).joined(separator: " ") + ".")
    }

    /// Notes that a part of the line is to be delivered to a place, or on a day, of its own.
    public mutating func noteDelivery(of quantity: Quantity?, to place: String?, on period: Period?) {
        let days = period.map { period in
            [period.start, period.end == period.start ? nil : period.end].compactMap { $0?.description }
                .joined(separator: " to ")
        }
        let parts = [quantity?.description, place.map { "to \($0)" }, days.map { "on \($0)" }]
        add("Deliver " + parts.compactMap(\.self).joined(separator: " ") + ".")
    }

    private mutating func add(_ text: String) { note = note.map { "\($0) \(text)" } ?? text }
}
