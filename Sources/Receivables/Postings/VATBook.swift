import Documents
import Money

/// Keeps the VAT that falls due when it is paid apart from what is due.
///
/// The VAT of goods falls due with their delivery, and of what is paid for them ahead when that is cashed (CGI art. 269-2 a);
/// the VAT of services when their price is cashed, or at the invoice where the seller has opted for that (269-2 c). So it
/// waits at an account of its own, and moves to what is due with every settlement of its invoice, by its share of what is
/// settled. An invoice says for itself what of its tax waits; one from before that was kept has none.
///
/// The VAT of a credit note waits too, until the note is set against what it credits, which takes off what waits there, or
/// against something else, or is paid back.
struct VATBook: Sendable {
    private var items: [String: WaitingVAT] = [:]
    /// What settlements moved, to be taken back as it was, by what settled and the item.
    private var moves: [String: [VATMove]] = [:]

    /// What is open of items as far as it is known here, and the tax of it that waits, by the number of the item.
    var waiting: [(number: String, open: Money, tax: Money)] { items.map { ($0.key, $0.value.open, $0.value.tax) } }

    /// The lines of an entry, with the tax that waits apart from that which is due; and what settlements move from the one to
    /// the other.
    mutating func account(_ lines: [Posting], of event: Event) -> (lines: [Posting], settled: [Posting]) {
        switch event {
        case .billing(.invoiceIssued(let issue)): (bill(issue, lines), [])
        case .billing(.creditNoteIssued(let issue, _, _)): (credit(issue, lines), [])
        case .cash(let event): (lines, apply(event))
        default: (lines, [])
        }
    }
}

// MARK: Invoices

extension VATBook {
    private mutating func bill(_ issue: InvoiceIssue, _ lines: [Posting]) -> [Posting] {
        for use in issue.prepayments { items[use.invoice]?.deliver(use.tax - issue.taxOnReceipt(in: use.tax)) }
        // What stands in the place of an invoice whose tax was all due stays so.
        let isWaiting = issue.replaced.map { items[$0.original.number] != nil } ?? (issue.taxOnReceipt != nil)
        var lines = isWaiting ? enter(issue, lines) : lines
        if let credit = issue.credit, !credit.amount.isZero {
            lines = lines.merging(net(credit.amount, of: credit.note, with: issue.invoice.number))
        }
        return lines
    }

    /// The VAT stands on the lines of the invoice by itself, then on that of what was paid ahead, then on those of the invoice
    /// that it replaces.
    private mutating func enter(_ issue: InvoiceIssue, _ lines: [Posting]) -> [Posting] {
        let invoice = issue.invoice
        let before = issue.replaced.flatMap { items[$0.original.number] }
        let billed = issue.billedOnReceipt
        let isDeducting = issue.prepayments.contains { !$0.tax.isZero }
        let ahead = isDeducting ? [issue.taxOnReceipt(in: issue.prepayments.map(\.tax).sum(in: invoice.currency))] : []
        let own = billed.map { -$0 } + ahead

        var lines = lines.settingApart(own.map { .zero($0.currency) } + (before?.billed ?? []))
        let replaced = lines.waiting(in: invoice.currency)
        lines = lines.settingApart(own)
        let all = lines.waiting(in: invoice.currency)

        let paidBefore = invoice.totals.prepaid - issue.prepayments.map(\.amount).sum(in: invoice.currency)
        var item = WaitingVAT(
            open: invoice.owed + paidBefore, tax: replaced.tax - all.tax,
            worth: all.worth.map { (replaced.worth ?? .zero($0.currency)) - $0 }, billed: billed,
            creditable: CreditableVAT(issue))
        if !paidBefore.isZero || item.open.isZero { lines = lines.merging(item.settle(paidBefore).lines) }
        if let before, let original = issue.replaced?.original {
            let settled = original.owed - before.open
            if !settled.isZero { lines = lines.merging(item.settle(settled).lines) }
            // Of what is taken back, this much waited no longer.
            let worth = before.worth.map { (replaced.worth ?? .zero($0.currency)) - $0 }
            let moved = VATMove(of: settled, tax: replaced.tax - before.tax, worth: worth)
            lines = lines.merging(moved.lines.map(\.reversed))
            items[original.number] = nil
        }
        items[invoice.number] = item
        return lines
    }
}

extension InvoiceIssue {
    /// What of the tax of each VAT class that has some falls due when it is paid.
    fileprivate var billedOnReceipt: [Money] {
        let classes = invoice.vatBreakdown
        let shares = taxOnReceipt ?? classes.map { .zero($0.tax.currency) }
        return zip(classes, shares).filter { !$0.0.tax.isZero }.map(\.1)
    }

    /// The share of an amount of its tax that falls due when it is paid.
    fileprivate func taxOnReceipt(in tax: Money) -> Money {
        let all = invoice.vatBreakdown.map(\.tax).sum(in: invoice.currency)
        let waiting = billedOnReceipt.sum(in: invoice.currency)
        return all.isZero || waiting.isZero ? .zero(tax.currency) : waiting.share(of: tax.decimal, in: all.decimal)
    }
}

// MARK: Credit notes

