import Calendars
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func json(_ report: Report) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(report.write(as: .json)))) as? [String: Any] ?? [:]
}

private func totals(_ report: Report) -> [String: Any] { json(report)["totals"] as? [String: Any] ?? [:] }

extension World {
    fileprivate func view(on date: BusinessDate) throws -> BookView {
        try ledger.read { try BookView(current: $0, on: date, in: .euro) }
    }

    fileprivate func entries(upTo date: BusinessDate = "9999-12-31") throws -> [JournalEntry] {
        var books = BooksOfAccount()
        return try ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }.filter { $0.date <= date }
    }
}

/// A summer: three invoices of July, two paid, one of them late and short of its discount.
private func summerWorld() throws -> World {
    let world = try julyWorld()
    try world.pay("P1", euros("572.96"), "INV-2026-000001", on: "2026-08-10")
    try world.pay("P2", euros("2000.00"), "INV-2026-000003", on: "2026-09-01")
    try world.pay("P3", euros("50.00"), "no idea", on: "2026-09-02")
    try world.instruct(.cash(.writeOff(invoice: "INV-2026-000003", amount: euros("81.22"))), on: "2026-09-03")
    return world
}

@Suite struct FiguresTests {
    @Test func `collection effectiveness counts what was collected of what could have been`() throws {
        let world = try summerWorld()
        let report = totals(.collectionEffectiveness(try world.view(on: "2026-09-10"), days: 40))
        // On 1 August 5 588.90 were open; on 10 September 2 934.72 of it, all past its day.
        #expect(report["begin"] as? String == "5588.90")
        #expect(report["end"] as? String == "2934.72")
        #expect(report["cei"] as? String == "47.49")
    }

    @Test func `money that nobody has understood stands beside the aged balance, from the day it came`() throws {
        let world = try summerWorld()
        #expect(totals(.aged(try world.view(on: "2026-09-10")))["unidentified"] as? String == "50.00")
        for (day, amount) in [("2026-09-01", "0.00"), ("2026-09-02", "50.00")] as [(BusinessDate, String)] {
            let view = try world.ledger.read { try BookView(history: $0, on: day, knownAt: nil, in: .euro) }
            #expect(totals(.aged(view))["unidentified"] as? String == amount)
        }
    }

    @Test func `the rate of payments that needed nobody is told by invoices`() throws {
        let world = try summerWorld()
        let report = totals(.straightThrough(try world.view(on: "2026-09-10")))
        #expect(report["payments"] as? Int == 3)
        #expect(report["automatic"] as? Int == 2)
        #expect(report["open"] as? Int == 1)
        #expect(report["invoiceRate"] as? String == "100.0")
    }

    @Test func `the trail has every event of its days`() throws {
        let world = try summerWorld()
        let events = try world.ledger.read { try allEvents($0) }
        let rows = json(.trail(events, on: "2026-09-10", days: 366))["rows"] as? [[String: Any]]
        #expect(rows?.count == events.filter { $0.effectiveOn <= "2026-09-10" }.count)
        #expect(rows?.allSatisfy { ($0["words"] as? String)?.isEmpty == false } == true)
    }

    @Test func `a day begins with what is to be done`() throws {
        let world = try summerWorld()
        let company = try #require(readCompany(Samples.bytes("company.json"), file: readSampleOrFont).company)
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-09-20")), on: "2026-09-21")
        let report = try world.ledger.read { ledger -> Report in
            let book = try BookView(current: ledger, on: "2026-09-21", in: .euro)
            let trial = world.plan.decider("remind").map { StageTrial($0, ledger, company: company) }
            let work = try allWork(ledger, states: [])
            return .collections(
                book, orders: .orders(book, work: work, standings: [:], all: false),
                invoices: .invoices(book, listing: [], work: try InvoiceWork(work, ledger), all: false),
                reminders: try RemindersDue(book, trial, at: world.clock.now()), unmatched: book.payments,
                work: work)
        }
        let groups = totals(report)
        #expect((groups["invoices"] as? [String: Any])?["late"] as? Int == 1)
        #expect((groups["reminders"] as? [String: Any])?["due"] as? Int == 1)
        #expect((groups["payments"] as? [String: Any])?["unmatched"] as? Int == 1)
        #expect((groups["promises"] as? [String: Any])?["open"] as? Int == 0)
        #expect(try world.letters().isEmpty, "asking what is due sends nothing")
    }

