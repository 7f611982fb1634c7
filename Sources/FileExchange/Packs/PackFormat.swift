import Pipeline

/// What stands before each original in a pack: a magic number, the length and the digest.
struct RecordHeader: Equatable {
    static let size = 40
    static let magic: [UInt8] = Array("QPK1".utf8)

    let length: Int32
    let digest: Digest

    init(length: Int32, digest: Digest) {
        self.length = length
        self.digest = digest
    }

    /// Nil where the bytes are no header.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.size, bytes.starts(with: Self.magic) else { return nil }
        let length = UInt32(littleEndian: bytes[4..<8])
        guard length <= Int32.max else { return nil }
        self.init(length: Int32(length), digest: Digest(bytes: Array(bytes[8..<40])))
    }

    func append(to bytes: inout [UInt8]) {
        bytes += Self.magic
        bytes.append(littleEndian: UInt32(length))
        bytes += digest.bytes
    }
}

/// What stands behind each batch of originals: where the batch began.
///
/// A batch is made durable as one before anything names it. So a pack that ends with a mark, behind records that are
/// whole from the place it names, holds nothing torn; and finding that out costs one batch and not one pack.
struct BatchMark: Equatable {
    static let size = 16
    static let magic: [UInt8] = Array("QPE1".utf8)

    let count: UInt32
    let start: Int64

    init(count: UInt32, start: Int64) {
        self.count = count
        self.start = start
    }

    /// Nil where the bytes are no mark.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.size, bytes.starts(with: Self.magic) else { return nil }
        count = UInt32(littleEndian: bytes[4..<8])
        guard let start = Int64(exactly: UInt64(littleEndian: bytes[8..<16])) else { return nil }
        self.start = start
    }

    func append(to bytes: inout [UInt8]) {
        bytes += Self.magic
        bytes.append(littleEndian: count)
        bytes.append(littleEndian: UInt64(start))
    }
}

/// The names of packs: `pack-000001.qpk` and on.
enum PackName {
    static func of(_ number: Int32) -> String {
        let digits = String(number)
        return "pack-" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + ".qpk"
    }

    /// Nil where the file is no pack.
    static func number(of name: FileName) -> Int32? {
        let text = String(decoding: name.bytes, as: UTF8.self)
        guard let number = Int32(text.dropFirst(5).dropLast(4)), number > 0, of(number) == text else { return nil }
        return number
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    fileprivate init(littleEndian bytes: ArraySlice<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | Self($1) }
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
