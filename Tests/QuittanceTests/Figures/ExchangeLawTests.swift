import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private let dollar = Currency("USD")!
private func dollars(_ amount: ExactDecimal) -> Money { Money(amount, dollar)! }

/// Laws of the books in a foreign currency, over histories that nobody has thought out.
struct ExchangeLawTests {
    /// What the company's data says that a dollar is worth, which somebody edits now and then.
    private final class Rates: @unchecked Sendable {
        var list: [BusinessDate: ExactDecimal] = ["2026-01-01": "0.9213"]

        var text: String {
            let rows = list.sorted { $0.key < $1.key }.map {
                "{ \"currency\": \"USD\", \"from\": \"\($0.key)\", \"rate\": \"\($0.value)\" }"
            }
            return "\"exchangeRates\": [\(rows.joined(separator: ", "))],"
        }
        var rates: ExchangeRates {
            ExchangeRates(
                in: .euro, list.map { DatedExchangeRate(dollar, from: $0.key, $0.value) })
        }
    }

    private let rates = Rates()

    private func world() throws -> World {
        try World(amend: { [rates] file, text in
            switch file {
            case "customers.csv":
                text.inLines(of: ["C-1001", "C-1011"]) {
                    $0.replacing(",EUR,", with: ",USD,").replacing("15000.00", with: "9000000.00")
                        .replacing("8000.00", with: "9000000.00")
                }
            case "prices.csv": text.replacing(",EUR,", with: ",USD,")
            // Services beside the goods, whose VAT waits until they are paid.
            case "items.csv":
                text.inLines(of: ["BC-3001", "FA-6001", "DE-5030"]) {
                    $0.replacing(",goods", with: ",service")
                }
            case "company.json": text.replacing("\"currency\": \"EUR\",", with: "\"currency\": \"EUR\",\(rates.text)")
            default: text
            }
        })
    }

    /// A house that plays by chance with two customers in dollars, one billed when its order is released.
    private struct Play {
        let world: World
        let rates: Rates
        var random: SplitMix
        var date = Samples.today
        var count = 0
        var undelivered: [String] = []

        mutating func chance(_ odds: Int) -> Bool { random.next() % UInt64(odds) == 0 }

        func items() throws -> [OpenItem] {
            try world.ledger.read { try BookView(current: $0, on: date, in: .euro).items }
        }

        /// Every document of ours, by its number.
        func documents() throws -> [String: Invoice] {
            let all = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice)
            return Dictionary(all.map { ($0.number, $0) }) { $1 }
        }

        mutating func drop(_ file: String, _ number: String, as other: String) {
            let text = String(decoding: Samples.bytes("inbox/" + file), as: UTF8.self)
            world.intake.drop(
                "\(other)-\(file)",
                Array(
                    text.replacing("EUR", with: "USD").replacing(number, with: other)
                        .replacing("BL-26-1051", with: "BL-\(other)").utf8))
        }

        mutating func order() throws {
            count += 1
            let number = "X-\(count)"
            guard chance(2) else { return drop("order-cremerie-duvalet.xml", "DUV-1182", as: number) }
            drop("order-boulangerie-sainte-aure.xml", "BC-2026-0417", as: number)
            undelivered.append(number)
            try world.run(on: date)
            guard chance(2) else { return }
            let key = OrderKey(customer: CustomerID("C-1001"), number: number)
            try world.instruct(.billing(.askPrepayment(key, Percentage(30))), on: date)
            try settle(try items().filter { $0.kind.isPrepayment && $0.open.isPositive })
        }

        mutating func deliver() {
            guard let number = undelivered.popLast() else { return }
            drop("despatch-boulangerie-sainte-aure.xml", "BC-2026-0417", as: number)
        }

        mutating func receive(_ amount: Money) throws -> String {
            count += 1
            let id = "P\(count)"
            let payment = Payment(
                id: id, account: World.account, bookedOn: date, amount: amount,
                toldBy: amount.isNegative ? StatementName(.statement, id) : nil)
            try world.instruct(.cash(.recordPayments([payment])), on: date)
            return id
        }

        /// Pays what is open in full, or pays back what we owe.
        mutating func settle(_ items: [OpenItem]) throws {
            for item in items {
                let id = try receive(item.open)
                let order: CashInstruction =
                    item.open.isNegative
                    ? .refund(payment: id, of: item.number)
                    : .allocate(payment: id, [.init(invoice: item.number)], payerIsKnown: false)
                try world.instruct(.cash(order), on: date)
            }
        }

        mutating func payPart(of item: OpenItem) throws {
            let part = Money(minorUnits: 1 + Int64(random.next() % UInt64(item.open.minorUnits)), dollar)
            let isForeign = chance(3)
            let money = isForeign ? try #require(rates.rates.accounted(part, on: date)) : part
            guard money.isPositive else { return }
            let id = try receive(money)
            let share = CashInstruction.Share(invoice: item.number, amount: part, taking: isForeign ? money : nil)
            try world.instruct(.cash(.allocate(payment: id, [share], payerIsKnown: false)), on: date)
            if chance(3) { try world.instruct(.cash(.unallocate(payment: id, invoices: [])), on: date) }
        }

        mutating func step() throws {
            date = date + Int(random.next() % 3)
            if chance(3) { rates.list[date] = ExactDecimal(units: 900 + Int64(random.next() % 100), scale: 3) }
            if chance(4) { rates.list["2026-01-01"] = ExactDecimal(units: 80 + Int64(random.next() % 10), scale: 2) }
            let all = try documents()
            let bills = try items().filter { $0.open.isPositive }
            let item = bills.randomElement(using: &random)
            switch (random.next() % 8, item) {
            case (0...1, _), (_, nil): try order()
            case (2, _): deliver()
            case (3, let item?): try payPart(of: item)
            case (4, let item?):
                try world.instruct(.cash(.writeOff(invoice: item.number, amount: dollars("0.07"))), on: date)
                if chance(2) { try world.instruct(.cash(.undoWriteOff(invoice: item.number)), on: date) }
            case (5, let item?): try credit(item, all)
            case (6, let item?): try correct(item, all)
            case (_, let item?): try dispute(item)
            }
            try world.run(on: date)
        }