    @Test func `the forecast adds up to what is open`() throws {
        let world = try summerWorld()
        let report = totals(.forecast(try world.view(on: "2026-09-10"), weeks: 8))
        #expect(report["open"] as? String == "2934.72")
        #expect(report["expected"] as? String == "2934.72")
        #expect((report["backTest"] as? [String: Any])?.count == 3)
    }
}

@Suite struct AggregateTests {
    /// Some invoices are paid, in part, contested and credited; some orders are finished, some wait.
    private func world() throws -> World {
        let world = try summerWorld()
        try world.instruct(
            .cases(
                .openDispute(.init(invoice: "INV-2026-000002", amount: euros("100.00"), reason: .other))),
            on: "2026-09-04")
        world.dropInbox()
        try world.run()
        return world
    }

    @Test func `what is read of a book as it stands is what a recount of all of it comes to`() throws {
        let world = try world()
        try world.checkInvariants()
        let (all, open) = try world.ledger.read { ledger in
            (
                try BookView(current: ledger, on: Samples.today, in: .euro),
                try BookView(
                    current: ledger, on: Samples.today, in: .euro,
                    parts: [.customers, .accounts, .openItems, .openOrders, .openPayments, .tallies])
            )
        }
        #expect(open.items.isEmpty && !all.items.isEmpty)
        #expect(ageing(of: open.positions, on: Samples.today) == ageing(of: all.items, on: Samples.today))
        let lines = all.items.filter { !$0.open.isZero }.map(\.line)
        #expect(Set(open.positions.map(\.line)) == Set(lines) && open.positions.count == lines.count)
        let unfinished = all.orders.filter { [.registered, .held, .released].contains($0.status) }
        #expect(open.orders == unfinished && unfinished.count < all.orders.count)
        for status in OrderStatus.allCases {
            #expect(open.accounts.values.reduce(0) { $0 + $1[status] } == all.orders.count { $0.status == status })
        }
        #expect(open.accounts.values.reduce(0) { $0 + $1.issued } == all.items.count)
        #expect(open.payments == all.payments.filter(\.rest.isPositive) && open.payments.count < all.payments.count)
        let sales = open.tallies.values.flatMap(\.self).flatMap(\.sales).map(\.amount).sum(in: .euro)
        #expect(sales == all.items.filter { $0.amount.currency == .euro }.map(\.amount).sum(in: .euro))
    }

    @Test func `a figure of a day is the same from the book as it stands and from the journal`() throws {
        let world = try world()
        for report in [
            { Report.aged($0) }, { Report.disputes($0) }, { Report.salesOutstanding($0, days: 90) },
            { Report.collectionEffectiveness($0, days: 90) }, { Report.forecast($0, weeks: 8) },
            { Report.straightThrough($0) },
        ] as [(BookView) -> Report] {
            let (current, history) = try world.ledger.read { ledger in
                (
                    report(try BookView(current: ledger, on: Samples.today, in: .euro)),
                    report(try BookView(history: ledger, on: Samples.today, knownAt: nil, in: .euro))
                )
            }
            #expect(current.write(as: .json) == history.write(as: .json))
        }
    }

    /// What was open of an invoice at the end of a day, told by itself.
    private func open(_ item: OpenItem, at date: BusinessDate) -> Money {
        guard item.issueDate <= date else { return .zero(item.amount.currency) }
        return item.amount - item.allocations.filter { $0.date <= date }.map(\.amount).sum(in: item.amount.currency)
    }

