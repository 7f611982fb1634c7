import Calendars
import Money

extension RawBankEntry {
    public var fingerprint: UInt64 { madeFingerprint }
}

extension BankEntry {
    public var fingerprint: UInt64 { madeFingerprint }
}

extension BankEntryForm {
    /// What tells the entry from others, whichever statement it stands in: its day, its amount, and the bank's reference,
    /// or where there is none all that the bank hands on of who paid and why.
    ///
    /// It is kept for good: a changed rule would have every entry counted once more.
    fileprivate var madeFingerprint: UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(UInt64(UInt32(bitPattern: bookedOn.dayNumber)))
        fingerprint.add(UInt64(bitPattern: amount.minorUnits))
        fingerprint.add(UInt64(amount.currency.letters))
        if let bankReference {
            fingerprint.add(bankReference)
            return fingerprint.value
        }
        fingerprint.add(code.proprietary)
        fingerprint.add(information)
        transactions.withUnsafeBufferPointer { transactions in
            guard let first = transactions.baseAddress else { return }
            // By pointer, so that none is copied.
            for index in transactions.indices { first[index].add(to: &fingerprint) }
        }
        return fingerprint.value
    }
}

extension BankTransactionForm {
    fileprivate func add(to fingerprint: inout Fingerprint) {
        fingerprint.add(endToEnd)
        fingerprint.add(bankReference)
        fingerprint.add(counterparty.name)
        fingerprint.add(counterparty.account)
        for index in texts.indices { fingerprint.add(texts[index]) }
        for index in documents.indices {
            fingerprint.add(documents[index].reference)
            fingerprint.add(documents[index].number)
        }
        fingerprint.add(information)
    }
}

/// A number of 64 bits that stands for what it was fed with; the same on every machine.
///
/// White space does not count: one bank breaks a text into lines in one statement and not in the next.
private struct Fingerprint {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ word: UInt64) {
        // The two halves of a product of 128 bits, folded.
        let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        state = (product.high ^ product.low) &+ 0xE703_7ED1_A0B4_28DB
    }

    mutating func add(_ text: (some BankText)?) {
        guard let text else { return }
        text.withBytes { add($0) }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        var gathered = Gathered()
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = UnsafeRawPointer(bytes.baseAddress! + offset).loadUnaligned(as: UInt64.self)
            let (characters, count) = withoutBlanks(UInt64(bigEndian: word), of: 8)
            if let whole = gathered.take(characters, count) { add(whole) }
            offset += 8
        }
        let (characters, count) = withoutBlanks(lastCharacters(of: bytes), of: UInt64(bytes.count &- offset))
        if let whole = gathered.take(characters, count) { add(whole) }
        add(gathered.rest)
        add(gathered.count)
    }

    var value: UInt64 { state }
}

/// Characters without the blanks between them, in words of eight.
private struct Gathered {
    /// Those that make no whole word yet, the last one lowest.
    private(set) var rest: UInt64 = 0
    private(set) var count: UInt64 = 0

    /// Takes up to eight characters, and gives the word that they make whole.
    @inline(__always)
    mutating func take(_ characters: UInt64, _ more: UInt64) -> UInt64? {
        let known = count & 7
        count &+= more
        guard known + more >= 8 else {
            rest = rest << (more &* 8) | characters
            return nil
        }
        let over = (known &+ more &- 8) &* 8
        let whole = rest << (64 &- known &* 8) | characters >> over
        rest = characters & ((1 << over) - 1)
        return whole
    }
}

/// The last eight bytes of a text, the last one lowest, or as many as there are.
@inline(__always)
private func lastCharacters(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard bytes.count < 8 else {
        let last = UnsafeRawPointer(bytes.baseAddress! + (bytes.count &- 8))
        return UInt64(bigEndian: last.loadUnaligned(as: UInt64.self))
    }
    var word: UInt64 = 0
    for byte in bytes { word = word << 8 | UInt64(byte) }
    return word
}

/// Those of the lowest bytes of a word that are no blanks, the last one lowest, and how many they are.
@inline(__always)
private func withoutBlanks(_ word: UInt64, of size: UInt64) -> (characters: UInt64, count: UInt64) {
    let mask: UInt64 = size == 8 ? .max : (1 &<< (size &* 8)) &- 1
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // The highest bit of each byte that is at most 0x20.
    var blanks = ~(((word & lows) &+ 0x5F5F_5F5F_5F5F_5F5F) | word | lows) & mask
    var characters = word & mask
    var count = size
    while blanks != 0 {
        let below = UInt64(1) << UInt64(63 - blanks.leadingZeroBitCount - 7) - 1
        characters = (characters >> 8) & ~below | characters & below
        blanks &= below
        count -= 1
    }
    return (characters, count)
}
