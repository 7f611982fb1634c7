/// The known name that a mistyped one was most likely meant to be, if any is near.
///
/// Near is up to a third of the longer name in letters left out, added, changed or swapped with their neighbour;
/// upper and lower case count as the same. Of names equally near, the first is taken.
public func nearestName(to name: String, in known: some Sequence<String>) -> String? {
    let typed = lowercasedBytes(of: name)
    guard typed.count <= longestName else { return nil }
    var nearest: (name: String, distance: Int)?
    for candidate in known {
        let letters = lowercasedBytes(of: candidate)
        guard letters.count <= longestName else { continue }
        let limit = min((max(typed.count, letters.count) + 1) / 3, (nearest?.distance ?? .max) - 1)
        guard limit >= 0, abs(typed.count - letters.count) <= limit else { continue }
        let distance = editDistance(from: typed, to: letters)
        if distance <= limit { nearest = (candidate, distance) }
    }
    return nearest?.name
}

/// Nobody types longer names, but a hostile file may hold them.
private let longestName = 64

private func lowercasedBytes(of name: String) -> [UInt8] {
    name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}

/// The Damerau-Levenshtein distance that edits no letter twice.
private func editDistance(from a: [UInt8], to b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        row.reserveCapacity(b.count + 1)
        for j in b.indices {
            let change = last[j] + (a[i] == b[j] ? 0 : 1)
            var distance = min(change, last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
            row.append(distance)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