    @Test func `effectiveness and the rate of matches are what all invoices and events come to`() throws {
        let world = try world()
        let (view, events) = try world.ledger.read { ledger in
            (try BookView(current: ledger, on: Samples.today, in: .euro), try allEvents(ledger))
        }
        for days in [1, 30, 90, 400] {
            let report = totals(.collectionEffectiveness(view, days: days))
            let items = view.items.filter { $0.amount.currency == .euro }
            let start = Samples.today - days
            let begin = items.map { open($0, at: start) }.sum(in: .euro)
            let sales = items.filter { $0.issueDate > start }.map(\.amount).sum(in: .euro)
            #expect(report["begin"] as? String == "\(begin.decimal)")
            #expect(report["sales"] as? String == "\(sales.decimal)")
            #expect(report["end"] as? String == "\(items.map(\.open).sum(in: .euro).decimal)")
        }
        var matched: [String: Int] = [:]
        for event in events {
            switch event.event {
            case .cash(.paymentReceived(let payment, _)) where payment.amount.isPositive: matched[payment.id] = 0
            case .cash(.allocated(let allocation)): matched[allocation.payment]? += allocation.parts.count
            default: break
            }
        }
        let report = totals(.straightThrough(view))
        #expect(report["payments"] as? Int == matched.count && matched.count > 3)
        #expect(report["invoices"] as? Int == matched.values.reduce(0, +))
        #expect(report["open"] as? Int == matched.values.count { $0 == 0 })
    }

    @Test func `a dispute is reported with its reason, who answers and until when`() throws {
        let world = try summerWorld()
        try world.instruct(
            .cases(.openDispute(.init(invoice: "INV-2026-000002", amount: euros("100.00"), reason: .other))),
            on: "2026-09-04")
        try world.instruct(
            .cases(
                .openDispute(
                    .init(
                        invoice: "INV-2026-000002", amount: euros("50.00"), reason: .quantity, owner: "Zoe",
                        dueOn: "2026-09-20"))),
            on: "2026-09-05")
        let report = json(.disputes(try world.view(on: "2026-09-30")))
        let rows = try #require(report["rows"] as? [[String: Any]]).filter {
            $0["invoice"] as? String == "INV-2026-000002"
        }
        #expect(rows.map { $0["code"] as? String } == ["AUTRE", "QTE_ERR"])
        #expect(rows.map { $0["disputed"] as? String } == ["100.00", "50.00"])
        #expect(rows.last?["owner"] as? String == "Zoe" && rows.last?["answerBy"] as? String == "2026-09-20")
        #expect(rows.last?["overdue"] as? Int == 10)
        #expect((report["totals"] as? [String: Any])?["overdue"] as? Int == 1)
    }

    @Test func `the laws of the book see a month, a count of orders and a count of invoices that are off by one`()
        throws
    {
        let world = try world()
        let customer = CustomerID("C-1001")
        let month = Month(of: "2026-07-06")
        try world.ledger.write { ledger in
            let keys = [BookKey.account(customer), .tally(customer, month)]
            let found = try ledger.entries(keys)
            guard case .account(var account)? = found[keys[0]], case .tally(var tally)? = found[keys[1]] else {
                throw Failure.input("nothing to spoil")
            }
            account[.invoiced] += 1
            account.issued -= 1
            tally.add(
                OpenItem(
                    number: "X", customer: customer, order: nil, issueDate: "2026-07-06", dueDate: "2026-08-05",
                    amount: euros("0.01"), open: euros("0.01")))
            try ledger.save([(keys[0], .account(account)), (keys[1], .tally(tally))])
        }
        let faults = try world.ledger.read(brokenLaws)
        #expect(faults.count == 3, "\(faults)")
        #expect(faults.contains("month C-1001/2026-07: what is kept of it is not what its invoices come to"))
    }
}

@Suite struct JournalTests {
    @Test func `every entry balances, receivables and unallocated money are what the book has`() throws {
        let world = try summerWorld()
        let entries = try world.entries()
        #expect(entries.count == 9)
        #expect(entries.allSatisfy { $0.isBalanced })
        let lines = entries.flatMap(\.lines)
        #expect(lines.filter { $0.account == .receivable }.map(\.amount).sum(in: .euro) == euros("2934.72"))
        #expect(lines.filter { $0.account == .unallocated }.map(\.amount).sum(in: .euro) == euros("-50.00"))
        #expect(lines.filter { $0.account == .writeOff }.map(\.amount).sum(in: .euro) == euros("81.22"))
        #expect(try world.ledger.read(brokenLaws).isEmpty)
    }

