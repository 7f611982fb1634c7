public import Documents

/// The number of a despatch advice, and what tells its content from that of another one under the same number.
public struct DespatchName: Hashable, Sendable {
    public var number: String
    /// A SHA-256 of what the advice says.
    public var contentDigest: [UInt8]

    public init(number: String, contentDigest: [UInt8]) {
        self.number = number
        self.contentDigest = contentDigest
    }
}

extension DespatchName: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number)
        writer.writeBytes(contentDigest)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), contentDigest: try reader.readBytes())
    }
}
