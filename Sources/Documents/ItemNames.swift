/// Items by their numbers, as data names them: `TR-*` is every item whose number begins so.
public struct ItemNames: Hashable, Sendable {
    private let names: Set<String>
    private let beginnings: [String]

    /// Nil where nothing is named.
    public init?(_ patterns: [String]) {
        guard !patterns.isEmpty, patterns.allSatisfy({ !$0.isEmpty && $0 != "*" }) else { return nil }
        names = Set(patterns.filter { !$0.hasSuffix("*") })
        beginnings = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    }

    public func contains(_ item: ItemID) -> Bool {
        names.contains(item.text) || beginnings.contains { item.text.hasPrefix($0) }
    }
}