    @Test func `the audit file has 18 columns, decimal commas, and the same bytes whenever it is written`() throws {
        let world = try summerWorld()
        try world.instruct(.collection(.closeBooks(until: "2026-08-31")), on: "2026-09-05")
        let names = try world.view(on: "2026-09-05").customers
        let before = AuditFile(
            entries: try world.entries(upTo: "2026-08-31"), lettering: Lettering(of: [], []), chart: ChartOfAccounts(),
            accounting: .euro, names: names,
            day: \.dateInUTC
        ).bytes
        // What comes late for August counts in September, once somebody says so.
        try world.pay("P4", euros("10.00"), "late", on: "2026-08-20")
        try world.intervene(.release, on: #require(try world.waiting("books-closed").first))
        try world.run(on: "2026-09-05")
        let after = AuditFile(
            entries: try world.entries(upTo: "2026-08-31"), lettering: Lettering(of: [], []), chart: ChartOfAccounts(),
            accounting: .euro, names: names,
            day: \.dateInUTC
        ).bytes
        #expect(before == after)
        let rows = String(decoding: before, as: UTF8.self).split(separator: "\r\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(rows.allSatisfy { $0.count == 18 })
        #expect(rows[0][0] == "JournalCode" && rows[0][17] == "Idevise")
        #expect(rows[1][3] == "20260706" && rows[1][11] == "572,96" && rows[1][12] == "0,00")
        #expect(try world.entries().contains { $0.reference == "P4" && $0.date == "2026-09-01" })
    }

    @Test func `lines that settle one another bear a letter, those of what is open none`() throws {
        let world = try summerWorld()
        func letters(on date: BusinessDate) throws -> [String] {
            let items = try world.ledger.read { try BookView(history: $0, on: date, knownAt: nil, in: .euro).items }
            let entries = try world.entries(upTo: date)
            let lettering = Lettering(of: entries, items)
            return entries.flatMap(\.lines).filter { $0.account == .receivable }.map { line in
                let letter = lettering[line].map { "\($0.code) \($0.date)" } ?? "open"
                return "\(line.item ?? "-") \(line.amount.decimal): \(letter)"
            }
        }
        // The second invoice is paid in part on 1 September, and the rest of it is given up on the third.
        let first = ["INV-2026-000001 572.96: E 2026-08-10", "INV-2026-000001 -572.96: E 2026-08-10"]
        #expect(
            try letters(on: "2026-09-02").sorted()
                == (first + [
                    "INV-2026-000002 2934.72: open", "INV-2026-000003 2081.22: open", "INV-2026-000003 -2000.00: open",
                ]).sorted())
        #expect(
            try letters(on: "2026-09-03").sorted()
                == (first + [
                    "INV-2026-000002 2934.72: open", "INV-2026-000003 2081.22: I 2026-09-03",
                    "INV-2026-000003 -2000.00: I 2026-09-03", "INV-2026-000003 -81.22: I 2026-09-03",
                ]).sorted())
        // What is taken back is open again.
        try world.instruct(.cash(.unallocate(payment: "P1", invoices: [])), on: "2026-09-04")
        #expect(try letters(on: "2026-09-04").count { $0.hasSuffix("open") } == 4)
        #expect(try letters(on: "2026-09-03").contains(first[0]), "what was settled on a day stays so for that day")
    }

