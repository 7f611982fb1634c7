import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Keeps what a payer says of a payment until that has come, and follows it where the payment came first.
public struct RecordRemittance: Stage {
    public static let name = "remit"
    public static let summary = "Keeps what a payer says of a payment until the payment has come."
    public static let contested = Port<FollowUp>(
        "contested", "A dispute about what a payer kept back, to be answered by a day.")
    public static let announced = WaitReason(
        "announced", "A remittance advice whose payment has not come yet.", nextAction: "Wait for the payment.")
    public static let missing = WaitReason(
        "missing", "A remittance advice whose payment should have come.",
        nextAction: "Ask the payer; discard it when no payment is to be expected.")
    public static let conflict = WaitReason(
        "conflict", "A remittance advice whose number was used before, for a payment that has come.",
        nextAction: "Ask the payer which holds; then discard this one.")
    public static var ports: [PortDescription] { [contested.description] }
    public static var waits: [WaitReason] { [announced, missing, conflict] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let days: Int
        let disputeDays: Int
        let rules: MatchRules

        public init(from reader: inout SettingsReader) {
            days = reader.read(
                "paymentDays", default: 5, in: 0...90,
                "In how many bank days of the day announced the payment is to come.")
            disputeDays = reader.read(
                "disputeDays", default: 30, in: 1...365,
                "In how many days a dispute that a short payment opens is to be answered.")
            rules = MatchRules()
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    // MARK: What must be known

    public func reads(_ advice: RemittanceAdvice, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.remittance(advice.key)] + advice.references.map(BookKey.reference) + payerKeys(advice)
        guard first.allSatisfy(book.knows) else { return first }
        let lines = advice.lines.flatMap { readsOfLine($0, book) }
        guard lines.allSatisfy(book.knows) else { return first + lines }
        let sources = lines.flatMap { key -> [BookKey] in
            guard let number = key.invoiceNumber else { return [] }
            return book.invoice(number)?.allocations.map { .payment($0.source) } ?? []
        }
        return first + lines + sources + customers(advice, book).flatMap { [BookKey.account($0), .customer($0)] }
    }

    private func payerKeys(_ advice: RemittanceAdvice) -> [BookKey] {
        advice.payer.allIdentifiers.prefix(8).map(BookKey.party)
            + [PayerName.name(advice.payer.name)].compactMap(\.self).map(BookKey.payer)
    }

    /// The customers that the payer is known as, and those whose invoices it names.
    private func customers(_ advice: RemittanceAdvice, _ book: BookSlice) -> [CustomerID] {
        let identified = advice.payer.allIdentifiers.prefix(8).flatMap { book.customers(knownAs: $0) }
        let named =
            identified.isEmpty ? PayerName.name(advice.payer.name).map { book.customers(payingAs: $0) } ?? [] : []
        let owners = advice.lines.flatMap { namedInvoices($0, book) }.compactMap { book.invoice($0)?.customer }
        return Set(identified + named + owners).sorted()
    }

    // MARK: What becomes of it

    public func decide(_ advice: RemittanceAdvice, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let entry = book.remittance(advice.key) else { return record(advice, book, run) }
        if entry.origin == run.origin { return goOn(entry, run) }
        if entry.advice.says(advice) { return .emit(state: "known") }
        guard entry.isOpen else {
            let text = "advice \(advice.number) was for payment \(entry.payment ?? "none"), and says something else now"
            return .wait(Self.conflict, because: [Finding(.remittanceIsNew, text, at: .document)])
        }
        // What came later holds; the row of the one before it finds another origin and ends.
        return entry.origin < run.origin ? record(advice, book, run) : .emit(state: "superseded")
    }

    /// The advice has been recorded, and its row is looked at again.
    private func goOn(_ entry: RemittanceEntry, _ run: Run) -> StageOutcome {
        guard entry.isOpen else { return .emit(state: entry.isDropped ? "dropped" : "matched") }
        if run.intervention?.verb == .discard {
            let reason = run.intervention?.reason ?? ""
            return .emit(
                recording: .cash(.remittanceDropped(entry.key, entry.customers, reason: reason)), state: "dropped")
        }
        return wait(entry, run, recording: [])
    }

    private func record(_ advice: RemittanceAdvice, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let entry = RemittanceEntry(advice, of: customers(advice, book), from: run.origin)
        let recorded = Event.cash(.remittanceRecorded(entry))
        guard let payment = paymentThatCameFirst(advice, book) else { return wait(entry, run, recording: [recorded]) }
        let matched = Event.cash(.remittanceMatched(entry.key, payment: payment.payment.id, entry.customers))
        let (events, disputes) = explainRest(advice, payment, book, run)
        return .proceed(
            disputes.map { Self.contested(FollowUp(.dispute($0.id), dueOn: $0.dueOn)) },
            recording: [recorded, matched] + events, state: "matched", remarks: reasonsUnknown(in: advice))
    }

    private func wait(_ entry: RemittanceEntry, _ run: Run, recording events: [Event]) -> StageOutcome {
        let advice = entry.advice
        let expected = (advice.paymentDate ?? advice.issueDate).adding(bankDays: settings.days)
        let isLate = run.businessDate > expected
        let text = "\(advice.announcedTotal) announced by advice \(advice.number), expected until \(expected)"
        return .wait(
            Wait(
                isLate ? Self.missing : Self.announced,
                because: [Finding(.announcedPaymentComes, text, at: .document)] + doubts(advice),
                wakeOnDay: isLate ? nil : expected + 1, wakeOn: [.remittance(entry.key)], recording: events
            ))
    }

    private func doubts(_ advice: RemittanceAdvice) -> [Finding] {
        let sum = advice.lines.map(\.paid).filter { $0.currency == advice.currency }.sum(in: advice.currency)
        guard let total = advice.total, total != sum else { return reasonsUnknown(in: advice) }
        return [Finding(.remittanceAddsUp, "the lines come to \(sum), the total says \(total)", at: .document)]
            + reasonsUnknown(in: advice)
    }

    /// What is kept back for reasons that say nothing to us is contested as another one (AUTRE): with what the payer wrote.
    private func reasonsUnknown(in advice: RemittanceAdvice) -> [Finding] {
        advice.lines.flatMap { line in
            line.deductions.compactMap { deduction in
                guard let code = deduction.unknownCode else { return nil }
                let said = deduction.note.map { " ('\($0.prefix(80))')" } ?? ""
                let words = """
                    \(line.number): \(deduction.amount) are kept back for reason '\(code.prefix(20))'\(said), of which \
                    \(deduction.list.name) has no meaning here
                    """
                return Finding(.reasonIsKnown, words, at: line.source.place)
            }
        }
    }

    // MARK: Where the payment came first

    /// The payment that every line of the advice was paid by already, to the cent.
    private func paymentThatCameFirst(_ advice: RemittanceAdvice, _ book: BookSlice) -> PaymentEntry? {
        var common: Set<String>?
        for line in advice.lines where !line.paid.isZero {
            let names = namedInvoices(line, book)
            guard names.count == 1 else { return nil }
            let payers = book.invoice(names[0])?.allocations.map(\.source).filter { source in
                book.payment(source)?.parts.contains { $0.invoice == names[0] && $0.paid == line.paid } ?? false
            }
            common = Set(payers ?? []).intersection(common ?? Set(payers ?? []))
        }
        guard let common, common.count == 1, let id = common.first, let entry = book.payment(id),
            entry.returnedBy == nil, entry.payment.amount == advice.announcedTotal
        else { return nil }
        return entry
    }

    /// What is still open of the lines, by the reasons that the payer gives now.
    private func explainRest(
        _ advice: RemittanceAdvice, _ payment: PaymentEntry, _ book: BookSlice, _ run: Run
    ) -> (events: [Event], disputes: [Dispute]) {
        let lines = adviceLines(of: advice, book).map { line -> AdviceLine in
            var rest = line
            rest.said.paid = .zero(advice.currency)
            return rest
        }.filter { $0.item != nil }
        let settlement = AdviceSettlement(
            lines, paidOn: payment.payment.bookedOn, in: advice.currency, by: settings.rules)
        let disputes = openDisputes(
            settlement.claims, on: run.businessDate, dueOn: run.businessDate + settings.disputeDays,
            because: "advice \(advice.number) of payment \(payment.payment.id)", book)
        var changes: [CustomerID: Money] = [:]
        for part in settlement.parts { changes[part.customer, default: .zero(advice.currency)] -= part.settled }
        return (
            settlement.parts.map { .cash(.writtenOff($0, on: run.businessDate, reason: "advice \(advice.number)")) }
                + disputes.map { .cases(.disputeOpened($0)) } + linesCrossed(exposures(after: changes, book), book),
            disputes
        )
    }
}

extension RemittanceAdvice {
    /// Whether two advices say the same, wherever their lines stood.
    func says(_ other: RemittanceAdvice) -> Bool { contents == other.contents }

    private var contents: [UInt8] {
        var writer = ByteWriter(omitsPlaces: true)
        encode(to: &writer)
        return writer.bytes
    }
}

extension Rule {
    public static let announcedPaymentComes = Rule(
        "CSH-006", "A payment that a remittance advice announces comes.", remedy: "Wait for it, or ask the payer.")
    public static let reasonIsKnown = Rule(
        "CSH-036",
        "The reason that a payer keeps an amount back for has a meaning here: else it is contested as AUTRE.",
        remedy: "Ask the payer what it means, and answer the dispute that is opened.", severity: .warning)
    public static let remittanceAddsUp = Rule(
        "CSH-007", "The lines of a remittance advice come to its total.", remedy: "Ask the payer for what is missing.")
    public static let remittanceIsNew = Rule(
        "CSH-008", "The number of a remittance advice is used once.", remedy: "Ask the payer which advice holds.")
}
