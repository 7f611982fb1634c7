import Glibc

/// The name of a file within its directory: any bytes but the slash and zero.
struct FileName: Hashable, Sendable {
    /// The bytes and a zero behind them, as system calls want them.
    let terminated: [CChar]

    /// - Parameter bytes: without a zero.
    init(_ bytes: some Collection<UInt8>) {
        var characters = [CChar]()
        characters.reserveCapacity(bytes.count + 1)
        for byte in bytes { characters.append(CChar(bitPattern: byte)) }
        characters.append(0)
        terminated = characters
    }

    init(_ text: String) { self.init(text.utf8) }

    init(terminated pointer: UnsafePointer<CChar>) {
        terminated = [CChar](UnsafeBufferPointer(start: pointer, count: strlen(pointer) + 1))
    }

    var count: Int { terminated.count - 1 }

    var bytes: [UInt8] { terminated.dropLast().map { UInt8(bitPattern: $0) } }

    /// The name for people and logs: itself where it is harmless, else percent-encoded.
    var shown: String { Self.shown(bytes) }

    func hasSuffix(_ suffix: StaticString) -> Bool {
        guard count >= suffix.utf8CodeUnitCount else { return false }
        let start = count - suffix.utf8CodeUnitCount
        return terminated.withUnsafeBytes { memcmp($0.baseAddress! + start, suffix.utf8Start, count - start) == 0 }
    }

    func hasPrefix(_ prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        return terminated.withUnsafeBytes { memcmp($0.baseAddress!, prefix.utf8Start, prefix.utf8CodeUnitCount) == 0 }
    }
}

extension FileName: Comparable {
    /// Byte by byte, whatever the language.
    static func < (a: FileName, b: FileName) -> Bool { strcmp(a.terminated, b.terminated) < 0 }
}

extension FileName {
    static func shown(_ text: String) -> String { shown(Array(text.utf8)) }

    /// Text that cannot break a line, move the cursor or turn the reading direction.
    static func shown(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return PercentEncoding.encode(bytes) { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
        }
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        return text.unicodeScalars.map { isHarmful($0) || $0 == "%" ? encoded($0) : String($0) }.joined()
    }

    private static func encoded(_ scalar: Unicode.Scalar) -> String {
        PercentEncoding.encode(Array(String(scalar).utf8)) { _ in false }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}
