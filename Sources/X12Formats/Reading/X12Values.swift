import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Reads the values of a set's segments, and reports those that cannot be what they should.
struct X12Values {
    var log = FindingLog()
    /// What CUR declares.
    var currency: Currency?
    /// The codes that were reported already, each under its segment and element.
    private var codesLeftAside: Set<CodeLeftAside> = []

    private struct CodeLeftAside: Hashable {
        let tag: SegmentTag
        let element: Int
        let code: EDICode
    }

    /// The currency of an amount: a set that declares none is in US dollars.
    var assumedCurrency: Currency { currency ?? .usDollar }

    // MARK: Numbers

    mutating func decimal(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int = 1) -> ExactDecimal? {
        let raw = segment.rawBytes(element, component)
        guard !raw.isEmpty else { return nil }
        if let number = x12Decimal(raw) { return number }
        log.report(.x12NumberIsExact, "the number cannot be kept exactly", at: segment.place(element, component))
        return nil
    }

    /// An amount that is written with its point.
    mutating func amount(_ segment: borrowing SegmentReader, _ element: Int) -> Money? {
        decimal(segment, element).flatMap { money($0, segment, element) }
    }

    /// An amount of type N2: its last two digits are decimal places, and no point is written.
    mutating func impliedAmount(_ segment: borrowing SegmentReader, _ element: Int) -> Money? {
        guard let digits = decimal(segment, element), digits.scale == 0 else { return nil }
        return money(ExactDecimal(units: digits.units, scale: 2), segment, element)
    }

    private mutating func money(_ number: ExactDecimal, _ segment: borrowing SegmentReader, _ element: Int) -> Money? {
        if let amount = Money(number, assumedCurrency) { return amount }
        log.report(.x12AmountFitsCurrency, "the amount is no amount in \(assumedCurrency)", at: segment.place(element))
        return nil
    }

    mutating func percentage(_ segment: borrowing SegmentReader, _ element: Int) -> Percentage? {
        guard let number = decimal(segment, element) else { return nil }
        if number <= ExactDecimal(1_000_000), number >= ExactDecimal(-1_000_000) { return Percentage(number) }
        log.report(.x12NumberIsExact, "the rate is beyond a million", at: segment.place(element))
        return nil
    }

    // MARK: Dates

    /// A day that is written CCYYMMDD.
    mutating func date(_ segment: borrowing SegmentReader, _ element: Int) -> BusinessDate? {
        let raw = segment.rawBytes(element)
        guard !raw.isEmpty else { return nil }
        if let date = x12Date(raw) { return date }
        log.report(.x12DateIsReal, "the date is no day written CCYYMMDD", at: segment.place(element))
        return nil
    }

    // MARK: Codes

    /// The segment that begins a set: the place of what no segment of it says.
    static let beginning = Place.segment(1, tag: "ST", element: 0, component: 0)

    /// Takes the currency of the whole set (CUR).
    mutating func takeCurrency(_ segment: borrowing SegmentReader) {
        guard !segment.isEmpty(2) else { return }
        guard let declared = Currency(ascii: segment.rawBytes(2)) else {
            let code = segment.text(2)?.prefix(10) ?? ""
            return log.report(.x12CurrencyIsCode, "'\(code)' is no currency", at: segment.place(2))
        }
        currency = declared
    }

    /// Says that a set declares no currency.
    mutating func reportAssumedCurrency() {
        guard currency == nil else { return }
        log.report(.x12CurrencyIsDeclared, "no currency is declared, US dollars are taken", at: Self.beginning)
    }

    /// A unit in the code of UNECE Recommendation 20; one that is not known stays as it is written.
    mutating func unit(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int = 1) -> String {
        let code = segment.code(element, component)
        if let unit = recommendation20(code) { return unit }
        guard let text = segment.text(element, component) else { return "C62" }
        if isFirst(code, segment, element) {
            let words = "'\(text.prefix(10))' has no code in Recommendation 20"
            log.report(.x12UnitIsKnown, words, at: segment.place(element, component))
        }
        return text
    }

    /// Reports a code that nothing is read under, the first time that it comes.
    mutating func leaveAside(_ segment: borrowing SegmentReader, _ element: Int) {
        guard isFirst(segment.code(element), segment, element) else { return }
        let words = "'\(segment.text(element)?.prefix(20) ?? "")' is left aside"
        log.report(.x12CodeIsRead, words, at: segment.place(element))
    }

    /// Reports a reason that stands in words, since its code is not read.
    mutating func tellUnknownReason(_ segment: borrowing SegmentReader) {
        guard isFirst(segment.code(2), segment, 2) else { return }
        let words = "'\(segment.text(2)?.prefix(20) ?? "")' is a reason that is not read: it stands as it is written"
        log.report(.x12CodeIsRead, words, at: segment.place(2))
    }

    private mutating func isFirst(_ code: EDICode, _ segment: borrowing SegmentReader, _ element: Int) -> Bool {
        codesLeftAside.insert(CodeLeftAside(tag: segment.tag, element: element, code: code)).inserted
    }
}

extension Currency {
    static let usDollar: Currency = {
        guard let currency = Currency("USD") else { preconditionFailure("USD is a currency") }
        return currency
    }()
}

/// The day that eight digits are.
func x12Date(_ raw: UnsafeBufferPointer<UInt8>) -> BusinessDate? {
    guard raw.count == 8 else { return nil }
    var digits = 0
    for byte in raw {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        digits = digits &* 10 &+ Int(byte &- 0x30)
    }
    return BusinessDate(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
}

/// The number that some bytes are.
func x12Decimal(_ raw: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    var units: Int64 = 0
    var scale: UInt8 = 0
    var hasPoint = false
    var digits = 0
    var index = 0
    let isNegative = raw.first == UInt8(ascii: "-")
    if isNegative || raw.first == UInt8(ascii: "+") { index = 1 }
    while index < raw.count {
        let byte = raw[index]
        index &+= 1
        if byte >= 0x30, byte <= 0x39 {
            digits &+= 1
            guard units <= 99_999_999_999_999_999, !hasPoint || scale < ExactDecimal.maximumScale else { return nil }
            units = units &* 10 &+ Int64(byte &- 0x30)
            if hasPoint { scale &+= 1 }
        } else if byte == UInt8(ascii: "."), !hasPoint {
            hasPoint = true
        } else {
            return nil
        }
    }
    return digits > 0 ? ExactDecimal(units: isNegative ? -units : units, scale: scale) : nil
}
