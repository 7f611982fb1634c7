public import Calendars
public import Documents
import Money
public import Pipeline
public import Receivables

/// A letter is decided on once more before each attempt to send it, as if it had not been written: it leaves where the same
/// would be asked for today, and the gate lets it through.
extension Remind: Rechecking {
    public func isAsked(about key: String) -> Bool { SentDocument(rendered: key)?.letter != nil }

    public func reads(beforeSending key: String, on date: BusinessDate, _ book: BookSlice) -> [BookKey] {
        guard let letter = SentDocument(rendered: key)?.letter else { return [] }
        return reads(DunningCase(customer: letter.customer, date: date), book)
    }

    public func recheck(
        beforeSending key: String, mayHaveLeft: Bool, goesOn: Bool, by company: Company, on date: BusinessDate,
        _ book: BookSlice
    ) -> Recheck {
        guard let letter = SentDocument(rendered: key)?.letter, let customer = book.customer(letter.customer),
            let account = book.account(letter.customer)
        else { return .send(recording: []) }
        func stop(_ gate: GateRecord, _ reasons: [String]) -> Recheck {
            .stop(recording: [
                .dunning(
                    .letterStopped(
                        customer.id, letter: letter.text, gate, reasons: reasons, mayHaveLeft: mayHaveLeft, on: date))
            ])
        }
        let entry = book.dunning(customer.id)
        guard let sent = entry.recent.first(where: { $0.number == letter.text }) else {
            return stop(GateRecord(checks: [], left: [:]), ["it is too old to be sent now"])
        }
        let known = facts(
            of: customer, account, DunningCase(customer: customer.id, date: date), reminded: entry.before(sent), book)
        let policy = settings.policy(for: customer, of: company)
        switch decideDunning(of: known.subject, by: policy, on: date) {
        case .nothingDue: return stop(GateRecord(checks: [], left: [:]), ["nothing in it is due any more"])
        case .heldBack(_, _, let gate): return stop(gate, gate.reasons)
        case .letter(let lines, _, let gate):
            let changed = changes(of: sent, to: lines) + lateness(of: sent, policy, on: date)
            guard changed.isEmpty else { return stop(gate, changed) }
            let isKept = goesOn && sent.lastCheck == SentLetter.Check(date: date, gate: gate)
            return .send(
                recording: isKept ? [] : [.dunning(.letterChecked(customer.id, letter: letter.text, gate, on: date))])
        }
    }

    /// A letter that gives no time any more is written anew.
    private func lateness(of letter: SentLetter, _ policy: DunningPolicy, on date: BusinessDate) -> [String] {
        let last = letter.date + policy.deadline
        return last < date ? ["the time to pay that it gives was over on \(last)"] : []
    }

    /// What the letter says and is no longer so.
    private func changes(of letter: SentLetter, to lines: [DunningLine]) -> [String] {
        letter.claims.compactMap { claim in
            let now = lines.first { $0.item.invoice == claim.invoice }?.item.claim
            guard now != claim.amount else { return nil }
            let may = now.map { "\($0) may be asked for" } ?? "nothing may be asked for"
            return "\(claim.invoice): it asks for \(claim.amount), \(may)"
        }
    }
}
