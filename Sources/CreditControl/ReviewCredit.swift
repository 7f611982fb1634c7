import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Waits for the days on which a customer's limit begins, ends or is to be looked at again, and on which a claim is to be declared.
public struct ReviewCredit: Stage {
    public static let name = "review-credit"
    public static let summary =
        "Changes limits on their days, and asks for reviews and declarations of claims when they are due."
    public static let planned = WaitReason(
        "planned", "A customer whose credit changes, or is to be looked at, on a later day.",
        nextAction: "Wait for the day.")
    public static let reviewDue = WaitReason(
        "review-due", "A customer whose limit and terms are to be looked at again.",
        nextAction: "Set a new day with `quittance agree CUSTOMER --review DATE --reason WHY`.")
    public static let declareClaim = WaitReason(
        "declare-claim", "A customer in proceedings, to whose court a claim is to be declared.",
        nextAction: "Declare it; then release with a reason.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [planned, reviewDue, declareClaim] }

    public struct Settings: StageSettings {
        let noticeDays: Int

        public init(from reader: inout SettingsReader) {
            noticeDays = reader.read(
                "noticeDays", default: 30, in: 0...60,
                "How many days before its last day a claim is to be declared it is asked for.")
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ followUp: FollowUp, _ book: BookSlice) -> [BookKey] {
        guard case .review(let id) = followUp.matter else { return [] }
        guard book.knows(.customer(id)), let customer = book.customer(id) else { return [.customer(id), .account(id)] }
        let first = Event.customerRecorded(customer).touches
        guard first.allSatisfy(book.knows) else { return first }
        let pages = book.account(id)?.openMonths.prefix(60).map { BookKey.openItems(id, $0) } ?? []
        guard pages.allSatisfy(book.knows), let proceedings = customer.credit.proceedings else { return first + pages }
        return first + pages + linesOlder(than: proceedings, of: id, book).map { .invoice($0.invoice) }
    }

    public func decide(_ followUp: FollowUp, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard case .review(let id) = followUp.matter, let known = book.customer(id), let account = book.account(id)
        else {
            preconditionFailure("a customer is reviewed that is not there")
        }
        let date = run.businessDate
        let isReleased = run.intervention?.verb == .release
        var customer = known
        if isReleased, let proceedings = known.credit.proceedings,
            let claim = claimDue(of: id, proceedings, book, on: date)
        {
            customer.credit.proceedings?.declare(claim)
        }
        let terms = customer.credit
        let isChanged = terms != known.credit || terms.limit(on: date) != known.creditLimit
        let events = isChanged ? eventsOfTerms(customer, account, on: date) : []
        let noticed = terms.proceedings.map { $0.declareUntil - settings.noticeDays }.flatMap { $0 > date ? $0 : nil }
        let next = [terms.nextDate(after: date), noticed].compactMap(\.self).min()
        if let proceedings = terms.proceedings, !isReleased,
            let wait = waitForClaim(of: customer, proceedings, book, run, next, recording: events)
        {
            return .wait(wait)
        }
        if let review = terms.reviewOn, review <= date, !isReleased {
            return wait(
                Self.reviewDue, .creditIsReviewed, "\(id) is to be looked at since \(review)", nil, id, run, events)
        }
        guard next != nil || terms.proceedings != nil else {
            return .proceed([], recording: events, state: "reviewed")
        }
        let day = next.map { "on \($0)" } ?? "when something is billed to it"
        return wait(
            Self.planned, .creditIsReviewed, "\(id) is looked at \(day)", next, id, run, events,
            // Whatever is billed to it may lie on both sides of the judgment, or be of before it.
            alsoOn: terms.proceedings == nil ? [] : [.account(id)])
    }

    private func wait(
        _ reason: WaitReason, _ rule: Rule, _ text: String, _ next: BusinessDate?, _ id: CustomerID, _ run: Run,
        _ events: [Event], alsoOn keys: [BookKey] = []
    ) -> StageOutcome {
        .wait(
            Wait(
                reason, because: [Finding(rule, text, at: .document)], wakeOnDay: next, wakeOn: [.customer(id)] + keys,
                recording: events))
    }

    /// What is to be done about what is owed at the judgment: invoices that lie on both sides of it are to be split, and the
    /// claim is to be declared. Nil where nothing is, yet or any more.
    private func waitForClaim(
        of customer: Customer, _ proceedings: Proceedings, _ book: BookSlice, _ run: Run, _ next: BusinessDate?,
        recording events: [Event]
    ) -> Wait? {
        let id = customer.id
        let due = claimDue(of: id, proceedings, book, on: run.businessDate)
        let items = linesCut(by: proceedings, of: id, book).compactMap { book.invoice($0.invoice) }
        guard due != nil || !items.isEmpty else { return nil }
        let older = linesOlder(than: proceedings, of: id, book).compactMap { book.invoice($0.invoice) }
        let statement = due.map { _ in ClaimStatement(of: older, against: customer, in: proceedings, run.company) }
        let way = items.first.map { item in
            wayToSplit(item, at: proceedings.openedOn) + (due == nil ? "" : " \(Self.declareClaim.nextAction)")
        }
        return Wait(
            Self.declareClaim,
            because: (statement?.findings(on: run.businessDate) ?? [])
                + items.map { finding(about: $0, cutBy: proceedings) },
            // The day after the last one, the row says so.
            wakeOnDay: [next, due.map { _ in proceedings.declareUntil + 1 }].compactMap(\.self)
                .filter { $0 > run.businessDate }.min(),
            wakeOn: [.customer(id), .account(id)] + items.map { .invoice($0.number) },
            recording: events, next: way)
    }

    /// What is older than the judgment, where its time has come and not as much was declared of each invoice.
    private func claimDue(
        of id: CustomerID, _ proceedings: Proceedings, _ book: BookSlice, on date: BusinessDate
    ) -> [DeclaredClaim]? {
        guard date + settings.noticeDays >= proceedings.declareUntil else { return nil }
        let claims = linesOlder(than: proceedings, of: id, book).filter(\.open.isPositive).map {
            DeclaredClaim(invoice: $0.invoice, amount: $0.open)
        }
        let isDue = claims.contains { claim in
            proceedings.declared(of: claim.invoice).map { claim.amount > $0 } ?? true
        }
        return isDue ? claims : nil
    }

    private func linesOlder(than proceedings: Proceedings, of id: CustomerID, _ book: BookSlice) -> [OpenLine] {
        splitAccount(openLines(of: id, book), at: proceedings).before
    }

    private func openLines(of id: CustomerID, _ book: BookSlice) -> [OpenLine] {
        (book.account(id)?.openMonths.prefix(60) ?? []).flatMap { book.openItems(id, $0) }
    }

    /// The open items of which a part is older than the judgment and a part is not.
    private func linesCut(by proceedings: Proceedings, of id: CustomerID, _ book: BookSlice) -> [OpenLine] {
        openLines(of: id, book).filter {
            $0.open.isPositive && proceedings.cuts(from: $0.arisenOn, until: $0.suppliedUntil)
        }
    }

    private func finding(about item: OpenItem, cutBy proceedings: Proceedings) -> Finding {
        Finding(
            .claimIsOfOneSide,
            "\(item.number), of which \(item.open) are open, bills what was supplied from \(item.arisenOn) to "
                + "\(item.suppliedUntil), before the judgment of \(proceedings.openedOn) and since", at: .document)
    }

    private func wayToSplit(_ item: OpenItem, at judgment: BusinessDate) -> String {
        let deliveries = Set(item.orders).sorted().map {
            "`quittance delivered \($0.customer) \($0.number) --line LINE=QUANTITY --on DATE --reason WHY`"
        }
        return "Credit it, and bill what was supplied before \(judgment) apart from what was supplied since: "
            + "`quittance dispute open \(item.number) --code AUTRE --reason WHY`, "
            + "`quittance dispute resolve \(item.number)/D\(item.disputes.count + 1) --how re-bill --reason WHY`, then for each part "
            + "\(deliveries.joined(separator: ", ")). Until then all of it counts as older: nobody is reminded of it, and "
            + "no payment is set against it by itself."
    }
}

/// Splits what a customer in proceedings owes: what is older than the judgment is frozen, what is younger is paid as usual.
public func splitAccount(_ lines: [OpenLine], at proceedings: Proceedings) -> (before: [OpenLine], after: [OpenLine]) {
    (
        lines.filter { proceedings.freezes(claimOf: $0.arisenOn) },
        lines.filter { !proceedings.freezes(claimOf: $0.arisenOn) }
    )
}
