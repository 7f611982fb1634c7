/// Writes CSV (RFC 4180) that a spreadsheet shows as it is meant.
///
/// A text that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`, `@`, a tab or a line end,
/// gets an apostrophe before it. Numbers that we wrote ourselves are left as they are.
public struct CSVWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var isAtStart = true

    public init() {}

    /// A text of unknown origin.
    public mutating func text(_ text: String) {
        let first = text.utf8.first
        let isFormula = first.map { Self.formulaStarts.contains($0) } ?? false
        field(isFormula ? "'" + text : text)
    }

    /// A number, a date or a name of ours.
    public mutating func plain(_ text: String) { field(text) }

    public mutating func endRow() {
        bytes += [13, 10]
        isAtStart = true
    }

    private static let formulaStarts = Set("=+-@\t\r\n".utf8)

    private mutating func field(_ text: String) {
        if !isAtStart { bytes.append(UInt8(ascii: ",")) }
        isAtStart = false
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 < 32 }) else {
            bytes += text.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
