import Calendars
import Documents
import Findings
import FlatFileSyntax
import Money

/// The values of an order or of one of its lines, wherever they stand.
protocol TermValues: ~Copyable {
    /// The line of the file.
    var line: Int { get }
    /// The value of a term as it is written; empty where there is none.
    func bytes(_ term: OrderTerm) -> UnsafeBufferPointer<UInt8>
    func text(_ term: OrderTerm) -> String?
    func place(_ term: OrderTerm) -> Place
}

extension MappedCSV: TermValues where Term == OrderTerm {}

/// Reads values as the map has them.
struct ValueReader {
    let map: OrderMap
    private var lastDate: (bytes: [UInt8], date: BusinessDate)?
    /// The unit that was read last, as it was written and as it is called.
    private var writtenUnit: [UInt8] = []
    private var lastUnit = ""

    init(_ map: OrderMap) { self.map = map }

    /// The number of a term; nil where there is none, or, with a finding, where it is no number.
    func decimal(_ term: OrderTerm, of values: borrowing some TermValues, _ log: inout FindingLog) -> ExactDecimal? {
        let bytes = values.bytes(term)
        guard !bytes.isEmpty else { return nil }
        if let number = map.layout.decimal(bytes) { return number }
        log.report(
            .mappedNumberIsExact, "\(term.name) is \(quoted(values.bytes(term))), no number", at: values.place(term))
        return nil
    }

    /// The percentage of a term, with or without a percent sign.
    func percentage(_ term: OrderTerm, of values: borrowing some TermValues, _ log: inout FindingLog) -> Percentage? {
        var bytes = values.bytes(term)[...]
        if bytes.last == UInt8(ascii: "%") { bytes = bytes.dropLast() }
        let digits = trimmed(UnsafeBufferPointer(rebasing: bytes))
        guard !digits.isEmpty else { return nil }
        guard let number = map.layout.decimal(digits) else {
            log.report(
                .mappedNumberIsExact, "\(term.name) is \(quoted(values.bytes(term))), no number", at: values.place(term)
            )
            return nil
        }
        guard number >= .zero, number <= ExactDecimal(100) else {
            log.report(.mappedRateIsPercent, "\(term.name) is \(number)", at: values.place(term))
            return nil
        }
        return Percentage(number)
    }

    func amount(
        _ term: OrderTerm, of values: borrowing some TermValues, _ currency: Currency, _ log: inout FindingLog
    ) -> Money? {
        guard let number = decimal(term, of: values, &log) else { return nil }
        if let amount = Money(number, currency) { return amount }
        log.report(.mappedAmountFitsCurrency, "\(number) is no amount of \(currency)", at: values.place(term))
        return nil
    }

    mutating func date(_ term: OrderTerm, of values: borrowing some TermValues, _ log: inout FindingLog)
        -> BusinessDate?
    {
        let bytes = values.bytes(term)
        guard !bytes.isEmpty else { return nil }
        if let lastDate, lastDate.bytes.elementsEqual(bytes) { return lastDate.date }
        guard let date = map.layout.dates.date(bytes) else {
            log.report(
                .mappedDateIsReal, "\(term.name) is \(quoted(bytes)), no day written \(map.layout.dates.text)",
                at: values.place(term))
            return nil
        }
        lastDate = (Array(bytes), date)
        return date
    }

    /// The unit, in the code that the map has for it.
    mutating func unit(of values: borrowing some TermValues) -> String? {
        let bytes = values.bytes(.unit)
        if writtenUnit.isEmpty || !writtenUnit.elementsEqual(bytes) {
            guard let text = values.text(.unit) else { return nil }
            writtenUnit = Array(bytes)
            lastUnit = map.units[text] ?? text
        }
        return lastUnit
    }

    /// A number or code that names something.
    func key(_ term: OrderTerm, of values: borrowing some TermValues, _ log: inout FindingLog) -> String? {
        guard let text = values.text(term) else { return nil }
        if text.utf8.count <= 200 || text.count <= 200 { return text }
        log.report(.mappedTextIsBounded, "\(term.name) has \(text.count) characters", at: values.place(term))
        return nil
    }

    func currency(of values: borrowing some TermValues, _ log: inout FindingLog) -> Currency? {
        guard let text = values.text(.currency) else { return nil }
        if let currency = Currency(text), currency.isListed { return currency }
        log.report(.mappedCodeIsKnown, "'\(text.prefix(10))' is no currency", at: values.place(.currency))
        return nil
    }

    func function(of values: borrowing some TermValues, _ log: inout FindingLog) -> OrderFunction? {
        guard let text = values.text(.function) else { return .original }
        if let function = map.functions[text] ?? OrderMap.functionNames[text] { return function }
        log.report(
            .mappedCodeIsKnown, "'\(text.prefix(20))' is no function that the map explains", at: values.place(.function)
        )
        return nil
    }
}
