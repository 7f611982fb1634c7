import Findings
import Foundation
import QuittanceTesting
import Testing

@testable import InvoiceRules

private let samples = checkout.appendingPathComponent("Samples/rules")

/// What Factur-X asks of the PDF around an invoice.
struct ContainerTests {
    /// A PDF that embeds an invoice, as right as Factur-X wants it, or with something else said.
    private struct Hybrid {
        var name = "factur-x.xml"
        var relationship: String? = "Alternative"
        var type: String? = "text#2Fxml"
        var isListed = true
        var isAssociated = true
        var namespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
        var metadata: String? = """
            <fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>\
            <fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
            """
        var edit: (String) -> String = { $0 }

        func bytes() throws -> [UInt8] {
            let text = try String(contentsOf: samples.appendingPathComponent("cii-full.xml"), encoding: .utf8)
            let invoice = Array(edit(text).utf8)
            let subtype = type.map { "/Subtype/\($0)" } ?? ""
            let relation = relationship.map { "/AFRelationship/\($0)" } ?? ""
            var catalogue = "/Type/Catalog"
            if isListed { catalogue += "/Names<</EmbeddedFiles<</Names[(\(name)) 3 0 R]>>>>" }
            if isAssociated { catalogue += "/AF[3 0 R]" }
            if metadata != nil { catalogue += "/Metadata 4 0 R" }
            return smallPDF([
                Array("<<\(catalogue)>>".utf8), pdfStream("/Type/EmbeddedFile\(subtype)", invoice),
                Array("<</Type/Filespec/F(\(name))/UF(\(name))\(relation)/EF<</F 2 0 R>>>>".utf8),
                pdfStream("/Type/Metadata/Subtype/XML", Array(packet.utf8)),
            ])
        }

        private var packet: String {
            """
            <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
            <rdf:Description rdf:about="" xmlns:fx="\(namespace)">\(metadata ?? "")</rdf:Description>\
            </rdf:RDF></x:xmpmeta><?xpacket end="w"?>
            """
        }
    }

    private func found(_ change: (inout Hybrid) -> Void = { _ in }) throws -> [Finding] {
        var hybrid = Hybrid()
        change(&hybrid)
        return checkFile(try hybrid.bytes()) { _ in nil }.log.findings.filter { $0.rule.code.hasPrefix("CHK-01") }
    }

    private func codes(_ change: (inout Hybrid) -> Void = { _ in }) throws -> [String] {
        try found(change).map(\.rule.code)
    }

    @Test func `a container as Factur-X wants it has nothing said against it`() throws {
        #expect(try codes() == [])
        #expect(
            try codes {
                $0.metadata = nil
                $0.metadata = """
                    <rdf:Description fx:DocumentType="INVOICE" fx:DocumentFileName="factur-x.xml" fx:Version="1.0" \
                    fx:ConformanceLevel="EN 16931"/>
                    """
            } == [], "as attributes")
    }

    @Test func `each thing that is otherwise is found, with its place in the file`() throws {
        #expect(try codes { $0.name = "Factur-X.xml" } == ["CHK-010"])
        #expect(try codes { $0.isListed = false } == ["CHK-011"])
        #expect(try codes { $0.isAssociated = false } == ["CHK-011"])
        #expect(try codes { $0.relationship = nil } == ["CHK-012"])
        #expect(try codes { $0.relationship = "Supplement" } == ["CHK-012"])
        #expect(try codes { $0.type = nil } == ["CHK-013"])
        #expect(try codes { $0.type = "application#2Fpdf" } == ["CHK-013"])
        #expect(try codes { $0.metadata = nil } == ["CHK-014"])
        #expect(try codes { $0.metadata?.replace("INVOICE", with: "ORDER") } == ["CHK-014"])
        #expect(try codes { $0.namespace = "urn:other" } == ["CHK-014"])
        #expect(try codes { $0.metadata?.replace("EN 16931", with: "EXTENDED") } == ["CHK-015"])
        for finding in try found({ $0.relationship = "Supplement" }) + found({ $0.metadata = nil }) {
            guard case .text(_, _, _) = finding.place else { continue }
            Issue.record("\(finding) is no place in a PDF")
        }
    }

    @Test func `what is data and what an alternative hangs on the profile, and in Germany on nothing else`() throws {
        func edit(_ guideline: String) -> (String) -> String {
            { $0.replacing("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>", with: "<ram:ID>\(guideline)</ram:ID>") }
        }
        for relationship in ["Data", "Source"] {
            #expect(try codes { $0.relationship = relationship } == [])
            #expect(
                try codes {
                    $0.relationship = relationship
                    $0.edit = { $0.replacing("<ram:CountryID>FR<", with: "<ram:CountryID>DE<") }
                } == ["CHK-012"])
        }
        let small = edit("urn:factur-x.eu:1p0:minimum")
        #expect(
            try codes {
                $0.edit = small
                $0.metadata?.replace("EN 16931", with: "MINIMUM")
            } == ["CHK-012"])
        #expect(
            try codes {
                $0.edit = small
                $0.relationship = "Data"
                $0.metadata?.replace("EN 16931", with: "MINIMUM")
            } == [])
        #expect(
            try codes {
                $0.edit = edit("urn:factur-x.eu:1p0:basicwl")
                $0.relationship = "Data"
            } == ["CHK-015"])
    }
}
