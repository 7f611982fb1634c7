/// Tables in the source are read each time the program begins: their letters are looked at as bytes, not as characters.
extension StringProtocol {
    /// What stands between spaces and line ends.
    var words: [String] { pieces { $0 == 0x20 || $0 == 0x0A } }

    /// The names of a path, which slashes separate.
    var steps: [String] { pieces { $0 == UInt8(ascii: "/") } }

    /// What stands between commas, or between line ends.
    func pieces(between separator: Unicode.Scalar) -> [String] { pieces { $0 == UInt8(ascii: separator) } }

    private func pieces(between isSeparator: (UInt8) -> Bool) -> [String] {
        var text = String(self)
        return text.withUTF8 { bytes in
            bytes.split(whereSeparator: isSeparator).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
