import COpenSSL
import Pipeline

/// Fetched once: looking the algorithm up costs more than digesting a small document.
private nonisolated(unsafe) let sha256: OpaquePointer = EVP_MD_fetch(nil, "SHA256", nil)!

/// Takes SHA-256 digests, one after the other.
struct DigestMaker: ~Copyable {
    private let context: OpaquePointer

    init() {
        context = EVP_MD_CTX_new()!
        begin()
    }

    deinit { EVP_MD_CTX_free(context) }

    mutating func digest(of bytes: FileBytes) -> Digest {
        bytes.withBytes { add(UnsafeRawBufferPointer($0)) }
        return finish()
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "SHA-256 works on any bytes")
    }

    /// The digest of all that was added, and a new beginning.
    mutating func finish() -> Digest {
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1, "SHA-256 always ends")
            count = 32
        }
        begin()
        return Digest(bytes: bytes)
    }

    private func begin() {
        precondition(EVP_DigestInit_ex2(context, sha256, nil) == 1, "OpenSSL has SHA-256")
    }
}
