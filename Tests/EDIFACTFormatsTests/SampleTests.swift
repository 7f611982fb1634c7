import Calendars
import Documents
import EDIFACTFormats
import EDISyntax
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

let everything: [any ReadingFormat] = [
    EDIFACTFormat.orders, EDIFACTFormat.orderChanges, EDIFACTFormat.despatchAdvices, EDIFACTFormat.remittanceAdvices,
    EDIFACTFormat.acknowledgements, EDIFACTFormat.applicationErrors,
]

func sample(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appendingPathComponent("Samples/edifact/\(path)")))
}

/// The messages of a sample, whatever their types.
func readSample(_ path: String) throws -> [ReadMessage] { read(try sample(path), as: everything) }

private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
        atPath: checkout.appendingPathComponent("Samples/edifact/\(folder)").path
    )
    .filter { $0.hasSuffix(".edi") }.sorted()
}

/// Public interchanges, where the checkout has them beside it.

@Suite struct EDIFACTSampleTests {
    @Test func `each sample of a document is read without a fault`() throws {
        for name in try names(in: "") {
            let messages = try readSample(name)
            #expect(messages.allSatisfy { $0.status == .accepted && $0.findings.isEmpty }, "\(name)")
        }
    }

    @Test func `each faulty sample gives the finding that it is named after, at a place`() throws {
        let faults = try names(in: "faults")
        #expect(faults.count >= 45)
        for name in faults {
            let findings = try readSample("faults/" + name).flatMap(\.findings)
            let finding = findings.first { $0.rule.code + ".edi" == name }
            #expect(finding != nil, "\(name): \(findings)")
        }
    }

    @Test func `each rule that an EDIFACT interchange can break has its sample`() throws {
        let shown = Set(try names(in: "faults").map { String($0.dropLast(4)) })
        // Fixed lengths are those of ISA, alphabetic and shortest lengths are not used, two would need large files, and one an agreement.
        let others: Set<String> = ["EDI-008", "EDI-009", "EDI-028", "EDF-009", "EDF-021"]
        let codes = Set((ediRules + edifactRules).map(\.code))
        #expect(codes.subtracting(others).subtracting(shown) == [])
    }

    @Test func `a change names the order, and what it does to each line`() throws {
        let order = try #require(try readSample("ordchg.edi")[0].order)
        #expect(order.number == "FDM-26-11834" && order.function == .change)
        #expect(order.lines.map(\.action) == [.changed, .removed, .added])
        #expect(order.lines.map(\.quantity.value) == [30, 0, 2])
    }

    @Test func `a despatch advice says what left, of which line of which order`() throws {
        guard case .despatchAdvice(let advice)? = try readSample("desadv.edi")[0].document else {
            Issue.record("no despatch advice")
            return
        }
        #expect(advice.orderNumber == "FDM-26-11834" && advice.despatchDate == "2026-11-24")
        #expect(advice.lines.map(\.orderLine) == ["3", "7"])
        #expect(advice.lines.map(\.delivered.description) == ["6 C62", "25 KGM"])
        #expect(advice.lines[0].outstanding?.value == 2)
        #expect(
            advice.recipient.name == "Fournil de Beaune" && advice.buyer?.identifiers.first?.value == "9520501100012")
    }

    @Test(arguments: [
        ("9", DespatchFunction.original), ("5", .replacement), ("1", .cancellation), ("7", .original), ("4", nil),
    ])
    func `a despatch advice says what it is to an earlier one`(code: String, function: DespatchFunction?) throws {
        let text = try sample("desadv.edi").map { Character(Unicode.Scalar($0)) }
        let edited = String(text).replacing("BL-26-2001+9'", with: "BL-26-2001+\(code)'")
        let message = read(edited.unicodeScalars.map { UInt8($0.value) }, as: everything)[0]
        guard case .despatchAdvice(let advice)? = message.document, let function else {
            #expect(function == nil && message.findings.contains { $0.rule.code == "EDF-007" })
            return
        }
        #expect(advice.function == function)
    }

    @Test func `a remittance advice says what is paid, what is taken off and why`() throws {
        guard case .remittanceAdvice(let advice)? = try readSample("remadv.edi")[0].document else {
            Issue.record("no remittance advice")
            return
        }
        #expect(advice.paymentReference == "VIR-26-4410" && advice.paymentDate == "2026-11-27")
        #expect(advice.lines.map(\.paid.description) == ["1990.77 EUR", "-120.00 EUR"])
        #expect(advice.lines[0].deductions.map(\.reasonCode) == ["19"])
        #expect(advice.lines[0].deductions.map(\.note) == ["Deux plaques abîmées"])
        #expect(advice.lines.map(\.paid).sum(in: .euro) == advice.total)
    }

    @Test func `an acknowledgement of ours reads back as what it was written from`() throws {
        let report = try #require(try readSample("faults/EDI-030.edi").last?.interchange)
        let text = contrl(report, number: 3).joined(separator: "\n")
        guard case .acknowledgement(let answer)? = read(Array(text.utf8), as: everything)[0].document else {
            Issue.record("no acknowledgement")
            return
        }
        #expect(answer.controlReference == report.controlReference && answer.sender == report.sender)
        #expect(answer.messages.map(\.reference) == report.messages.map(\.reference))
        let places = { (message: InterchangeMessage) in message.faults.map { [$0.segment, $0.element, $0.component] } }
        #expect(answer.messages.map(places) == report.messages.map(places))
        #expect(answer.messages.map { $0.faults.map(\.code) } == report.messages.map { $0.faults.map(\.code) })
    }

    @Test func `an application error says of which document of ours it speaks`() throws {
        guard case .acknowledgement(let answer)? = try readSample("aperak.edi")[0].document else {
            Issue.record("no acknowledgement")
            return
        }
        #expect(answer.messages.map(\.document) == ["INV-2026-000002"])
        #expect(answer.messages.map(\.outcome) == [.refused] && answer.messages[0].faults.map(\.code) == ["AM1"])
    }

    @Test func `public interchanges are read, or refused for what is wrong with them`() throws {
        let expected: [String: [String]] = [
            "edifact/smooks+smooks-edi-cartridge/ORDERS_D.03B_Interchange.txt": ["EDF-002", "EDF-015", "DOC-007"],
            "edifact/nerdocs+pydifact/order.edi": ["EDI-002"], "edifact/nerdocs+pydifact/wikipedia_de.edi": ["EDI-003"],
            "edifact/nerdocs+pydifact/invoice1.edi": ["EDF-001"],
            "edifact/xlate+staedi/invoic_d97b.edi": ["EDF-001", "EDI-007"],
            "x12-edifact/indice-co+EDI.Net/edifact.ORDRSP.edi": ["EDI-003"],
        ]
        for (path, codes) in expected {
            guard let data = try? Data(contentsOf: corpora.appendingPathComponent(path)) else {
                print("skipped: the public sample data is not there")
                return
            }
            let messages = read([UInt8](data), as: everything)
            #expect(Set(messages.flatMap(\.findings).map(\.rule.code)) == Set(codes), "\(path)")
        }
        let path = "edifact/smooks+smooks-edi-cartridge/ORDERS_D.03B_Interchange.txt"
        let order = try #require(
            read([UInt8](try Data(contentsOf: corpora.appendingPathComponent(path))), as: everything)[0].order)
        #expect(order.number == "BKOD99" && order.lines.map(\.quantity.value) == [25, 25, 16, 10])
        #expect(order.lines[0].item.standardID?.value == "0764569104" && order.lines[0].note == "Lord of the Rings")
    }
}
