import FileExchange
import Findings
import Foundation
import Pipeline
import SQLLedger

/// Whether a ledger is as new as the originals beside it: by the anchor, and by what the packs hold that it does not
/// know.
func ledgerAge(_ ledger: SQLLedger, _ workspace: Workspace) throws -> (faults: [String], notes: [String]) {
    if let fault = try workspace.ageFault(of: ledger) { return ([fault], []) }
    let unknown = try unknownOriginals(ledger, workspace.packs())
    guard let first = unknown.originals.first else { return ([], []) }
    let words =
        "\(count(unknown.originals.count, "original")) of which the ledger knows nothing, the first in pack \(first.pack) at \(first.offset)"
    // What was kept and never entered in the ledger is what a crash leaves: its file is taken in anew.
    guard unknown.isAll, !workspace.hasClaims else { return ([], ["a take-in that was cut short left \(words)"]) }
    return (["there are \(words): the ledger is older than they are. Restore the newest backup of it."], [])
}

/// The originals in the packs whose digest no input of the ledger has, and whether the ledger knows none at all.
private func unknownOriginals(
    _ ledger: SQLLedger, _ packs: PackStore
) throws -> (originals: [BlobReference], isAll: Bool) {
    var known: Set<PlaceInPack> = []
    try forEachOriginal(of: ledger) { known.insert(PlaceInPack($0)) }
    var unknown: [BlobReference] = []
    try packs.forEachEntry { entry in
        if case .sound(let original) = entry, !known.contains(PlaceInPack(original)) { unknown.append(original) }
    }
    guard !unknown.isEmpty else { return ([], false) }
    // Kept twice, since the first time was cut short; or entered since the ledger was read.
    var digests = Set(unknown.map(\.digest))
    try forEachOriginal(of: ledger) { digests.remove($0.digest) }
    return (unknown.filter { digests.contains($0.digest) }, known.isEmpty)
}

/// Where an original lies, in few bytes: there may be millions.
private struct PlaceInPack: Hashable {
    let pack: Int32
    let offset: Int64

    init(_ original: BlobReference) {
        pack = original.pack
        offset = original.offset
    }
}

private func forEachOriginal(of ledger: SQLLedger, _ body: (BlobReference) -> Void) throws {
    var after: Int64 = 0
    while case let rows = try ledger.read({ try $0.intakes(after: after, limit: 1000) }), let last = rows.last {
        for row in rows { body(row.intake.original) }
        after = last.id
    }
}

extension Workspace {
    /// Whether files are claimed that are not entered in the ledger yet.
    fileprivate var hasClaims: Bool {
        let below = FileManager.default.enumerator(atPath: plan.spoolPath + "/claims")
        while let name = below?.nextObject() as? String {
            var isFolder: ObjCBool = false
            let path = plan.spoolPath + "/claims/" + name
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue { return true }
        }
        return false
    }
}
