import Calendars
import Documents
import EDISyntax
import Findings
import Money

extension OrderMapping {
    mutating func takeInHead(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .beginning: takeBeginning(segment)
        case .change: takeChange(segment)
        case .currency: values.takeCurrency(segment)
        case .reference: takeReference(segment)
        case .contact: takeContact(segment)
        case .allowance:
            if let allowance = values.allowance(segment, tax: &head.tax) { head.allowances.append(allowance) }
        case .terms: head.paymentTerms = head.paymentTerms ?? paymentTerms(segment)
        case .date: takeDate(segment)
        case .note: if let text = segment.text(1) { head.notes.append(text) }
        case .tax: takeTax(segment)
        case .total: takeTotal(segment)
        case .totalAmount: takeTotalAmount(segment)
        default: takeOfParty(part, segment)
        }
    }

    // MARK: Beginnings

    private mutating func takeBeginning(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "00", "06", "07": head.function = .original
        case "01": head.function = .cancellation
        case "04": head.function = .change
        case "05": head.function = .revision
        default: reportFunction(segment)
        }
        takeType(segment)
        head.number = number(segment, release: segment.says("RL", 2))
        head.date = values.date(segment, 5)
        head.contractReference = segment.text(6)
    }

    /// An 860 changes unless it says that it cancels or replaces.
    private mutating func takeChange(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "00", "04", "07": head.function = .change
        case "01": head.function = .cancellation
        case "05": head.function = .revision
        default: reportFunction(segment)
        }
        takeType(segment)
        head.number = number(segment, release: segment.says("RL", 2))
        head.revision = segment.count(5)
        head.changeNumber = segment.text(5)
        head.date = values.date(segment, 11) ?? values.date(segment, 6)
        head.contractReference = segment.text(8)
    }

    private mutating func reportFunction(_ segment: borrowing SegmentReader) {
        let words = "purpose '\(segment.text(1)?.prefix(2) ?? "")' is not read"
        values.log.report(.x12FunctionIsRead, words, at: segment.place(1))
    }

    /// The type of the order (element 92), in the code of UNCL 1001.
    private mutating func takeType(_ segment: borrowing SegmentReader) {
        switch segment.code(2) {
        case "SA", "NE", "CF": head.typeCode = "220"
        case "BK": head.typeCode = "221"
        case "RL": head.typeCode = "226"
        case "RO": head.typeCode = "224"
        default: values.leaveAside(segment, 2)
        }
    }

    /// The number of the order; a release against a blanket order is numbered within it.
    private func number(_ segment: borrowing SegmentReader, release: Bool) -> String? {
        guard let number = segment.text(3) else { return nil }
        guard release, let release = segment.text(4) else { return number }
        return number + "-" + release
    }

    // MARK: References, dates, terms

    /// REF or N9.
    private mutating func takeReference(_ segment: borrowing SegmentReader) {
        head.hasReference = true
        guard let value = segment.text(2) ?? segment.text(3) else { return }
        switch segment.code(1) {
        case "DP": head.accountingCost = value
        case "CT": head.contractReference = value
        case "CO", "CR": head.customerReference = value
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func takeContact(_ segment: borrowing SegmentReader) {
        var holder = Party(name: "", contact: head.contact)
        values.addContact(segment, to: &holder)
        head.contact = holder.contact
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader) {
        guard let date = values.date(segment, 2) else { return }
        switch segment.code(1) {
        case "001", "061", "177": head.validUntil = date
        case "004": break
        default: values.take(date, of: segment, into: &head.requestedDelivery)
        }
    }

    /// The terms in words: those of the sender, or else made from the numbers.
    private mutating func paymentTerms(_ segment: borrowing SegmentReader) -> String? {
        if let text = segment.text(12) { return text }
        var words: [String] = []
        if let rate = values.decimal(segment, 3), !rate.isZero {
            let days = segment.count(5).map { " within \($0) days" } ?? ""
            words.append("\(rate) %\(days)")
        }
        if let days = segment.count(7) { words.append("net \(days) days") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// Takes the VAT that the order states for all of its lines. Of several rates nobody can tell which line has which.
    private mutating func takeTax(_ segment: borrowing SegmentReader) {
        guard let stated = values.vatClass(segment) else { return }
        guard let vat = head.vat, vat != stated else {
            head.vat = stated
            return
        }
        let words = "VAT of \(stated) is left aside: the order states \(vat) already"
        values.log.report(.x12CodeIsRead, words, at: segment.place(3))
    }

    // MARK: Parties

    private mutating func takeOfParty(_ part: Part, _ segment: borrowing SegmentReader) {
        if part == .party { return parties.append((segment.code(1), values.party(segment))) }
        guard !parties.isEmpty else { return }
        let last = parties.count - 1
        switch part {
        case .partyName: values.addName(segment, to: &parties[last].party)
        case .partyStreet: values.addStreet(segment, to: &parties[last].party)
        case .partyCity: values.addCity(segment, to: &parties[last].party)
        case .partyReference: values.addReference(segment, to: &parties[last].party)
        case .partyContact: values.addContact(segment, to: &parties[last].party)
        default: break
        }
    }

    // MARK: Totals

    private mutating func takeTotal(_ segment: borrowing SegmentReader) {
        head.countPlace = segment.place(1)
        head.lineCount = segment.count(1) ?? -1
        head.hashTotal = values.decimal(segment, 2)
    }

    private mutating func takeTotalAmount(_ segment: borrowing SegmentReader) {
        guard let amount = values.amount(segment, 2) else { return }
        head.totalSource = SourceLine(segment: segment.number)
        switch segment.code(1) {
        case "1", "GV": head.linesTotal = amount
        case "TT": head.total = amount
        default: values.leaveAside(segment, 1)
        }
    }
}

extension X12Values {
    /// Takes a date on which, from which or until which delivery is wanted (element 374).
    mutating func take(_ date: BusinessDate, of segment: borrowing SegmentReader, into period: inout Period) {
        switch segment.code(1) {
        case "002", "010", "067": period = Period(start: date, end: date)
        case "064", "037": period.start = date
        case "063", "038", "074", "106": period.end = date
        default: leaveAside(segment, 1)
        }
    }
}
