/// Writes values in the compact form that documents and events have at rest.
///
/// Whole numbers take as many bytes as they need (LEB128, signed ones zigzag); texts and lists carry their length
/// first. The form has no names in it: what is written first is read first.
///
/// It cannot be copied, so that its memory is its own and a byte is written without asking who else holds it.
public struct ByteWriter: ~Copyable {
    private var room: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Whether the room is given back at the end, or belongs to somebody else.
    private var isOwned = true
    private var count = 0
    /// Whether places in the source are left out: what a document says, wherever its lines stood.
    public let omitsPlaces: Bool

    public init(omitsPlaces: Bool = false, reserving capacity: Int = 4096) {
        self.omitsPlaces = omitsPlaces
        self.capacity = capacity
        room = .allocate(capacity: capacity)
    }

    /// Writes into memory that is lent, and into its own once that is full.
    init(within lent: UnsafeMutableBufferPointer<UInt8>) {
        omitsPlaces = false
        capacity = lent.count
        room = lent.baseAddress!
        isOwned = false
    }

    deinit { if isOwned { room.deallocate() } }

    public var bytes: [UInt8] { Array(written) }

    /// What was written; good until the next write.
    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: room, count: count) }

    public mutating func writeByte(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        room[count] = byte
        count &+= 1
    }

    /// Ten times seven bits hold any number.
    private static let longestVarint = 10

    public mutating func writeVarint(_ number: UInt64) {
        if capacity &- count < Self.longestVarint { grow(by: Self.longestVarint) }
        var rest = number
        var end = count
        while rest >= 0x80 {
            room[end] = UInt8(truncatingIfNeeded: rest) | 0x80
            end &+= 1
            rest >>= 7
        }
        room[end] = UInt8(rest)
        count = end &+ 1
    }

    public mutating func writeSigned(_ number: Int64) {
        writeVarint(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    public mutating func writeText(_ text: String) {
        var text = text
        text.withUTF8 { writeText($0) }
    }

    public mutating func writeBytes(_ block: [UInt8]) { block.withUnsafeBufferPointer { writeText($0) } }

    /// A text, given as its bytes.
    mutating func writeText(_ utf8: UnsafeBufferPointer<UInt8>) {
        writeVarint(UInt64(utf8.count))
        append(utf8)
    }

    /// Appends what is in this form already.
    mutating func append(_ coded: UnsafeBufferPointer<UInt8>) {
        guard let start = coded.baseAddress else { return }
        if capacity &- count < coded.count { grow(by: coded.count) }
        (room + count).update(from: start, count: coded.count)
        count &+= coded.count
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let larger = max(capacity * 2, count + more, 64)
        let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        next.update(from: room, count: count)
        if isOwned { room.deallocate() }
        (room, capacity, isOwned) = (next, larger, true)
    }
}

/// Why bytes at rest could not be read back: they were damaged, or written by a newer release.
public enum CodingFault: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated(at: Int)
    case unknownCase(UInt64, of: String)
    case invalid(String)
    case trailingBytes(at: Int)

    public var description: String {
        switch self {
        case .truncated(let offset): "it breaks off at byte \(offset)"
        case .unknownCase(let number, let type): "\(type) has no form \(number)"
        case .invalid(let reason): reason
        case .trailingBytes(let offset): "it goes on after its end, at byte \(offset)"
        }
    }
}

/// Reads what `ByteWriter` wrote.
public struct ByteReader: Sendable {
    let bytes: [UInt8]
    public private(set) var offset = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    @inlinable public mutating func read<Value: Coded>() throws(CodingFault) -> Value { try Value(from: &self) }

    public mutating func readByte() throws(CodingFault) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(at: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    public mutating func readVarint() throws(CodingFault) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            guard shift < 64 else { throw .invalid("a number is longer than 64 bits") }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    public mutating func readSigned() throws(CodingFault) -> Int64 {
        let number = try readVarint()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// A length that the bytes left can hold.
    @usableFromInline mutating func readCount() throws(CodingFault) -> Int {
        let count = try readVarint()
        guard count <= UInt64(bytes.count - offset) else { throw .truncated(at: offset) }
        return Int(count)
    }

    public mutating func readText() throws(CodingFault) -> String {
        let count = try readCount()
        defer { offset += count }
        return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    }

    public mutating func readBytes() throws(CodingFault) -> [UInt8] {
        let count = try readCount()
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    /// Whether nothing is left: a form that came to have more at its end reads what was written before it had.
    public var isAtEnd: Bool { offset == bytes.count }

    public func expectEnd() throws(CodingFault) {
        guard offset == bytes.count else { throw .trailingBytes(at: offset) }
    }
}

extension ByteWriter {
    /// What a form came to have at its end: where there is nothing, it stays as it was before it had that.
    public mutating func writeLast<Value: Coded>(_ value: Value?) {
        if let value { value.encode(to: &self) }
    }
}

extension ByteReader {
    /// What a form came to have at its end; nil where it was written without.
    public mutating func readLast<Value: Coded>() throws(CodingFault) -> Value? {
        isAtEnd ? nil : try Value(from: &self)
    }
}

/// A value with a form at rest.
public protocol Coded: Sendable {
    func encode(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(CodingFault)
}

extension Coded {
    public var coded: [UInt8] {
        var writer = ByteWriter()
        encode(to: &writer)
        return writer.bytes
    }

    /// The value that makes up the whole of the bytes.
    public init(coded bytes: [UInt8]) throws(CodingFault) {
        var reader = ByteReader(bytes)
        self = try Self(from: &reader)
        try reader.expectEnd()
    }
}
