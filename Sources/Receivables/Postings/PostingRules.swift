import Calendars
import Documents
import Money

/// An entry before it has its number and its day.
struct PostingDraft {
    var journal: JournalName
    var reference: String
    var referenceDate: BusinessDate?
    var text: String
    var lines: [Posting]
}

extension Event {
    /// Whether the event puts an entry into the books.
    public var entersBooks: Bool {
        // Money that goes back may enter a difference on exchange alone.
        switch self {
        case .cash(.paymentReturned), .cash(.refunded): return true
        // What is netted stays on its customer's account, and may move the VAT that waits.
        case .cash(.netted), .cash(.nettingUndone): return true
        default: break
        }
        return postings?.lines.contains { !$0.amount.isZero } ?? false
    }

    /// What the event puts into the books; nil where it moves no money.
    ///
    /// Money that arrived stands at `unallocated` until it is known what it pays, whoever it is credited to; so that
    /// account always holds what payments have left, and `receivable` what invoices have open.
    var postings: PostingDraft? {
        switch self {
        case .billing(.invoiceIssued(let issue)): issue.postings
        case .billing(.creditNoteIssued(let issue, _, _)):
            issue.note.draft(issue.note.postings(owedBy: issue.customer, for: issue.services))
        case .cash(let event): event.postings
        default: nil
        }
    }
}

extension InvoiceIssue {
    /// A corrective invoice takes back what the one that it replaces put into the books. Of a prepayment, the tax was taken
    /// when it was asked for: a final invoice takes it off.
    fileprivate var postings: PostingDraft { invoice.draft(ownPostings + deductingPostings + replacingPostings) }

    /// What it puts into the books by itself.
    var ownPostings: [Posting] { invoice.postings(owedBy: customer, for: services).filter { !$0.amount.isZero } }

    var deductingPostings: [Posting] {
        let tax = prepayments.map(\.tax).sum(in: invoice.currency)
        return tax.isZero ? [] : [Posting(.prepaid, -tax, customer: customer), Posting(.vat, tax)]
    }

    var replacingPostings: [Posting] {
        let before = replaced.map { $0.original.postings(owedBy: customer, for: $0.services) } ?? []
        return before.filter { !$0.amount.isZero }.map(\.reversed)
    }
}

extension Invoice {
    fileprivate func draft(_ lines: [Posting]) -> PostingDraft {
        PostingDraft(
            journal: .sales, reference: number, referenceDate: issueDate,
            text: "\(kind.isCredit ? "Avoir" : "Facture") \(number)", lines: lines)
    }

    /// What is asked for ahead is owed to the customer until it is delivered, and no sale.
    ///
    /// - Parameter services: what of the amount before tax is for services.
    fileprivate func postings(owedBy customer: CustomerID, for services: Money) -> [Posting] {
        let isAhead = kind.isPrepayment || kind == .prepaymentCreditNote
        let beforeTax = vatBreakdown.map(\.taxable).sum(in: currency)
        var lines = [
            Posting(.receivable, totals.payable, customer: customer, item: number),
            Posting(.prepaid, totals.prepaid, customer: customer),
        ]
        lines +=
            isAhead
            ? [Posting(.prepaid, -beforeTax, customer: customer)]
            : [Posting(.sales, services - beforeTax), Posting(.services, -services)]
        lines += vatBreakdown.map { Posting(.vat, -$0.tax) }
        lines.append(Posting(totals.rounding.isPositive ? .smallGain : .smallLoss, -totals.rounding))
        return kind.isCredit ? lines.map(\.reversed) : lines
    }
}

extension Posting {
    /// The line the other way round.
    public var reversed: Posting {
        var other = Posting(account, -amount, customer: customer, item: item)
        other.accounted = accounted.map { -$0 }
        return other
    }
}

extension CashEvent {
    fileprivate var postings: PostingDraft? {
        switch self {
        case .paymentReceived(let payment, _):
            return PostingDraft(
                journal: .bank, reference: payment.id, referenceDate: payment.bookedOn,
                text: payment.isPaidByUs
                    ? "Remboursement versé" : payment.amount.isNegative ? "Retour de règlement" : "Règlement reçu",
                lines: [Posting(.bank, payment.amount), Posting(.unallocated, -payment.amount)])
        case .allocated(let allocation):
            return PostingDraft(
                journal: .general, reference: allocation.payment, referenceDate: nil, text: "Imputation de règlement",
                lines: allocation.parts.flatMap(\.postings))
        case .unallocated(let payment, let parts, _, _, _):
            return PostingDraft(
                journal: .general, reference: payment, referenceDate: nil, text: "Annulation d’imputation",
                lines: parts.flatMap(\.postings).map(\.reversed))
        case .paymentReturned(let payment, _, let parts, _, _):
            return PostingDraft(
                journal: .general, reference: payment, referenceDate: nil, text: "Règlement retourné",
                lines: parts.flatMap(\.postings).map(\.reversed))
        // What is paid back and what was left of the payment stand on one account: nothing but their rates can differ.
        case .refunded(let payment, _, _, _):
            return PostingDraft(
                journal: .general, reference: payment, referenceDate: nil, text: "Remboursement de trop-perçu",
                lines: [])
        case .paymentDisowned(let payment, let amount):
            return PostingDraft(
                journal: .bank, reference: payment, referenceDate: nil, text: "Mouvement hors clients",
                lines: [Posting(.bank, -amount), Posting(.unallocated, amount)])
        case .chargesTaken(let payment, let amount):
            return PostingDraft(
                journal: .bank, reference: payment, referenceDate: nil, text: "Frais bancaires sur retour",
                lines: [Posting(.bankCharges, amount), Posting(.unallocated, -amount)])
        case .writtenOff(let part, let date, _):
            return PostingDraft(
                journal: .general, reference: part.invoice, referenceDate: date, text: "Abandon de créance",
                lines: part.postings)
        case .writeOffUndone(let part, let date, _):
            return PostingDraft(
                journal: .general, reference: part.invoice, referenceDate: date,
                text: "Annulation d’abandon de créance", lines: part.postings.map(\.reversed))
        case .netted(let netting, _):
            return PostingDraft(
                journal: .general, reference: netting.note, referenceDate: netting.noteDate, text: "Imputation d’avoir",
                lines: [])
        case .nettingUndone(let netting, _):
            return PostingDraft(
                journal: .general, reference: netting.note, referenceDate: netting.noteDate,
                text: "Annulation d’imputation d’avoir", lines: [])
        default: return nil
        }
    }
}

extension AllocationPart {
    /// Money and what is given up, against what is owed; money in another currency is changed for what it settles.
    var postings: [Posting] {
        let money = Posting(.unallocated, paid)
        let given = residual.map { Posting($0.reason.account($0.amount), $0.amount) }
        let changed = settling.map { [Posting(.conversion, -paid), Posting(.conversion, $0)] } ?? []
        return [money] + changed + [given].compactMap(\.self) + [
            Posting(.receivable, -settled, customer: customer, item: invoice)
        ]
    }
}

extension ResidualReason {
    func account(_ amount: Money) -> PostingAccount {
        switch self {
        case .earlyPaymentDiscount: .discount
        case .bankCharges: .bankCharges
        case .smallDifference: amount.isNegative ? .smallGain : .smallLoss
        case .writtenOff: .writeOff
        case .deduction: .deduction
        }
    }
}
