import Foundation
import QuittanceTesting
import Testing

private let isLong = ProcessInfo.processInfo.environment["QUITTANCE_LONG"] != nil

/// Rules that others wrote too, and the documents that both are asked about.
enum RulesInCommon: String, CaseIterable, Sendable {
    case ubl, cii, peppol
    case french = "fr-ubl"
    case frenchCII = "fr-cii"
    case extended = "extended-ubl"
    case extendedCII = "extended-cii"

    /// Our own documents, and public ones where they lie beside the checkout.
    fileprivate var documents: [URL] {
        let own =
            xmlFiles(below: checkout.appendingPathComponent("Samples/rules"))
            + [checkout.appendingPathComponent("Tests/Judges/sample-invoice.xml")]
        let shared = ["ubl-cii", "ubl-documents", "cii"].flatMap { xmlFiles(below: corpora.appendingPathComponent($0)) }
        return (own + shared).filter { file in
            guard let head = try? String(decoding: Data(contentsOf: file).prefix(8000), as: UTF8.self) else {
                return false
            }
            return roots.contains { head.contains($0) }
        }
    }

    private var roots: [String] {
        switch self {
        case .ubl, .peppol, .french, .extended:
            [
                "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
                "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
            ]
        case .cii, .frenchCII, .extendedCII: ["urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"]
        }
    }
}

private func xmlFiles(below folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
}

/// Whether `quittance check` says of every document what the official rules say.
struct ParityTests {
    @Test(arguments: RulesInCommon.allCases)
    func `documents and their mutants break the rules that the official rule set says`(rules: RulesInCommon) throws {
        let python = checkout.appendingPathComponent(".judges/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            return print("skipped: the judges are not installed; `make judges` installs them")
        }
        let documents = rules.documents
        let process = Process()
        process.executableURL = python
        process.arguments =
            [
                checkout.appendingPathComponent("Tests/Judges/parity.py").path, "--program", program.path, "--rules",
                rules.rawValue,
                "--mutants", isLong ? "8000" : "150", "--seed", isLong ? "3" : "1",
            ] + documents.map(\.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        print("parity: \(text)")
    }

    /// The program that was built with this test.
    private var program: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("quittance")
    }
}
