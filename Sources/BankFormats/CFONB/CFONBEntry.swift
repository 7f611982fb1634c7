import Calendars
import Documents
import Findings
import Money

/// Puts an entry together from a record 04 and the records 05 that follow it, again and again in the same memory.
struct CFONBEntry {
    struct Fault {
        let rule: Rule
        let message: String
    }

    private let isASCII: Bool
    private var entry = RawBankEntry(bookedOn: BusinessDate(dayNumber: 0), amount: .zero(.euro))
    private let scratch = TextScratch()
    private var dates = ShortDateCache()

    init(isASCII: Bool) {
        self.isASCII = isASCII
        entry.transactions = [BankTransactionForm()]
    }

    mutating func begin(_ record: CFONBRecord, _ currency: Currency, line: Int) -> Fault? {
        guard let date = record.date(34, &dates) else {
            return Fault(rule: .bankDateIsReal, message: "'\(record.string(34, 6))' is no day")
        }
        guard let amount = record.amount(90, currency) else {
            return Fault(rule: .bankAmountIsExact, message: "'\(record.string(90, 14))' is no amount of \(currency)")
        }
        scratch.clear()
        entry.transactions[0].clear()
        entry.bookedOn = date
        entry.valueOn = record.date(42, &dates)
        entry.amount = amount
        entry.charges = nil
        entry.code.proprietary = code(record)
        entry.information = text(record, 48, 31)
        entry.source = SourceLine(line)
        entry.transactions[0].returnReason = text(record, 40, 2)
        if let reference = text(record, 104, 16) { entry.transactions[0].texts.append(reference) }
        return nil
    }

    /// The interbank code, marked as such: two digits alone would be any bank's.
    private func code(_ record: CFONBRecord) -> RawText? {
        let room = scratch.take(8)
        let issuer: StaticString = "CFONB/"
        room.update(from: issuer.utf8Start, count: 6)
        room[6] = record[32]
        room[7] = record[33]
        return RawText(UnsafeBufferPointer(start: room, count: 8))
    }

    /// Takes what a record 05 says, by its qualifier.
    mutating func add(_ record: CFONBRecord) -> Fault? {
        switch (record[45], record[46], record[47]) {
        case (UInt8(ascii: "N"), UInt8(ascii: "P"), UInt8(ascii: "Y")),
            (UInt8(ascii: "N"), UInt8(ascii: "B"), UInt8(ascii: "E")):
            entry.transactions[0].counterparty.name = text(record, 48, 70)
        case (UInt8(ascii: "N"), UInt8(ascii: "P"), UInt8(ascii: "O")),
            (UInt8(ascii: "N"), UInt8(ascii: "B"), UInt8(ascii: "U")):
            entry.transactions[0].counterparty.ultimateName = text(record, 48, 70)
        case (UInt8(ascii: "I"), UInt8(ascii: "P"), UInt8(ascii: "Y")),
            (UInt8(ascii: "I"), UInt8(ascii: "B"), UInt8(ascii: "E")):
            entry.transactions[0].counterparty.identifier = text(record, 48, 35)
            entry.transactions[0].counterparty.identifierScheme = text(record, 83, 35)
        case (UInt8(ascii: "R"), UInt8(ascii: "C"), UInt8(ascii: "N")):
            entry.transactions[0].endToEnd = endToEnd(record)
        case (UInt8(ascii: "R"), UInt8(ascii: "E"), UInt8(ascii: "F")):
            entry.transactions[0].bankReference = text(record, 48, 70)
        case (UInt8(ascii: "R"), UInt8(ascii: "U"), UInt8(ascii: "M")):
            entry.transactions[0].mandate = text(record, 48, 35)
        case (UInt8(ascii: "L"), UInt8(ascii: "C"), UInt8(ascii: "S")): addReference(record)
        case (UInt8(ascii: "M"), UInt8(ascii: "M"), UInt8(ascii: "O")): return addOriginal(record)
        case (UInt8(ascii: "F"), UInt8(ascii: "E"), UInt8(ascii: "E")): return addCharges(record)
        case (UInt8(ascii: "R"), UInt8(ascii: "E"), UInt8(ascii: "T")):
            entry.transactions[0].returnReason = text(record, 48, 70)
        default:
            if let text = text(record, 48, 70) { entry.transactions[0].texts.append(text) }
        }
        return nil
    }

    private func endToEnd(_ record: CFONBRecord) -> RawText? {
        let reference = text(record, 48, 35)
        return reference.map { $0.bytes.spells("NOTPROVIDED") } ?? true ? nil : reference
    }

    private mutating func addReference(_ record: CFONBRecord) {
        var reference = BankDocumentReference<RawText>()
        reference.reference = text(record, 48, 35)
        entry.transactions[0].documents.append(reference)
    }

    /// Currency, decimal places and 14 digits; then the decimal places of the rate, and the rate.
    private mutating func addOriginal(_ record: CFONBRecord) -> Fault? {
        guard let original = foreignAmount(record) else {
            return Fault(rule: .bankAmountIsExact, message: "'\(record.string(48, 18))' is no amount in a currency")
        }
        entry.transactions[0].original = original
        guard let places = record.part(66, 1).first.map({ $0 &- UInt8(ascii: "0") }), places <= 12,
            let digits = try? ExactDecimal(parsing: record.part(67, 12).span), digits.scale == 0
        else { return nil }
        entry.transactions[0].rate = ExactDecimal(units: digits.units, scale: places)
        return nil
    }

    private mutating func addCharges(_ record: CFONBRecord) -> Fault? {
        guard let charges = foreignAmount(record) else {
            return Fault(rule: .bankAmountIsExact, message: "'\(record.string(48, 18))' is no amount in a currency")
        }
        if charges.currency == entry.amount.currency { entry.charges = charges.magnitude }
        return nil
    }

    /// The amount is overpunched, or plain digits.
    private func foreignAmount(_ record: CFONBRecord) -> Money? {
        guard record.count > 65, let currency = Currency(ascii: UnsafeBufferPointer(start: record.base + 48, count: 3))
        else { return nil }
        let places = record[51] &- UInt8(ascii: "0")
        if let amount = record.amount(52, currency, places: places) { return amount }
        guard places <= 12, let digits = try? ExactDecimal(parsing: record.part(52, 14).span), digits.scale == 0 else {
            return nil
        }
        return Money(ExactDecimal(units: digits.units, scale: places), currency)
    }

    mutating func finish(into builder: inout StatementBuilder) { builder.add(&entry) }

    @inline(__always) private func text(_ record: CFONBRecord, _ offset: Int, _ length: Int) -> RawText? {
        let part = record.part(offset, length)
        return isASCII || isPlain(part) ? RawText(part) : scratch.text(latin1: part)
    }
}
