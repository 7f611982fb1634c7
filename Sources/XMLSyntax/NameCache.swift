import CXML

/// The names of a parser's dictionary, resolved against a vocabulary once each.
///
/// libxml2 gives the same pointer for the same name, so a name is known again without looking at its letters.
struct NameCache {
    private struct Slot {
        var local: UnsafePointer<xmlChar>?
        var uri: UnsafePointer<xmlChar>?
        var name = XMLName.unknown
    }

    private var slots = [Slot](repeating: Slot(), count: 1024)
    private(set) var count = 0

    /// The name of an element; `resolve` is asked where it has not been seen before.
    mutating func name(
        _ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ resolve: () -> XMLName
    ) -> XMLName {
        var position = hash(local, uri)
        while let known = slots[position].local {
            if known == local, slots[position].uri == uri { return slots[position].name }
            position = (position + 1) & (slots.count - 1)
        }
        let name = resolve()
        // A hostile file has any number of names: those beyond half the room are resolved each time.
        if count < slots.count / 2 {
            slots[position] = Slot(local: local, uri: uri, name: name)
            count += 1
        }
        return name
    }

    private func hash(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> Int {
        let bits = UInt(bitPattern: local) &* 0x9E37_79B9_7F4A_7C15 ^ UInt(bitPattern: uri)
        return Int(truncatingIfNeeded: bits >> 20) & (slots.count - 1)
    }
}
