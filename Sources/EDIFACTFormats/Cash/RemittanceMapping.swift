import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// What a segment of REMADV means.
enum RemittancePart: Sendable {
    case begin, date, note, reference, currency
    case party, partyReference, contact, communication
    case document, amount, documentDate, documentReference
    case adjustment, adjustmentAmount, adjustmentNote
    case total
}

/// Maps REMADV to a remittance advice.
struct RemittanceMapping: MessageMapping {
    static let layouts = MessageLayouts(
        d96A: MessageNotation.remadvD96A, d01B: MessageNotation.remadvD01B, line: "DOC",
        parts: [
            "BGM": RemittancePart.begin, "DTM": .date, "FTX": .note, "RFF": .reference, "NAD": .party,
            "NAD/CTA": .contact, "NAD/CTA/COM": .communication, "CUX": .currency, "DOC": .document,
            "DOC/MOA": .amount, "DOC/DTM": .documentDate, "DOC/RFF": .documentReference, "DOC/AJT": .adjustment,
            "DOC/AJT/MOA": .adjustmentAmount, "DOC/AJT/FTX": .adjustmentNote, "UNS/MOA": .total,
        ], onlyD01B: ["NAD/RFF": .partyReference])
    var values = EDIFACTValues()
    private var number = ""
    private var issueDate: BusinessDate?
    private var paymentDate: BusinessDate?
    private var paymentReference: String?
    private var notes: [String] = []
    private var payer: Party?
    private var payee: Party?
    private var isPayer: Bool?
    private var total: Money?
    private var totalSegment = 0
    private var line = RemittanceLineDraft(segment: 0)
    private var lines: [RemittanceLine] = []

    init() {}

    mutating func take(_ part: RemittancePart, _ segment: borrowing SegmentReader) {
        switch part {
        case .document: line.takeDocument(segment, &values)
        case .amount: line.takeAmount(segment, &values)
        case .documentDate: line.takeDate(segment, &values)
        case .documentReference: line.takeReference(segment)
        case .adjustment: line.beginAdjustment(segment)
        case .adjustmentAmount: line.takeAdjustment(segment, &values)
        case .adjustmentNote: line.takeAdjustmentNote(values.joined(segment, 4, 1...5))
        case .begin: number = segment.text(2) ?? ""
        case .date: takeDate(segment)
        case .note: if let text = values.joined(segment, 4, 1...5) { notes.append(text) }
        case .reference: takeReference(segment)
        case .currency: values.currency = values.currency(segment, 1, 2) ?? values.currency
        case .party: takeParty(segment)
        case .partyReference: addToParty(.reference, segment)
        case .contact: addToParty(.contact, segment)
        case .communication: addToParty(.communication, segment)
        case .total: takeTotal(segment)
        }
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "137": issueDate = values.date(segment)
        case "138", "203", "140": paymentDate = paymentDate ?? values.date(segment)
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func takeReference(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "PQ", "AEK", "PK", "AAK": paymentReference = paymentReference ?? segment.text(1, 2)
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func takeParty(_ segment: borrowing SegmentReader) {
        isPayer = nil
        switch segment.code(1) {
        case "PR", "BY", "IV":
            if payer != nil, segment.code(1) != "PR" { return }
            payer = values.party(segment)
            isPayer = true
        case "PE", "SU":
            if payee != nil, segment.code(1) != "PE" { return }
            payee = values.party(segment)
            isPayer = false
        default: break
        }
    }

    private mutating func addToParty(_ detail: EDIFACTValues.PartyDetail, _ segment: borrowing SegmentReader) {
        if isPayer == true { values.add(detail, segment, to: &payer) }
        if isPayer == false { values.add(detail, segment, to: &payee) }
    }

    private mutating func takeTotal(_ segment: borrowing SegmentReader) {
        guard segment.code(1) == "12" else { return }
        total = values.amount(segment)
        totalSegment = segment.number
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) { line = RemittanceLineDraft(segment: segment.number) }

    mutating func endLine(keeping: Bool) {
        guard keeping, let finished = line.finished(&values.log) else { return }
        lines.append(finished)
    }

    mutating func document(_ summary: LineSummary) -> Document? {
        let place = Place.segment(2, tag: "BGM", element: 0, component: 0)
        if number.isEmpty { values.log.report(.edifactNumberIsGiven, "the advice has no number", at: place) }
        if issueDate == nil { values.log.report(.edifactDateIsGiven, "there is no date under 137", at: place) }
        if payer == nil { values.log.report(.edifactPartyIsNamed, "there is no payer (NAD+PR)", at: place) }
        if lines.isEmpty {
            values.log.report(.edifactHasLines, "of \(summary.count) lines none can be used", at: place)
        }
        if values.currency == nil {
            values.log.report(.edifactCurrencyIsDeclared, "no currency is declared", at: place)
        }
        checkTotal(summary)
        guard !number.isEmpty, !lines.isEmpty, let issueDate, let payer else { return nil }
        return .remittanceAdvice(
            RemittanceAdvice(
                number: number, issueDate: issueDate, currency: values.assumedCurrency, payer: payer,
                payee: payee ?? Party(name: ""), paymentDate: paymentDate, paymentReference: paymentReference,
                total: total, notes: notes, lines: lines))
    }

    /// What is remitted for the documents comes to what is remitted in all.
    private mutating func checkTotal(_ summary: LineSummary) {
        guard let total, summary.faulty == 0, lines.allSatisfy({ $0.paid.currency == total.currency }) else { return }
        let sum = lines.map(\.paid).sum(in: total.currency)
        guard sum != total else { return }
        let place = Place.segment(totalSegment, tag: "MOA", element: 1, component: 2)
        values.log.report(.edifactRemittanceAddsUp, "the documents come to \(sum), the total says \(total)", at: place)
    }
}