    @Test func `a foreign amount stands in the audit file at its worth, beside the amount of its document`() throws {
        var line = Posting(.receivable, Money(minorUnits: 12000, Currency("USD")!), customer: CustomerID("C-1"))
        line.accounted = euros("108.00")
        var entry = try #require(try julyWorld().entries().first)
        entry.lines = [line, line.reversed]
        let file = AuditFile(
            entries: [entry], lettering: Lettering(of: [], []), chart: ChartOfAccounts(), accounting: .euro, names: [:],
            day: \.dateInUTC)
        let rows = String(decoding: file.bytes, as: UTF8.self).split(separator: "\r\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(rows[1][11] == "108,00" && rows[1][12] == "0,00" && rows[1][16] == "120,00" && rows[1][17] == "USD")
        #expect(rows[2][11] == "0,00" && rows[2][12] == "108,00" && rows[2][16] == "-120,00")
    }

    @Test func `an entry is validated on the day on which it was made where the books are kept`() throws {
        var entry = try #require(try julyWorld().entries().first)
        entry.recordedAt = Instant(startOf: "2026-08-31").adding(seconds: 22 * 3600 + 1800)
        let file = AuditFile(
            entries: [entry], lettering: Lettering(of: [], []), chart: ChartOfAccounts(), accounting: .euro, names: [:],
            day: { $0.adding(seconds: 2 * 3600).dateInUTC })
        let row = String(decoding: file.bytes, as: UTF8.self).split(separator: "\r\n")[1]
        #expect(row.split(separator: "\t", omittingEmptySubsequences: false)[15] == "20260901")
    }

    @Test func `a period that was exported is known, and only closed books are`() throws {
        let world = try julyWorld()
        let export = BooksExport(from: nil, until: "2026-07-31", on: "2026-08-05", by: "Lea", entries: 3, digest: "00")
        try world.instruct(.collection(.booksExported(export)), on: "2026-08-05")
        #expect(try world.waiting("impossible").count == 1, "the books are open")
        try world.instruct(.collection(.closeBooks(until: "2026-07-31")), on: "2026-08-05")
        try world.instruct(.collection(.booksExported(export)), on: "2026-08-05")
        guard case .books(let books)? = try world.ledger.read({ try $0.entries([.books]) })[.books] else {
            throw Failure.input("no books")
        }
        #expect(books.export(from: nil, until: "2026-07-31") == export && books.closedUntil == "2026-07-31")
        #expect(books.export(from: "2026-07-01", until: "2026-07-31") == nil)
        try world.checkInvariants()
    }

    @Test func `books are not closed twice for a day, nor before it is over`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.closeBooks(until: "2026-07-31")), on: "2026-08-05")
        try world.instruct(.collection(.closeBooks(until: "2026-07-15")), on: "2026-08-05")
        try world.instruct(.collection(.closeBooks(until: "2026-08-05")), on: "2026-08-05")
        #expect(try world.waiting("impossible").count == 2)
        try world.checkInvariants()
    }

    @Test func `the laws of the book see an account that is a cent off`() throws {
        let world = try summerWorld()
        try world.ledger.write { ledger in
            let key = BookKey.account(CustomerID("C-1008"))
            guard case .account(var account)? = try ledger.entries([key])[key] else { return }
            account.receivable += euros("0.01")
            try ledger.save([(key, .account(account))])
        }
        let faults = try world.ledger.read(brokenLaws)
        #expect(faults.count == 3, "its invoices, its open items and its entries say otherwise")
    }
}

@Suite struct ReplayTests {
    private func replay(_ world: World, _ edit: (String) -> String) throws -> Replay {
        let company = try #require(readCompany(Samples.bytes("company.json"), file: readSampleOrFont).company)
        let surroundings = ConfigurationSurroundings(directory: "/tmp", variable: { _ in nil }, secret: { _ in nil })
        let text = edit(String(decoding: Samples.bytes("../pipeline.json"), as: UTF8.self))
        let plan = try #require(readPlan(Array(text.utf8), registry: builtIn, in: surroundings).plan)
        var replay = Replay(from: "2026-01-01", under: plan, of: company)
        try replay.play(try world.ledger.read(allEvents))
        return replay
    }

    @Test func `under the same configuration nothing would have been otherwise`() throws {
        let world = try summerWorld()
        for date in ["2026-09-10", "2026-10-01"] as [BusinessDate] { try world.remind(on: date) }
        world.dropInbox()
        try world.run()
        let replay = try replay(world) { $0 }
        #expect(replay.differences.isEmpty, "\(replay.differences)")
        #expect(replay.counts["order"]! > 10)
        #expect(replay.counts["match"] == 3)
        #expect(replay.counts["letter"] == 1)
    }

    /// C-1001 gets its first letter a week after its invoice of 6 July fell due on 5 August, and the next a fortnight later.
    private func letters(under edit: (String) -> String) throws -> [String] {
        let world = try julyWorld()
        var date: BusinessDate = "2026-08-06"
        while date <= "2026-08-28" {
            try world.remind(on: date)
            date = date + 1
        }
        #expect(try world.letters("C-1001").map(\.date) == ["2026-08-12", "2026-08-26"])
        return try replay(world, edit).differences.filter { $0.subject == "C-1001" }.map { difference in
            "\(difference.date): \(difference.was) -> \(difference.wouldBe)"
        }
    }

