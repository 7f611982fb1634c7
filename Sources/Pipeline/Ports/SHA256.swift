import COpenSSL

/// Fetched once: looking the algorithm up costs more than digesting a small document. Every OpenSSL 3 has it, and what is
/// fetched is never changed or freed, so that any thread may use it.
private nonisolated(unsafe) let method: OpaquePointer = EVP_MD_fetch(nil, "SHA256", nil)!

extension Digest {
    /// The SHA-256 of some bytes.
    public static func sha256(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { sha256($0) } }

    /// The SHA-256 of some bytes, wherever they lie.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> Digest {
        let digest = [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            let isDone = EVP_Digest(bytes.baseAddress, bytes.count, room.baseAddress, nil, method, nil)
            precondition(isDone == 1, "SHA-256 works on any bytes")
            count = 32
        }
        return Digest(bytes: digest)
    }
}
