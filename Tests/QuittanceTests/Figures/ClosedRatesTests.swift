import Calendars
import Documents
import Findings
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Synchronization
import Testing

@testable import Quittance

private let dollar = Currency("USD")!

/// What is entered in a foreign currency while nobody has said what that is worth, and the books are closed.
struct ClosedRatesTests {
    /// The company's data, edited between two runs.
    private final class CompanyData: Sendable {
        private let edit = Mutex<@Sendable (String) -> String>({ $0 })
        func amend(_ file: String, _ text: String) -> String {
            file == "company.json" ? edit.withLock { $0(text) } : text
        }
        func say(rate: String) {
            edit.withLock { edit in
                edit = {
                    $0.replacing(
                        "{",
                        with: #"{ "exchangeRates": [{ "currency": "USD", "from": "2026-01-01", "rate": "\#(rate)" }],"#,
                        maxReplacements: 1)
                }
            }
        }
        func say(currency: String) {
            edit.withLock { $0 = { $0.replacing("\"currency\": \"EUR\"", with: "\"currency\": \"\(currency)\"") } }
        }
    }

    private func worldWithDollars() throws -> (World, CompanyData) {
        let data = CompanyData()
        let world = try World(amend: data.amend)
        try world.pay("P-1", Money("100.00", dollar)!, "something", on: "2026-11-20")
        return (world, data)
    }

    private func close(_ world: World) throws {
        try world.instruct(.collection(.closeBooks(until: "2026-11-22")), on: Samples.today)
    }

    private func books(_ world: World) throws -> BooksEntry {
        guard case .books(let entry)? = try world.ledger.read({ try $0.entries([.books])[.books] }) else {
            return BooksEntry()
        }
        return entry
    }

    /// What the entries are worth by the rates that the company says now.
    private func worth(_ world: World, saying rate: ExactDecimal) throws -> [Money?] {
        let said = [DatedExchangeRate(dollar, from: "2026-01-01", rate)]
        var journal = BooksOfAccount(at: ExchangeRates(in: .euro, said, keeping: try books(world).keptRates))
        return try world.ledger.read { try allEvents($0) }.flatMap { journal.entries(for: $0) }
            .flatMap { $0.lines.map { $0.worth(in: .euro)?.magnitude } }
    }

    @Test func `books with something of which nobody knows the worth are not closed, and say what is missing`() throws {
        let (world, data) = try worldWithDollars()
        try close(world)
        let row = try #require(try world.waiting("impossible").first)
        #expect(row.findings.map(\.code) == ["BKS-011"])
        #expect(
            row.findings[0].message == "P-1 is in USD, and nothing says what that was worth on 2026-11-20")
        #expect(row.nextAction.contains("`exchangeRates`") && row.nextAction.contains("retry"))
        #expect(try books(world).closedUntil == nil)
        data.say(rate: "0.90")
        try world.intervene(.retry, on: row)
        try world.run(on: Samples.today)
        #expect(try world.waiting("impossible").isEmpty && books(world).closedUntil == "2026-11-22")
        try world.checkInvariants()
    }

    @Test func `once they are closed it keeps its worth, whatever is said later`() throws {
        let (world, data) = try worldWithDollars()
        data.say(rate: "0.90")
        #expect(try worth(world, saying: "0.50") == [Money("50.00", .euro), Money("50.00", .euro)])
        try close(world)
        #expect(try worth(world, saying: "0.50") == [Money("90.00", .euro), Money("90.00", .euro)])
        try world.checkInvariants()
        for event in try world.ledger.read({ try allEvents($0) }) {
            #expect(try Event(coded: event.event.coded) == event.event)
        }
    }

    @Test func `what has its own rate keeps no books open`() throws {
        let data = CompanyData()
        data.say(rate: "0.90")
        let world = try World(amend: data.amend)
        try world.pay("P-1", Money("100.00", dollar)!, "something", on: "2026-11-20")
        try close(world)
        #expect(try books(world).closedUntil == "2026-11-22" && books(world).keptRates.isEmpty)
        try world.checkInvariants()
    }

    @Test func `the currency of the books is changed before the first entry, and not after it`() throws {
        let data = CompanyData()
        let world = try World(amend: data.amend)
        data.say(currency: "CHF")
        try world.run(on: Samples.today)
        data.say(currency: "EUR")
        try world.pay("P-1", Money("100.00", .euro)!, "something", on: "2026-11-20")
        data.say(currency: "CHF")
        #expect(throws: RunnerFault.otherAccountingCurrency(.euro, ours: Currency("CHF")!)) {
            try world.runner(asOf: Samples.today)
        }
        #expect(try world.ledger.read { try $0.accountingCurrency() } == .euro)
        let words = RunnerFault.otherAccountingCurrency(.euro, ours: Currency("CHF")!).inWords
        #expect(words.contains("CFG-068") && words.contains("`currency`") && words.contains("back"), "\(words)")
        data.say(currency: "EUR")
        try world.run(on: Samples.today)
        try world.checkInvariants()
    }
}