    @Test func `under another policy letters go earlier, later, are new, or change their level`() throws {
        let (one, two) = ("level 1 for INV-2026-000001", "level 2 for INV-2026-000001")
        #expect(try letters { $0 }.isEmpty)
        #expect(
            try letters {
                $0.replacing("\"after-due 7\", \"since-previous 14", with: "\"after-due 4\", \"since-previous 14")
            }
                == ["2026-08-12: \(one) -> \(one) on 2026-08-09"])
        #expect(
            try letters {
                $0.replacing("\"after-due 7\", \"since-previous 14", with: "\"after-due 9\", \"since-previous 14")
            }
                == ["2026-08-12: \(one) -> \(one) on 2026-08-14"])
        #expect(
            try letters { $0.replacing("\"since-previous 14 charges\"", with: "\"since-previous 10 charges\"") }
                == ["2026-08-26: \(two) -> \(two) on 2026-08-22"])
        #expect(
            try letters {
                $0.replacing("\"after-due 7\", \"since-previous 14", with: "\"after-due 70\", \"since-previous 14")
            }
            .first == "2026-08-12: \(one) -> no letter")
    }

    @Test func `a schedule that somebody has occur for a day is of that day, whenever that is said`() throws {
        let world = try julyWorld()
        try world.runner().occur(
            "every-morning", on: "2026-08-12", named: "morning", actor: "Lea", reason: "it was forgotten")
        let event = try world.ledger.read { try allEvents($0) }.last
        #expect(event?.event.name == "occurrence-reached" && event?.effectiveOn == "2026-08-12")
    }

    @Test func `reminders that somebody runs late are those of the day on which they run`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-19")), on: "2026-08-20")
        try world.runner(asOf: "2026-08-20").occur(
            "every-morning", on: "2026-08-12", named: "morning", actor: "Lea", reason: "it was forgotten")
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-20")), on: "2026-08-20")
        #expect(try world.letters("C-1001").map(\.date) == ["2026-08-20"])
        let differences = try replay(world) { $0 }.differences
        #expect(differences.isEmpty, "\(differences)")
    }

    @Test func `letters that are decided together are compared together`() throws {
        let separate = { (text: String) in
            text.replacing(
                "\"levels\": [\"after-due 7\"", with: "\"grouping\": \"invoice\", \"levels\": [\"after-due 7\"")
        }
        let world = try julyWorld(separate)
        for (name, bytes) in Samples.files(in: "history/2026-10-12") { world.intake.drop(name, bytes) }
        try world.run(on: "2026-10-12")
        try world.remind(on: "2026-12-20")
        let numbers = try world.letters("C-1002").map { $0.lines[0].invoice }
        #expect(numbers.count == 2)
        let same = try replay(world, separate).differences
        #expect(same.isEmpty, "\(same)")
        let together = try replay(world) { $0 }.differences.filter { $0.subject == "C-1002" }
        #expect(together.map(\.was) == [numbers.map { "level 1 for \($0)" }.joined(separator: "; ")])
        #expect(together.map(\.wouldBe) == ["level 1 for \(numbers.joined(separator: ", "))"])
    }

    @Test func `a letter that another policy would send and that never went is new`() throws {
        let world = try julyWorld()
        for day in 6...10 { try world.remind(on: BusinessDate(year: 2026, month: 8, day: day)!) }
        #expect(try world.letters("C-1001").isEmpty)
        let replay = try replay(world) { $0.replacing("\"after-due 7\"", with: "\"after-due 3\"") }
        #expect(
            replay.differences.filter { $0.subject == "C-1001" }.map { "\($0.date): \($0.was) -> \($0.wouldBe)" }
                == ["2026-08-08: no letter -> level 1 for INV-2026-000001"])
    }

    @Test func `under other policies letters are others and matches lost`() throws {
        let world = try summerWorld()
        try world.remind(on: "2026-10-01")
        let patient = try replay(world) { $0.replacing("\"after-due 20\"", with: "\"after-due 90\"") }
        #expect(patient.differences.map(\.kind) == ["letter"])
        #expect(patient.differences.first?.wouldBe == "no letter")
        let strict = try replay(world) {
            $0.replacing(
                "\"id\": \"match\", \"uses\": \"match\",",
                with: "\"id\": \"match\", \"uses\": \"match\", \"settings\": { \"automatic\": \"certain\" },")
        }
        #expect(strict.differences.allSatisfy { $0.kind == "match" })
    }
}
