import Foundation
import QuittanceTesting
import Testing

/// Whether the rooms of the house lie as they should: a target imports only from rows above its own.
struct ArchitectureTests {

    /// From the ground up; targets of one row never import one another.
    private static let rows: [[String]] = [
        ["CXML", "CCurl", "CSQLite", "COpenSSL", "CPlatform", "CHarfBuzz", "CDeflate", "CQREncode", "CPostgres"],
        ["Money", "Findings", "Calendars"],
        ["Documents"],
        ["Receivables"],
        ["XMLSyntax", "EDISyntax", "FlatFileSyntax", "JSONSyntax", "PDFSyntax", "ArchiveSyntax"],
        ["Pipeline"],
        [
            "UBLFormats", "CIIFormats", "EDIFACTFormats", "X12Formats", "CXMLFormats", "BankFormats", "FlatFormats",
            "InvoiceRules", "Typesetting",
        ],
        ["OrderIntake", "CreditControl", "Invoicing", "CashApplication", "DebtCollection"],
        ["SQLLedger", "FileExchange", "HTTPDelivery", "HTTPService"],
        ["Quittance"],
        ["QuittanceTesting"],
    ]

    /// Foundation is for the program and for tests: the rooms below are small, quick to start and the same everywhere.
    private static let withFoundation = ["Quittance", "QuittanceTesting"]

    private func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: checkout.appendingPathComponent("Sources").path).sorted()
    }

    /// The modules that the files of a target import.
    private func imports(of target: String) throws -> Set<String> {
        let folder = checkout.appendingPathComponent("Sources/\(target)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var modules: Set<String> = []
        for case let file as URL in files! where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ").drop {
                    ["public", "internal", "package", "@testable", "@preconcurrency"].contains($0)
                }
                if words.first == "import", let module = words.last { modules.insert(String(module)) }
            }
        }
        return modules
    }

    private func row(of target: String) -> Int? { Self.rows.firstIndex { $0.contains(target) } }

    @Test func `every target has its row`() throws {
        for target in try targets() { #expect(row(of: target) != nil, "\(target)") }
    }

    @Test func `a target imports only from rows above its own`() throws {
        for target in try targets() {
            guard let own = row(of: target) else { continue }
            for module in try imports(of: target) {
                guard let other = row(of: module) else { continue }
                #expect(other < own, "\(target) imports \(module)")
            }
        }
    }

    @Test func `only the program imports Foundation`() throws {
        for target in try targets() where !Self.withFoundation.contains(target) {
            #expect(try !imports(of: target).contains("Foundation"), "\(target)")
        }
    }

    @Test func `nothing but the shell and the program opens files, sockets or clocks`() throws {
        let shell = Set(Self.rows[8] + Self.rows[9] + ["QuittanceTesting"])
        for target in try targets() where !shell.contains(target) {
            let imported = try imports(of: target)
            for module in ["Glibc", "NIOCore", "NIOPosix", "CSQLite", "CCurl"] {
                #expect(!imported.contains(module), "\(target) imports \(module)")
            }
        }
    }
}
