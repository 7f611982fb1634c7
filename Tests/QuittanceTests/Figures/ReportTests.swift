import Calendars
import Documents
import Foundation
import JSONSyntax
import Money
import Pipeline
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func books(_ world: World, on date: BusinessDate = Samples.today) throws -> (now: BookView, then: BookView) {
    try world.ledger.read { ledger in
        (
            try BookView(current: ledger, on: date, in: .euro),
            try BookView(history: ledger, on: date, knownAt: nil, in: .euro)
        )
    }
}

private func json(_ report: Report) -> [String: Any] {
    let object = try? JSONSerialization.jsonObject(with: Data(report.write(as: .json)))
    return object as? [String: Any] ?? [:]
}

@Suite struct ReportTests {
    @Test func `the aged balance of the samples adds up to the accounts`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let book = try books(world).now
        let totals = try #require(json(.aged(book))["totals"] as? [String: Any])
        let buckets = try #require(totals["buckets"] as? [String: String])
        #expect(Set(buckets.keys) == ["not-due", "1-30", "31-60", "61-90", "over-90", "credits"])
        let sum = try buckets.values.map { Money(try ExactDecimal(parsing: $0), .euro)! }.sum(in: .euro)
        #expect("\(sum.decimal)" == totals["receivable"] as? String)
        #expect(sum == book.accounts.values.map(\.receivable).sum(in: .euro))
        #expect(sum.isPositive)
    }

    @Test func `the book as of today, from the journal, gives the same reports as the book itself`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let (now, then) = try books(world)
        let reports: [(BookView) -> Report] = [
            Report.aged, Report.exposure, { .salesOutstanding($0, days: 90) },
            { .invoices($0, listing: $0.items, work: InvoiceWork(drafts: [], leaving: []), all: true) },
            { .orders($0, work: [], standings: [:], all: true) },
        ]
        for report in reports {
            let (current, replayed) = (report(now).write(as: .json), report(then).write(as: .json))
            #expect(String(decoding: current, as: UTF8.self) == String(decoding: replayed, as: UTF8.self))
        }
    }

    @Test func `as of the day before the run nothing was owed`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let book = try books(world, on: Samples.today - 1).then
        #expect(book.items.isEmpty)
        #expect((json(.aged(book))["totals"] as? [String: Any])?["receivable"] as? String == "0.00")
    }

    @Test func `what a customer owed on a day does not depend on when its name was recorded`() throws {
        let world = try World()
        world.dropInbox()
        let day = Samples.today - 3
        try world.runner(asOf: day).runUntilIdle()
        let book = try books(world, on: day).then
        let owed = try books(world).now.accounts.values.map(\.receivable).sum(in: .euro)
        #expect(owed.isPositive && book.accounts.values.map(\.receivable).sum(in: .euro) == owed)
        #expect((json(.aged(book))["totals"] as? [String: Any])?["receivable"] as? String == "\(owed.decimal)")
        #expect(book.items.allSatisfy { !book.name(of: $0.customer).isEmpty })
        #expect(try books(world, on: day - 1).then.accounts.isEmpty, "nothing had happened to anybody")
    }

    @Test func `a name that a spreadsheet would compute is written as a text`() throws {
        let world = try World(amend: { file, text in
            file == "customers.csv" ? text.replacing("Traiteur Marsolle SAS", with: "=1+cmd|' /C calc'!A0") : text
        })
        let csv = String(decoding: Report.exposure(try books(world).now).write(as: .csv), as: UTF8.self)
        #expect(csv.contains("'=1+cmd"))
        #expect(!csv.contains(",=1+cmd"))
    }

    @Test func `every report has text, CSV and JSON`() throws {
        let world = try World()
        let book = try books(world).now
        let text = String(decoding: Report.exposure(book).write(as: .text), as: UTF8.self)
        #expect(text.hasPrefix("exposure as of 2026-11-23\n"))
        #expect(json(.exposure(book))["asOf"] as? String == "2026-11-23")
        #expect((json(.exposure(book))["rows"] as? [Any])?.count == 14)
    }
}
