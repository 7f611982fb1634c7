import Findings
import Foundation
import InvoiceRules
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// The orders that come in and the answers that go out, under the rules of Peppol's order and order response.
struct OrderVerdictTests {
    private func verdict(_ bytes: [UInt8]) -> FileVerdict { checkFile(bytes, schema: { CheckCommand.schema(of: $0) }) }

    @Test func `the orders among the samples keep every rule of Peppol's order`() throws {
        let orders = Samples.files(in: "inbox").filter { $0.name.hasPrefix("order-") && $0.name.hasSuffix(".xml") }
        #expect(orders.count > 10)
        for order in orders {
            let verdict = verdict(order.bytes)
            #expect(verdict.isValid, "\(order.name): \(verdict.log.findings)")
            let namesPeppol = String(decoding: order.bytes, as: UTF8.self).contains("poacc:trns:order")
            #expect(verdict.profile == (namesPeppol ? .peppolOrder : nil), "\(order.name)")
        }
    }

    @Test func `what we answer to orders keeps every rule of Peppol's order response`() throws {
        let world = try World()
        world.drop(
            "order-boulangerie-sainte-aure.xml", "order-hotels-bellorme.xml", "price-off-agreement-fournils.xml",
            "order-institut-du-fournil.xml")
        try world.run()
        if let work = try world.waiting("price-differs").first { try world.intervene(.release, on: work) }
        try world.run()
        let answers = world.receiver.effects.filter { $0.key.hasPrefix("order-response/") }
        #expect(answers.count > 2)
        for answer in answers {
            let verdict = verdict([UInt8](answer.body))
            let isRouted = !answer.key.contains("IFGE")  // A buyer without an electronic address.
            #expect(verdict.profile == (isRouted ? .peppolOrder : nil), "\(answer.key)")
            #expect(
                verdict.log.findings.map(\.rule.code) == (isRouted ? [] : ["CHK-004"]),
                "\(answer.key): \(verdict.log.findings)")
        }
    }
}
