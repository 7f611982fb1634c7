import Calendars
import Documents
import Findings
import Money

/// Puts an entry together from a field :61: and the field :86: that describes it, again and again in the same memory.
struct MT940Entry {
    struct Fault {
        let rule: Rule
        let message: String
    }

    private var entry = RawBankEntry(bookedOn: BusinessDate(dayNumber: 0), amount: .zero(.euro))
    private let scratch = TextScratch()
    private var details = MT940Details()
    private var dates = ShortDateCache()
    /// What was written for a day that its month is too short for, and the day that was taken; empty for most entries.
    private(set) var mendedDays: [(written: String, taken: BusinessDate)] = []
    private(set) var isMended = false

    init() { entry.transactions = [BankTransactionForm()] }

    /// `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][34x]`: value date, entry date, mark, funds code, amount, type, reference of the
    /// customer, of the bank, and what the bank adds in the next line.
    mutating func begin(_ field: MT940Field, _ currency: Currency?) -> Fault? {
        let bytes = field.content
        guard let currency else {
            return Fault(rule: .mt940Field, message: "an entry comes before a balance that says its currency")
        }
        if isMended { (mendedDays, isMended) = ([], false) }
        guard bytes.count >= 10, let value = dates.date(bytes.baseAddress!, valueDate) ?? mendedValueDate(bytes) else {
            return Fault(rule: .bankDateIsReal, message: "the entry begins with no day")
        }
        scratch.clear()
        entry.transactions[0].clear()
        var offset = 6
        var booked = value
        if isSameDay(bytes) {
            offset = 10
        } else if let month = twoDigits(bytes, at: 6), let day = twoDigits(bytes, at: 8) {
            guard let date = nearest(month, day, to: value) ?? mendedEntryDate(month, day, to: value) else {
                return Fault(rule: .bankDateIsReal, message: "the entry date is no day")
            }
            booked = date
            offset = 10
        }
        guard let mark = readMark(bytes, &offset) else {
            return Fault(rule: .mt940Field, message: "the entry is neither a credit (C) nor a debit (D)")
        }
        guard let units = readAmount(bytes, &offset, currency) else {
            return Fault(rule: .bankAmountIsExact, message: "the entry has no amount of \(currency)")
        }
        entry.bookedOn = booked
        entry.valueOn = value
        entry.amount = Money(minorUnits: mark.isDebit ? -units : units, currency)
        entry.isReversal = mark.isReversal
        entry.status = mark.isExpected ? .pending : .booked
        entry.bankReference = nil
        entry.information = nil
        entry.charges = nil
        entry.source = SourceLine(field.line)
        readReferences(bytes, offset)
        return nil
    }

    /// A day written YYMMDD.
    private func valueDate(_ digits: UnsafePointer<UInt8>) -> BusinessDate? {
        let bytes = UnsafeBufferPointer(start: digits, count: 6)
        guard let year = twoDigits(bytes, at: 0), let month = twoDigits(bytes, at: 2),
            let day = twoDigits(bytes, at: 4)
        else { return nil }
        return shortDate(year, month, day)
    }

    /// The last day of a month for one that it is too short for.
    private mutating func mendedValueDate(_ bytes: UnsafeBufferPointer<UInt8>) -> BusinessDate? {
        guard let year = twoDigits(bytes, at: 0), let month = twoDigits(bytes, at: 2),
            let day = twoDigits(bytes, at: 4), let last = endOfShorterMonth(year, month, day)
        else { return nil }
        mendedDays.append((String(decoding: bytes[..<6], as: UTF8.self), last))
        isMended = true
        return last
    }

    private mutating func mendedEntryDate(_ month: Int, _ day: Int, to value: BusinessDate) -> BusinessDate? {
        guard BusinessDate.endOfShorterMonth(year: 2001, month: month, day: day) != nil,
            let near = nearest(month, 28, to: value)
        else { return nil }
        mendedDays.append(("\(month < 10 ? "0" : "")\(month)\(day)", near.endOfMonth))
        isMended = true
        return near.endOfMonth
    }

