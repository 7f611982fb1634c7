/// Counts how often each fingerprint came.
///
/// It is asked for each entry of a statement, so it is a plain table of numbers: a dictionary takes three times as long.
/// Few entries are alike, and only those have a count.
struct OccurrenceCounter {
    /// The fingerprints that came; 0 is an empty slot.
    private var slots = [UInt64](repeating: 0, count: 256)
    private var used = 0
    /// How often those came that came more than once, and 0, which has no slot.
    private var counts: [UInt64: Int] = [:]

    /// How often the fingerprint has come, this time included.
    mutating func count(_ fingerprint: UInt64) -> Int {
        if used * 2 >= slots.count { grow() }
        let index = index(of: fingerprint)
        guard slots[index] != fingerprint else { return countAgain(fingerprint) }
        slots[index] = fingerprint
        used += 1
        return 1
    }

    private mutating func countAgain(_ fingerprint: UInt64) -> Int {
        let count = (counts[fingerprint] ?? (fingerprint == 0 ? 0 : 1)) + 1
        counts[fingerprint] = count
        return count
    }

    private func index(of fingerprint: UInt64) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[index] != 0, slots[index] != fingerprint { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        // Large steps at first, since most statements are small.
        let size = old.count * (old.count < 1 << 16 ? 8 : 2)
        slots = [UInt64](repeating: 0, count: size)
        for fingerprint in old where fingerprint != 0 { slots[index(of: fingerprint)] = fingerprint }
    }
}
