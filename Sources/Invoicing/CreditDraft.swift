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
    /// Those invoices as they were issued, where that is known.
    var originals: [Invoice] = []

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
    /// The draft, saying on what terms its credit is given (BT-20).
    func withTerms(_ draft: CreditDraft) -> CreditDraft {
        var draft = draft
        draft.issue.note.paymentTermsNote =
            InvoiceWords.words(for: draft.issue.note, company.stationery).creditTerms
        draft.issue.note = draft.issue.note.withoutVATNumbersOutsideScope
        if company.isOnDebits(after: draft.originals) { draft.issue.note.sayOption(isAllDue: true) }
        draft.shareServices(book)
        return draft
    }

    func draft(_ request: CreditRequest) throws(CreditFault) -> CreditDraft {
        let item = try item(request.original)
        let words = InvoiceWords.words(for: request.original, company.stationery)
        var note = try creditNote(
            for: request.original, crediting: request.extent, within: CreditRoom(of: item), because: reason,
            calling: "\(words.creditOn) \(request.original.number)", rounding: words.rounding, numbered: number,
            on: date)
        if let name = request.returnNote {
            note.supportingDocuments = [SupportingDocument(id: name, description: reason)]
        }
        var part = CreditPart(
            invoice: item.number, issueDate: item.issueDate, amount: note.totals.payable, vat: note.vatBreakdown)
        if case .lines(let lines) = request.extent {
            part.lines = lines.map { item.credited($0, of: request.original) }
        }
        let orders = item.kind.isPrepayment ? item.order.map { [$0] } ?? [] : []
        return CreditDraft(
            issue: CreditNoteIssue(note: note, customer: item.customer, parts: [part], orders: orders), items: [item],
            originals: [request.original])
    }

    /// The dispute ends with the credit note; for a bill that is to be written anew the whole invoice is credited.
    func draft(_ id: String, _ resolution: DisputeResolution) throws(CreditFault) -> CreditDraft {
        guard let dispute = book.dispute(id), let item = book.invoice(dispute.invoice),
            let customer = book.customer(dispute.customer)
        else { throw CreditFault(message: "there is no dispute \(id)") }
        guard dispute.isOpen else { throw CreditFault(message: "dispute \(id) has ended") }
        let isWhole = resolution == .rebill
        // What was credited before, for whatever reason, is not credited twice.
        let amount = isWhole ? item.creditable : min(dispute.amount, item.creditable)
        guard amount.isPositive else { throw CreditFault(message: "all of \(item.number) is credited already") }
        var note = draftCreditNote(
            of: amount, on: item, because: dispute.reason, to: customer, from: company, on: date, numbered: number)
        note.refer(to: item)
        try note.account([(item, note.vatBreakdown)], in: company)
        let part = CreditPart(
            invoice: item.number, issueDate: item.issueDate, amount: amount, vat: note.vatBreakdown)
        let issue = CreditNoteIssue(
            note: note, customer: item.customer, parts: [part],
            answer: DisputeAnswer(dispute: dispute, resolution: resolution),
            orders: isWhole || item.kind.isPrepayment
                ? Set(item.orders).sorted() : [],
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
        guard items.allSatisfy({ $0.amount.currency == first.amount.currency }) else {
            throw CreditFault(message: "these invoices are not in one currency: credit those of each by themselves")
        }
        if let stranger = credit.invoices.first(where: { !credit.period.includes($0.issueDate) }) {
            throw CreditFault(message: "\(stranger.number) is of \(stranger.issueDate), which is not in the period")
        }
        let left = items.map { CreditRoom(of: $0).leftOfClasses }
        let words = InvoiceWords.words(for: credit.invoices[0], company.stationery)
        let name =
            "\(words.globalAllowance) \(words.numbers.percentage(credit.share)) · \(words.contract) \(credit.contract)"
        guard
            var note = globalAllowance(
                of: credit.invoices, credit.share, leaving: left.flatMap { $0 }, contract: credit.contract,
                period: credit.period, calling: name, numbered: number, on: date), note.totals.payable.isPositive
        else { throw CreditFault(message: "nothing of these invoices is left to credit") }
        note.refer(to: first)
        note.notes.append(InvoiceNote(reason))
        let shares = Array(zip(items, note.shares(by: left)))
        try note.account(shares, in: company)
        let parts = shares.map { item, vat in
            CreditPart(
                invoice: item.number, issueDate: item.issueDate,
                amount: vat.map { $0.taxable + $0.tax }.sum(in: note.currency), vat: vat)
        }
        return CreditDraft(
            issue: CreditNoteIssue(
                note: note, customer: first.customer, parts: parts.filter { !$0.amount.isZero }, isNetted: false),
            items: zip(items, parts).filter { !$1.amount.isZero }.map(\.0), originals: credit.invoices)
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

extension Invoice {
    /// A credit note without an order and without a reference of the buyer's own is found by the customer's number.
    fileprivate mutating func refer(to item: OpenItem) {
        if orderReference == nil, buyerReference == nil { buyerReference = item.customer.text }
    }

    /// A credit note is worth what the invoices were that it takes back, as the book keeps it: their day may be that on which
    /// they were written anew, and its rate is not theirs.
    fileprivate mutating func account(
        _ parts: [(item: OpenItem, vat: [VATSubtotal])], in company: Company
    ) throws(CreditFault) {
        let taxes = parts.compactMap { part in
            part.item.accountedTax.map { whole in
                CreditRoom(of: part.item).accountedTax(of: part.vat.map(\.tax).sum(in: currency), in: whole)
            }
        }
        if taxes.count == parts.count, taxes.allSatisfy({ $0.currency == company.currency }) {
            accountingCurrency = company.currency
            totals.taxInAccountingCurrency = taxes.sum(in: company.currency)
        } else if let fault = accountVAT(in: company, on: parts[0].item.issueDate) {
            throw CreditFault(fault.rule, message: fault.message)
        }
    }
}

private func roomFaults(of part: CreditPart, in item: OpenItem) -> [Finding] {
    guard part.amount > item.creditable else { return [] }
    var before = ["\(item.credited) of \(item.withTax) are credited already"]
    if !item.deducted.isZero { before.append("\(item.deducted) of it were taken off a final invoice") }
    return [
        Finding(.creditHasRoom, "\(part.amount) of \(item.number): \(before.joined(separator: ", "))", at: .document)
    ]
}

extension OpenItem {
    /// So much of a line of the invoice, with the line of the order that it billed.
    fileprivate func credited(_ want: CreditExtent.Line, of invoice: Invoice) -> CreditedLine {
        let line = invoice.lines.firstIndex { $0.id == want.line }
        let all = billed.flatMap { part in part.lines.map { (part.order, $0.orderLine) } }
        var found: (order: OrderKey, line: String)?
        if let line, all.count == invoice.lines.count, invoice.lines[line].orderLine == all[line].1 {
            found = all[line]
        } else if let line {
            let same = all.filter { $0.1 == invoice.lines[line].orderLine }
            found = same.count == 1 ? same[0] : nil
        }
        return CreditedLine(line: want.line, quantity: want.quantity, order: found?.order, orderLine: found?.line)
    }
}

extension Invoice {
    /// What each of some invoices bears of a note for all of them, class by class, in proportion to what is left of each.
    fileprivate func shares(by left: [[VATSubtotal]]) -> [[VATSubtotal]] {
        var shares: [[VATSubtotal]] = left.map { _ in [] }
        for subtotal in vatBreakdown {
            let weights = left.map { max(0, $0.first { $0.vat == subtotal.vat }?.taxable.minorUnits ?? 0) }
            let taxables = subtotal.taxable.split(by: weights)
            let taxes = subtotal.tax.split(by: weights)
            for index in left.indices where weights[index] > 0 {
                shares[index].append(VATSubtotal(vat: subtotal.vat, taxable: taxables[index], tax: taxes[index]))
            }
        }
        return shares
    }
}
