/// A line of a request's head, as curl takes it.
///
/// A control character in a value (a key may quote a partner's own numbers) is written as `%0D`, so that a value cannot
/// end its line and begin another.
func headerLine(_ name: String, _ value: String) -> String {
    guard !value.isEmpty else { return "\(name);" }
    guard value.utf8.contains(where: isControl) else { return "\(name): \(value)" }
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = value.utf8.flatMap { byte in
        isControl(byte) ? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
    }
    return "\(name): \(String(decoding: bytes, as: UTF8.self))"
}

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }
