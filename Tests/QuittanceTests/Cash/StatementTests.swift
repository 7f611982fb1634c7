import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

struct StatementTests {
    @Test func `a credit becomes a payment, which pays the invoice it names`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let item = try #require(try world.invoices().first)
        let state = try world.take(
            SampleStatement(entries: [
                SampleEntry(amount: item.totals.payable.decimal, text: "FACTURE \(item.number)", reference: "B1"),
                SampleEntry(amount: "-18.00", text: "FRAIS", reference: "B2"),
            ]), as: "a.xml")
        #expect(state == "matched")
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try world.payments().count == 1, "a debit that takes nothing back is none of the customers' business")
        let known = try world.ledger.read { try $0.entries([.bankAccount("FR7999999004170004160Q11882")]) }
        guard case .bankAccount(let account)? = known.values.first else { return #expect(Bool(false)) }
        #expect(account.knownUntil == "2026-11-20" && account.last?.closing == item.totals.payable - euros("18.00"))
    }

    @Test func `pain 6: of entries that are alike each is counted, and a statement that comes again adds nothing`()
        throws
    {
        let world = try World()
        let alike = [SampleEntry(amount: "100.00", text: "loyer"), SampleEntry(amount: "100.00", text: "loyer")]
        #expect(try world.take(SampleStatement(entries: alike), as: "a.xml") == "waiting: unmatched")
        #expect(try world.payments().map(\.amount) == [euros("100.00"), euros("100.00")])
        #expect(try world.take(SampleStatement(entries: alike), as: "again.xml") == "waiting: duplicate")
        try world.intervene(.release, on: #require(try world.waiting("duplicate").first))
        try world.run()
        #expect(try world.payments().count == 2)
        // The same day's second statement goes on where the first ended: what is alike in it is new.
        try world.take(
            SampleStatement(number: "2", opening: "200.00", entries: [SampleEntry(amount: "100.00", text: "loyer")]),
            as: "b.xml")
        #expect(try world.payments().count == 3)
        #expect(Set(try world.payments().map(\.id)).count == 3)
    }

    @Test func `one IBAN is an account for each currency, and a payment of each is taken`() throws {
        let world = try World()
        func statement(_ currency: String, _ number: String, from opening: ExactDecimal, on day: String)
            -> SampleStatement
        {
            let entry = SampleEntry(amount: "50.00", text: "ACOMPTE", day: day, reference: "ZZ1", currency: currency)
            return SampleStatement(
                number: number, currency: currency, opening: opening, from: day, until: day, entries: [entry])
        }
        for (day, opening) in [("2026-11-19", ExactDecimal.zero), ("2026-11-20", "50.00")] {
            for currency in ["EUR", "USD"] {
                let told = statement(currency, "\(day) \(currency)", from: opening, on: day)
                #expect(try world.take(told, as: "\(day)-\(currency).xml") == "waiting: unmatched")
            }
        }
        #expect(try world.payments().map(\.amount.currency.code) == ["EUR", "USD", "EUR", "USD"])
        #expect(Set(try world.payments().map(\.id)).count == 4)
        let again = statement("USD", "2026-11-20 USD", from: "50.00", on: "2026-11-20")
        #expect(try world.take(again, as: "again.xml") == "waiting: duplicate")
    }

    @Test func `what a notification told in one currency of an IBAN is known when its statement comes after another's`()
        throws
    {
        let world = try World()
        func told(_ currency: String, _ message: String, _ amount: ExactDecimal) -> SampleStatement {
            let entry = SampleEntry(amount: amount, text: "ACOMPTE", reference: "ZZ-\(currency)", currency: currency)
            return SampleStatement(
                number: "\(message) \(currency)", currency: currency, opening: message == "053" ? "0.00" : nil,
                entries: [entry], message: message)
        }
        try world.take(told("USD", "054", "50.00"), as: "a.xml")
        try world.take(told("EUR", "053", "60.00"), as: "b.xml")
        try world.take(told("USD", "053", "50.00"), as: "c.xml")
        #expect(try world.payments().map(\.amount.currency.code) == ["USD", "EUR"])
    }

    @Test
    func
        `a statement that comes again under another name counts nothing twice, even where it ends with what it began with`()
        throws
    {
        let pooled = [
            SampleEntry(amount: "7.00", text: "un", reference: "UNIQ-1"),
            SampleEntry(amount: "-7.00", text: "nivellement", reference: "UNIQ-2"),
        ]
        for (sequence, reason) in [(1, "duplicate"), (nil, "overlap")] as [(Int?, String)] {
            let world = try World()
            try world.take(SampleStatement(number: "Z-1", sequence: sequence, entries: pooled), as: "a.xml")
            #expect(
                try world.take(SampleStatement(number: "Z-1-DUPL", sequence: sequence, entries: pooled), as: "b.xml")
                    == "waiting: \(reason)")
            try world.intervene(.release, on: #require(try world.waiting(reason).first))
            try world.run()
            #expect(try world.payments().map(\.amount) == [euros("7.00")])
            // A later day goes on; days that lie within those known do not, whatever the balances say.
            let within = SampleStatement(number: "Z-2", from: "2026-11-19", until: "2026-11-20", entries: pooled)
            #expect(try world.take(within, as: "c.xml") == "waiting: overlap")
            let next = SampleEntry(amount: "7.00", text: "un", day: "2026-11-21", reference: "UNIQ-3")
            let following = SampleStatement(
                number: "Z-3", sequence: sequence.map { $0 + 1 }, from: "2026-11-21", until: "2026-11-21",
                entries: [next])
            try world.take(following, as: "d.xml")
            #expect(try world.payments().count == 2)
        }
    }

    @Test func `an entry with a reference of the bank that is known is the same entry in the next statement too`()
        throws
    {
        let world = try World()
        let entry = SampleEntry(amount: "7.00", text: "un", reference: "UNIQ-1")
        try world.take(SampleStatement(entries: [entry]), as: "a.xml")
        try world.take(
            SampleStatement(
                number: "2", opening: "7.00",
                entries: [entry, SampleEntry(amount: "7.00", text: "un", reference: "UNIQ-2")]),
            as: "b.xml")
        #expect(try world.payments().compactMap(\.bankReference) == ["UNIQ-1", "UNIQ-2"])
    }

    @Test
    func `the notification without and the statement with the bank's reference tell one payment, in either order`()
        throws
    {
        for messages in [["054", "053"], ["053", "054"]] {
            let world = try World()
            func statement(_ message: String, _ entries: [SampleEntry]) -> SampleStatement {
                SampleStatement(
                    number: message, opening: message == "053" ? "0.00" : nil, entries: entries, message: message)
            }
            let plain = SampleEntry(
                amount: "142.80", text: "INV-1", name: "Boulangerie", iban: "FR7699999000010000000400046")
            var named = plain
            named.reference = "BANK77"
            for message in messages {
                try world.take(statement(message, [message == "054" ? plain : named]), as: "\(message).xml")
            }
            #expect(try world.payments().count == 1)
            // The statement of the bank is told once more, and a second payment that is truly equal is another one.
            var second = named
            second.reference = "BANK78"
            try world.take(SampleStatement(number: "2", opening: "142.80", entries: [second]), as: "second.xml")
            #expect(try world.payments().count == 2)
            #expect(try world.waiting("possible-duplicate").isEmpty)
        }
    }

    @Test func `two equal payments in the statement and one in the notification are two`() throws {
        let world = try World()
        let plain = SampleEntry(amount: "9.99", text: "abo", name: "Alice")
        var (first, second) = (plain, plain)
        (first.reference, second.reference) = ("B1", "B2")
        try world.take(SampleStatement(number: "N", opening: nil, entries: [plain], message: "054"), as: "n.xml")
        try world.take(SampleStatement(entries: [first, second]), as: "s.xml")
        #expect(try world.payments().count == 2)
        #expect(try world.waiting("possible-duplicate").isEmpty)
    }

    @Test func `a payment that may be a known one is asked about once, however often its file is tried again`() throws {
        let world = try World()
        try world.take(
            SampleStatement(
                number: "N", opening: nil, entries: [SampleEntry(amount: "50.00", text: "a")], message: "054"),
            as: "n.xml")
        let told = try #require(try world.payments().first)
        var like = told
        like.id = "BY-HAND-1"
        var early = told
        (early.id, early.bookedOn, early.amount) = ("BY-HAND-2", Samples.today + 1, Money("7.00", .euro)!)
        try world.instruct(.cash(.recordPayments([like, early])))
        try world.run()
        for _ in 1...2 {
            try world.intervene(.retry, on: #require(try world.waiting("impossible").first))
            try world.run()
            #expect(try world.waiting("possible-duplicate").isEmpty, "it waits with the other")
        }
        try world.intervene(.retry, on: #require(try world.waiting("impossible").first))
        try world.run(on: Samples.today + 1)
        #expect(try world.waiting("impossible").isEmpty)
        #expect(try world.waiting("possible-duplicate").count == 1, "it is not lost")
        try world.checkInvariants()
    }

    @Test func `what may be the same money waits beside the other, is in no book, and counts when somebody says so`()
        throws
    {
        let world = try World()
        try world.take(
            SampleStatement(
                number: "N", opening: nil, entries: [SampleEntry(amount: "50.00", text: "a")], message: "054"),
            as: "n.xml")
        let other = SampleStatement(entries: [SampleEntry(amount: "50.00", text: "b", reference: "B1", name: "Alice")])
        #expect(try world.take(other, as: "s.xml") == "waiting: possible-duplicate")
        #expect(try world.payments().count == 1)
        let work = try #require(try world.waiting("possible-duplicate").first)
        let first = try #require(try world.payments().first)
        #expect(work.findings.map(\.code) == ["CSH-012"] && work.findings[0].message.contains(first.id))
        try world.intervene(.release, on: work)
        try world.run()
        #expect(try world.payments().count == 2)
        #expect(try world.standing("s.xml") == "waiting: unmatched")
        try world.checkInvariants()
    }

    @Test func `a payment recorded by hand and told by a statement counts once, whichever comes first`() throws {
        let entry = SampleEntry(amount: "29.62", text: "INV-7", reference: "BK1", name: "FOURNILS")
        let byHand = Payment(
            id: "CSV/1", account: "FR7999999004170004160Q11882", bookedOn: "2026-11-20", amount: euros("29.62"),
            payer: Payer(name: "Fournils"), references: ["INV-7"])
        let world = try World()
        try world.instruct(.cash(.recordPayments([byHand])))
        try world.run()
        try world.take(SampleStatement(entries: [entry]), as: "s.xml")
        #expect(try world.payments().map(\.id) == ["CSV/1"])
        let other = try World()
        try other.take(SampleStatement(entries: [entry]), as: "s.xml")
        try other.instruct(.cash(.recordPayments([byHand])))
        try other.run()
        #expect(try other.payments().count == 1)
        #expect(try other.waiting("possible-duplicate").count == 1)
    }

    /// Money taken back without a reference: the account it goes back to tells the payment, where only one is of that amount.
    @Test func `a return is tied to its payment by the account it goes back to, or by hand`() throws {
        for payments in [1, 2] {
            let world = try World()
            world.drop("order-cremerie-duvalet.xml")
            try world.run()
            let item = try #require(try world.invoices().first)
            let amount = item.totals.payable.decimal
            let paid = (0..<payments).map {
                SampleEntry(
                    amount: amount, text: $0 == 0 ? item.number : "other", reference: "C\($0)",
                    iban: "FR7699999000010000000499999")
            }
            try world.take(SampleStatement(entries: paid), as: "a.xml")
            #expect(try world.account("C-1011").receivable.isZero)
            let sum = paid.map(\.amount).reduce(.zero, +)
            let back = SampleEntry(
                amount: -amount, text: "REJET", day: "2026-11-21", reference: "C9", reason: "AC04",
                iban: "FR7699999000010000000499999")
            let state = try world.take(
                SampleStatement(number: "2", opening: sum, from: "2026-11-21", until: "2026-11-21", entries: [back]),
                as: "b.xml")
            #expect(state == (payments == 1 ? "matched" : "waiting: unknown-return"))
            if payments == 2 {
                let ids = try world.payments().map(\.id)
                #expect(try world.waiting("unknown-return").first?.findings.first?.message.contains(ids[0]) == true)
                try world.instruct(.cash(.returned(payment: ids[0], by: ids[2])))
                try world.run()
                #expect(try world.standing("b.xml") == "matched")
                try world.instruct(.cash(.returned(payment: ids[1], by: ids[2])))
                try world.run()
                #expect(try world.waiting("impossible").count == 1, "money is taken back once")
            }
            #expect(try world.account("C-1011").receivable == item.totals.payable)
            #expect(try world.account("C-1011").unapplied.isZero)
            try world.checkInvariants()
        }
    }

    @Test func `a longer statement of days that are known waits, and adds what is new when it is released`() throws {
        let world = try World()
        let first = SampleEntry(amount: "100.00", text: "un", reference: "B1")
        try world.take(SampleStatement(entries: [first]), as: "a.xml")
        let longer = SampleStatement(
            number: "2", until: "2026-11-21",
            entries: [first, SampleEntry(amount: "50.00", text: "deux", day: "2026-11-21", reference: "B2")])
        #expect(try world.take(longer, as: "b.xml") == "waiting: overlap")
        #expect(try world.payments().count == 1)
        try world.intervene(.release, on: #require(try world.waiting("overlap").first))
        try world.run()
        #expect(try world.payments().map(\.amount) == [euros("100.00"), euros("50.00")])
        #expect(
            try world.take(
                SampleStatement(number: "3", opening: "150.00", from: "2026-11-23", until: "2026-11-23"), as: "c.xml")
                == "known")
    }

    @Test func `a statement after a missing one waits, and goes on by itself when that has come`() throws {
        let world = try World()
        let days = ["2026-11-18", "2026-11-19", "2026-11-20"]
        let statements = (0..<3).map { index in
            SampleStatement(
                number: "\(index)", opening: ExactDecimal(index * 100), from: days[index], until: days[index],
                entries: [SampleEntry(amount: "100.00", text: "x", day: days[index], reference: "B\(index)")])
        }
        try world.take(statements[0], as: "0.xml")
        #expect(try world.take(statements[2], as: "2.xml") == "waiting: gap")
        #expect(try world.waiting("gap").first?.findings.map(\.code) == ["STM-002"])
        #expect(try world.payments().count == 1, "nothing of it is applied")
        try world.take(statements[1], as: "1.xml")
        #expect(try world.waiting("gap").isEmpty)
        #expect(try world.payments().count == 3)
    }

    @Test func `a number that is left out is a gap, even where the balances agree`() throws {
        let world = try World()
        try world.take(SampleStatement(sequence: 7), as: "a.xml")
        #expect(
            try world.take(
                SampleStatement(number: "2", sequence: 9, from: "2026-11-21", until: "2026-11-21"), as: "b.xml")
                == "waiting: gap")
        #expect(
            try world.take(
                SampleStatement(number: "3", sequence: 8, from: "2026-11-21", until: "2026-11-21"), as: "c.xml")
                == "known")
        #expect(try world.waiting("gap").isEmpty)
        #expect(
            try world.take(
                SampleStatement(number: "1", sequence: 1, from: "2027-01-04", until: "2027-01-04"), as: "d.xml",
                on: "2027-01-04") == "known", "a year begins anew")
    }

    @Test(arguments: [
        (
            SampleStatement(closing: "99.99", entries: [SampleEntry(amount: "100.00", text: "x")]), "contradictory",
            "STM-001"
        ),
        (
            SampleStatement(
                account: "FR7630006000011234567890189", entries: [SampleEntry(amount: "100.00", text: "x")]),
            "foreign-account", "STM-005"
        ),
    ])
    fileprivate func `what contradicts itself or is not ours waits whole at the cash desk`(
        statement: SampleStatement, reason: String, code: String
    ) throws {
        let world = try World()
        #expect(try world.take(statement, as: "a.xml") == "waiting: \(reason)")
        let work = try #require(try world.waiting(reason).first)
        #expect(work.desk == "cash-desk" && work.findings.map(\.code) == [code])
        #expect(try world.payments().isEmpty)
        #expect(try !world.ledger.read { try allEvents($0) }.contains { $0.event.name == "statement-recorded" })
        try world.intervene(.release, on: work)
        try world.run()
        #expect(try world.payments().count == 1)
    }

    @Test func `what a statement tells of days to come waits until they have`() throws {
        let world = try World()
        let entries = [
            SampleEntry(amount: "10.00", text: "today", day: "2026-11-23"),
            SampleEntry(amount: "20.00", text: "tomorrow", day: "2026-11-24"),
        ]
        let statement = SampleStatement(from: "2026-11-23", until: "2026-11-23", entries: entries)
        #expect(try world.take(statement, as: "a.xml") == "waiting: early")
        let work = try #require(try world.waiting("early").first)
        #expect(work.desk == "cash-desk" && work.findings.map(\.code) == ["STM-007"])
        try world.intervene(.release, on: work)
        try world.run()
        #expect(try world.payments().isEmpty, "nobody can have it taken before its day")
        world.clock.advance(seconds: 86_400)
        try world.run(on: "2026-11-24")
        #expect(
            try world.payments().map(\.amount) == [euros("10.00"), euros("20.00")], "its day has it taken by itself")
        #expect(
            try world.take(
                SampleStatement(
                    number: "2", opening: "30.00", from: "2026-11-25", until: "2026-11-25"), as: "b.xml",
                on: "2026-11-24") == "waiting: early", "nor may a statement say that the account is known until then")
        try world.checkInvariants()
    }

    @Test func `a batch is opened, and the notification and the statement of it count once`() throws {
        for messages in [["054", "053"], ["053", "054"]] {
            let world = try World()
            let batch = SampleEntry(
                amount: "300.00", text: "", reference: "LOT1", parts: [("100.00", "un"), ("200.00", "deux")])
            let sum = SampleEntry(amount: "300.00", text: "LOT", reference: "LOT1")
            for (index, message) in messages.enumerated() {
                let isNotification = message == "054"
                let statement = SampleStatement(
                    number: "\(index)", opening: isNotification ? nil : "0.00", entries: [isNotification ? batch : sum],
                    message: message)
                try world.take(statement, as: "\(index).xml")
            }
            let expected = messages[0] == "054" ? [euros("100.00"), euros("200.00")] : [euros("300.00")]
            #expect(try world.payments().map(\.amount) == expected)
        }
    }

    @Test func `a batch that does not add up counts as one payment`() throws {
        let world = try World()
        try world.take(
            SampleStatement(entries: [
                SampleEntry(
                    amount: "300.00", text: "", reference: "LOT1", parts: [("100.00", "un"), ("199.00", "deux")])
            ]), as: "a.xml")
        #expect(try world.payments().map(\.amount) == [euros("300.00")])
    }

    @Test func `what comes back opens the invoice again, by the reference of the bank or of the payer`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let item = try #require(try world.invoices().first)
        let amount = item.totals.payable.decimal
        try world.take(
            SampleStatement(entries: [
                SampleEntry(amount: amount, text: item.number, reference: "B1", endToEnd: "PRLV-0019")
            ]),
            as: "a.xml")
        #expect(try world.account("C-1011").receivable.isZero)
        let back = SampleEntry(
            amount: -amount, text: "REJET", day: "2026-11-21", reference: "B9", reason: "AM04", endToEnd: "PRLV-0019")
        #expect(
            try world.take(
                SampleStatement(number: "2", opening: amount, from: "2026-11-21", until: "2026-11-21", entries: [back]),
                as: "b.xml") == "matched")
        #expect(try world.account("C-1011").receivable == item.totals.payable)
        #expect(try world.payments().last?.returnReason == "AM04")
    }

    @Test func `a statement in parts is taken whole, or waits whole`() throws {
        let edit = { (text: String) in text.replacing("\"version\": 1,", with: "\"version\": 1, \"maxLines\": 10,") }
        let entries = (0..<25).map {
            SampleEntry(amount: "1.00", text: "alike", reference: $0 % 2 == 0 ? "B\($0)" : nil)
        }
        let world = try World(edit)
        try world.take(SampleStatement(entries: entries), as: "a.xml")
        #expect(try world.payments().count == 25)
        let other = try World(edit)
        #expect(
            try other.take(SampleStatement(closing: "24.00", entries: entries), as: "a.xml") == "waiting: contradictory"
        )
        #expect(try other.waiting("earlier-part").count == 2)
        #expect(try other.payments().isEmpty)
        try other.intervene(.release, on: #require(try other.waiting("contradictory").first))
        try other.run()
        #expect(try other.payments().count == 25)
        try other.checkInvariants()
    }
}
