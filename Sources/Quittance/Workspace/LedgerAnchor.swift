import Foundation
import SQLLedger

/// What was written last into the ledger, kept beside the originals: a ledger that is older than they are is known by it.
///
/// A backup that is restored over a newer ledger has forgotten invoices that left, and would give their numbers again.
struct LedgerAnchor {
    private let path: String

    init(spool: String) { path = spool + "/anchor" }

    /// Keeps the last seal of the journal; an empty one has none. What was done is done, where it cannot be kept.
    func keep(_ ledger: SQLLedger) throws {
        let anchor = try ledger.anchor()
        let data = Data(anchor.utf8)
        guard anchor != "0:", FileManager.default.contents(atPath: path) != data else { return }
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            complain("\(path) cannot be written: an older backup of the ledger would not be known as one.")
        }
    }

    /// What is wrong with a ledger that does not hold what was kept, and what to do. An anchor of which nothing reached
    /// the disk says nothing.
    func fault(of ledger: SQLLedger, at ledgerPath: String) throws -> String? {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return nil }
        guard try !ledger.holds(anchor: String(decoding: data, as: UTF8.self)) else { return nil }
        return
            "The ledger \(ledgerPath) is older than its originals: it does not hold what was written last, as \(path) has it. Restore the newest backup: this one would give numbers again that have left, and forget what came in since. Where there is none, remove \(path) and run again."
    }
}
