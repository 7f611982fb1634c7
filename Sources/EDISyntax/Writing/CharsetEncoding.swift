extension EDICharset {
    /// The syntax identifier of a set by any of its names: `UNOC`, `ISO-8859-1`, `UTF-8`; nil for a set we do not know.
    public static func syntaxIdentifier(named name: String) -> String? {
        let name = name.uppercased()
        switch name {
        case "UTF-8", "UTF8": return "UNOY"
        case "ASCII", "US-ASCII": return "UNOB"
        default: break
        }
        if let part = Int(name.trimmingPrefix("ISO-8859-")), name.hasPrefix("ISO-8859-") {
            return ["UNOC", "UNOD", "UNOE", "UNOF", "UNOG", "UNOH", "UNOK", "UNOL"].first {
                EDICharset(syntaxIdentifier: $0) == .latin(part)
            }
        }
        return EDICharset(syntaxIdentifier: name) == nil ? nil : name
    }

    /// The set by any of its names.
    public init?(named name: String) {
        guard let identifier = Self.syntaxIdentifier(named: name) else { return nil }
        self.init(syntaxIdentifier: identifier)
    }

    /// Adds a character in this set; false, and nothing, where the set has none for it.
    public func encode(_ scalar: Unicode.Scalar, into bytes: inout [UInt8]) -> Bool {
        if scalar.value < 0x80 {
            bytes.append(UInt8(scalar.value))
            return true
        }
        switch self {
        case .utf8: bytes.append(contentsOf: UTF8.encode(scalar)!)
        case .ascii: return false
        case .latin(let part):
            guard let byte = latinByte(scalar, part: part) else { return false }
            bytes.append(byte)
        }
        return true
    }
}

private func latinByte(_ scalar: Unicode.Scalar, part: Int) -> UInt8? {
    (UInt8(0xA0)...0xFF).first { latinScalar($0, part: part) == scalar }
}
