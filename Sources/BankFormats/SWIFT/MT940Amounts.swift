import Documents
import Money

extension RawBankEntry {
    /// What banks kept of it (`EUR15,00`), in the currency of the account.
    mutating func addCharges(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let kept = money(bytes), kept.currency == amount.currency else { return }
        charges = (charges ?? .zero(kept.currency)) + kept
    }

    /// What was sent, where that was in another currency.
    mutating func keepOriginal(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let sent = money(bytes), sent.currency != amount.currency else { return }
        transactions[0].original = sent
    }
}

/// `EUR15,00`
private func money(_ bytes: UnsafeBufferPointer<UInt8>) -> Money? {
    let bytes = trimmed(bytes)
    guard bytes.count > 3, let currency = Currency(ascii: UnsafeBufferPointer(rebasing: bytes[..<3])),
        let units = minorUnits(
            UnsafeBufferPointer(rebasing: bytes[3...]), digits: currency.minorDigits, mark: UInt8(ascii: ","))
    else { return nil }
    return Money(minorUnits: units, currency)
}
