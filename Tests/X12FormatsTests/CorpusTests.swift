import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import X12Formats

private let isThere = FileManager.default.fileExists(atPath: corpora.appendingPathComponent("x12").path)

private func files(_ folder: String) -> [(name: String, bytes: [UInt8])] {
    let all = FileManager.default.enumerator(
        at: corpora.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "edi" }
        .sorted { $0.path < $1.path }
        .map { ($0.lastPathComponent, [UInt8]((try? Data(contentsOf: $0)) ?? Data())) }
}

private func file(_ name: String, _ folder: String = "x12") -> [ReadMessage] {
    let file = files(folder).first { $0.name == name }
    return Pipeline.read(file?.bytes ?? [], as: [everything])
}

/// Against public sample data; skipped where it is not beside the checkout.
@Suite(.enabled(if: isThere, "the public sample data is not beside the checkout"))
struct X12CorpusTests {
    /// What each file of the negative corpus must give, by the words in its name.
    private static let expected: [(part: String, rule: String)] = [
        ("A02_seCountWrong", "EDI-018"), ("A03_controlNumberMismatch", "EDI-017"),
        ("A05_nonstandardSeparators", "X12-005"), ("B01_uomNonstandard", "EDI-027"),
        ("B02_impliedDecimals", "X12-026"), ("B03_dateFormatShort", "EDI-028"), ("B04_cttMismatch", "X12-011"),
        ("B05_missingRef", "X12-024"), ("D01_hlOrphan", "X12-025"), ("not_x12", "FIL-002"),
    ]

    @Test func `every faulty file gives the finding that its name states`() throws {
        let all = files("x12-neg")
        #expect(all.count == 20)
        for (name, bytes) in all {
            let rule = try #require(Self.expected.first { name.contains($0.part) }?.rule, "\(name)")
            let read = Pipeline.read(bytes, as: [everything])
            #expect(read.flatMap(\.findings).contains { $0.rule.code == rule }, "\(name): \(read.flatMap(\.findings))")
        }
    }

    /// Sets that are read here; of the others the structure is checked, and they are refused with one finding.
    @Test func `every sound file is read without a fault`() {
        let sound = files("x12").filter {
            $0.name.hasPrefix("850_") || $0.name.hasPrefix("856") || $0.name.contains("997")
        }
        #expect(sound.count == 8)
        for (name, bytes) in sound {
            let read = Pipeline.read(bytes, as: [everything])
            #expect(read.allSatisfy { $0.status == .accepted }, "\(name): \(read.flatMap(\.findings))")
        }
    }

    @Test func `an 810 that is sound has nothing against it but that it is not read here`() {
        for (name, bytes) in files("x12") where name.hasPrefix("810_") {
            let read = Pipeline.read(bytes, as: [everything])
            #expect(read[0].findings.words == ["X12-001 segment 1 ST element 1"], "\(name)")
        }
    }

    /// The generator leaves the date of the order (BAK04) out, which the standard asks for.
    @Test func `an 855 of the generator lacks its date`() {
        for (name, bytes) in files("x12") where name.hasPrefix("855_") {
            let read = Pipeline.read(bytes, as: [everything])
            #expect(read[0].findings.words.contains("EDI-026 segment 2 BAK element 4"), "\(name)")
        }
    }

    @Test func `what an order says is read`() throws {
        let order = try #require(orderRead(file("850_2.edi")))
        #expect(order.number == "08292233294" && order.issueDate == "2010-11-27")
        #expect(order.lines.count == 6 && order.totals?.lines.decimal == "13045.94")
        #expect(order.lines[5].quantity.value == 696 && order.lines[5].price?.value == "9.55")
        #expect(order.lines[5].item.sellerID == "DX1875" && order.lines[5].item.buyerID == "067504-118")
        #expect(order.lines[5].item.name == "ORANGE WIDGET")
        #expect(order.deliveryAddress?.city == "SOLON" && order.requestedDelivery?.start == "2010-12-14")
    }

    @Test func `what a ship notice says is read`() throws {
        guard case .despatchAdvice(let advice)? = file("856.edi").first?.document else {
            Issue.record("no despatch advice")
            return
        }
        #expect(advice.number == "829716" && advice.orderNumber == "99999817")
        #expect(advice.lines.map(\.delivered.value) == [24, 6])
        #expect(advice.lines.map(\.item.sellerID) == ["87787D", "99887D"])
        #expect(advice.supplier.name == "1 EDI SOURCE" && advice.buyer?.name == "XYZ RETAIL")
    }

    @Test func `an interchange whose trailer is of another one is refused`() {
        for name in ["x12.850a.edi", "x12.810.mandatory-conditions.edi"] {
            let read = file(name, "x12-edifact")
            #expect(read[0].status == .refused && read[0].document == nil)
            #expect(read[0].findings.contains { $0.rule.code == "EDI-003" }, "\(name): \(read[0].findings)")
        }
    }
}
