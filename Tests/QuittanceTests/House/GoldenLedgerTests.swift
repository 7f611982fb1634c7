import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance
@testable import SQLLedger

/// Ledgers that earlier releases left, with work in flight: this one opens them and goes on.
///
/// `UPDATE_GOLDEN=NAME` writes one more, as part of a release; one that is there is never written again.
struct GoldenLedgerTests {
    private static let folder = checkout.appendingPathComponent("Samples/golden")
    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    private func file(_ name: String, _ file: String) -> URL { Self.folder.appendingPathComponent("\(name)/\(file)") }

    /// A house in the middle of its day: one order held, one unreadable, one delivery refused, one to be tried again.
    private func leave(_ name: String) throws {
        let world = try World()
        world.drop(
            "order-cremerie-duvalet.xml", "order-patisserie-tilleret-oven.xml", "truncated-biscuiterie-kerlannoy.xml")
        world.receiver.behave([.answer(422), .answer(503)])
        try world.run()
        try FileManager.default.createDirectory(at: file(name, ""), withIntermediateDirectories: true)
        try Data(Samples.bytes("../pipeline.json")).write(to: file(name, "pipeline.json"))
        try world.saveLedger(to: file(name, "ledger.db"))
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil))
    func `a release leaves its ledger`() throws {
        let name = try #require(ProcessInfo.processInfo.environment["UPDATE_GOLDEN"])
        try #require(!Self.names.contains(name), "a golden ledger is never written again")
        try leave(name)
    }

    @Test func `there is a golden ledger`() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names) func `what an earlier release left is whole, and goes on`(name: String) throws {
        let pipeline = try String(contentsOf: file(name, "pipeline.json"), encoding: .utf8)
        let world = try World({ _ in pipeline }, past: file(name, "ledger.db"))
        try world.checkInvariants()
        for event in try world.ledger.read({ try allEvents($0) }) {
            #expect(try Event(coded: event.event.coded) == event.event)
        }
        #expect(
            Set(try world.ledger.read { try allWork($0, states: [.waiting]) }.map(\.reason)) == [
                "held", "unreadable", "dead",
            ])

        world.clock.advance(seconds: 3600)
        try world.intervene(.retry, on: #require(try world.waiting("dead").first))
        try world.instruct(.setCreditLimit(CustomerID("C-1004"), Money("10000.00", .euro)!))
        try world.run()
        #expect(try world.waiting("held").isEmpty && world.waiting("dead").isEmpty)
        #expect(world.receiver.effects.count == 3, "the invoice, its order's answer, and the answer to what was held")
        try world.checkInvariants()
    }
}
