import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

/// One of our own samples.
func bankSample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appendingPathComponent("Samples/bank/\(name)")))
}

/// All of them.
func bankSamples() -> [URL] {
    let all = FileManager.default.enumerator(
        at: checkout.appendingPathComponent("Samples/bank"), includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
}

/// The files of the public sample data in a folder of it; empty where the data is not there.
func corpus(_ folder: String, endingIn suffix: String) -> [URL] {
    let all = FileManager.default.enumerator(
        at: corpora.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    let found = (all?.compactMap { $0 as? URL } ?? []).filter { $0.path.hasSuffix(suffix) && !$0.hasDirectoryPath }
        .sorted { $0.path < $1.path }
    if found.isEmpty { print("skipped: the public sample data is not there") }
    return found
}

extension ReadMessage {
    var statement: BankStatement? {
        if case .bankStatement(let statement)? = document { statement } else { nil }
    }

    var codes: [String] { findings.map(\.rule.code) }
}

extension ReadingFormat {
    /// The statements of a file that must hold sound ones.
    func statements(_ bytes: [UInt8], maxLines: Int = 10_000) throws -> [BankStatement] {
        try read(bytes, maxLines: maxLines).map { message in try #require(message.statement, "\(message.findings)") }
    }

    func statements(_ text: String) throws -> [BankStatement] { try statements(Array(text.utf8)) }
}
