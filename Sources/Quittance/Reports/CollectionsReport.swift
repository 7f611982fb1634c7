import Calendars
import Documents
import Money
import Pipeline
import Receivables

extension Report {
    /// What a team starts its day with.
    static func collections(
        _ book: BookView, orders: Report, invoices: Report, reminders: RemindersDue, unmatched: [PaymentEntry],
        work: [Work]
    ) -> Report {
        var report = Report(
            name: "collections", asOf: book.date,
            definition: """
                toProcess, pending, urgent as in `orders`; toValidate, inError, discarded, pending, late as in `invoices`; due: customers \
                whose letter would leave or be prepared today; toApprove: letters that wait for somebody; withheld: letters \
                that are due and held back; overLimit: customers that owe more than their limit; disputes overdue: those that \
                should have been answered; promises open and broken: those that are waited for, and those that were not kept and that \
                nobody has called about yet; unmatched: money that is set against nothing. Amounts in the accounting currency; none where all \
                is in others.
                """,
            columns: [
                Column("queue", "queue"), Column("task", "task"), Column("count", "count"), Column("amount", "amount"),
            ])
        for (name, amount) in [("toProcess", nil), ("held", nil), ("pending", nil), ("urgent", nil)]
            as [(String, String?)]
        {
            report.take("orders", name, from: orders, amount: amount)
        }
        for (name, amount) in [
            ("toValidate", nil), ("inError", nil), ("discarded", nil), ("pending", nil), ("late", "lateAmount"),
        ]
            as [(String, String?)]
        {
            report.take("invoices", name, from: invoices, amount: amount)
        }
        report.task("reminders", "due", reminders.due.count, reminders.amount(in: book.currency))
        report.task("reminders", "toApprove", book.dunning.values.count { $0.pending != nil && !$0.waitsForBank }, nil)
        report.task("reminders", "withheld", reminders.withheld + book.dunning.values.count(where: \.waitsForBank), nil)
        let over = book.overLimit
        report.task(
            "customers", "overLimit", over.count, over.filter { $0.currency == book.currency }.sum(in: book.currency))
        let contested = book.contested.map(\.line)
        report.task(
            "disputes", "open", contested.count,
            contested.map(\.disputed).filter { $0.currency == book.currency }.sum(in: book.currency))
        report.task("disputes", "overdue", work.count { $0.isWaiting(for: "overdue") }, nil)
        report.task("promises", "open", Set(book.promises.values.map(\.id)).count, nil)
        report.task("promises", "broken", work.count { $0.isWaiting(for: "broken") }, nil)
        let rests = unmatched.map(\.rest).filter { $0.isPositive }
        report.task(
            "payments", "unmatched", rests.count, rests.filter { $0.currency == book.currency }.sum(in: book.currency))
        report.groupTasks()
        return report
    }

    private mutating func take(_ queue: String, _ name: String, from report: Report, amount: String?) {
        guard case .cell(.whole(let count))? = report.totals.first(where: { $0.name == name })?.total else { return }
        var money: Money?
        if case .cell(.amount(let sum))? = report.totals.first(where: { $0.name == amount })?.total { money = sum }
        task(queue, name, count, money)
    }

    private mutating func task(_ queue: String, _ name: String, _ count: Int, _ amount: Money?) {
        // Where all of it is in other currencies, nothing is not what it comes to.
        let said = amount.flatMap { count > 0 && $0.isZero ? nil : $0 }
        add(.text(queue), .text(name), .whole(count), said.map { .amount($0) } ?? .decimal(nil))
    }

    /// The counts once more, by queue.
    private mutating func groupTasks() {
        var groups: [(name: String, total: Total)] = []
        for row in rows {
            guard case .text(let queue) = row[0], case .text(let name) = row[1] else { continue }
            if case .group(let group)? = groups.last?.total, groups.last?.name == queue {
                groups[groups.count - 1].total = .group(group + [(name, .cell(row[2]))])
            } else {
                groups.append((queue, .group([(name, .cell(row[2]))])))
            }
        }
        totals = groups
    }
}

extension Work {
    /// Whether it is a dispute or a promise that waits for a reason.
    fileprivate func isWaiting(for reason: String) -> Bool {
        guard case .document(.followUp) = subject else { return false }
        return state == .waiting && self.reason == reason
    }
}

extension DunningEntry {
    /// Whether its letter was held back and waits until the bank is known.
    fileprivate var waitsForBank: Bool { pending.map { $0.since == withheld?.date } ?? false }
}

extension BookView {
    /// By how much each customer is over its limit.
    fileprivate var overLimit: [Money] {
        accounts.compactMap { id, account in
            guard let limit = limit(of: id), limit.currency == account.currency, account.exposure > limit
            else { return nil }
            return account.exposure - limit
        }
    }
}

/// The letters that a run of reminders would write today.
struct RemindersDue {
    private(set) var due: [CustomerID: [Money]] = [:]
    private(set) var withheld = 0

    /// Nobody is reminded where the pipeline has no stage for it.
    init(_ book: BookView, _ trial: StageTrial?, at moment: Instant) throws {
        guard var trial else { return }
        for (customer, account) in book.accounts.sorted(by: { $0.key < $1.key }) where account.receivable.isPositive {
            let document = Document.dunningCase(DunningCase(customer: customer, date: book.date))
            let outcome = try trial.decide(
                document, on: book.date, at: moment, origin: DocumentOrigin(intake: 0, index: 0))
            take(outcome, of: customer, book)
        }
    }

    private mutating func take(_ outcome: StageOutcome, of customer: CustomerID, _ book: BookView) {
        let events: [Event]
        switch outcome {
        case .proceed(_, let recorded, _, _): events = recorded
        case .wait(let wait): events = wait.events
        }
        for case .dunning(let event) in events {
            // A letter that waits because it is held back is not about to leave.
            if case .letterPrepared = event, events.contains(where: \.isLetterWithheld) { continue }
            switch event {
            case .letterSent(let reminder, _, _): due[customer, default: []].append(reminder.principal)
            case .letterPrepared(_, _, _, let invoices, _, _, _):
                due[customer, default: []] += book.positions.map(\.line).filter { invoices.contains($0.invoice) }
                    .map(\.open)
            case .letterWithheld: withheld += 1
            case .letterDropped, .exempted, .letterChecked, .letterStopped, .ladderEnded, .ladderLeft,
                .creditTold, .creditSeenTo, .undeliveredTold, .undeliveredSeenTo, .unsentTold,
                .unsentSeenTo:
                break
            }
        }
    }

    func amount(in currency: Currency) -> Money {
        due.values.flatMap(\.self).filter { $0.currency == currency }.sum(in: currency)
    }
}

extension Event {
    fileprivate var isLetterWithheld: Bool { if case .dunning(.letterWithheld) = self { true } else { false } }
}
