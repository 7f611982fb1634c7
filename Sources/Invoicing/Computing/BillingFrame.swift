import Documents

/// The frame that a French invoice is part of (BT-23, BR-FR-08): goods, services or both, and what is special about it.
enum BillingFrame {
    /// `B1`, `S1` or `M1`; nil for a seller elsewhere, where the process has no such meaning.
    static func ordinary(of lines: some Sequence<IdentifiedLine>, from seller: Party) -> String? {
        guard seller.address?.country == "FR" else { return nil }
        let natures = Set(lines.map(\.isService))
        return natures.count > 1 ? "M1" : natures.contains(true) ? "S1" : "B1"
    }

    /// The same of several invoices that become one.
    static func common(_ processes: [String?]) -> String? {
        let known = Set(processes.compactMap(\.self))
        guard known.count > 1, let first = known.min() else { return known.first }
        let letters = Set(known.map { $0.prefix(1) })
        return letters.count > 1 ? "M" + first.dropFirst() : first
    }

    /// What is credited is no final invoice, whatever it was taken off: `B4` becomes `B1`.
    static func ofCredit(_ process: String?) -> String? {
        process.map { $0.utf8.count == 2 ? $0.prefix(1) + "1" : $0 }
    }
}
