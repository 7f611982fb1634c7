import Calendars
import Documents
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Despatch advices that come again, contradict one another or their order, or lie ahead.
struct DespatchTests {
    private static let sample = String(
        decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)

    private func world() throws -> World {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    private func take(_ text: String, as name: String, in world: World) throws -> String {
        world.intake.drop(name, Array(text.utf8))
        try world.run()
        try world.checkInvariants()
        return try world.standing(name)
    }

    @Test func `the same advice again is a resend, other content under its number waits and says what differs`() throws
    {
        let world = try world()
        let part = Self.sample.replacing(">40</cbc:DeliveredQuantity>", with: ">7</cbc:DeliveredQuantity>")
        #expect(part != Self.sample)
        #expect(try take(part, as: "a.xml", in: world) == "invoiced")
        #expect(try take(part.replacing("\n", with: "\r\n"), as: "again.xml", in: world) == "resent")
        #expect(try take(Self.sample, as: "more.xml", in: world) == "waiting: mismatch")
        let finding = try #require(try world.waiting("mismatch").last?.findings.first)
        #expect(finding.code == "BIL-009" && finding.message.contains("was 7"), "\(finding)")
        #expect(try world.invoices().count == 1)
    }

    @Test func `the same number for another order waits, and names both orders`() throws {
        let world = try world()
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let number = try #require(order.firstMatch(of: /<cbc:ID>([^<]+)</)?.output.1)
        #expect(try take(order.replacing(number, with: "OTHER-1"), as: "order.xml", in: world) == "released")
        #expect(try take(Self.sample, as: "a.xml", in: world) == "invoiced")
        #expect(try take(Self.sample.replacing(number, with: "OTHER-1"), as: "b.xml", in: world) == "waiting: mismatch")
        let finding = try #require(try world.waiting("mismatch").last?.findings.first)
        #expect(finding.code == "BIL-009" && finding.message.contains(number) && finding.message.contains("OTHER-1"))
    }

    @Test func `an item that is not that of the order line it names is not billed`() throws {
        let world = try world()
        let own = try #require(
            Self.sample.firstMatch(of: /<cac:SellersItemIdentification>\s*<cbc:ID>([^<]+)</)?.output.1)
        let other = Self.sample.replacing(">\(own)<", with: ">PA-5001<")
            .replacing(/<cac:StandardItemIdentification>.*?<\/cac:StandardItemIdentification>/.dotMatchesNewlines()) {
                _ in ""
            }
        #expect(try take(other, as: "a.xml", in: world) == "waiting: mismatch")
        let finding = try #require(try world.waiting("mismatch").last?.findings.first)
        #expect(finding.code == "BIL-008" && finding.message.contains(own) && finding.message.contains("PA-5001"))
        #expect(try world.invoices().isEmpty)
    }

    @Test func `goods that have not left wait for their day`() throws {
        let world = try world()
        let later = Self.sample.replacing(/<cbc:(ActualDespatchDate|ActualDeliveryDate|IssueDate)>[^<]+</) {
            "<cbc:\($0.output.1)>2027-09-03<"
        }
        #expect(try take(later, as: "a.xml", in: world) == "waiting: mismatch")
        #expect(try world.waiting("mismatch").last?.findings.map(\.code) == ["BIL-010"])
        world.clock.advance(seconds: 300 * 86_400)
        try world.runner(asOf: "2027-09-19").runUntilIdle()
        #expect(try world.standing("a.xml") == "invoiced")
    }
}
