/// Writes values in the compact form that documents and events have at rest.
///
/// Whole numbers take as many bytes as they need (LEB128, signed ones zigzag); texts and lists carry their length
/// first. The form has no names in it: what is written first is read first.
public struct ByteWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Whether places in the source are left out: what a document says, wherever its lines stood.
    public let omitsPlaces: Bool

    public init(omitsPlaces: Bool = false, reserving capacity: Int = 4096) {
        self.omitsPlaces = omitsPlaces
        bytes.reserveCapacity(capacity)
    }

    @inlinable public mutating func write<each Value: Coded>(_ values: repeat each Value) {
        repeat (each values).encode(to: &self)
    }

    public mutating func writeByte(_ byte: UInt8) { bytes.append(byte) }

    public mutating func writeVarint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    public mutating func writeSigned(_ number: Int64) {
        writeVarint(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    public mutating func writeText(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            writeVarint(UInt64(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    public mutating func writeBytes(_ block: [UInt8]) {
        writeVarint(UInt64(block.count))
        bytes.append(contentsOf: block)
    }

    /// A text, given as its bytes.
    mutating func writeText(_ utf8: UnsafeBufferPointer<UInt8>) {
        writeVarint(UInt64(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    /// Appends what is in this form already.
    mutating func append(_ coded: some Collection<UInt8>) { bytes.append(contentsOf: coded) }
}

/// Why bytes at rest could not be read back: they were damaged, or written by a newer release.
public enum CodingFault: Error, Hashable, Sendable {
    case truncated(at: Int)
    case unknownCase(UInt64, of: String)
    case invalid(String)
    case trailingBytes(at: Int)
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
    mutating func readCount() throws(CodingFault) -> Int {
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

    public func expectEnd() throws(CodingFault) {
        guard offset == bytes.count else { throw .trailingBytes(at: offset) }
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