        mutating func credit(_ item: OpenItem, _ all: [String: Invoice]) throws {
            let amount = Money(minorUnits: 1 + Int64(random.next() % 900), dollar)
            let request = CreditRequest(
                original: try #require(all[item.number]), extent: chance(2) ? .whole : .amount(amount))
            try world.instruct(.creditInvoice(request), on: date)
        }

        func correct(_ item: OpenItem, _ all: [String: Invoice]) throws {
            let wrong = try #require(all[item.number])
            let line = wrong.lines[0]
            let correction = InvoiceCorrection(
                original: wrong, lines: [.init(line: line.id, price: line.price.value - "0.01")])
            try world.instruct(.billing(.correctInvoice(correction)), on: date)
        }

        mutating func dispute(_ item: OpenItem) throws {
            let amount = Money(minorUnits: 1 + Int64(random.next() % UInt64(item.open.minorUnits)), dollar)
            try world.instruct(
                .cases(.openDispute(.init(invoice: item.number, amount: amount, reason: .other))), on: date)
            let disputes = try items().first { $0.number == item.number }?.disputes.filter(\.isOpen) ?? []
            for dispute in disputes {
                try world.instruct(.cases(.resolveDispute(dispute.id, chance(3) ? .rebill : .creditNote)), on: date)
            }
        }

        /// Everything is delivered, what was asked ahead and not taken off is credited, and everything is settled.
        mutating func end() throws {
            while !undelivered.isEmpty {
                deliver()
                try world.run(on: date)
            }
            for _ in 0..<4 {
                try settle(try items().filter { !$0.open.isZero && $0.amount.currency == dollar })
                let all = try documents()
                for invoice in all.values.filter(\.kind.isPrepayment) {
                    let key = BookKey.invoice(invoice.number)
                    guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([key]) })[key],
                        item.creditable.isPositive
                    else { continue }
                    try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)), on: date)
                }
                try world.run(on: date)
                date = date + 1
            }
        }
    }

    private func entries(_ world: World, at rates: ExchangeRates) throws -> [JournalEntry] {
        var books = BooksOfAccount(at: rates)
        return try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
    }

    @Test(arguments: 0..<rounds(4))
    func `once all is settled nothing stays in either currency, and no edited rate changes what was entered`(
        seed: Int
    ) throws {
        let world = try world()
        if seed % 2 == 1 { try world.agreeOnCII("C-1001", "C-1011") }
        var play = Play(world: world, rates: rates, random: SplitMix(seed: UInt64(seed)))
        for _ in 0..<14 { try play.step() }
        let before = try entries(world, at: rates.rates)
        try expectLettering(world, before, on: play.date)
        try play.end()

        for customer in ["C-1001", "C-1011"] { #expect(try world.account(customer).receivable.isZero, "\(customer)") }
        let entries = try entries(world, at: rates.rates)
        #expect(entries.count > 10 && Array(entries.prefix(before.count)) == before)
        for other in ["0.50", "1.50"] as [ExactDecimal] {
            let edited = ExchangeRates(in: .euro, [DatedExchangeRate(dollar, from: "2020-01-01", other)])
            #expect(try self.entries(world, at: edited) == entries)
        }
        for entry in entries {
            #expect(entry.isBalanced, "\(entry)")
            #expect(entry.lines.allSatisfy { $0.worth(in: .euro) != nil }, "\(entry)")
        }
        // Money that was changed stands in both currencies for good, and is worth nothing in the end.
        for account in [PostingAccount.receivable, .prepaid, .conversion] {
            for customer in Set(entries.flatMap(\.lines).map(\.customer)) {
                let lines = entries.flatMap(\.lines).filter { $0.account == account && $0.customer == customer }
                let worth = lines.compactMap { $0.worth(in: .euro) }.sum(in: .euro)
                #expect(worth.isZero, "\(account) of \(customer?.text ?? "-"): \(worth)")
                let amounts = lines.map(\.amount).filter { $0.currency == dollar }.sum(in: dollar)
                #expect(amounts.isZero || account == .conversion, "\(account) of \(customer?.text ?? "-"): \(amounts)")
            }
        }
        let waiting = entries.flatMap(\.lines).filter { $0.account == .vatPending }
        #expect(waiting.map(\.amount).filter { $0.currency == dollar }.sum(in: dollar).isZero)
        #expect(waiting.compactMap { $0.worth(in: .euro) }.sum(in: .euro).isZero)
        try expectPrintedVAT(world, entries)
        let unsettled = try expectLettering(world, entries, on: play.date)
        #expect(unsettled.isEmpty, "\(unsettled)")
        try world.checkInvariants()
    }

    /// The lines of a letter add up to nothing in either currency, and what is open has none.
    ///
    /// - Returns: the items of lines that have no letter.
    @discardableResult
    private func expectLettering(
        _ world: World, _ entries: [JournalEntry], on date: BusinessDate
    ) throws -> Set<String> {
        let items = try world.ledger.read { try BookView(history: $0, on: date, knownAt: nil, in: .euro).items }
        let lettering = Lettering(of: BooksOfAccount().numbered(entries), items)
        let lines = entries.flatMap(\.lines).filter { $0.account == .receivable }
        #expect(lines.allSatisfy { $0.item != nil })
        let open = Set(items.filter { !$0.open.isZero }.map(\.number))
        for (letter, own) in Dictionary(grouping: lines, by: { lettering[$0] }) {
            guard let letter else { continue }
            for currency in Set(own.map(\.amount.currency)) {
                let sum = own.map(\.amount).filter { $0.currency == currency }.sum(in: currency)
                #expect(sum.isZero, "\(letter): \(sum)")
            }
            let worth = own.compactMap { $0.worth(in: .euro) }.sum(in: .euro)
            #expect(worth.isZero, "\(letter): \(worth)")
            #expect(open.isDisjoint(with: own.compactMap(\.item)))
        }
        return Set(lines.filter { lettering[$0] == nil }.compactMap(\.item))
    }

    /// The VAT that a document puts into the books is what it says; one that takes something off besides is left out.
    private func expectPrintedVAT(_ world: World, _ entries: [JournalEntry]) throws {
        for event in try world.ledger.read({ try allEvents($0) }) {
            if case .billing(.invoiceIssued(let issue)) = event.event,
                issue.replaced != nil || !issue.prepayments.isEmpty
            {
                continue
            }
            guard let document = event.event.issuedInvoice, let tax = document.totals.taxInAccountingCurrency else {
                continue
            }
            let entry = try #require(entries.first { $0.reference == document.number && $0.journal == .sales })
            let booked = entry.lines.filter { [.vat, .vatPending].contains($0.account) }.compactMap {
                $0.worth(in: .euro)
            }.sum(in: .euro)
            #expect(booked == (document.kind.isCredit ? tax : -tax), "\(document.number)")
        }
    }
}

extension World {
    /// Invoices of customers leave as CII, which knows corrective ones.
    fileprivate func agreeOnCII(_ customers: String...) throws {
        for customer in customers {
            let text = """
                { "partner": "\(customer)", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-invoice" } }] }
                """
            _ = try importBytes(
                Array(text.utf8), named: "agreement.json", as: .partners, through: runner(), actor: "Lea",
                reason: "agreed")
        }
    }
}
