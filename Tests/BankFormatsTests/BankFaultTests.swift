import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

@testable import BankFormats

/// One sample for each fault that a file of a bank can have, named after its code.
struct BankFaultTests {
    private static let names =
        ((try? FileManager.default.contentsOfDirectory(
            atPath: checkout.appendingPathComponent("Samples/bank/faults").path))
        ?? []).sorted()

    /// The formats, that of camt checking against a schema of another version than the samples have.
    private static func formats(for name: String) throws -> [any ReadingFormat] {
        let schema = #"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"/>"#
        let checking = CamtFormat.statement.checking(against: ["camt.053.001.02.xsd": Array(schema.utf8)])
        return [
            name.hasPrefix("BNK-008") ? try #require(checking) : CamtFormat.statement, CFONBFormat(), MT940Format(),
        ]
    }

    @Test func `there is a sample of every code`() {
        // Those of CSV files stand with the maps that they are read by.
        let ofMaps = ["BNK-013", "BNK-014"]
        #expect((Self.names.map { String($0.prefix(7)) } + ofMaps).sorted() == bankRules.map(\.code).sorted())
    }

    @Test(arguments: names) func `a sample shows the fault that it is named after, and no other`(name: String) throws {
        let read = read(try bankSample("faults/" + name), as: try Self.formats(for: name))
        #expect(Set(read.flatMap(\.codes)) == [String(name.prefix(7))], "\(read.flatMap(\.findings))")
        let isFatal = read.flatMap(\.findings).contains { $0.severity == .fatal }
        #expect(read.contains { $0.document == nil } == isFatal)
    }

    @Test func `transactions that do not come to their entry leave it one payment`() throws {
        let statement = try #require(
            read(try bankSample("faults/BNK-007-batch-that-does-not-add-up.xml"), as: [CamtFormat.statement])[0]
                .statement)
        #expect(statement.entries[0].transactions.count == 2 && statement.expectedClosing == statement.closing?.amount)
    }
}
