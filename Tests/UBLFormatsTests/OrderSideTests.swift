import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

private let formats: [any ReadingFormat] = [
    UBLMappedFormat.orderChange, UBLMappedFormat.orderCancellation, UBLMappedFormat.remittanceAdvice,
    UBLMappedFormat.applicationResponse,
]

private let folder = checkout.appendingPathComponent("Samples/ubl")

private func sample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
}

private func read(_ name: String) throws -> [ReadMessage] { Pipeline.read(try sample(name), as: formats) }

struct OrderSideTests {
    static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []

    @Test(arguments: names) func `a sample shows the fault it is named after, and no other has one`(name: String) throws
    {
        let messages = try read(name)
        let codes = messages.flatMap(\.findings).map(\.rule.code)
        if let code = name.firstMatch(of: /^[A-Z]+-[0-9]{3}/) {
            #expect(codes.contains(String(code.output)), "\(codes)")
        } else {
            #expect(codes.isEmpty && messages.allSatisfy { $0.status == .accepted && $0.document != nil })
        }
    }

    @Test func `a change names its order and what it does to each line`() throws {
        guard case .order(let order)? = try read("order-change.xml")[0].document else {
            Issue.record("no order")
            return
        }
        #expect(order.number == "S-400" && order.function == .change && order.revision == 1)
        #expect(order.lines.map(\.action) == [.changed, .removed, .added])
        #expect(order.lines[0].quantity == Quantity(24, "C62"))
    }

    @Test func `a cancellation is one document for each order that it ends`() throws {
        let orders = try read("order-cancellation.xml").compactMap { message -> Order? in
            if case .order(let order)? = message.document { order } else { nil }
        }
        #expect(orders.map(\.number) == ["S-400", "S-401"])
        #expect(orders.allSatisfy { $0.function == .cancellation && $0.notes == ["Not needed any more."] })
    }

    @Test func `a remittance advice says what is paid and what is taken off`() throws {
        guard case .remittanceAdvice(let advice)? = try read("remittance-advice.xml")[0].document else {
            Issue.record("no advice")
            return
        }
        #expect(advice.total == Money("1160.62", .euro) && advice.paymentReference == "RF18539007547034")
        #expect(advice.lines.map(\.kind) == [.invoice, .creditNote])
        #expect(advice.lines.map(\.paid) == [Money("1250.00", .euro), Money("-89.38", .euro)])
        #expect(advice.lines.map(\.paid).sum(in: .euro) == advice.total)
        #expect(advice.paymentDate == "2026-11-25" && advice.lines[1].number == "AV-12")
    }

    @Test func `an invoice response tells reasons from what is asked for`() throws {
        guard case .invoiceStatus(let status)? = try read("invoice-response.xml")[0].document else {
            Issue.record("no status")
            return
        }
        #expect(status.invoice == "INV-2026-000001" && status.standing == .suspended)
        #expect(status.reasons.map(\.code) == ["DEL"] && status.actions.map(\.code) == ["PIN"])
    }

    @Test func `a message level response names the place of each fault`() throws {
        guard case .invoiceStatus(let status)? = try read("message-level-response.xml")[0].document else {
            Issue.record("no status")
            return
        }
        #expect(status.vocabulary == .peppolMessageResponse && status.standing == .rejected)
        #expect(
            status.reasons.map(\.description) == [
                "BV: The net amount is not the product. (/Invoice/cac:InvoiceLine[1])"
            ])
    }

    @Test func `a code in figures is of the French life cycle`() throws {
        guard case .invoiceStatus(let status)? = try read("french-status.xml")[0].document else {
            Issue.record("no status")
            return
        }
        #expect(status.vocabulary == .frenchLifeCycle && status.standing == .disputed)
        #expect(status.reasons.map(\.code) == ["QTE_ERR"] && status.actions.map(\.code) == ["CNP"])
    }

    @Test(arguments: ["order-change.xml", "order-cancellation.xml", "remittance-advice.xml", "french-status.xml"])
    func `a document that breaks off anywhere is refused, and says so`(name: String) throws {
        let bytes = try sample(name)
        // The last line break may be missing.
        for count in 0..<(bytes.count - 1) {
            let messages = Pipeline.read(Array(bytes[..<count]), as: formats)
            #expect(
                messages.allSatisfy { $0.status == .refused && $0.findings.contains { $0.severity == .fatal } },
                "\(count)")
        }
    }

    @Test(arguments: names) func `a document with faults made in it is read or refused, never both`(name: String) throws
    {
        let scan = MarkupScan(try sample(name))
        var random = MutantRandomness(seed: 20_261_124)
        for number in 0..<100 {
            for message in Pipeline.read(scan.mutant(&random), as: formats) {
                let isFaulty = message.findings.contains { $0.severity == .fatal }
                #expect((message.document == nil) == (message.status == .refused), "mutant \(number)")
                #expect(!isFaulty || message.status == .refused, "mutant \(number)")
            }
        }
    }
}
