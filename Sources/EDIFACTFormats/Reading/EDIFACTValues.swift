import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Reads the values of a message's segments, and reports those that cannot be what they should.
struct EDIFACTValues {
    var log = FindingLog()
    /// What the message declares, or else the first currency that an amount names.
    var currency: Currency?

    /// The currency of an amount that names none.
    var assumedCurrency: Currency { currency ?? .euro }

    // MARK: Numbers

    mutating func decimal(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int = 1) -> ExactDecimal? {
        let raw = segment.rawBytes(element, component)
        guard !raw.isEmpty else { return nil }
        if let number = exactDecimal(raw) { return number }
        log.report(.edifactNumberIsExact, "the number cannot be kept exactly", at: segment.place(element, component))
        return nil
    }

    mutating func percentage(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int = 1) -> Percentage? {
        guard let number = decimal(segment, element, component) else { return nil }
        if number <= ExactDecimal(1_000_000), number >= ExactDecimal(-1_000_000) { return Percentage(number) }
        log.report(.edifactNumberIsExact, "the rate is beyond a million", at: segment.place(element, component))
        return nil
    }

    /// The amount of MOA.
    mutating func amount(_ segment: borrowing SegmentReader) -> Money? {
        guard let number = decimal(segment, 1, 2) else { return nil }
        let own = currency(segment, 1, 3)
        if currency == nil { currency = own }
        let currency = own ?? assumedCurrency
        if let amount = Money(number, currency) { return amount }
        log.report(.edifactAmountFitsCurrency, "the amount is no amount in \(currency)", at: segment.place(1, 2))
        return nil
    }

    mutating func currency(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int) -> Currency? {
        let raw = segment.rawBytes(element, component)
        guard !raw.isEmpty else { return nil }
        if let currency = Currency(ascii: raw) { return currency }
        let code = segment.text(element, component)?.prefix(10) ?? ""
        log.report(.edifactCurrencyIsCode, "'\(code)' is no currency", at: segment.place(element, component))
        return nil
    }

    /// The quantity of QTY; a unit that is not given is a piece.
    mutating func quantity(_ segment: borrowing SegmentReader) -> Quantity? {
        decimal(segment, 1, 2).map { Quantity($0, unit(segment, 1, 3)) }
    }

    func unit(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int) -> String {
        unitOfRecommendation20(segment.code(element, component)) ?? segment.text(element, component) ?? "C62"
    }

    // MARK: Codes

    /// Reports a code that nothing is read under.
    mutating func leaveAside(_ segment: borrowing SegmentReader, _ element: Int, _ component: Int = 1) {
        let words = "'\(segment.text(element, component)?.prefix(20) ?? "")' is left aside"
        log.report(.edifactCodeIsRead, words, at: segment.place(element, component))
    }
}

/// The number that some bytes are, with a point or a comma as its mark.
func exactDecimal(_ raw: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    var units: Int64 = 0
    var scale: UInt8 = 0
    var hasMark = false
    var digits = 0
    var index = 0
    let isNegative = raw.first == UInt8(ascii: "-")
    if isNegative || raw.first == UInt8(ascii: "+") { index = 1 }
    while index < raw.count {
        let byte = raw[index]
        index &+= 1
        if byte >= 0x30, byte <= 0x39 {
            digits &+= 1
            guard units <= 99_999_999_999_999_999, !hasMark || scale < ExactDecimal.maximumScale else { return nil }
            units = units &* 10 &+ Int64(byte &- 0x30)
            if hasMark { scale &+= 1 }
        } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), !hasMark {
            hasMark = true
        } else {
            return nil
        }
    }
    return digits > 0 ? ExactDecimal(units: isNegative ? -units : units, scale: scale) : nil
}

/// The code of UNECE Recommendation 20 for a unit that directories write otherwise; packages have an X before them.
private func unitOfRecommendation20(_ code: EDICode) -> String? {
    switch code {
    case "PCE", "PCS": "C62"
    case "BG": "XBG"
    case "BO": "XBO"
    case "BX": "XBX"
    case "CA": "XCA"
    case "CR": "XCR"
    case "CS": "XCS"
    case "CT": "XCT"
    case "DR": "XDR"
    case "PA": "XPA"
    case "PF": "XPF"
    case "PK": "XPK"
    case "PX": "XPX"
    case "RO": "XRO"
    case "SA": "XSA"
    default: nil
    }
}
