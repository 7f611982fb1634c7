/// The codes that a list has, in the version that it names.
final class CodeList: Sendable {
    let version: String
    private let codes: [[UInt8]]
    /// The codes by their hashes; -1 is an empty place.
    private let slots: [Int32]

    /// Makes a list of codes with white space between them.
    init(_ version: String, _ text: String) {
        self.version = version
        let codes = text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        var size = 16
        while size < codes.count * 3 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (number, code) in codes.enumerated() {
            var slot = code.withUnsafeBufferPointer(Self.hash) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(number)
        }
        self.codes = codes
        self.slots = slots
    }

    /// Makes a list of another, without some codes and with some more.
    convenience init(_ version: String, _ other: CodeList, without fewer: String, with more: String = "") {
        let fewer = Set(fewer.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
        let kept = other.codes.filter { !fewer.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        self.init(version, kept.joined(separator: " ") + " " + more)
    }

    /// Whether a text is one of the codes, to the letter.
    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var slot = Self.hash(text) & (slots.count - 1)
        while slots[slot] >= 0 {
            if codes[Int(slots[slot])].elementsEqual(text) { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    /// Whether a text is somewhere in the list, written out with a space around each code.
    func isPart(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.isEmpty || contains(text) { return true }
        let written = codes.reduce(into: [UInt8(ascii: " ")]) { $0 += $1 + [UInt8(ascii: " ")] }
        return written.indices.contains { written[$0...].starts(with: text) }
    }

    /// FNV-1a.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ hash >> 15)
    }
}
