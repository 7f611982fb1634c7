import Documents

/// Reads the field :86: of an entry in whichever of its forms the bank uses.
struct MT940Details {
    func read(_ content: UnsafeBufferPointer<UInt8>, into entry: inout RawBankEntry, _ scratch: TextScratch) {
        let content = trimmed(content)
        guard !content.isEmpty else { return }
        if isSubfielded(content) {
            readSubfields(joined(content, scratch), into: &entry, scratch)
        } else if content[0] == UInt8(ascii: "/"), content.count > 4, isCapital(content[1]), isCapital(content[2]) {
            readCodewords(joined(content, scratch), into: &entry)
        } else {
            readLines(content, into: &entry)
        }
    }

    /// `166?00…`: three digits, a mark, and two digits of a subfield after each mark.
    private func isSubfielded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 6, isDecimal(bytes[0]), isDecimal(bytes[1]), isDecimal(bytes[2]), !isDecimal(bytes[3]),
            !isCapital(bytes[3]),
            bytes[3] != UInt8(ascii: " ")
        else { return false }
        return isDecimal(bytes[4]) && isDecimal(bytes[5])
    }

    /// The lines run together: a bank breaks them where they are full.
    private func joined(_ bytes: UnsafeBufferPointer<UInt8>, _ scratch: TextScratch) -> UnsafeBufferPointer<UInt8> {
        guard firstLineFeed(bytes.baseAddress!, bytes.count) != nil else { return bytes }
        let room = scratch.take(bytes.count)
        var count = 0
        for byte in bytes where byte != 0x0A && byte != 0x0D {
            room[count] = byte
            count += 1
        }
        return UnsafeBufferPointer(start: room, count: count)
    }

    private func readLines(_ bytes: UnsafeBufferPointer<UInt8>, into entry: inout RawBankEntry) {
        var rest = bytes
        while !rest.isEmpty {
            let end = firstLineFeed(rest.baseAddress!, rest.count) ?? rest.count
            if let text = RawText(trimmed(UnsafeBufferPointer(rebasing: rest[..<end]))) {
                entry.transactions[0].texts.append(text)
            }
            rest = UnsafeBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
        }
    }

    // MARK: German subfields

    private func readSubfields(
        _ bytes: UnsafeBufferPointer<UInt8>, into entry: inout RawBankEntry, _ scratch: TextScratch
    ) {
        let mark = bytes[3]
        let remittance = scratch.take(bytes.count)
        var remittanceCount = 0
        var name: (first: UnsafeBufferPointer<UInt8>?, second: UnsafeBufferPointer<UInt8>?)
        var offset = 4
        while offset + 2 <= bytes.count {
            guard let number = twoDigits(bytes, at: offset) else { break }
            var end = offset + 2
            while end < bytes.count,
                !(bytes[end] == mark && end + 2 < bytes.count && isDecimal(bytes[end + 1]) && isDecimal(bytes[end + 2]))
            { end += 1 }
            let value = UnsafeBufferPointer(rebasing: bytes[(offset + 2)..<end])
            switch number {
            case 0: entry.information = entry.information ?? RawText(trimmed(value))
            case 20...29, 60...63:
                for byte in value {
                    remittance[remittanceCount] = byte
                    remittanceCount += 1
                }
            case 30: entry.transactions[0].counterparty.bank = RawText(trimmed(value))
            case 31: entry.transactions[0].counterparty.account = RawText(trimmed(value))
            case 32: name.first = value
            case 33: name.second = value
            case 34: entry.transactions[0].returnReason = entry.isReversal ? RawText(trimmed(value)) : nil
            case 38: entry.transactions[0].counterparty.account = RawText(trimmed(value))
            default: break
            }
            offset = end + 1
        }
        entry.transactions[0].counterparty.name = join(name.first, name.second, scratch)
        readKeywords(UnsafeBufferPointer(start: remittance, count: remittanceCount), into: &entry)
    }

    private func join(
        _ first: UnsafeBufferPointer<UInt8>?, _ second: UnsafeBufferPointer<UInt8>?, _ scratch: TextScratch
    ) -> RawText? {
        guard let first else { return second.flatMap { RawText(trimmed($0)) } }
        guard let second else { return RawText(trimmed(first)) }
        let room = scratch.take(first.count + second.count)
        for (index, byte) in first.enumerated() { room[index] = byte }
        for (index, byte) in second.enumerated() { room[first.count + index] = byte }
        return RawText(trimmed(UnsafeBufferPointer(start: room, count: first.count + second.count)))
    }

    // MARK: SEPA keywords: EREF+…SVWZ+…

    private func readKeywords(_ bytes: UnsafeBufferPointer<UInt8>, into entry: inout RawBankEntry) {
        var key: Keyword?
        var start = 0
        var offset = 0
        while offset < bytes.count {
            if let next = keyword(bytes, at: offset) {
                keep(UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: key, in: &entry)
                key = next
                offset += 5
                start = offset
            } else {
                offset += 1
            }
        }
        keep(UnsafeBufferPointer(rebasing: bytes[start...]), as: key, in: &entry)
    }

    private enum Keyword: Equatable { case endToEnd, customer, mandate, remittance, sender, iban, bic, other }

    private func keyword(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Keyword? {
        guard offset + 5 <= bytes.count, bytes[offset + 4] == UInt8(ascii: "+"), isCapital(bytes[offset]) else {
            return nil
        }
        let word = UnsafeBufferPointer(rebasing: bytes[offset..<(offset + 4)])
        let known: [(StaticString, Keyword)] = [
            ("EREF", .endToEnd), ("KREF", .customer), ("MREF", .mandate), ("SVWZ", .remittance), ("ABWA", .sender),
            ("IBAN", .iban),
            ("CRED", .other), ("DEBT", .other), ("COAM", .other), ("OAMT", .other), ("ABWE", .other), ("PURP", .other),
        ]
        if let found = known.first(where: { word.elementsEqual(UnsafeBufferPointer(start: $0.0.utf8Start, count: 4)) })
        {
            return found.1
        }
        return nil
    }

    private func keep(_ value: UnsafeBufferPointer<UInt8>, as key: Keyword?, in entry: inout RawBankEntry) {
        guard let text = RawText(trimmed(value)) else { return }
        switch key {
        case .endToEnd where !text.bytes.spells("NOTPROVIDED"): entry.transactions[0].endToEnd = text
        case .mandate: entry.transactions[0].mandate = text
        case .customer: entry.transactions[0].transactionID = text
        case .sender: entry.transactions[0].counterparty.ultimateName = text
        case .iban: entry.transactions[0].counterparty.account = text
        case .remittance, nil: entry.transactions[0].texts.append(text)
        case .endToEnd, .bic, .other: break
        }
    }

    // MARK: Code words between slashes: /EREF/…/REMI/…

    private func readCodewords(_ bytes: UnsafeBufferPointer<UInt8>, into entry: inout RawBankEntry) {
        // Charges that :61: tells already are only told again here.
        let charges = entry.charges
        defer { entry.charges = charges ?? entry.charges }
        var key: UnsafeBufferPointer<UInt8>?
        var start = 0
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "/"), let end = codeword(bytes, at: offset) else {
                offset += 1
                continue
            }
            if let key {
                keep(UnsafeBufferPointer(rebasing: bytes[start..<max(start, offset)]), under: key, in: &entry)
            }
            key = UnsafeBufferPointer(rebasing: bytes[(offset + 1)..<end])
            start = end + 1
            offset = end
        }
        if let key { keep(UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)...]), under: key, in: &entry) }
    }

    /// Where a code word that we know ends, if one begins with this slash.
    private func codeword(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
        var end = offset + 1
        while end < bytes.count, end - offset <= 5, isCapital(bytes[end]) { end += 1 }
        guard end - offset >= 4, end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return nil }
        let word = UnsafeBufferPointer(rebasing: bytes[(offset + 1)..<end])
        return Self.codewords.contains { word.elementsEqual($0) } ? end : nil
    }

    private static let codewords: [[UInt8]] = [
        "EREF", "MARF", "CSID", "TRTP", "IBAN", "BIC", "NAME", "REMI", "ORDP", "BENM", "RTRN", "PREF", "NRTX", "PURP",
        "ISDT", "CNTP", "TRCD",
        "CDTR", "ULTD", "ULTC", "ADDR", "CHGS", "EXCH", "OCMT", "RREF", "SVCL", "UDTR", "UCRD", "ID", "ROC", "ORD",
        "BEN", "REM",
    ].map { Array($0.utf8) }

    private func keep(
        _ value: UnsafeBufferPointer<UInt8>, under key: UnsafeBufferPointer<UInt8>, in entry: inout RawBankEntry
    ) {
        var value = value
        while value.first == UInt8(ascii: "/") { value = UnsafeBufferPointer(rebasing: value[1...]) }
        while value.last == UInt8(ascii: "/") { value = UnsafeBufferPointer(rebasing: value[..<(value.count - 1)]) }
        guard let text = RawText(trimmed(value)) else { return }
        func isKey(_ name: StaticString) -> Bool {
            key.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        }
        if isKey("EREF") || isKey("ROC") {
            if !text.bytes.spells("NOTPROVIDED") { entry.transactions[0].endToEnd = text }
        } else if isKey("MARF") {
            entry.transactions[0].mandate = text
        } else if isKey("IBAN") {
            entry.transactions[0].counterparty.account = text
        } else if isKey("BIC") {
            entry.transactions[0].counterparty.bank = text
        } else if isKey("NAME") {
            entry.transactions[0].counterparty.name = text
        } else if isKey("REMI") || isKey("REM") {
            readRemittance(text, into: &entry)
        } else if isKey("RTRN") {
            entry.transactions[0].returnReason = text
        } else if isKey("CNTP") {
            readCounterparty(text, into: &entry)
        } else if isKey("ORDP") || isKey("BENM") || isKey("ORD") || isKey("BEN") {
            entry.transactions[0].counterparty.name = entry.transactions[0].counterparty.name ?? text
        } else if isKey("CHGS") {
            entry.addCharges(text.bytes)
        } else if isKey("OCMT") {
            entry.keepOriginal(text.bytes)
        } else if isKey("TRTP") {
            entry.information = entry.information ?? text
        }
    }

    /// `USTD//text`, `STRD/CUR/reference`, or the text alone.
    private func readRemittance(_ text: RawText, into entry: inout RawBankEntry) {
        var parts = text.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        guard let first = parts.first, first.elementsEqual("USTD".utf8) || first.elementsEqual("STRD".utf8) else {
            entry.transactions[0].texts.append(text)
            return
        }
        parts.removeFirst()
        guard first.elementsEqual("STRD".utf8), let last = parts.last else {
            if let start = parts.first?.startIndex {
                entry.transactions[0].texts.append(
                    contentsOf: [RawText(UnsafeBufferPointer(rebasing: text.bytes[start...]))].compactMap(\.self))
            }
            return
        }
        var reference = BankDocumentReference<RawText>()
        reference.reference = RawText(trimmed(UnsafeBufferPointer(rebasing: last)))
        entry.transactions[0].documents.append(reference)
    }

    /// `account/bank/name/city`.
    private func readCounterparty(_ text: RawText, into entry: inout RawBankEntry) {
        let parts = text.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            RawText(trimmed(UnsafeBufferPointer(rebasing: $0)))
        }
        if parts.count > 0 { entry.transactions[0].counterparty.account = parts[0] }
        if parts.count > 1 { entry.transactions[0].counterparty.bank = parts[1] }
        if parts.count > 2 { entry.transactions[0].counterparty.name = parts[2] }
    }
}
