public import Calendars
public import Findings
public import Money

/// The line, or the segment of an EDI message, that a part of a document came from; 0 where it came from none.
///
/// It does not count when two documents are compared by content.
public struct SourceLine: Hashable, Sendable {
    /// A line where it is positive, a segment where it is negative.
    public let number: Int32

    public init(_ number: Int) { self.number = Int32(clamping: number) }
    public init(segment: Int) { number = -Int32(clamping: segment) }
    public static let none = SourceLine(0)

    public var place: Place {
        if number > 0 { return .text(line: Int(number), column: 0, path: "") }
        return number < 0 ? .segment(-Int(number), tag: "", element: 0, component: 0) : .document
    }
}

/// A VAT category (UNCL 5305).
public enum VATCategory: UInt8, Hashable, Sendable, CaseIterable {
    case standard = 1, zeroRated, exempt, reverseCharge, intraCommunity, export, outsideScope, canaryIslands,
        ceutaMelilla
    /// The buyer pays the tax to the state (Italy).
    case splitPayment

    public var code: String {
        switch self {
        case .standard: "S"
        case .zeroRated: "Z"
        case .exempt: "E"
        case .reverseCharge: "AE"
        case .intraCommunity: "K"
        case .export: "G"
        case .outsideScope: "O"
        case .canaryIslands: "L"
        case .ceutaMelilla: "M"
        case .splitPayment: "B"
        }
    }

    public init?(code: some StringProtocol) {
        guard let category = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = category
    }
}

/// Which rates go with a VAT category.
public enum VATRateUse: Hashable, Sendable {
    /// More than nothing.
    case positive
    /// Any, nothing included, that is given.
    case given
    /// Nothing: 0, where it is told at all.
    case zero
    /// None: what is outside the scope has no rate, not even 0.
    case absent
}

extension VATCategory {
    public var rateUse: VATRateUse {
        switch self {
        case .standard, .splitPayment: .positive
        case .canaryIslands, .ceutaMelilla: .given
        case .zeroRated, .exempt, .reverseCharge, .intraCommunity, .export: .zero
        case .outsideScope: .absent
        }
    }
}

/// A VAT category with its rate (BT-151/152, BT-95/96, BT-118/119).
public struct VATClass: Hashable, Sendable {
    public let category: VATCategory
    /// Absent for what is outside the scope of VAT.
    public let rate: Percentage?

    public init(_ category: VATCategory, _ rate: Percentage?) {
        self.category = category
        self.rate = rate
    }
}

extension VATClass {
    /// The rate that it comes to; nil where its category can have any, and none is given.
    public var effectiveRate: Percentage? {
        if let rate { return rate }
        switch category.rateUse {
        case .zero, .absent: return .zero
        case .positive, .given: return nil
        }
    }

    /// Whether as much tax is taken as in another class: who gives a category of taxed goods alone means its rate,
    /// whatever that is.
    public func taxes(asMuchAs other: VATClass) -> Bool {
        switch (effectiveRate, other.effectiveRate) {
        case (let rate?, let otherRate?): rate == otherRate
        case (nil, let rate?), (let rate?, nil): rate > .zero
        case (nil, nil): true
        }
    }
}

extension VATClass: CustomStringConvertible {
    public var description: String { rate.map { "\(category.code) \($0)" } ?? category.code }
}

/// An allowance or a charge, on a document (BG-20, BG-21) or a line (BG-27, BG-28).
public struct AllowanceCharge: Hashable, Sendable {
    public var isCharge: Bool
    public var amount: Money
    public var base: Optional<Money>
    public var percentage: Optional<Percentage>
    public var reason: Optional<String>
    /// UNCL 5189 for an allowance, 7161 for a charge.
    public var reasonCode: Optional<String>
    /// Of a document; a line's follows the line.
    public var vat: Optional<VATClass>
    /// Where it stood in the document that it came in.
    @Aside public var source: SourceLine

    public init(
        isCharge: Bool, amount: Money, base: Money? = nil, percentage: Percentage? = nil, reason: String? = nil,
        reasonCode: String? = nil, vat: VATClass? = nil, source: SourceLine = .none
    ) {
        self.isCharge = isCharge
        self.amount = amount
        self.base = base
        self.percentage = percentage
        self.reason = reason
        self.reasonCode = reasonCode
        self.vat = vat
        self.source = source
    }

    /// What it adds to the sum it stands under.
    public var effect: Money { isCharge ? amount : -amount }
}

extension String {
    /// The codes by which documents count pieces: C62, H87, EA and NAR of Recommendation 20, PCE and PC of older ones.
    private static let pieces: Set<String> = ["C62", "H87", "EA", "NAR", "PCE", "PC"]

    /// Whether two codes name the same unit.
    public func isSameUnit(as other: String) -> Bool {
        self == other || Self.pieces.contains(self) && Self.pieces.contains(other)
    }
}

/// A span of days, open at either end.
public struct Period: Hashable, Sendable {
    public var start: BusinessDate?
    public var end: BusinessDate?

    public init(start: BusinessDate? = nil, end: BusinessDate? = nil) {
        self.start = start
        self.end = end
    }

    /// The day that it is, where it is one.
    public var day: BusinessDate? { start == end ? start : nil }
}

/// What a trade document calls a product.
public struct ItemReference: Hashable, Sendable {
    public var name: String
    public var description: Optional<String>
    /// BT-155.
    public var sellerID: Optional<String>
    /// BT-156.
    public var buyerID: Optional<String>
    /// A GTIN or another registered identifier, with its scheme (BT-157).
    public var standardID: Optional<PartyIdentifier>

    public init(
        name: String, description: String? = nil, sellerID: String? = nil, buyerID: String? = nil,
        standardID: PartyIdentifier? = nil
    ) {
        self.name = name
        self.description = description
        self.sellerID = sellerID
        self.buyerID = buyerID
        self.standardID = standardID
    }
}

extension SourceLine: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(writer.omitsPlaces ? 0 : Int64(number)) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(Int(try reader.readSigned())) }
}

extension VATCategory: Coded {}

extension VATClass: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(category, rate) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.read(), try reader.read()) }
}

extension AllowanceCharge: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(isCharge, amount, base, percentage, reason, reasonCode, vat, source)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            isCharge: try reader.read(), amount: try reader.read(), base: try reader.read(),
            percentage: try reader.read(), reason: try reader.read(), reasonCode: try reader.read(),
            vat: try reader.read(), source: try reader.read())
    }
}

extension Period: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(start, end) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(start: try reader.read(), end: try reader.read())
    }
}

extension ItemReference: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, description, sellerID, buyerID, standardID) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            name: try reader.read(), description: try reader.read(), sellerID: try reader.read(),
            buyerID: try reader.read(), standardID: try reader.read())
    }
}
