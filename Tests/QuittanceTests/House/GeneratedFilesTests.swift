import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

struct GeneratedFilesTests {
    @Test func `the generated files are those that the code describes`() throws {
        for (path, bytes) in try generatedFiles(of: Checkout(root: checkout)) {
            let committed = try? Data(contentsOf: checkout.appendingPathComponent(path))
            #expect(committed == Data(bytes), "\(path) is stale: run `make generate`")
        }
    }

    @Test func `the page of a format says what is read of it, what is passed over, and every code`() throws {
        for format in builtIn.readingFormats {
            let path = "Sources/Quittance/Quittance.docc/Reference/format-\(format.name).md"
            let page = try String(contentsOf: checkout.appendingPathComponent(path), encoding: .utf8)
            // What a PDF holds is told by the page of the format within.
            let isTold = page.contains("## What is read") || page.contains("## Terms") || format.name.contains("pdf")
            #expect(isTold, "\(format.name): no sample shows what is read")
            #expect(!format.guide.passedOver.isEmpty && page.contains("## What is passed over"), "\(format.name)")
            for rule in format.guide.rules {
                #expect(page.contains("| \(rule.code) |"), "\(format.name): \(rule.code)")
            }
        }
    }

    @Test func `a value that a format reads is found with the term that it becomes`() throws {
        let sample = try #require(Samples.files(in: "inbox").first { $0.name == "order-cremerie-duvalet.xml" })
        let format = try #require(builtIn.readingFormats.first { $0.name == "ubl-order" })
        let probe = FormatProbe(format, [sample.bytes])
        #expect(probe.answers["Order/cbc:ID"]?.terms == ["number"])
        #expect(probe.answers["Order/cbc:IssueDate"]?.codes.contains("UBL-002") == true)
        #expect(probe.answers["Order/cbc:ProfileID"]?.isRead == false)
    }

    @Test func `no two rules share a code`() {
        let codes = builtInRules.map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func `every code that the sources give a rule is explained, and given once`() throws {
        let sources = checkout.appendingPathComponent("Sources")
        var given: [String] = []
        for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)!
        where file.pathExtension == "swift" {
            given += try String(contentsOf: file, encoding: .utf8)
                .matches(of: /= Rule\(\s*"([A-Z]{3}-\d{3})"/).map { String($0.1) }
        }
        #expect(given.count > 350)
        #expect(given.sorted() == builtInRules.map(\.code).filter(Set(given).contains).sorted())
    }
}