extension VATBook {
    private mutating func credit(_ issue: CreditNoteIssue, _ lines: [Posting]) -> [Posting] {
        let note = issue.note
        let zero = Money.zero(note.currency)
        let taxed = note.vatBreakdown.filter { !$0.tax.isZero }
        var left = Dictionary(taxed.map { ($0.vat, $0.tax) }) { $0 + $1 }
        var parts: [(part: CreditPart, tax: Money)] = []
        for part in issue.parts {
            guard let shares = items[part.invoice]?.credit(part) else { continue }
            var own = zero
            for share in shares {
                let tax = min(share.tax, left[share.vat] ?? zero)
                left[share.vat, default: zero] -= tax
                own += tax
            }
            parts.append((part, own))
        }
        guard !parts.isEmpty else { return lines }
        var lines = lines.settingApart(taxed.map { $0.tax - (left[$0.vat] ?? zero) })
        let all = lines.waiting(in: note.currency)
        items[note.number] = WaitingVAT(
            open: -parts.map(\.part.amount).sum(in: note.currency), tax: -all.tax, worth: all.worth.map { -$0 })
        for (part, tax) in parts where issue.isNetted {
            guard let open = items[part.invoice]?.open, open.isPositive else { continue }
            let netted = min(part.amount, open)
            let own = tax.share(of: netted.decimal, in: part.amount.decimal)
            lines = lines.merging(
                settle(netted, of: part.invoice, by: note.number, with: own)
                    + settle(-netted, of: note.number, by: part.invoice, with: -own))
        }
        return lines
    }

    /// A credit note that is set against an invoice settles it, and is settled by it.
    private mutating func net(_ amount: Money, of note: String, with invoice: String) -> [Posting] {
        settle(amount, of: invoice, by: note) + settle(-amount, of: note, by: invoice)
    }
}

// MARK: Money

extension VATBook {
    private mutating func apply(_ event: CashEvent) -> [Posting] {
        switch event {
        case .allocated(let allocation): allocation.parts.flatMap { settle($0, by: allocation.payment) }
        case .unallocated(let payment, let parts, _, _, _), .paymentReturned(let payment, _, let parts, _, _):
            parts.flatMap { takeBack($0.settled, $0.residual, of: $0.invoice, by: payment) }
        case .writtenOff(let part, _, _): settle(part, by: AllocationMark.writeOff)
        case .writeOffUndone(let part, _, _):
            takeBack(part.settled, part.residual, of: part.invoice, by: AllocationMark.writeOff)
        case .netted(let netting, _):
            netting.parts.flatMap { net($0.amount, of: netting.note, with: $0.invoice) }
        case .nettingUndone(let netting, _):
            netting.parts.flatMap { part in
                takeBack(part.amount, of: part.invoice, by: netting.note)
                    + takeBack(-part.amount, of: netting.note, by: part.invoice)
            }
        default: []
        }
    }

    private mutating func settle(_ part: AllocationPart, by source: String) -> [Posting] {
        settle(part.settled, of: part.invoice, by: source, part.residual)
    }

    private mutating func settle(
        _ amount: Money, of number: String, by source: String, with own: Money? = nil, _ residual: Residual? = nil
    ) -> [Posting] {
        guard !amount.isZero, let move = items[number]?.settle(amount, with: own, residual) else { return [] }
        moves[key(source, number), default: []].append(move)
        return move.lines
    }

    private mutating func takeBack(
        _ amount: Money, _ residual: Residual? = nil, of number: String, by source: String
    ) -> [Posting] {
        let key = key(source, number)
        guard let index = moves[key]?.lastIndex(where: { $0.amount == amount && $0.residual == residual }),
            let move = moves[key]?.remove(at: index), let back = items[number]?.takeBack(move)
        else { return [] }
        return back.lines.map(\.reversed)
    }

    private func key(_ source: String, _ number: String) -> String { "\(source)\u{1F}\(number)" }
}

// MARK: Lines

extension [Posting] {
    /// The lines with parts of those of the VAT, in their order, at the account of what waits.
    fileprivate func settingApart(_ parts: [Money]) -> [Posting] {
        var parts = parts[...]
        return flatMap { line -> [Posting] in
            guard line.account == .vat, let part = parts.popFirst(), !part.isZero else { return [line] }
            let worth = line.accounted?.share(of: part.decimal, in: line.amount.decimal)
            let waiting = Posting(Posting(.vatPending, part), worth: worth)
            guard part != line.amount else { return [waiting] }
            let value = worth.flatMap { worth in line.accounted.map { $0 - worth } }
            return [Posting(Posting(.vat, line.amount - part), worth: value), waiting]
        }
    }

    /// What is put at the account of what waits.
    fileprivate func waiting(in currency: Currency) -> (tax: Money, worth: Money?) {
        let lines = filter { $0.account == .vatPending }
        let worth = lines.compactMap(\.accounted)
        return (lines.map(\.amount).sum(in: currency), worth.first.map { worth.sum(in: $0.currency) })
    }

    /// The lines and more, of which those of an account that is there add to its line.
    func merging(_ more: [Posting]) -> [Posting] {
        guard !more.isEmpty else { return self }
        let accounting = (self + more).lazy.compactMap(\.accounted).first?.currency
        var lines = self
        for line in more {
            let isOwn = line.accounted == nil && line.amount.currency == accounting
            let line = isOwn ? Posting(line, worth: line.amount) : line
            if let index = lines.firstIndex(where: { $0.isAlike(line) }) {
                lines[index].amount += line.amount
                if let worth = line.accounted { lines[index].accounted? += worth }
            } else {
                lines.append(line)
            }
        }
        return lines.filter { !$0.amount.isZero || $0.accounted?.isZero == false }
    }
}

extension Posting {
    fileprivate func isAlike(_ other: Posting) -> Bool {
        account == other.account && customer == other.customer && amount.currency == other.amount.currency
            && (accounted == nil) == (other.accounted == nil)
    }
}
