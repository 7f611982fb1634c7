import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Turns an 820 into a remittance advice.
struct RemittanceMapping: SetMapping {
    enum Part: Sendable {
        case payment, trace, currency, date, note
        case party, partyName, partyStreet, partyCity, partyReference
        case adjustment, line, lineAdjustment, lineReference, lineDate, lineNote
    }

    static let remittance = SetLayouts<Part>(
        .remittance,
        parts: [
            "BPR": .payment, "NTE": .note, "TRN": .trace, "CUR": .currency, "DTM": .date, "N1": .party,
            "N1/N2": .partyName, "N1/N3": .partyStreet, "N1/N4": .partyCity, "N1/REF": .partyReference,
            "ENT/ADX": .adjustment, "ENT/RMR": .line, "ENT/RMR/ADX": .lineAdjustment,
            "ENT/RMR/REF": .lineReference, "ENT/RMR/DTM": .lineDate, "ENT/RMR/NTE": .lineNote,
        ])

    var values = X12Values()
    let sender: InterchangeSide
    let recipient: InterchangeSide
    let preparedDate: String
    let maxLines: Int
    var number: String?
    var issueDate: BusinessDate?
    var paymentDate: BusinessDate?
    var total: ExactDecimal?
    var totalPlace = Place.document
    var notes: [String] = []
    var parties: [(role: EDICode, party: Party)] = []
    var lines: [RemittanceLine] = []
    /// Whether the last line is the one that is read.
    private var isLineOpen = false

    init(_ input: borrowing SetInput) {
        sender = input.sender
        recipient = input.recipient
        preparedDate = input.header.date
        maxLines = input.maxLines
    }

    mutating func take(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .payment: takePayment(segment)
        case .trace: number = segment.text(2)
        case .currency: values.takeCurrency(segment)
        case .date: if segment.says("097", 1) { issueDate = values.date(segment, 2) }
        case .note: if let text = segment.text(2) { notes.append(text) }
        case .adjustment: takeAdjustment(segment)
        case .line: takeLine(segment)
        case .lineAdjustment, .lineReference, .lineDate, .lineNote: takeInLine(part, segment)
        default: takeOfParty(part, segment)
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool {
        isLineOpen = false
        return true
    }

    mutating func endLine(keeping: Bool) {
        if isLineOpen, !keeping { lines.removeLast() }
        isLineOpen = false
    }
}

extension RemittanceMapping {
    /// BPR: its amount is in the currency that follows.
    private mutating func takePayment(_ segment: borrowing SegmentReader) {
        total = values.decimal(segment, 2)
        totalPlace = segment.place(2)
        paymentDate = values.date(segment, 16)
        if segment.says("D", 3) { values.leaveAside(segment, 3) }
    }

    /// RMR.
    private mutating func takeLine(_ segment: borrowing SegmentReader) {
        guard let paid = values.amount(segment, 4) else {
            return values.log.report(.x12LineIsWhole, "the line says not what is paid", at: segment.place(4))
        }
        let isOrder = segment.says("PO", 1)
        var line = RemittanceLine(
            kind: kind(segment), number: isOrder ? "" : segment.text(2) ?? "",
            orderNumber: isOrder ? segment.text(2) : nil, due: values.amount(segment, 5), paid: paid,
            discount: values.amount(segment, 6), source: SourceLine(segment: segment.number))
        if let adjusted = values.amount(segment, 8) {
            line.deductions = [RemittanceDeduction(amount: -adjusted, reasonCode: segment.text(7), list: .x12426)]
        }
        lines.append(line)
        isLineOpen = true
    }

    private mutating func kind(_ segment: borrowing SegmentReader) -> RemittanceLine.Kind {
        switch segment.code(1) {
        case "IV", "OI", "SI": return .invoice
        case "CM", "CL": return .creditNote
        case "DL", "DM": return .debitNote
        case "PO": return .other
        default:
            values.leaveAside(segment, 1)
            return .other
        }
    }

    /// ADX by itself: an amount that the payment is changed by, whatever it pays.
    private mutating func takeAdjustment(_ segment: borrowing SegmentReader) {
        guard lines.count < maxLines else {
            return values.log.report(
                .x12LinesAreBounded, "the set has more than \(maxLines) lines", at: segment.place())
        }
        guard let amount = values.amount(segment, 1) else { return }
        lines.append(
            RemittanceLine(
                kind: .other, number: segment.text(4) ?? "", due: .zero(amount.currency), paid: amount,
                deductions: [RemittanceDeduction(amount: -amount, reasonCode: segment.text(2), list: .x12426)],
                source: SourceLine(segment: segment.number)))
    }

    private mutating func takeInLine(_ part: Part, _ segment: borrowing SegmentReader) {
        guard isLineOpen else { return }
        let last = lines.count - 1
        switch part {
        case .lineAdjustment:
            guard let amount = values.amount(segment, 1) else { return }
            lines[last].deductions.append(
                RemittanceDeduction(amount: -amount, reasonCode: segment.text(2), list: .x12426))
        case .lineReference:
            if segment.says("PO", 1) {
                lines[last].orderNumber = segment.text(2)
            } else {
                values.leaveAside(segment, 1)
            }
        case .lineDate:
            if segment.says("003", 1) { lines[last].documentDate = values.date(segment, 2) }
        default: lines[last].note = lines[last].note ?? segment.text(2)
        }
    }

    private mutating func takeOfParty(_ part: Part, _ segment: borrowing SegmentReader) {
        if part == .party { return parties.append((segment.code(1), values.party(segment))) }
        guard !parties.isEmpty else { return }
        let last = parties.count - 1
        switch part {
        case .partyName: values.addName(segment, to: &parties[last].party)
        case .partyStreet: values.addStreet(segment, to: &parties[last].party)
        case .partyCity: values.addCity(segment, to: &parties[last].party)
        case .partyReference: values.addReference(segment, to: &parties[last].party)
        default: break
        }
    }

    // MARK: The document

    mutating func document(_ summary: LineSummary) -> Document? {
        values.reportAssumedCurrency()
        let total = checkedTotal(summary)
        if number == nil {
            values.log.report(
                .x12NumberIsGiven, "no TRN numbers the payment", at: .segment(2, tag: "BPR", element: 0, component: 0))
        }
        guard let number, let date = issueDate ?? paymentDate ?? day(ofHeader: preparedDate) else { return nil }
        return .remittanceAdvice(
            RemittanceAdvice(
                number: number, issueDate: date, currency: values.assumedCurrency,
                payer: party("PR") ?? Party(name: sender.value, identifiers: [sender.identifier]),
                payee: party("PE") ?? Party(name: recipient.value, identifiers: [recipient.identifier]),
                paymentDate: paymentDate, paymentReference: number, total: total, notes: notes, lines: lines))
    }

    /// What is paid in all; what the lines come to must be the same, unless one of them cannot be read.
    private mutating func checkedTotal(_ summary: LineSummary) -> Money? {
        guard let written = total else { return nil }
        guard let total = Money(written, values.assumedCurrency) else {
            values.log.report(
                .x12AmountFitsCurrency, "the amount is no amount in \(values.assumedCurrency)", at: totalPlace)
            return nil
        }
        let sum = lines.map(\.paid).sum(in: values.assumedCurrency)
        if summary.faulty == 0, !lines.isEmpty, sum != total {
            values.log.report(.x12TotalsAddUp, "the lines come to \(sum), BPR says \(total)", at: totalPlace)
        }
        return total
    }

    private func party(_ role: EDICode) -> Party? { parties.first { $0.role == role }?.party }
}

/// The day that a header writes as YYMMDD.
func day(ofHeader text: String) -> BusinessDate? {
    let century = "20" + text
    return Array(century.utf8).withUnsafeBufferPointer { x12Date($0) }
}
