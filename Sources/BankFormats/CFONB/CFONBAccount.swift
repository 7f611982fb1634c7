import Money

/// The account that the records of a statement name: bank, branch, number and currency.
struct CFONBAccount {
    private var base: UnsafePointer<UInt8>?
    /// The IBAN, which French banks leave out here; the bank's own numbers where they make none.
    private(set) var iban = ""
    private(set) var currency: Currency?

    init() {}

    init(_ record: CFONBRecord) {
        base = record.count >= 34 ? record.base : nil
        currency = record.count >= 19 ? Currency(ascii: UnsafeBufferPointer(start: record.base + 16, count: 3)) : nil
        iban = Self.iban(bank: record.string(2, 5), branch: record.string(11, 5), account: record.string(21, 11))
    }

    /// Bank, branch, currency and number are the same.
    @inline(__always) func isOf(_ record: CFONBRecord) -> Bool {
        guard let base, record.count >= 34 else { return false }
        let (own, other) = (UnsafeRawPointer(base), UnsafeRawPointer(record.base))
        func differ<Word: FixedWidthInteger & BitwiseCopyable>(at offset: Int, _ type: Word.Type) -> Word {
            own.loadUnaligned(fromByteOffset: offset, as: type) ^ other.loadUnaligned(fromByteOffset: offset, as: type)
        }
        let bank = differ(at: 2, UInt32.self) | differ(at: 3, UInt32.self)
        let branch = differ(at: 11, UInt64.self)
        let number = differ(at: 21, UInt64.self) | differ(at: 24, UInt64.self)
        return bank == 0 && branch == 0 && number == 0
    }

    /// The key of the account and the check digits of the IBAN follow from the numbers.
    private static func iban(bank: String, branch: String, account: String) -> String {
        let plain = bank + branch + account
        guard bank.utf8.count == 5, branch.utf8.count == 5, account.utf8.count == 11,
            plain.utf8.allSatisfy({ isDecimal($0) || isCapital($0) }), let numeric = numeric(plain)
        else { return plain }
        let key = 97 - remainder(numeric + "00")
        let bban = plain + twoDigits(key)
        // F, R and the place of the check digits, as numbers.
        let check = 98 - remainder(expanded(bban) + "152700")
        return "FR" + twoDigits(check) + bban
    }

    /// Letters as the digits of the key: A and J are 1, K and S are 2 and so on.
    private static func numeric(_ text: String) -> String? {
        var digits = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += String(byte - 48)
            case UInt8(ascii: "A")...UInt8(ascii: "I"): digits += String(byte - 64)
            case UInt8(ascii: "J")...UInt8(ascii: "R"): digits += String(byte - 73)
            case UInt8(ascii: "S")...UInt8(ascii: "Z"): digits += String(byte - 81)
            default: return nil
            }
        }
        return digits
    }

    private static func expanded(_ text: String) -> String {
        text.utf8.map { isDecimal($0) ? String($0 - 48) : String($0 - 55) }.joined()
    }

    private static func remainder(_ digits: String) -> Int { digits.utf8.reduce(0) { ($0 * 10 + Int($1) - 48) % 97 } }
    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
