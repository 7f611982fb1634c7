/// The codes that a list has, in the version that it names.
final class CodeList: Sendable {
    let version: String
    let codes: [[UInt8]]
    /// The codes by their hashes, for those who ask.
    private let table: CodeTable

    /// Makes a list of codes with white space between them.
    init(_ version: String, _ text: String) {
        self.version = version
        codes = text.words.map { Array($0.utf8) }
        table = CodeTable(codes)
    }

    /// Makes a list of another, without some codes and with some more.
    convenience init(_ version: String, _ other: CodeList, without fewer: String, with more: String = "") {
        let fewer = Set(fewer.words.map { Array($0.utf8) })
        let kept = other.codes.filter { !fewer.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        self.init(version, kept.joined(separator: " ") + " " + more)
    }

    /// Whether a text is one of the codes, to the letter.
    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool { table.contains(text) }

    /// Whether a text is somewhere in the list, written out with a space around each code.
    func isPart(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.isEmpty || contains(text) { return true }
        let written = codes.reduce(into: [UInt8(ascii: " ")]) { $0 += $1 + [UInt8(ascii: " ")] }
        return written.indices.contains { written[$0...].starts(with: text) }
    }
}

/// Codes by their hashes, in memory that is never given back: lists live as long as the program.
private struct CodeTable: @unchecked Sendable {
    private struct Slot {
        /// Where the code begins; an empty place has no length.
        var start: Int32 = 0
        var count: Int32 = 0
    }

    private let slots: UnsafeMutablePointer<Slot>
    private let text: UnsafeMutablePointer<UInt8>
    private let mask: Int

    init(_ codes: [[UInt8]]) {
        var size = 16
        while size < codes.count * 3 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: Slot(), count: size)
        text = .allocate(capacity: max(1, codes.reduce(0) { $0 + $1.count }))
        var start = 0
        for code in codes {
            (text + start).initialize(from: code, count: code.count)
            var slot = code.withUnsafeBufferPointer(Self.hash) & mask
            while slots[slot].count > 0 { slot = (slot + 1) & mask }
            slots[slot] = Slot(start: Int32(start), count: Int32(code.count))
            start += code.count
        }
    }

    func contains(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        var slot = Self.hash(wanted) & mask
        while slots[slot].count > 0 {
            if matches(slots[slot], wanted) { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    @inline(__always) private func matches(_ slot: Slot, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(slot.count) == wanted.count else { return false }
        var index = 0
        while index < wanted.count {
            if text[Int(slot.start) &+ index] != wanted[index] { return false }
            index &+= 1
        }
        return true
    }

    /// FNV-1a.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ hash >> 15)
    }
}
