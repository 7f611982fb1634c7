import Findings
import Foundation
import Testing

@testable import InvoiceRules

/// PDF files that are handed to `check`: each is answered with a code, however it is meant.
struct BadPDFTests {
    private let invoice = Array(
        """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>4711</cbc:ID></Invoice>
        """.utf8)

    private func codes(_ bytes: [UInt8], as profile: CheckProfile? = nil) -> [String] {
        let verdict = checkFile(bytes, as: profile) { _ in nil }
        #expect(!verdict.isValid)
        return verdict.log.findings.map(\.rule.code)
    }

    @Test func `the invoice within a PDF is held to the rules`() {
        let found = codes(pdf([("factur-x.xml", invoice)]))
        #expect(found.contains("BR-01") && !found.contains("BR-02") && !found.contains { $0.hasPrefix("PDF-") })
    }

    @Test func `a PDF without an attachment, with two, or with one of another name says so`() {
        #expect(codes(pdf([])) == ["PDF-006"])
        #expect(codes(pdf([("terms.txt", Array("none".utf8)), ("invoice.xml", invoice)])) == ["PDF-006"])
        #expect(codes(pdf([("factur-x.xml", invoice), ("xrechnung.xml", invoice)])) == ["PDF-007"])
    }

    @Test func `an attachment besides the invoice does no harm, and capitals in its name none`() {
        #expect(codes(pdf([("terms.txt", [1]), ("Factur-X.xml", invoice)])).contains("BR-01"))
    }

    @Test func `an encrypted PDF is not opened`() {
        #expect(codes(pdf([("factur-x.xml", invoice)], trailer: "/Encrypt 1 0 R")) == ["PDF-003"])
    }

    @Test func `what is within a PDF is bounded like any file`() {
        #expect(codes(pdf([("factur-x.xml", [])])).contains("CHK-001"))
        #expect(codes(pdf([("factur-x.xml", Array("no invoice".utf8))])) == ["CHK-001"])
        let bomb = Array("<!DOCTYPE Invoice [<!ENTITY a \"&a;&a;\">]><Invoice>&a;</Invoice>".utf8)
        #expect(codes(pdf([("factur-x.xml", bomb)])).contains { $0.hasPrefix("XML-") })
    }

    @Test func `a PDF that breaks off anywhere is answered with a code`() {
        let whole = pdf([("factur-x.xml", invoice)])
        for count in stride(from: 8, to: whole.count - 8, by: 41) {
            let found = codes(Array(whole.prefix(count)))
            #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("PDF-") }, "cut to \(count): \(found)")
        }
    }

    /// A PDF that embeds files.
    private func pdf(_ files: [(name: String, content: [UInt8])], trailer: String = "") -> [UInt8] {
        var objects: [[UInt8]] = [[]]
        var names = ""
        for file in files {
            objects.append(pdfStream("/Type/EmbeddedFile", file.content))
            objects.append(
                Array("<</Type/Filespec/F(\(file.name))/UF(\(file.name))/EF<</F \(objects.count) 0 R>>>>".utf8))
            names += "(\(file.name)) \(objects.count) 0 R "
        }
        objects[0] = Array("<</Type/Catalog/Names<</EmbeddedFiles<</Names[\(names)]>>>>>>".utf8)
        return smallPDF(objects, trailer: trailer)
    }
}
