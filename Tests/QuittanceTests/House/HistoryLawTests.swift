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

/// Laws that every event and every document of a history keeps.
struct HistoryLawTests {
    /// A house with a past: the inbox, a raised limit, a discarded order.
    private func past() throws -> World {
        let world = try World()
        world.dropInbox()
        try world.run()
        try world.instruct(.setCreditLimit(CustomerID("C-1004"), Money("10000.00", .euro)!))
        try world.instruct(.setCreditStop(CustomerID("C-1002"), true))
        try world.run()
        try world.intervene(.discard, on: #require(try world.waiting("conflict").first))
        try world.intervene(.release, on: #require(try world.waiting("price-differs").first))
        try world.run()
        return world
    }

    @Test func `an event reads back as it was written, and never from less`() throws {
        let world = try past()
        let events = try world.ledger.read { try allEvents($0) }
        #expect(Set(events.map(\.event.kindCode)).count >= 12)
        for event in events.map(\.event) {
            let bytes = event.coded
            #expect(try Event(coded: bytes) == event)
            for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
                #expect(throws: CodingFault.self) { try Event(coded: Array(bytes[..<count])) }
            }
        }
    }

    @Test func `bytes that nobody wrote are refused, or are what they are read as`() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<rounds(3000) {
            let bytes = (0..<Int(random.next() % 60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            // What is read of bytes by chance is written and read again as the same.
            if let document = try? Document(coded: bytes) {
                #expect(try Document(coded: document.coded) == document)
            }
            if let event = try? Event(coded: bytes) { #expect(try Event(coded: event.coded) == event) }
        }
    }

    @Test func `an event changes only what it says it touches, and the replay is the book`() throws {
        let world = try past()
        var state: [BookKey: BookEntry] = [:]
        for event in try world.ledger.read({ try allEvents($0) }).map(\.event) {
            var slice = BookSlice()
            slice.load(event.touches, state)
            slice.apply(event)
            #expect(Set(slice.changed).isSubset(of: Set(event.touches)), "\(event)")
            for key in slice.changed { state[key] = slice.entry(key) }
        }
        let stored = try world.ledger.read { try $0.entries(Array(state.keys)) }
        #expect(stored == state)
    }

    @Test func `every document that is under way reads back as it was written`() throws {
        let world = try past()
        let documents = try world.ledger.read { try allWork($0, states: Set(WorkState.allCases)) }.compactMap { work in
            if case .document(let document) = work.subject { document } else { nil }
        }
        #expect(!documents.isEmpty)
        for document in documents { #expect(try Document(coded: document.coded) == document) }
    }

    @Test func `what an account owes and reserves is what its invoices and orders say`() throws {
        let world = try past()
        let events = try world.ledger.read { try allEvents($0) }.map(\.event)
        let customers = Set(
            events.compactMap { event in if case .customerRecorded(let customer) = event { customer.id } else { nil } })
        for customer in customers {
            let orders = Set(
                events.compactMap { event in if case .orderRegistered(let order, _) = event { order.key } else { nil } }
            )
            let keys = orders.filter { $0.customer == customer }.map(BookKey.order)
            let entries = try world.ledger.read { try $0.entries(keys) }.values
            let account = try world.account(customer.text)
            let reserved = entries.compactMap { entry -> Money? in
                guard case .order(let order) = entry, order.status == .released else { return nil }
                return order.grossUnbilled
            }
            #expect(account.reserved == reserved.sum(in: account.currency), "\(customer)")
            let owed = try world.invoices().filter { invoice in
                events.contains { event in
                    if case .billing(.invoiceIssued(let issue)) = event {
                        issue.invoice.number == invoice.number && issue.customer == customer
                    } else {
                        false
                    }
                }
            }.map(\.totals.payable)
            #expect(account.receivable == owed.sum(in: account.currency), "\(customer)")
        }
    }
}
