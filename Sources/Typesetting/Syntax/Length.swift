/// A length on paper, in thousandths of a point (a point is 1/72 inch).
///
/// Lengths are whole numbers, so a page is the same on every machine.
public struct Length: Hashable, Sendable, Comparable, AdditiveArithmetic {
    public var thousandths: Int

    public init(thousandths: Int) { self.thousandths = thousandths }

    public static let zero = Length(thousandths: 0)

    public static func millimetres(_ number: Int) -> Length { Length(thousandths: number * 360_000 / 127) }
    public static func + (a: Length, b: Length) -> Length { Length(thousandths: a.thousandths + b.thousandths) }
    public static func - (a: Length, b: Length) -> Length { Length(thousandths: a.thousandths - b.thousandths) }
    public static func * (a: Length, count: Int) -> Length { Length(thousandths: a.thousandths * count) }
    public static func / (a: Length, count: Int) -> Length { Length(thousandths: a.thousandths / count) }
    public static func < (a: Length, b: Length) -> Bool { a.thousandths < b.thousandths }

    /// So many thousandths of this length: a width in units of a font, at this size.
    func times(thousandths count: Int) -> Length { Length(thousandths: thousandths * count / 1000) }
}

extension Length: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    public init(integerLiteral points: Int) { self.init(thousandths: points * 1000) }
    public init(floatLiteral points: Double) { self.init(thousandths: Int((points * 1000).rounded())) }
}
