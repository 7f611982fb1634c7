/// The settings of a stage, read, checked and documented by one initialiser.
public protocol StageSettings: Sendable {
    init(from reader: inout SettingsReader)
}

/// For a stage that has none.
public struct NoSettings: StageSettings {
    public init(from reader: inout SettingsReader) {}
}
