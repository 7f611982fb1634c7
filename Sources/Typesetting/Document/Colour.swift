/// A colour of sRGB.
public struct Colour: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Six hexadecimal digits, with or without `#`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, let number = UInt32(digits, radix: 16), digits.first != "+" else { return nil }
        self.init(
            red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
    }

    public static let black = Colour(red: 0x1A, green: 0x1C, blue: 0x20)
    public static let grey = Colour(red: 0x5B, green: 0x62, blue: 0x6E)
    public static let hairline = Colour(red: 0xD5, green: 0xD9, blue: 0xE0)
    public static let tint = Colour(red: 0xF4, green: 0xF6, blue: 0xF8)
    public static let white = Colour(red: 0xFF, green: 0xFF, blue: 0xFF)

    /// Its three numbers, each followed by a blank.
    func put(to out: inout PDFBytes) {
        for part in [red, green, blue] {
            out.put(decimal: (Int(part) * 1000 + 127) / 255, places: 3)
            out.put(" ")
        }
    }
}
