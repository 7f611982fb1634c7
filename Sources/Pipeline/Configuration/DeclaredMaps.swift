/// The maps that a stage declares for files of one syntax, each kind of file by a name.
public struct DeclaredMaps<Map: Sendable>: Sendable {
    private var maps: [(name: String, map: Map)] = []

    public init() {}

    public init(
        _ key: String, _ documentation: String, from reader: inout SettingsReader,
        _ read: (inout SettingsReader) -> Map
    ) {
        maps = reader.readMembers(key, documentation, read).map { ($0.name, $0.value) }
    }

    /// The map that a file fits best; of equals, the first. Nil where it fits none.
    public func best(_ fit: (Map) -> Int) -> Map? {
        var best: (map: Map, fit: Int)?
        for (_, map) in maps {
            let fit = fit(map)
            if fit > best?.fit ?? 0 { best = (map, fit) }
        }
        return best?.map
    }

    /// What is said of a file that fits none.
    public var misfit: String {
        let known = maps.isEmpty ? "none is declared" : "declared are \(maps.map(\.name).joined(separator: ", "))"
        return "the file fits no map: \(known)"
    }
}
