import Documents
import Money
import Receivables

/// What a final invoice takes off for one prepayment invoice, rate by rate.
///
/// The tax on what is paid ahead was owed with the prepayment invoice: the final one says so, for each of them, so that
/// nobody takes it twice (CGI ann. II art. 242 nonies A; Directive 2006/112/EC art. 226).
struct PrepaymentShare {
    let use: PrepaymentUse
    /// The parts by rate come to the whole to the cent: the last one takes what rounding left.
    let subtotals: [VATSubtotal]

    init(of item: OpenItem, _ use: PrepaymentUse) {
        self.use = use
        var (net, tax) = (use.amount - use.tax, use.tax)
        subtotals = item.vat.enumerated().map { index, subtotal in
            var part = subtotal
            let isLast = index == item.vat.count - 1
            part.taxable = isLast ? net : subtotal.taxable.share(of: use.amount.decimal, in: item.amount.decimal)
            part.tax = isLast ? tax : subtotal.tax.share(of: use.amount.decimal, in: item.amount.decimal)
            net -= part.taxable
            tax -= part.tax
            return part
        }
    }
}

extension InvoiceWords {
    /// What was taxed ahead, a note for each prepayment invoice and one for what is left.
    func notes(on shares: [PrepaymentShare], of invoice: Invoice) -> [InvoiceNote] {
        guard !shares.isEmpty else { return [] }
        let prepaid = shares.map(\.use.tax).sum(in: invoice.currency)
        let rest = [(vatPrepaid, prepaid), (vatLeft, invoice.totals.tax - prepaid)].map { label, amount in
            "\(label)\(colon)\(numbers.withCurrency(amount))"
        }
        return (shares.map(note) + [rest.joined(separator: " · ")]).map { InvoiceNote($0) }
    }

    /// The notes of what stands in the place of an invoice that takes prepayments off: what was taxed with these is as it was,
    /// what was left to tax is not.
    func notesTakenOver(_ notes: [InvoiceNote]) -> [InvoiceNote] {
        notes.map { note in
            guard note.subject == nil, note.text.hasPrefix(vatPrepaid + colon),
                let end = note.text.firstRange(of: " · \(vatLeft)\(colon)")
            else { return note }
            return InvoiceNote(String(note.text[..<end.lowerBound]))
        }
    }

    /// The notes of what asks for all of it anew: nothing is said of prepayments.
    func notesWithoutPrepayments(_ notes: [InvoiceNote]) -> [InvoiceNote] {
        notes.filter { note in
            note.subject != nil || ![vatPrepaid + colon, prepayment + " "].contains { note.text.hasPrefix($0) }
        }
    }

    private func note(on share: PrepaymentShare) -> String {
        let use = share.use
        let rates = share.subtotals.map { subtotal in
            "\(vat) \(name(of: subtotal.vat)) (\(vatBase) \(numbers.text(subtotal.taxable)))\(colon)\(numbers.text(subtotal.tax))"
        }
        let sums = ["\(netTotal) \(numbers.text(use.amount - use.tax))"] + rates
        let whole = "\(grossTotal) \(numbers.withCurrency(use.amount))"
        let called = "\(prepayment) \(use.invoice) (\(dates.text(use.issueDate)))"
        return "\(called)\(colon)\((sums + [whole]).joined(separator: " · "))"
    }
}
