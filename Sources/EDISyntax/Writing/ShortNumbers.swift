/// A number that is told apart from others though it is cut: its end stays, and before it stand eight digits that are
/// made of all of it.
///
/// - Parameter limit: how many characters may be; more than nine.
public func shortened(_ number: String, to limit: Int) -> String {
    guard number.unicodeScalars.count > limit else { return number }
    let digest = String(fingerprint(of: number), radix: 16, uppercase: true)
    let mark = String(repeating: "0", count: 8 - digest.count) + digest
    return "\(mark)-" + String(String.UnicodeScalarView(number.unicodeScalars.suffix(limit - 9)))
}

/// FNV-1a, of 32 bits.
private func fingerprint(of text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
}
