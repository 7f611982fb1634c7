public import Findings

/// An original that is not where it was put, or is no longer what it was.
public struct PackFault: Error, Hashable, Sendable {
    public let rule: Rule
    public let pack: Int32
    public let offset: Int64

    init(_ rule: Rule, pack: Int32, offset: Int64) {
        self.rule = rule
        self.pack = pack
        self.offset = offset
    }
}

extension PackFault: CustomStringConvertible {
    public var description: String {
        "\(rule.code): pack \(PackName.of(pack)), offset \(offset): this does not hold: \(rule.statement)"
    }
}

extension Rule {
    public static let packIsThere = Rule(
        "PACK-001", "Every pack that the ledger names is there.",
        remedy: "Put the pack back from a backup; packs are never changed, so any later copy will do.")
    public static let recordIsThere = Rule(
        "PACK-002", "Where the ledger names an original there is a record of its length and digest.",
        remedy: "Put the pack back from a backup and check the disk.")
    public static let originalIsUnchanged = Rule(
        "PACK-003", "An original has the digest it came in with.",
        remedy: "Put the pack back from a backup and check the disk.")
}
