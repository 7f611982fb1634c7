import Synchronization

/// The shapes of documents that a schema has accepted.
///
/// What a schema says of a document that we write depends on its elements and attributes only: the values are dates,
/// numbers and texts that our writers cannot get wrong. So a document whose elements are those of one that was
/// accepted is accepted too, at a fraction of the cost.
public final class ShapeCache: Sendable {
    private let accepted = Mutex<Set<UInt64>>([])
    /// More shapes than this are not worth keeping.
    private static let limit = 10_000

    public init() {}

    /// Whether a document is accepted: by its shape, or else by asking.
    public func accepts(_ bytes: [UInt8], asking schema: () -> Bool) -> Bool {
        let shape = shapeHash(of: bytes)
        if accepted.withLock({ $0.contains(shape) }) { return true }
        guard schema() else { return false }
        accepted.withLock { if $0.count < Self.limit { $0.insert(shape) } }
        return true
    }
}

/// A hash over the tags of a document, without the values of attributes and the texts between the tags (FNV-1a).
func shapeHash(of bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isInTag = false
    var isInValue = false
    for byte in bytes {
        switch byte {
        case UInt8(ascii: "<"): isInTag = true
        case UInt8(ascii: "\"") where isInTag: isInValue.toggle()
        case UInt8(ascii: ">") where !isInValue: isInTag = false
        default: break
        }
        if isInTag, !isInValue { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    return hash
}
