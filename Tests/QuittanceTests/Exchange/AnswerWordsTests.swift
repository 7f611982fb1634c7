import Documents
import Pipeline
import QuittanceTesting
import SQLLedger
import Testing

@testable import Quittance

/// What a receiver answers is shown with the delivery that it did not take.
struct AnswerWordsTests {
    private func finding(_ behaviour: SimulatedReceiver.Behaviour) throws -> [StoredFinding] {
        let world = try World()
        world.receiver.behave(behaviour, towards: "order-response/")
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let rows = try world.ledger.read { try allWork($0, states: [.waiting, .ready]) }
        return try #require(rows.first { $0.stage == "send-response" }).findings
    }

    @Test(arguments: [400, 401, 410, 503])
    func `the answer stands with the delivery, whatever follows from it`(status: Int) throws {
        let words = "{\n  \"error\": \"BT-29 is missing\"\n}\n"
        let findings = try finding(.answer(status, saying: words))
        #expect(findings.map(\.code) == ["DLV-001", "DLV-002"])
        #expect(findings.last?.message == "{ \"error\": \"BT-29 is missing\" }")
    }

    @Test func `an answer that says nothing is not shown`() throws {
        #expect(try finding(.answer(400, saying: " \n")).map(\.code) == ["DLV-001"])
    }

    @Test func `what would steer a terminal is shown by its number`() throws {
        #expect(try finding(.answer(400, saying: "\u{1B}[2Jgone\u{202E}")).last?.message == "\\u{1b}[2Jgone\\u{202e}")
    }

    @Test func `a long answer is shown where it begins, and no character of it in half`() throws {
        let message = try #require(try finding(.answer(400, saying: "x" + String(repeating: "é", count: 40_000))).last)
            .message
        #expect(message.hasPrefix("xéé") && message.hasSuffix("é …") && message.utf8.count < 2010)
    }

    @Test func `the next attempt has its own answer`() throws {
        let world = try World()
        world.receiver.behave(.answer(503, saying: "first"), towards: "order-response/")
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        world.receiver.behave(.refuseConnection, towards: "order-response/")
        world.clock.advance(seconds: 3600)
        try world.run()
        let rows = try world.ledger.read { try allWork($0, states: [.ready]) }
        #expect(try #require(rows.first { $0.stage == "send-response" }).findings.map(\.code) == ["DLV-001"])
    }
}
