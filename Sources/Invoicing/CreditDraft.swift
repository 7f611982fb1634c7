import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables

/// A credit note under a provisional number, and what it will do to the book.
///
/// Whatever it is for (an invoice or a part of it, goods that came back, a dispute, all that was bought in a period), it
/// becomes one of these, and goes one way from there.
struct CreditDraft {
    var issue: CreditNoteIssue
    /// The invoices that it takes its amounts off.
    var items: [OpenItem]

    /// Why no credit note can be written so; no invoice gives more than is left of it, nor any of its lines.
    var findings: [Finding] { zip(issue.parts, items).flatMap { roomFaults(of: $0, in: $1) } }
}

/// What a credit note is written from beside the instruction.
struct CreditSetting {
    let book: BookSlice
    let company: Company
    let date: BusinessDate
    let number: String
    let reason: String
}

extension CreditSetting {
    func draft(_ request: CreditRequest) throws(CreditFault) -> CreditDraft {
        let item = try item(request.original)
        var note = try creditNote(
            for: request.original, crediting: request.extent, because: reason, numbered: number, on: date)
        if let name = request.returnNote {
            note.supportingDocuments = [SupportingDocument(id: name, description: reason)]
        }
        var part = CreditPart(invoice: item.number, issueDate: item.issueDate, amount: note.totals.payable)
        if case .lines(let lines) = request.extent {
            part.lines = lines.map { CreditedLine(line: $0.line, quantity: $0.quantity) }
        }
        let orders = item.kind.isPrepayment ? item.order.map { [$0] } ?? [] : []
        return CreditDraft(
            issue: CreditNoteIssue(note: note, customer: item.customer, parts: [part], orders: orders), items: [item])
    }

    /// The dispute ends with the credit note; for a bill that is to be written anew the whole invoice is credited.
    func draft(_ id: String, _ resolution: DisputeResolution) throws(CreditFault) -> CreditDraft {
        guard let dispute = book.dispute(id), let item = book.invoice(dispute.invoice),
            let customer = book.customer(dispute.customer)
        else { throw CreditFault(message: "there is no dispute \(id)") }
        guard dispute.isOpen else { throw CreditFault(message: "dispute \(id) has ended") }
        let isWhole = resolution == .rebill
        let amount = isWhole ? item.amount - item.credited : dispute.amount
        guard amount.isPositive else { throw CreditFault(message: "all of \(item.number) is credited already") }
        let note = draftCreditNote(
            of: amount, on: item, because: dispute.reason, to: customer, from: company, on: date, numbered: number)
        let part = CreditPart(invoice: item.number, issueDate: item.issueDate, amount: amount)
        let issue = CreditNoteIssue(
            note: note, customer: item.customer, parts: [part],
            answer: DisputeAnswer(dispute: dispute, resolution: resolution),
            orders: isWhole || item.kind.isPrepayment
                ? Set(item.billed.map(\.order) + [item.order].compactMap(\.self)).sorted() : [],
            isBilledAnew: isWhole)
        return CreditDraft(issue: issue, items: [item])
    }

    /// It stays on the customer's account: what the invoices ask for remains as it was.
    func draft(_ credit: PeriodCredit) throws(CreditFault) -> CreditDraft {
        var items: [OpenItem] = []
        for invoice in credit.invoices { items.append(try item(invoice)) }
        guard let first = items.first, items.allSatisfy({ $0.customer == first.customer }) else {
            throw CreditFault(message: "a credit for a period is for invoices of one customer")
        }
        if let stranger = credit.invoices.first(where: { !credit.period.includes($0.issueDate) }) {
            throw CreditFault(message: "\(stranger.number) is of \(stranger.issueDate), which is not in the period")
        }
        guard
            let note = globalAllowance(
                of: credit.invoices, credit.share, contract: credit.contract, period: credit.period, calling: reason,
                numbered: number, on: date), note.totals.payable.isPositive
        else { throw CreditFault(message: "these invoices cannot be credited together") }
        let shares = note.totals.payable.split(by: items.map { max(0, $0.amount.minorUnits) })
        let parts = zip(items, shares).map { CreditPart(invoice: $0.number, issueDate: $0.issueDate, amount: $1) }
        return CreditDraft(
            issue: CreditNoteIssue(note: note, customer: first.customer, parts: parts, isNetted: false), items: items)
    }

    /// The item of an invoice that an instruction brings with it; it must be the one that was issued.
    private func item(_ original: Invoice) throws(CreditFault) -> OpenItem {
        guard let item = book.invoice(original.number) else {
            throw CreditFault(message: "there is no invoice \(original.number)")
        }
        guard item.amount == original.owed, item.issueDate == original.issueDate else {
            throw CreditFault(message: "\(original.number) was issued otherwise: \(item.amount) on \(item.issueDate)")
        }
        if let other = item.replacedBy { throw CreditFault(message: "\(other) took the place of \(original.number)") }
        return item
    }
}

extension Period {
    /// Where a side is open, so is the period.
    fileprivate func includes(_ date: BusinessDate) -> Bool {
        (start.map { $0 <= date } ?? true) && (end.map { date <= $0 } ?? true)
    }
}

private func roomFaults(of part: CreditPart, in item: OpenItem) -> [Finding] {
    func finding(_ text: String) -> Finding { Finding(.creditHasRoom, text, at: .document) }
    let left = item.amount - item.credited
    guard part.amount <= left else {
        return [finding("\(part.amount) of \(item.number): \(item.credited) of \(item.amount) are credited already")]
    }
    guard item.kind.isPrepayment, part.amount > left - item.deducted else { return [] }
    return [finding("\(part.amount) of \(item.number): \(item.deducted) of it were taken off a final invoice")]
}

extension CreditRequest {
    /// Why lines cannot be credited: more of one than is left after the credit notes that there are.
    func lineFaults(_ item: OpenItem) -> [Finding] {
        guard case .lines(let lines) = extent else { return [] }
        return lines.compactMap { want in
            guard let line = original.lines.first(where: { $0.id == want.line }) else { return nil }
            let before = item.creditedLines.filter { $0.line == want.line }.reduce(ExactDecimal.zero) {
                $0 + $1.quantity
            }
            guard (before + want.quantity).magnitude > line.quantity.value.magnitude else { return nil }
            return Finding(
                .creditHasRoom,
                "line \(want.line) of \(item.number): \(before) of \(line.quantity) are credited already",
                at: .document)
        }
    }
}
