import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Credits invoices: a whole one, a part, goods that came back, what a dispute was found right in, or a share of all that
/// was bought in a period.
///
/// Every check is made under a provisional number; only then the number is taken.
public struct IssueCreditNote: Stage {
    public static let name = "credit-note"
    public static let summary =
        "Credits invoices, on an instruction or for a dispute that was found right: every check first, then the number."
    public static let issued = Port<Invoice>("issued", "A credit note with its number.")
    public static let impossible = WaitReason(
        "impossible", "A credit note that would break a rule, or that nothing is left for.",
        nextAction: "Correct the data that the finding names, then retry; or give it again, and discard this one.")
    public static let billAnew = WaitReason(
        "bill-anew", "An invoice that was credited to be written anew, and is not billed again.",
        nextAction: "Correct what was wrong, then bill it with `quittance delivered`.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [impossible, billAnew] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let numbers: NumberSeries

        public init(from reader: inout SettingsReader) { numbers = NumberSeries(from: &reader, default: "AV") }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        var keys = instruction.credited.map(BookKey.invoice)
        if case .cases(.resolveDispute(let id, _)) = instruction.order {
            guard book.knows(.dispute(id)), let dispute = book.dispute(id) else { return [.dispute(id)] }
            keys += [.dispute(id), .invoice(dispute.invoice), .customer(dispute.customer), .account(dispute.customer)]
        }
        guard keys.allSatisfy(book.knows) else { return keys }
        for number in keys.compactMap(\.invoiceNumber) {
            guard let item = book.invoice(number) else { continue }
            keys += [
                .customer(item.customer), .account(item.customer), .partner(item.customer),
                .openItems(item.customer, Month(of: item.issueDate)),
            ]
            keys += item.readsOfPayments(book)
            keys += item.orders.map(BookKey.order)
        }
        return keys + [.series(settings.numbers.name)]
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        if instruction.credited.contains(where: { book.invoice($0) == nil }) {
            return impossible(
                .creditIsPossible, "there is no invoice \(instruction.credited.first { book.invoice($0) == nil } ?? "")"
            )
        }
        if let anew = BillingAnew(after: instruction, book) {
            let unbilled =
                run.intervention?.verb == .release ? [] : anew.unbilled(of: anew.orders.compactMap(book.order))
            return unbilled.isEmpty ? .emit(state: "credited") : .wait(anew.wait(for: unbilled))
        }
        let next: ProvisionalNumber
        do {
            next = try settings.numbers.next(in: book, on: run.businessDate)
        } catch {
            return .wait(
                Wait(
                    Self.impossible, because: [error.finding(on: run.businessDate)], wakeOnDay: error.last,
                    next: "None: it is credited on \(error.last)."))
        }
        let setting = CreditSetting(
            book: book, company: run.company, date: run.businessDate, number: next.text, reason: instruction.reason)
        let draft: CreditDraft
        do {
            draft = try setting.draft(instruction)
        } catch {
            return impossible([error.finding], instruction, book)
        }
        do {
            return issue(draft, try write(draft, book, run), next.place, instruction.reason, book)
        } catch {
            return impossible(error.findings, instruction, book)
        }
    }

    private func impossible(_ findings: [Finding], _ instruction: Instruction, _ book: BookSlice) -> StageOutcome {
        .wait(Wait(Self.impossible, because: findings, next: wayToCreditTheRest(instruction, book)))
    }

    /// Throws where a rule that an invoice must keep is broken, more is credited than is left, or its receiver would
    /// refuse it.
    private func write(
        _ draft: CreditDraft, _ book: BookSlice, _ run: Run
    ) throws(WritingFault) -> WrittenDocument? {
        let note = draft.issue.note
        let own = draft.findings + checkInvoice(note).filter { $0.severity == .fatal }
        guard own.isEmpty else { throw WritingFault(own) }
        return try run.gate(for: draft.issue.customer, book).pass(note, issuedBy: run.company)
    }

    private func issue(
        _ draft: CreditDraft, _ written: WrittenDocument?, _ place: SeriesPlace, _ reason: String, _ book: BookSlice
    ) -> StageOutcome {
        let issue = draft.issue
        let changes =
            issue.discountsTakenBack(book) + [.billing(.creditNoteIssued(issue, place: place, reason: reason))]
        let events = changes + book.discountsEarned(on: issue.parts.map(\.invoice), after: changes)
        let (emissions, recorded) = (
            [Self.issued(issue.note, written: written)], events + book.linesCrossed(by: events)
        )
        guard issue.isBilledAnew, let anew = draft.items.first.map(BillingAnew.init) else {
            return .proceed(emissions, recording: recorded, state: "credited")
        }
        let unbilled = anew.unbilled(of: issue.orders(after: book.order, book.invoice))
        return unbilled.isEmpty
            ? .proceed(emissions, recording: recorded, state: "credited")
            : .wait(anew.wait(for: unbilled, recording: recorded, emitting: emissions))
    }

    /// How what is left of an invoice is credited, as a command; nil where it is about no single invoice.
    private func wayToCreditTheRest(_ instruction: Instruction, _ book: BookSlice) -> String? {
        guard case .creditInvoice(let request) = instruction.order, let item = book.invoice(request.original.number),
            !item.credited.isZero
        else { return nil }
        guard item.creditable.isPositive else { return "Nothing is left of \(item.number): discard it." }
        return "Credit what is left: `quittance credit-note \(item.number) --reason WHY`; then discard this one."
    }

    private func impossible(_ rule: Rule, _ message: String) -> StageOutcome {
        .wait(Self.impossible, because: [Finding(rule, message, at: .document)])
    }
}

extension Instruction {
    /// The invoices that it says are to be credited.
    fileprivate var credited: [String] {
        switch order {
        case .creditInvoice(let request): [request.original.number]
        case .billing(.creditPeriod(let credit)): credit.invoices.map(\.number)
        default: []
        }
    }
}

extension CreditSetting {
    fileprivate func draft(_ instruction: Instruction) throws(CreditFault) -> CreditDraft {
        withTerms(try draftWithoutTerms(instruction))
    }

    private func draftWithoutTerms(_ instruction: Instruction) throws(CreditFault) -> CreditDraft {
        switch instruction.order {
        case .creditInvoice(let request): try draft(request)
        case .cases(.resolveDispute(let id, let resolution)): try draft(id, resolution)
        case .billing(.creditPeriod(let credit)): try draft(credit)
        default: preconditionFailure("the stage credit-note follows instructions to credit only")
        }
    }
}

extension Rule {
    public static let creditHasRoom = Rule(
        "BIL-020", "A credit note takes no more off an invoice, or a line of it, than is left of that.",
        remedy: "Look at what was credited before.")
}
