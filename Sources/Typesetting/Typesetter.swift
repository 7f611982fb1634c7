/// Sets documents, one after the other; one for each worker.
public final class Typesetter {
    let shaper: Shaper
    let deflater: Deflater

    /// What a document is made small by: little time, or few bytes.
    public enum Economy: Hashable, Sendable {
        case time, size
    }

    public init(fonts: FontLibrary, economy: Economy = .time) {
        shaper = Shaper(library: fonts)
        deflater = Deflater(level: economy == .time ? 3 : 9)
    }
}
