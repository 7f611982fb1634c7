import Calendars
import Documents
import Findings
import Invoicing
import Money
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

    @Test(arguments: [false, true]) func `two items for one order line add up to one delivery of it`(isEDI: Bool) throws
    {
        let desk = try EDIDesk()
        let line = ["LIN+1++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++DI", "MOA+204:1.00"]
        #expect(try desk.take(EDIDesk.orders("B-1", [line]), as: "order.edi") == "released")
        let parts = [("1", "GR-3010", "3", "C62"), ("1", "GR-3010", "6", "C62")]
        if isEDI {
            let items = parts.enumerated().map { index, part in
                ["LIN+\(index + 1)++9520417130103:EN", "QTY+12:\(part.2):PCE", "RFF+ON:B-1:1"]
            }
            let advice = EDIDesk.desadv("D-1", items)
            #expect(try desk.take(advice, as: "advice.edi") == "invoiced")
        } else {
            _ = try desk.ship("B-1", parts)
        }
        let first = try #require(try desk.world.invoices().last)
        #expect(first.lines.map(\.quantity.value).reduce(.zero, +) == ExactDecimal(9), "\(first.lines)")
        #expect(first.lines.map(\.netAmount).sum(in: .euro) == Money("87.75", .euro))
        guard isEDI else { return }
        let rest = try desk.ship("B-1", [("1", "GR-3010", "1", "C62")])
        #expect(rest.net == "9.75" && rest.lines.count == 1, "\(rest.nets)")
    }

    @Test func `an advice of which a line cannot be read waits whole, and bills nothing in part`() throws {
        let desk = try EDIDesk()
        let lines = ["1", "2"].map { ["LIN+\($0)++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"] }
        #expect(try desk.take(EDIDesk.orders("B-1", lines), as: "order.edi") == "released")
        func advice(_ second: String) -> String {
            EDIDesk.desadv(
                "D-1",
                [("1", "6"), ("2", second)].map { number, quantity in
                    ["LIN+\(number)++9520417130103:EN", "QTY+12:\(quantity):PCE", "RFF+ON:B-1:\(number)"]
                })
        }
        #expect(try desk.take(advice("4x"), as: "broken.edi") == "waiting: unreadable")
        let told = try #require(try desk.world.waiting("unreadable").last?.findings.first)
        #expect(told.place.contains("QTY"), "\(told)")
        #expect(try desk.world.invoices().isEmpty)
        #expect(try desk.take(advice("4"), as: "sound.edi") == "invoiced")
        let billed = try #require(try desk.world.invoices().last)
        #expect(billed.lines.map(\.quantity.value) == [ExactDecimal(6), ExactDecimal(4)], "\(billed.lines)")
    }

    @Test func `quantities that no sum can hold wait, and stop nothing`() throws {
        let world = try world()
        let lines = ["0.000000000001", "999999999999999999"].map { quantity in
            Self.sample.replacing(/[\s\S]*?(<cac:DespatchLine>[\s\S]*?<\/cac:DespatchLine>)[\s\S]*/) { $0.output.1 }
                .replacing(/>[0-9]+<\/cbc:DeliveredQuantity>/) { _ in ">\(quantity)</cbc:DeliveredQuantity>" }
        }
        let text = Self.sample.replacing(/<cac:DespatchLine>[\s\S]*<\/cac:DespatchLine>/) { _ in lines.joined() }
        #expect(try take(text, as: "huge.xml", in: world) == "waiting: mismatch")
        let told = try #require(try world.waiting("mismatch").last?.findings.map(\.message))
        #expect(told.contains { $0.contains("more than can be counted") }, "\(told)")
    }

    @Test func `the same number for another order waits, and names both orders`() throws {
        let world = try world()
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let number = try #require(order.firstMatch(of: /<cbc:ID>([^<]+)</)?.output.1)
        #expect(try take(order.replacing(number, with: "OTHER-1"), as: "order.xml", in: world) == "released")
        #expect(try take(Self.sample, as: "a.xml", in: world) == "invoiced")
        #expect(try take(Self.sample.replacing(number, with: "OTHER-1"), as: "b.xml", in: world) == "waiting: mismatch")
        #expect(try world.waiting("mismatch").last?.nextAction == Rule.despatchNumberIsNew.remedy)
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

    private static func revised(_ text: String, _ status: String = "Revised") -> String {
        text.replacing(/<cbc:IssueDate>[^<]+<\/cbc:IssueDate>(\s*<cbc:IssueTime>[^<]+<\/cbc:IssueTime>)?/) {
            "\($0.output.0)<cbc:DocumentStatusCode>\(status)</cbc:DocumentStatusCode>"
        }
    }

    private static func delivering(_ quantity: String) -> String {
        sample.replacing(">40</cbc:DeliveredQuantity>", with: ">\(quantity)</cbc:DeliveredQuantity>")
    }

    /// How much of the line that the samples' advice brings 40 of was billed in all.
    private func billed(_ world: World) throws -> [String] {
        try world.invoices().flatMap(\.lines).map { "\($0.quantity.value)" }
    }

    @Test func `an advice that takes another's place bills what it adds, once, however often it comes`() throws {
        let world = try world()
        #expect(try take(Self.delivering("7"), as: "a.xml", in: world) == "invoiced")
        let before = try billed(world)
        #expect(try take(Self.revised(Self.delivering("9")), as: "b.xml", in: world) == "invoiced")
        #expect(try billed(world) == before + ["2"])
        #expect(try take(Self.revised(Self.delivering("9")), as: "c.xml", in: world) == "resent")
        #expect(try take(Self.delivering("9"), as: "d.xml", in: world) == "resent")
        #expect(try take(Self.revised(Self.sample), as: "e.xml", in: world) == "invoiced")
        #expect(try billed(world) == before + ["2", "31"])
    }

    @Test func `an advice that takes another's place and says nothing of quantities bills nothing`() throws {
        let world = try world()
        #expect(try take(Self.sample, as: "a.xml", in: world) == "invoiced")
        let status = "</cbc:DocumentStatusCode>"
        let note = Self.revised(Self.sample).replacing(status, with: status + "<cbc:Note>By rail</cbc:Note>")
        #expect(try take(note, as: "b.xml", in: world) == "replaced")
        #expect(try world.invoices().count == 1)
    }

    @Test func `an advice in the place of one that never came is billed like any other`() throws {
        let world = try world()
        #expect(try take(Self.revised(Self.sample), as: "a.xml", in: world) == "invoiced")
    }

    @Test func `what was despatched is taken back by a person only`() throws {
        let world = try world()
        #expect(try take(Self.delivering("7"), as: "a.xml", in: world) == "invoiced")
        #expect(try take(Self.revised(Self.delivering("6")), as: "b.xml", in: world) == "waiting: mismatch")
        #expect(
            try take(Self.revised(Self.delivering("7"), "Cancelled"), as: "c.xml", in: world) == "waiting: mismatch")
        let findings = try world.waiting("mismatch").flatMap(\.findings)
        #expect(findings.map(\.code) == ["BIL-017", "BIL-017"])
        #expect(
            findings[0].message.contains("was 7, this one says 6") && findings[1].message.contains("INV-2026-000001"))
        #expect(try world.invoices().count == 1)
    }

    @Test func `a cancellation of what was never told bills nothing`() throws {
        let world = try world()
        #expect(try take(Self.revised(Self.sample, "Cancelled"), as: "a.xml", in: world) == "waiting: mismatch")
        #expect(try world.invoices().isEmpty)
    }
}
