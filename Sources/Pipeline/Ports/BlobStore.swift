/// A SHA-256 digest.
public struct Digest: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
        self.bytes = bytes
    }

    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// Where an original lies: a stretch of an append-only pack.
public struct BlobReference: Hashable, Sendable {
    public let pack: Int32
    public let offset: Int64
    public let length: Int32
    public let digest: Digest

    public init(pack: Int32, offset: Int64, length: Int32, digest: Digest) {
        self.pack = pack
        self.offset = offset
        self.length = length
        self.digest = digest
    }
}

/// The originals, byte for byte as they came in, kept for good.
public protocol BlobStore: Sendable {
    /// Appends the originals; when it returns they survive a power loss, the pack's directory entry included.
    func append(_ originals: [FileBytes]) throws -> [BlobReference]
    /// Throws where the bytes are missing or are no longer those of the digest.
    func read(_ reference: BlobReference) throws -> FileBytes
}

extension BlobStore {
    public func append(_ originals: [[UInt8]]) throws -> [BlobReference] { try append(originals.map(FileBytes.init)) }
}
