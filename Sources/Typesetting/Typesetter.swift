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

    /// A document to be put together, without a page.
    package func composition(_ format: PageFormat = .a4) -> Composition { Composition(shaper: shaper, format: format) }

    /// The file that a composition makes.
    package func finish(
        _ composition: consuming Composition, _ description: DocumentDescription, attachments: [Attachment] = []
    ) throws(TypesettingFault) -> [UInt8] {
        try composition.finish(description, attachments: attachments, deflater: deflater)
    }
}
