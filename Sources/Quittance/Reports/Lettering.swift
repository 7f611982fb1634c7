import Calendars
import Receivables

/// Which lines of the customers' accounts settle one another (lettrage), as far as the books were told up to a day.
///
/// Invoices and credit notes that are set against one another stand together, with the payments and write-offs that settle
/// them; they bear a letter once nothing of them is open. The letter counts like the entry that came last of theirs, so it
/// stays the same whenever the books of closed days are written.
struct Lettering {
    struct Letter: Hashable {
        var code: String
        var date: BusinessDate
    }

    private var letters: [String: Letter] = [:]

    /// - Parameters:
    ///   - entries: all entries up to the day, with their final numbers.
    ///   - items: all invoices and credit notes, as they stood on the day.
    init(of entries: [JournalEntry], _ items: [OpenItem]) {
        let latest = lastEntries(by: entries)
        for group in groups(of: items) where group.allSatisfy(\.open.isZero) {
            guard let last = group.compactMap({ latest[$0.number] }).max(by: { $0.number < $1.number }) else {
                continue
            }
            let days = group.flatMap { $0.allocations.map(\.date) }
            let letter = Letter(code: code(last.number), date: days.reduce(last.date, max))
            for item in group { letters[item.number] = letter }
        }
    }

    /// The letter of a line; nil where what it is about is open.
    subscript(line: Posting) -> Letter? { line.item.flatMap { letters[$0] } }
}

/// The last entry that each item has a line in.
private func lastEntries(by entries: [JournalEntry]) -> [String: JournalEntry] {
    var last: [String: JournalEntry] = [:]
    for entry in entries {
        for item in entry.lines.compactMap(\.item) where (last[item]?.number ?? 0) < entry.number { last[item] = entry }
    }
    return last
}

/// The items that are set against one another, directly or by others.
private func groups(of items: [OpenItem]) -> [[OpenItem]] {
    let known = Dictionary(items.map { ($0.number, $0) }) { first, _ in first }
    var neighbours: [String: Set<String>] = [:]
    for item in items {
        for mark in item.allocations where mark.kind == .credit && known[mark.source] != nil {
            neighbours[item.number, default: []].insert(mark.source)
            neighbours[mark.source, default: []].insert(item.number)
        }
    }
    var seen: Set<String> = []
    return items.compactMap { item in
        guard seen.insert(item.number).inserted else { return nil }
        var group = [item.number]
        var next = 0
        while next < group.count {
            group += (neighbours[group[next]] ?? []).filter { seen.insert($0).inserted }
            next += 1
        }
        return group.compactMap { known[$0] }
    }
}

/// A number from 1 in letters: A to Z, then AA.
private func code(_ number: Int) -> String {
    var letters: [UInt8] = []
    var rest = number
    while rest > 0 {
        letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
        rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
}
