import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import X12Formats

let x12Formats: [X12Format] = [
    .purchaseOrder, .purchaseOrderChange, .shipNotice, .remittance, .acknowledgement, .implementationAcknowledgement,
]

/// Everything that is read here, in one format.
let everything = X12Format.purchaseOrder.joined(with: x12Formats)

private let samples = checkout.appendingPathComponent("Samples/x12")

func x12Samples(_ folder: String = "") throws -> [(name: String, bytes: [UInt8])] {
    let folder = samples.appendingPathComponent(folder)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".edi") }.sorted()
        .map { ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))) }
}

func sample(_ name: String) throws -> [ReadMessage] {
    everything.read([UInt8](try Data(contentsOf: samples.appendingPathComponent(name))), maxLines: 10_000)
}

@Suite struct X12SampleTests {
    @Test func `every sample of a document is read without a fault`() throws {
        let all = try x12Samples()
        #expect(all.count >= 8)
        for (name, bytes) in all {
            let read = everything.read(bytes, maxLines: 10_000)
            #expect(
                read.allSatisfy { $0.status == .accepted && $0.findings.words == [] },
                "\(name): \(read.map(\.findings))")
        }
    }

    @Test func `every sample of a fault gives the finding that it is named after`() throws {
        let all = try x12Samples("faults")
        for (name, bytes) in all {
            let code = String(name.dropLast(4))
            let found = everything.read(bytes, maxLines: 10_000).flatMap(\.findings)
            #expect(found.contains { $0.rule.code == code }, "\(name): \(found)")
            let isFatal = found.contains { $0.severity == .fatal }
            #expect(isFatal == (x12Rules.first { $0.code == code }?.severity == .fatal), "\(name): \(found)")
        }
        // How many lines are allowed is the pipeline's to say.
        let untold = Set(x12Rules.map(\.code)).subtracting(all.map { String($0.name.dropLast(4)) })
        #expect(untold == ["X12-010"])
    }

    @Test func `a change says of each line what becomes of it`() throws {
        guard case .order(let order)? = try sample("order-change-860.edi")[0].document else {
            Issue.record("no order")
            return
        }
        #expect(order.function == .change && order.revision == 2 && order.issueDate == "2026-11-22")
        #expect(order.lines.map(\.id) == ["1", "2", "3"])
        #expect(order.lines.map(\.action) == [.changed, .added, .removed])
        #expect(order.lines.map(\.quantity.value) == [30, 5, 0])
        #expect(order.lines.map(\.price?.value) == ["4.985", "11.4275", nil])
    }

    @Test func `a ship notice is a tree, and its items belong to the order above them`() throws {
        guard case .despatchAdvice(let advice)? = try sample("despatch-856.edi")[0].document else {
            Issue.record("no despatch advice")
            return
        }
        #expect(advice.number == "BL-26-2001" && advice.orderNumber == "DFA-0098110")
        #expect(advice.despatchDate == "2026-11-23" && advice.deliveryDate == "2026-11-24")
        #expect(advice.recipient.identifiers.map(\.value) == ["9520504400102"])
        #expect(advice.buyer?.identifiers.map(\.value) == ["9520504400027"])
        #expect(advice.lines.map(\.orderLine) == ["1", "3"])
        #expect(advice.lines.map(\.delivered.value) == [20, 6])
        #expect(advice.lines.map(\.outstanding?.value) == [4, nil])
    }

    @Test func `a ship notice says what it is to an earlier one`() throws {
        let text = String(decoding: try x12Samples().first { $0.name == "despatch-856.edi" }!.bytes, as: UTF8.self)
        for (code, function) in [("05", DespatchFunction.replacement), ("01", .cancellation), ("07", .original)] {
            guard
                case .despatchAdvice(let advice)? = x12(text.replacing("BSN*00", with: "BSN*" + code), everything)[0]
                    .document
            else {
                Issue.record("no despatch advice")
                continue
            }
            #expect(advice.function == function)
        }
    }

    @Test func `an item whose level hangs in the air costs the notice, as a level above it does`() throws {
        let text = String(decoding: try x12Samples().first { $0.name == "despatch-856.edi" }!.bytes, as: UTF8.self)
        let item = x12(text.replacing("HL*5*3*I", with: "HL*5*9*I"), everything)
        #expect(item[0].status == .refused && item[0].document == nil)
        #expect(item[0].findings.words == ["X12-025 segment 22 HL element 2"])
        let order = x12(text.replacing("HL*2*1*O", with: "HL*2*9*O"), everything)
        #expect(order[0].status == .refused)
    }

    @Test func `what a payment pays adds up to it, deductions included`() throws {
        guard case .remittanceAdvice(let advice)? = try sample("remittance-820.edi")[0].document else {
            Issue.record("no remittance advice")
            return
        }
        #expect(advice.number == "VIR-26-1123" && advice.paymentReference == "VIR-26-1123")
        #expect(advice.issueDate == "2026-11-22" && advice.paymentDate == "2026-11-23")
        #expect(advice.total == advice.lines.map(\.paid).sum(in: .euro))
        #expect(advice.lines.map(\.kind) == [.other, .invoice, .invoice, .creditNote])
        #expect(advice.lines.map(\.number) == ["AV-17", "INV-2026-000014", "INV-2026-000011", "AV-2026-000002"])
        for line in advice.lines {
            let kept = line.deductions.map(\.amount).sum(in: .euro) + (line.discount ?? .zero(.euro))
            #expect(line.due.map { $0 - kept } == line.paid)
        }
        #expect(advice.lines[2].deductions.map(\.reasonCode) == ["01"])
        #expect(advice.lines.flatMap(\.deductions).allSatisfy { $0.list == .x12426 }, "X12 has a list of its own")
    }

    @Test(arguments: ["acknowledgement-997.edi", "acknowledgement-999.edi"])
    func `an acknowledgement says what became of each set of ours`(_ name: String) throws {
        let read = try sample(name)
        guard case .acknowledgement(let report)? = read[0].document else {
            Issue.record("no acknowledgement")
            return
        }
        #expect(report.sender.value == "9520417000017" && report.recipient.value == "9520504400027")
        #expect(report.groups.map(\.outcome) == [.partly] && report.groups.map(\.reference) == ["12"])
        #expect(report.messages.map(\.outcome) == [.accepted, .refused])
        #expect(report.messages[1].faults.map(\.code) == ["6", "5"])
        #expect(report.messages[1].faults[0].segment == 7 && report.messages[1].faults[0].element == 4)
        #expect(interchangeReport(read)?.messages.map(\.type) == [String(name.suffix(7).prefix(3))])
    }

    @Test func `a TA1 says what became of an interchange of ours`() throws {
        let read = try sample("interchange-acknowledgement-ta1.edi")
        guard case .acknowledgement(let report)? = read[0].document else {
            Issue.record("no acknowledgement")
            return
        }
        #expect(report.controlReference == "000000012" && report.outcome == .refused)
        #expect(report.faults.map(\.code) == ["023"])
    }
}
