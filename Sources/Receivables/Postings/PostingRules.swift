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
    /// What the event puts into the books; nil where it moves no money.
    ///
    /// Money that arrived stands at `unallocated` until it is known what it pays, whoever it is credited to; so that
    /// account always holds what payments have left, and `receivable` what invoices have open.
    var postings: PostingDraft? {
        switch self {
        case .invoiceIssued(let invoice, let order, _, _, _): invoice.postings(owedBy: order.customer)
        case .cash(let event): event.postings
        case .cases(.creditNoteIssued(let issue, _, _, _)): issue.note.postings(owedBy: issue.dispute.customer)
        default: nil
        }
    }
}

extension Invoice {
    fileprivate func postings(owedBy customer: CustomerID) -> PostingDraft {
        var lines = [
            Posting(.receivable, totals.payable, customer: customer), Posting(.prepaid, totals.prepaid, customer: customer),
        ]
        for part in vatBreakdown {
            lines.append(Posting(.sales, -part.taxable))
            lines.append(Posting(.vat, -part.tax))
        }
        lines.append(Posting(totals.rounding.isPositive ? .smallGain : .smallLoss, -totals.rounding))
        return PostingDraft(
            journal: .sales, reference: number, referenceDate: issueDate,
            text: "\(kind.isCredit ? "Avoir" : "Facture") \(number)", lines: kind.isCredit ? lines.map(\.reversed) : lines)
    }
}

extension Posting {
    fileprivate var reversed: Posting { Posting(account, -amount, customer: customer) }
}

extension CashEvent {
    fileprivate var postings: PostingDraft? {
        switch self {
        case .paymentReceived(let payment):
            return PostingDraft(
                journal: .bank, reference: payment.id, referenceDate: payment.bookedOn,
                text: payment.amount.isNegative ? "Retour de règlement" : "Règlement reçu",
                lines: [Posting(.bank, payment.amount), Posting(.unallocated, -payment.amount)])
        case .allocated(let allocation):
            return PostingDraft(
                journal: .general, reference: allocation.payment, referenceDate: nil, text: "Imputation de règlement",
                lines: allocation.parts.flatMap(\.postings))
        case .unallocated(let payment, let parts, _, _):
            return PostingDraft(
                journal: .general, reference: payment, referenceDate: nil, text: "Annulation d’imputation",
                lines: parts.flatMap(\.postings).map(\.reversed))
        case .paymentReturned(let payment, _, let parts, _, _):
            return PostingDraft(
                journal: .general, reference: payment, referenceDate: nil, text: "Règlement retourné",
                lines: parts.flatMap(\.postings).map(\.reversed))
        case .writtenOff(let part, let date, _):
            return PostingDraft(
                journal: .general, reference: part.invoice, referenceDate: date, text: "Abandon de créance",
                lines: part.postings)
        default: return nil
        }
    }
}

extension AllocationPart {
    /// Money and what is given up, against what is owed.
    fileprivate var postings: [Posting] {
        let money = Posting(.unallocated, paid)
        let given = residual.map { Posting($0.reason.account($0.amount), $0.amount) }
        return [money] + [given].compactMap(\.self) + [Posting(.receivable, -settled, customer: customer)]
    }
}

extension ResidualReason {
    fileprivate func account(_ amount: Money) -> PostingAccount {
        switch self {
        case .earlyPaymentDiscount: .discount
        case .bankCharges: .bankCharges
        case .smallDifference: amount.isNegative ? .smallGain : .smallLoss
        case .writtenOff: .writeOff
        case .deduction: .deduction
        }
    }
}
