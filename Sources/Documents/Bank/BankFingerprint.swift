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
        for transaction in transactions { transaction.add(to: &fingerprint) }
        return fingerprint.value
    }
}

extension BankTransactionForm {
    fileprivate func add(to fingerprint: inout Fingerprint) {
        fingerprint.add(endToEnd)
        fingerprint.add(bankReference)
        fingerprint.add(counterparty.name)
        fingerprint.add(counterparty.account)
        for text in texts { fingerprint.add(text) }
        for document in documents {
            fingerprint.add(document.reference)
            fingerprint.add(document.number)
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
        var word: UInt64 = 0
        var count: UInt64 = 0
        for byte in bytes where byte > 0x20 {
            word = word << 8 | UInt64(byte)
            count &+= 1
            if count & 7 == 0 {
                add(word)
                word = 0
            }
        }
        add(word)
        add(count)
    }

    var value: UInt64 { state }
}
