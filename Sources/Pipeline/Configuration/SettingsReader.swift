/// Reads one stage's settings from its object in `pipeline.json`.
public struct SettingsReader {
    public mutating func read(_ key: String, _ documentation: String) -> String { "" }
    public mutating func read(_ key: String, default value: String, _ documentation: String) -> String { value }
    public mutating func read(_ key: String, default value: Int, in range: ClosedRange<Int>, _ documentation: String) -> Int { value }
    public mutating func read(_ key: String, default value: Bool, _ documentation: String) -> Bool { value }
}
