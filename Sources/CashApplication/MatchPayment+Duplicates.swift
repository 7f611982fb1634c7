import Documents
import Findings
import Pipeline
import Receivables

extension MatchPayment {
    /// What must be known of a payment that may be a known one told in other words.
    func readsOfDuplicates(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let keys = Event.cash(.paymentReceived(payment)).touches
        let others =
            book.knows(.reference(payment.dayLikeness)) ? book.reference(payment.dayLikeness)?.payments ?? [] : []
        let doubted = book.knows(.doubt(payment.id)) ? book.doubted(payment.id) : []
        return keys + [.doubt(payment.id)] + others.map(BookKey.payment)
            + Set(owners(of: others, book) + doubted).sorted().flatMap { [.account($0), .customer($0)] }
    }

    /// Whose the payments are that it may be the same as.
    private func owners(of payments: [String], _ book: BookSlice) -> [CustomerID] {
        let entries = payments.filter { book.knows(.payment($0)) }.compactMap { book.payment($0) }
        return Set(entries.flatMap { [$0.creditedTo].compactMap(\.self) + $0.parts.map(\.customer) }).sorted()
    }

    /// Whose money it may be, if it is another payment.
    private func mayBeOf(_ payment: Payment, _ book: BookSlice) -> [CustomerID] {
        let others = book.reference(payment.dayLikeness)?.payments ?? []
        let facts = facts(of: payment)
        let all = Set(owners(of: others, book) + customers(facts, naming: facts.namedInvoices(book), book))
        return all.sorted().filter { book.knows(.account($0)) && book.account($0) != nil }
    }

    /// A payment that nobody has recorded waits beside the one that it may be; who releases it says that it is another.
    ///
    /// Whose letters it holds changes with whose the other one is: it is looked at again when that one changes.
    func decideDuplicate(_ payment: Payment, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let owners = mayBeOf(payment, book)
        let doubted = book.doubted(payment.id)
        let ended = doubtEnded(payment, of: doubted)
        guard run.intervention?.verb == .release else {
            return .wait(
                Wait(
                    Self.possibleDuplicate, because: [finding(about: payment, book)],
                    wakeOn: (book.reference(payment.dayLikeness)?.payments ?? []).map(BookKey.payment),
                    recording: doubtEnded(payment, of: doubted.filter { !owners.contains($0) })
                        + doubtBegun(payment, of: owners.filter { !doubted.contains($0) }),
                    onDiscard: Wait.Ending(recording: ended)))
        }
        let received = ended + [Event.cash(.paymentReceived(payment))]
        let after = book.applying(received)
        let undirected = Run(
            businessDate: run.businessDate, now: run.now, company: run.company, origin: run.origin, sender: run.sender,
            maxLines: run.maxLines)
        switch decide(payment, after, undirected) {
        case .proceed(let emissions, let events, let state, let remarks):
            return .proceed(emissions, recording: received + events, state: state, remarks: remarks)
        case .wait(var wait):
            wait.events = received + wait.events
            return .wait(wait)
        }
    }

    private func doubtBegun(_ payment: Payment, of customers: [CustomerID]) -> [Event] {
        customers.isEmpty ? [] : [.cash(.paymentDoubted(payment: payment.id, mayBeOf: customers))]
    }

    private func doubtEnded(_ payment: Payment, of customers: [CustomerID]) -> [Event] {
        customers.isEmpty ? [] : [.cash(.paymentDoubtEnded(payment: payment.id, customers))]
    }

    private func finding(about payment: Payment, _ book: BookSlice) -> Finding {
        let others = (book.reference(payment.dayLikeness)?.payments ?? []).compactMap { book.payment($0) }.filter {
            $0.likeness(to: payment) != .distinct
        }
        let names = others.prefix(5).map {
            "\($0.payment.id), \($0.tellers.last.map { "told by \($0)" } ?? "recorded by hand")"
        }
        let who = payment.toldBy.map { "told by \($0)" } ?? "recorded by hand"
        return Finding(
            .paymentIsNoOther,
            "\(payment.amount) of \(payment.bookedOn), \(who), may be \(names.joined(separator: ", or "))",
            at: .document)
    }
}
