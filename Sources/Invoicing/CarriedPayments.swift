import Calendars
import Documents
import Money
import Receivables

/// The payments of an invoice that is written anew, or credited after a discount was taken: they are taken off it, and set
/// against what is owed in the end.
///
/// So a payment always says what it pays: where it is returned or unallocated later, that is open again, and not an invoice
/// that stands no longer. A discount for paying early follows what is owed.
struct CarriedPayments {
    /// What an invoice is paid by, as part of one payment.
    private struct Carried {
        var entry: PaymentEntry
        var parts: [AllocationPart]
        /// Whose account the money is on between the two.
        var customer: CustomerID { entry.creditedTo ?? parts[0].customer }
    }

    /// What is owed in the end: an item, and how much of it is open.
    struct Target {
        var invoice: String
        var customer: CustomerID
        var issueDate: BusinessDate
        var open: Money
    }

    private let number: String
    private let carried: [Carried]

    /// The payments that settle an invoice, those alone that took a discount where only that is to follow.
    init(of item: OpenItem, thatTookDiscount isDiscountAlone: Bool = false, _ book: BookSlice) {
        number = item.number
        carried = item.payments(book).compactMap { entry in
            let parts = entry.parts.filter {
                $0.invoice == item.number && $0.settled.isPositive && (!isDiscountAlone || $0.discount != nil)
            }
            return parts.isEmpty ? nil : Carried(entry: entry, parts: parts)
        }
    }

    var isEmpty: Bool { carried.isEmpty }

    /// What the payments are taken off for, so that they can be set against something else.
    func takenOff(because reason: String) -> [Event] {
        carried.map { one in
            .cash(
                .unallocated(
                    payment: one.entry.payment.id, one.parts, creditedTo: one.customer, reason: reason,
                    isCarriedOver: true))
        }
    }

    /// The payments set against what is owed in the end, as far as that goes; what is left stays on account. Of each
    /// discount, as much is kept as a part of a whole.
    func set(against target: Target, keeping part: Money, of whole: Money, because reason: String) -> [Event] {
        var room = target.open
        return carried.compactMap { one in
            let parts = one.parts.compactMap { $0.anew(on: target, keeping: part, of: whole, room: &room) }
            guard !parts.isEmpty else { return nil }
            return .cash(
                .allocated(
                    Allocation(
                        payment: one.entry.payment.id, parts: parts, onAccount: one.customer,
                        paidOn: one.entry.payment.bookedOn, evidence: [reason])))
        }
    }
}

extension InvoiceIssue {
    /// The item that it becomes, in a book where no payment is set against what it replaces.
    func target(in book: BookSlice) -> CarriedPayments.Target {
        CarriedPayments.Target(
            invoice: invoice.number, customer: customer, issueDate: invoice.issueDate,
            open: open(replacing: replaced.flatMap { book.invoice($0.original.number) }))
    }
}

extension CreditPart {
    /// What goes before the credit: a discount that was taken of what it gives back is taken no longer, so that the customer
    /// gets back what it paid and no more.
    func discountsTakenBack(by note: String, _ book: BookSlice) -> [Event] {
        guard let item = book.invoice(invoice) else { return [] }
        let zero = Money.zero(amount.currency)
        let settled = item.creditable - max(zero, item.open)
        let paidBack = amount - max(zero, item.open)
        guard paidBack.isPositive, paidBack <= settled else { return [] }
        let payments = CarriedPayments(of: item, thatTookDiscount: true, book)
        let takenOff = payments.takenOff(because: "\(note) gives back what was paid")
        guard let unpaid = takenOff.isEmpty ? nil : book.applying(takenOff).invoice(invoice) else { return [] }
        let target = CarriedPayments.Target(
            invoice: invoice, customer: unpaid.customer, issueDate: unpaid.issueDate, open: unpaid.open)
        return takenOff
            + payments.set(
                against: target, keeping: settled - paidBack, of: settled,
                because: "\(note) gives \(paidBack) of what was paid back, and the discount on it is taken no longer")
    }
}

extension CreditNoteIssue {
    /// What is recorded of payments before it is issued.
    func discountsTakenBack(_ book: BookSlice) -> [Event] {
        isNetted ? parts.flatMap { $0.discountsTakenBack(by: note.number, book) } : []
    }
}

extension OpenItem {
    /// What is read of the payments that settle it, and of those whose money they are.
    func readsOfPayments(_ book: BookSlice) -> [BookKey] {
        let keys = settlingSources.map(BookKey.payment)
        guard keys.allSatisfy(book.knows) else { return keys }
        let owners = payments(book).flatMap { [$0.creditedTo].compactMap(\.self) + $0.mayBeOf }
        return keys + Set(owners).sorted().flatMap { [BookKey.customer($0), .account($0)] }
    }

    fileprivate func payments(_ book: BookSlice) -> [PaymentEntry] {
        settlingSources.compactMap { book.payment($0) }
    }

    /// What may be payments among all that was set against it: credit notes and other invoices are no payments.
    private var settlingSources: [String] {
        var seen: Set<String> = []
        return allocations.map(\.source).filter { $0 != AllocationMark.writeOff && seen.insert($0).inserted }
    }
}

extension AllocationPart {
    /// The same money on another item, no more than there is room for; nil where there is none.
    fileprivate func anew(
        on target: CarriedPayments.Target, keeping part: Money, of whole: Money, room: inout Money
    ) -> AllocationPart? {
        guard room.isPositive else { return nil }
        var anew = self
        (anew.invoice, anew.customer, anew.issueDate) = (target.invoice, target.customer, target.issueDate)
        let zero = Money.zero(paid.currency)
        if let settling {
            anew.settling = min(settling, room)
            anew.paid = paid.share(of: min(settling, room).decimal, in: settling.decimal)
        } else if let discount {
            let kept = max(zero, min(discount.amount.share(of: part.decimal, in: whole.decimal), room))
            anew.paid = min(paid, room - kept)
            anew.residual = kept.isZero ? nil : Residual(.earlyPaymentDiscount, kept, code: discount.code)
        } else {
            let given = residual?.amount ?? zero
            anew.paid = min(paid, room - min(given, zero))
            let left = room - anew.paid
            anew.residual = residual.flatMap { residual in
                let amount = left.isNegative ? left : min(max(given, zero), left)
                return amount.isZero ? nil : Residual(residual.reason, amount, code: residual.code)
            }
        }
        room -= anew.settled
        return anew.settled.isZero ? nil : anew
    }
}
