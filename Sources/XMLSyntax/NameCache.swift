import CXML

/// The names of a parser's dictionary, resolved against a vocabulary once each.
///
/// libxml2 gives the same pointer for the same name, so a name is known again without looking at its letters.
final class NameCache {
    private struct Slot: BitwiseCopyable {
        var local: UnsafePointer<xmlChar>?
        var uri: UnsafePointer<xmlChar>?
        var name = XMLName.unknown
    }

    private static let size = 1024
    @exclusivity(unchecked) private var slots = GrowingBuffer<Slot>(capacity: NameCache.size)
    @exclusivity(unchecked) private(set) var count = 0

    init() { for _ in 0..<Self.size { slots.append(Slot()) } }

    /// The name of an element that was seen before.
    func known(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> XMLName? {
        let slot = slots[position(of: local, uri)]
        return slot.local == nil ? nil : slot.name
    }

    /// Keeps a name; a hostile file has any number of them, and those beyond half the room are not kept.
    func keep(_ name: XMLName, of local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) {
        guard count < Self.size / 2 else { return }
        slots.base[position(of: local, uri)] = Slot(local: local, uri: uri, name: name)
        count += 1
    }

    /// Where a name stands, or would stand.
    private func position(of local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> Int {
        var position = hash(local, uri)
        while let known = slots[position].local, known != local || slots[position].uri != uri {
            position = (position + 1) & (Self.size - 1)
        }
        return position
    }

    private func hash(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> Int {
        let bits = UInt(bitPattern: local) &* 0x9E37_79B9_7F4A_7C15 ^ UInt(bitPattern: uri)
        return Int(truncatingIfNeeded: bits >> 20) & (Self.size - 1)
    }
}
