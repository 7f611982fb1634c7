/// A text of a bank entry: a String, or the bytes that one would be made of.
///
/// Statements have millions of entries. A format that writes them from the bytes of the file makes no String for them.
public protocol BankText: Coded, Hashable {
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension String: BankText {
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var copy = self
        return copy.withUTF8(body)
    }
}

/// A text as bytes of UTF-8 that somebody else keeps; good as long as they do.
public struct RawText: BankText, BitwiseCopyable {
    @usableFromInline let start: UnsafePointer<UInt8>
    @usableFromInline let count: Int

    /// Nil for no bytes.
    @inlinable public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return nil }
        self.start = start
        count = bytes.count
    }

    @inlinable public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(bytes) }

    @inlinable public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    public static func == (a: RawText, b: RawText) -> Bool { a.bytes.elementsEqual(b.bytes) }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }

    public func encode(to writer: inout ByteWriter) { writer.writeText(bytes) }
    public init(from reader: inout ByteReader) throws(CodingFault) { throw .invalid("bytes are read back as a text") }
}

// It only reads, and whoever keeps the bytes changes none of them.
extension RawText: @unchecked Sendable {}
