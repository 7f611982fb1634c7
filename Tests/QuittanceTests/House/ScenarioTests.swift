import Calendars
import Documents
import Findings
import Foundation
import JSONSyntax
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private let scenarios = checkout.appendingPathComponent("Samples/scenarios")

/// Plays the folders of `Samples/scenarios`: what each step drops or orders, and what is told of it afterwards.
///
/// With `UPDATE_EXPECTED=1` what is told becomes what is expected.
struct ScenarioTests {
    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: scenarios.path).sorted())
    func `a scenario plays as it is told`(name: String) throws {
        let folder = scenarios.appendingPathComponent(name)
        let script = try #require(
            readJSON([UInt8](try Data(contentsOf: folder.appendingPathComponent("scenario.json")))).sound)
        // Where the samples' pipeline is not the one that the scenario needs.
        let changes = script.object?["pipeline"]?.array?.compactMap(\.object) ?? []
        let world = try World { text in
            changes.reduce(text) {
                $0.replacingOccurrences(of: $1["from"]?.string ?? "", with: $1["to"]?.string ?? "")
            }
        }
        for step in try #require(script.object?["steps"]?.array) { try play(step, from: folder, in: world) }
        try world.checkInvariants()
        let told = try story(of: world)
        let file = folder.appendingPathComponent("expected.txt")
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" { try Data(told.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == told)
    }

    private func play(_ step: JSONNode, from folder: URL, in world: World) throws {
        let step = try #require(step.object)
        for file in step["drop"]?.array ?? [] {
            let name = try #require(file.string)
            world.intake.drop(name, [UInt8](try Data(contentsOf: folder.appendingPathComponent("input/\(name)"))))
        }
        if let limit = step["limit"]?.object {
            let amount = try #require(try Money(ExactDecimal(parsing: limit["amount"]?.string ?? ""), .euro))
            try world.instruct(.setCreditLimit(CustomerID(limit["customer"]?.string ?? ""), amount))
        }
        for file in step["partners"]?.array ?? [] {
            let name = try #require(file.string)
            var log = FindingLog()
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("input/\(name)")))
            for order in readPartners(bytes, &log) { try world.instruct(order) }
            #expect(log.isEmpty, "\(name): \(log.findings)")
        }
        let date = step["on"]?.string.flatMap { BusinessDate(parsing: $0) } ?? Samples.today
        try order(step, from: folder, in: world)
        try world.run(on: date)
        if let known = step["bankKnown"]?.string.flatMap({ BusinessDate(parsing: $0) }) {
            try world.instruct(.collection(.bankKnown(account: World.account, until: known)), on: date)
        }
        if let pay = step["pay"]?.object {
            let amount = try #require(try Money(ExactDecimal(parsing: pay["amount"]?.string ?? ""), .euro))
            try world.pay(pay["id"]?.string ?? "", amount, pay["text"]?.string ?? "", on: date)
        }
        if step["remind"]?.bool == true { try world.remind(on: date, bankKnown: false) }
        if let day = step["until"]?.string {
            let date = try #require(BusinessDate(parsing: day))
            world.clock.advance(seconds: Int64(world.clock.now().dateInUTC.days(until: date)) * 86400)
            try world.runner(asOf: date).runUntilIdle()
        }
        if let reason = step["release"]?.string {
            for work in try world.waiting(reason) { try world.intervene(.release, on: work) }
            try world.run(on: date)
        }
    }

    /// What a step has somebody order: files to import, disputes, promises, limits for a time.
    private func order(_ step: JSONObject, from folder: URL, in world: World) throws {
        for kind in ImportCommand.Kind.allCases {
            guard let file = step[kind.rawValue]?.string else { continue }
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("input/\(file)")))
            let runner = try world.runner()
            _ = try importBytes(bytes, named: file, as: kind, through: runner, actor: "Lea", reason: "a scenario")
            try runner.runUntilIdle()
        }
        func money(_ node: JSONNode?) throws -> Money? {
            guard let text = node?.string else { return nil }
            return try Money(ExactDecimal(parsing: text), .euro)
        }
        try orderOfMoney(step, in: world)
        if let dispute = step["dispute"]?.object {
            try world.instruct(
                .cases(
                    .openDispute(
                        .init(
                            invoice: dispute["invoice"]?.string ?? "", amount: try money(dispute["amount"]),
                            reason: DisputeReason(rawValue: dispute["code"]?.string ?? "") ?? .other))))
        }
        if let resolve = step["resolve"]?.object {
            let how = DisputeResolution.allCases.first { $0.name == resolve["how"]?.string }
            try world.instruct(.cases(.resolveDispute(resolve["dispute"]?.string ?? "", try #require(how))))
        }
        if let prepay = step["prepay"]?.object {
            let key = OrderKey(
                customer: CustomerID(prepay["customer"]?.string ?? ""), number: prepay["order"]?.string ?? "")
            let share = try ExactDecimal(parsing: prepay["percent"]?.string ?? "")
            try world.instruct(.billing(.askPrepayment(key, Percentage(share))))
        }
        if let correct = step["correct"]?.object {
            let number = correct["invoice"]?.string
            let original = try #require(try world.invoices().first { $0.number == number })
            let lines = (correct["lines"]?.array ?? []).compactMap(\.object).map { line in
                InvoiceCorrection.Line(
                    line: line["line"]?.string ?? "",
                    quantity: line["quantity"]?.string.flatMap { try? ExactDecimal(parsing: $0) },
                    price: line["price"]?.string.flatMap { try? ExactDecimal(parsing: $0) })
            }
            try world.instruct(
                .billing(
                    .correctInvoice(
                        InvoiceCorrection(
                            original: original, lines: lines, buyerReference: correct["buyerReference"]?.string))))
        }
        if let promise = step["promise"]?.object {
            try world.instruct(
                .cases(
                    .makePromise(
                        .init(
                            customer: CustomerID(promise["customer"]?.string ?? ""),
                            invoices: (promise["invoices"]?.array ?? []).compactMap(\.string),
                            amount: try money(promise["amount"]),
                            date: try #require(BusinessDate(parsing: promise["by"]?.string ?? ""))))))
        }
    }

    /// What a step agrees with customers, and what it does with payments and books.
    private func orderOfMoney(_ step: JSONObject, in world: World) throws {
        if let agreed = step["agree"]?.object {
            var change = CreditInstruction.Change()
            change.group = agreed["group"]?.string.map(CustomerID.init)
            if let percent = agreed["discountPercent"]?.string, let days = agreed["discountDays"]?.string {
                change.discount = DiscountOffer(
                    Percentage(try ExactDecimal(parsing: percent)), days: try #require(Int(days)))
            }
            try world.instruct(.credit(.agree(CustomerID(agreed["customer"]?.string ?? ""), change)))
        }
        if let allocated = step["allocate"]?.object {
            let invoices = (allocated["invoices"]?.array ?? []).compactMap(\.string)
            try world.instruct(
                .cash(
                    .allocate(
                        payment: allocated["payment"]?.string ?? "", invoices.map { .init(invoice: $0) },
                        payerIsKnown: allocated["payerIsKnown"]?.bool == true)))
        }
        if let credited = step["credit"]?.object {
            let original = try #require(try world.invoices().first { $0.number == credited["invoice"]?.string })
            let line = CreditExtent.Line(
                line: credited["line"]?.string ?? "",
                quantity: try ExactDecimal(parsing: credited["quantity"]?.string ?? ""))
            try world.instruct(.creditInvoice(CreditRequest(original: original, extent: .lines([line]))))
        }
        if let day = step["closeBooks"]?.string {
            try world.instruct(.collection(.closeBooks(until: try #require(BusinessDate(parsing: day)))))
        }
        if let court = step["proceedings"]?.object {
            let kind = try #require(Proceedings.Kind.allCases.first { $0.name == court["kind"]?.string })
            let opened = try #require(BusinessDate(parsing: court["opened"]?.string ?? ""))
            try world.instruct(
                .credit(
                    .proceedings(
                        CustomerID(court["customer"]?.string ?? ""),
                        Proceedings(kind, openedOn: opened, publishedOn: opened))))
        }
    }

    /// Where each document stands, what happened, and what was posted.
    private func story(of world: World) throws -> String {
        try world.ledger.read { ledger in
            var lines = ["DOCUMENTS"]
            for standing in try ledger.standings(after: nil, limit: 1000) where standing.kind != "instruction" {
                lines.append("\(standing.kind) \(standing.title): \(standing.inWords)")
                lines += standing.findings.map { "    \($0.code) at \($0.place): \($0.message)" }
            }
            lines.append("\nEVENTS")
            lines += try allEvents(ledger).filter { !$0.event.isMasterData }.map(\.event.inWords)
            lines.append("\nPOSTED")
            lines += world.receiver.effects.map(\.key)
            lines.append("\nACCOUNTS")
            for row in try ledger.bookRows(rank: 6, after: "", limit: 1000) {
                guard case .account(let account) = try BookEntry(coded: row.body, rank: 6),
                    !account.receivable.isZero || !account.reserved.isZero || !account.unapplied.isZero
                else { continue }
                let unapplied = account.unapplied.isZero ? "" : "\(account.unapplied) on account, "
                lines.append(
                    "\(row.text): \(account.receivable) owed, \(unapplied)\(account.reserved) reserved, "
                        + account.level.name)
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}

extension Event {
    fileprivate var isMasterData: Bool {
        switch self {
        case .customerRecorded, .itemRecorded, .pricesRecorded, .partnerRecorded: true
        default: false
        }
    }
}
