/// The bytes of a file: in memory, or, of a large one, where they lie on the disk.
///
/// A file on the disk is mapped: the system reads its pages when they are looked at, and takes them away again when it
/// needs the room. So it must be one that nobody else can change or cut.
public final class FileBytes: @unchecked Sendable {
    private enum Storage {
        case array([UInt8])
        case mapped(UnsafeBufferPointer<UInt8>, release: () -> Void)
    }

    private let storage: Storage

    public init(_ bytes: [UInt8]) { storage = .array(bytes) }

    /// - Parameter release: called once nobody has the bytes any more.
    public init(mapped bytes: UnsafeBufferPointer<UInt8>, release: @escaping () -> Void) {
        storage = .mapped(bytes, release: release)
    }

    deinit { if case .mapped(_, let release) = storage { release() } }

    public var count: Int { withBytes(\.count) }

    /// A copy of all of them.
    public var array: [UInt8] { if case .array(let bytes) = storage { bytes } else { withBytes(Array.init) } }

    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch storage {
        case .array(let bytes): try bytes.withUnsafeBufferPointer(body)
        case .mapped(let bytes, _): try body(bytes)
        }
    }

    /// The first of them, in memory.
    public func prefix(_ count: Int) -> ArraySlice<UInt8> { withBytes { Array($0.prefix(count))[...] } }
}
