/// Counts how often each fingerprint came.
///
/// It is asked for each entry of a statement, so it is a plain table of numbers: a dictionary takes three times as long.
struct OccurrenceCounter {
    private struct Slot: BitwiseCopyable {
        var fingerprint: UInt64
        /// 0 for an empty slot.
        var count: UInt32
    }

    private var slots = [Slot](repeating: Slot(fingerprint: 0, count: 0), count: 256)
    private var used = 0

    /// How often the fingerprint has come, this time included.
    mutating func count(_ fingerprint: UInt64) -> Int {
        if used * 2 >= slots.count { grow() }
        let index = index(of: fingerprint)
        if slots[index].count == 0 {
            slots[index].fingerprint = fingerprint
            used += 1
        }
        slots[index].count += 1
        return Int(slots[index].count)
    }

    private func index(of fingerprint: UInt64) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[index].count > 0, slots[index].fingerprint != fingerprint { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        // Large steps at first, since most statements are small.
        let size = old.count * (old.count < 1 << 16 ? 8 : 2)
        slots = [Slot](repeating: Slot(fingerprint: 0, count: 0), count: size)
        for slot in old where slot.count > 0 { slots[index(of: slot.fingerprint)] = slot }
    }
}
