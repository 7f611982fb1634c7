import COpenSSL

/// The SHA-256 of a request's body.
struct BodyDigest: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= 32, "a SHA-256 digest has 32 bytes")
        func word(_ index: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// 64 hexadecimal digits; nil for anything else.
    init?(hex: some Collection<UInt8>) {
        guard hex.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in hex {
            guard let value = hexValue(digit) else { return nil }
            if let upper = high { bytes.append(upper << 4 | value) }
            high = high == nil ? value : nil
        }
        self = bytes.withUnsafeBytes { BodyDigest($0) }
    }

    static func == (a: BodyDigest, b: BodyDigest) -> Bool { a.words == b.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

    func appendHex(to text: inout [UInt8]) {
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 60, through: 0, by: -4) { text.append(hexDigit(UInt8(word >> shift & 15))) }
        }
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
}

/// A SHA-256 that is fed as a body comes in, so that no body is kept.
final class BodyDigester {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("there is no memory for a digest") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "OpenSSL takes bytes")
    }

    /// The digest of what was fed since the start.
    func finish() -> BodyDigest {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
            let isWhole = EVP_DigestFinal_ex(context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) == 1
            precondition(isWhole, "OpenSSL ends a digest")
            return BodyDigest(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Begins, and forgets what was fed before.
    func start() { precondition(EVP_DigestInit_ex(context, sha256.method, nil) == 1, "OpenSSL knows SHA-256") }
}

/// SHA-256 as OpenSSL provides it, looked up once. It is immutable.
private struct DigestMethod: @unchecked Sendable { let method: OpaquePointer? }

private let sha256 = DigestMethod(method: EVP_MD_fetch(nil, "SHA256", nil))
