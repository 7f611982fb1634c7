public import Findings

/// Why the ledger does not do what it is asked.
public struct LedgerFault: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// Another process holds it for longer than we wait.
        case busy
        case full
        case notALedger
        /// A newer release wrote it.
        case newerSchema(Int)
        /// An older release wrote it, and it may not be brought up to date.
        case olderSchema(Int)
        /// Something in it has a form that this release does not read.
        case unreadForm
        case damaged
        case readOnly
        case unopened
        /// It was removed or replaced while it was open.
        case replaced
        case other
    }
    public let kind: Kind
    /// The file, and what the engine says.
    public let message: String

    public var description: String { "\(rule.code): \(words)\(message.isEmpty ? "" : " (\(message))"). \(rule.remedy)" }

    private var words: String {
        switch kind {
        case .busy: "the ledger is in use by another process"
        case .full: "there is no space left for the ledger"
        case .notALedger: "the file is no ledger"
        case .newerSchema(let version): "the ledger was written by a newer release (schema \(version))"
        case .olderSchema(let version):
            "the ledger was written by an older release (schema \(version)), and may not be changed"
        case .unreadForm: "the ledger was written by a build whose records this release does not read"
        case .damaged: "the ledger is damaged"
        case .readOnly: "the ledger cannot be written"
        case .unopened: "the ledger cannot be opened"
        case .replaced: "the ledger was removed or replaced while this process had it open"
        case .other: "the ledger failed"
        }
    }

    public var rule: Rule {
        switch kind {
        case .busy: .ledgerIsFree
        case .full: .ledgerHasRoom
        case .notALedger: .fileIsLedger
        case .newerSchema: .ledgerIsKnown
        case .unreadForm: .ledgerIsRead
        case .damaged: .ledgerIsSound
        case .readOnly, .olderSchema: .ledgerMayBeWritten
        case .unopened: .ledgerIsThere
        case .replaced: .ledgerStays
        case .other: .ledgerWorks
        }
    }
}

extension Rule {
    public static let ledgerIsFree = Rule(
        "LED-001", "No other process holds the ledger for longer than half a minute.", remedy: "Try again later.")
    public static let ledgerHasRoom = Rule(
        "LED-002", "There is room for the ledger.",
        remedy: "Make room, then run again: what was not committed is done again.")
    public static let fileIsLedger = Rule(
        "LED-003", "The file that `ledger` names is a ledger.", remedy: "Correct `ledger` in the configuration.")
    public static let ledgerIsKnown = Rule(
        "LED-004", "The ledger was written by this release or an older one.",
        remedy: "Take that release or a later one.")
    public static let ledgerIsSound = Rule(
        "LED-005", "The ledger is what was written.", remedy: "Restore it from a backup, and check the disk.")
    public static let ledgerMayBeWritten = Rule(
        "LED-006", "The ledger may be written.", remedy: "Correct its permissions or the mount, then run again.")
    public static let ledgerIsThere = Rule(
        "LED-007", "The ledger can be opened.", remedy: "Correct its path or its permissions, then run again.")
    public static let ledgerWorks = Rule(
        "LED-008", "The ledger does what it is asked.", remedy: "Run `quittance doctor`, and look at the system's log.")
    public static let ledgerStays = Rule(
        "LED-009", "The ledger is the file that was opened.",
        remedy:
            "Put the right ledger in its place while no process runs, then run again: what was claimed is taken over.")
    public static let ledgerIsRead = Rule(
        "LED-010", "What lies in the ledger has forms that this release reads.",
        remedy:
            "Go on with the build that wrote it, or set the ledger's folder aside and begin anew; nothing in it was changed."
    )
}

/// Every rule of the ledger, for `explain`.
public let ledgerRules: [Rule] = [
    .ledgerIsFree, .ledgerHasRoom, .fileIsLedger, .ledgerIsKnown, .ledgerIsSound, .ledgerMayBeWritten, .ledgerIsThere,
    .ledgerWorks, .ledgerStays, .ledgerIsRead,
]
