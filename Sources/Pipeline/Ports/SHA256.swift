import COpenSSL

extension Digest {
    /// The SHA-256 of some bytes.
    public static func sha256(_ bytes: [UInt8]) -> Digest {
        var digest = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeBufferPointer { _ = SHA256($0.baseAddress, $0.count, &digest) }
        return Digest(bytes: digest)
    }
}