    /// Whether the entry date is that of the value.
    private func isSameDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawPointer(bytes.baseAddress!)
        return raw.loadUnaligned(fromByteOffset: 2, as: UInt32.self)
            == raw.loadUnaligned(fromByteOffset: 6, as: UInt32.self)
    }

    /// An entry date has no year: it is the day nearest to the value date.
    private func nearest(_ month: Int, _ day: Int, to value: BusinessDate) -> BusinessDate? {
        if let same = BusinessDate(year: value.year, month: month, day: day), abs(same.days(until: value)) <= 180 {
            return same
        }
        let years = [value.year - 1, value.year, value.year + 1]
        return years.compactMap { BusinessDate(year: $0, month: month, day: day) }.min {
            abs($0.days(until: value)) < abs($1.days(until: value))
        }
    }

    private struct Mark {
        var isDebit: Bool
        var isReversal = false
        var isExpected = false
    }

    /// C, D, RC (a credit taken back), RD (a debit taken back), EC and ED (expected); a letter may follow that says which
    /// funds, or is the last one of the currency.
    private func readMark(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> Mark? {
        var prefix: UInt8 = 0
        if offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "R") || bytes[offset] == UInt8(ascii: "E"),
            bytes[offset + 1] == UInt8(ascii: "C") || bytes[offset + 1] == UInt8(ascii: "D")
        {
            prefix = bytes[offset]
            offset += 1
        }
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "C") || bytes[offset] == UInt8(ascii: "D") else {
            return nil
        }
        let isDebit = bytes[offset] == UInt8(ascii: "D")
        offset += 1
        if offset < bytes.count, isCapital(bytes[offset]) { offset += 1 }
        // One bank breaks the line here.
        while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D { offset += 1 }
        let isReversal = prefix == UInt8(ascii: "R")
        return Mark(
            isDebit: isReversal ? !isDebit : isDebit, isReversal: isReversal, isExpected: prefix == UInt8(ascii: "E"))
    }

    private func readAmount(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ currency: Currency) -> Int64? {
        let start = offset
        while offset < bytes.count, isDecimal(bytes[offset]) || bytes[offset] == UInt8(ascii: ",") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") { return nil }
        return minorUnits(
            UnsafeBufferPointer(rebasing: bytes[start..<offset]), digits: currency.minorDigits, mark: UInt8(ascii: ","))
    }

    private mutating func readReferences(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
        let lineEnd = firstLineFeed(bytes.baseAddress! + start, bytes.count - start).map { start + $0 } ?? bytes.count
        let rest = trimmed(UnsafeBufferPointer(rebasing: bytes[start..<lineEnd]))
        if lineEnd < bytes.count {
            let added = trimmed(UnsafeBufferPointer(rebasing: bytes[lineEnd...]))
            entry.information = RawText(added)
            readAmounts(added)
        }
        let hasType = rest.count >= 4 && isCapital(rest[0])
        entry.code.proprietary = hasType ? RawText(UnsafeBufferPointer(rebasing: rest[..<4])) : nil
        let references = UnsafeBufferPointer(rebasing: rest[(hasType ? 4 : 0)...])
        let slashes = firstDoubleSlash(references)
        let own = trimmed(UnsafeBufferPointer(rebasing: references[..<(slashes ?? references.count)]))
        if !own.spells("NONREF") { entry.transactions[0].endToEnd = RawText(own) }
        if let slashes {
            entry.bankReference = RawText(trimmed(UnsafeBufferPointer(rebasing: references[(slashes + 2)...])))
        }
    }

    /// `/OCMT/USD1000,/CHGS/EUR15,`: what was sent, where that was in another currency, and what banks kept of it.
    private mutating func readAmounts(_ added: UnsafeBufferPointer<UInt8>) {
        var parts = added.split(separator: UInt8(ascii: "/"))[...]
        while let key = parts.popFirst(), let value = parts.first {
            let value = UnsafeBufferPointer(rebasing: value)
            if key.elementsEqual("CHGS".utf8) { entry.addCharges(value) }
            if key.elementsEqual("OCMT".utf8) { entry.keepOriginal(value) }
        }
    }

    private func firstDoubleSlash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "/") { return index }
            index += 1
        }
        return nil
    }

    /// What the entry comes to.
    var amount: Money { entry.amount }

    mutating func describe(_ content: UnsafeBufferPointer<UInt8>) {
        details.read(content, into: &entry, scratch)
    }

    mutating func finish(into builder: inout StatementBuilder) { builder.add(&entry) }
}
