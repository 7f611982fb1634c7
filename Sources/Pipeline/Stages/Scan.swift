public import Documents
public import Receivables

/// A question to the book whose answer may be large: it is asked and answered in slices.
///
/// Each slice commits its documents and the cursor together, so that a restart goes on from there, and nothing is
/// emitted twice.
public protocol Scan: Sendable {
    associatedtype Settings: StageSettings

    static var name: String { get }
    static var summary: String { get }
    static var ports: [PortDescription] { get }
    /// The kind of entry that is gone through: the rank of its key.
    static var rank: UInt8 { get }

    init(settings: Settings)

    /// What must be known besides the entry.
    func reads(_ entry: BookEntry) -> [BookKey]
    /// What the entry gives on an occasion.
    func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission]
}

/// A scan whose settings type is no longer known.
public protocol Scanning: Sendable {
    var rank: UInt8 { get }
    func reads(_ entry: BookEntry) -> [BookKey]
    func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission]
}

struct Scanner<S: Scan>: Scanning {
    let scan: S

    var rank: UInt8 { S.rank }
    func reads(_ entry: BookEntry) -> [BookKey] { scan.reads(entry) }
    func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission] {
        scan.documents(for: entry, book, on: occurrence)
    }
}
