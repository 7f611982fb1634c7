package import Documents
public import Findings
package import Pipeline
import Synchronization

/// Everything that pages of one company are set with, made once and shared: fonts, the logo, and idle typesetters.
package final class Press: Sendable {
    package let logo: Picture?
    private let stationery: Stationery
    private let fonts: FontLibrary
    private let idle = Mutex<[Unshared]>([])

    /// A typesetter that one worker has in hand.
    private struct Unshared: @unchecked Sendable {
        let typesetter: Typesetter
    }

    private static let latest = Mutex<Press?>(nil)

    /// The press for a company's paper: mostly the one that was used last.
    package static func press(for stationery: Stationery) throws(WritingFault) -> Press {
        if let known = latest.withLock({ $0 }), known.stationery == stationery { return known }
        let press = try Press(stationery)
        latest.withLock { $0 = press }
        return press
    }

    private init(_ stationery: Stationery) throws(WritingFault) {
        guard let fonts = stationery.fonts else {
            throw WritingFault(.pageHasFonts, "the fonts of the house are not installed")
        }
        self.stationery = stationery
        do {
            self.fonts = try FontLibrary(
                regular: fonts.regular, bold: fonts.bold, fallbackRegular: fonts.fallbackRegular,
                fallbackBold: fonts.fallbackBold)
        } catch {
            throw WritingFault(.pageHasFonts, "a font cannot be used: \(error)")
        }
        do {
            logo = try stationery.logo.map { bytes throws(PictureFault) in try Picture(bytes) }
        } catch {
            throw WritingFault(.logoIsReadable, "the logo cannot be used: \(error)")
        }
    }

    package func take() -> Typesetter { idle.withLock { $0.popLast()?.typesetter } ?? Typesetter(fonts: fonts) }

    package func giveBack(_ typesetter: Typesetter) {
        let unshared = Unshared(typesetter: typesetter)
        idle.withLock { if $0.count < 32 { $0.append(unshared) } }
    }
}

extension WritingFault {
    package init(_ rule: Rule, _ message: String) { self.init([Finding(rule, message, at: .document)]) }
}

extension TypesettingFault {
    package var asWritingFault: WritingFault {
        switch self {
        case .missingCharacters(let characters):
            let names = characters.prefix(10).map { "'\($0)' (U+\(String($0.value, radix: 16, uppercase: true)))" }
            return WritingFault(.characterHasGlyph, "no font has \(names.joined(separator: ", "))")
        }
    }
}

/// The rules of setting pages.
extension Rule {
    public static let characterHasGlyph = Rule(
        "PAG-001", "Every character of a document has a glyph in the fonts of the house.",
        remedy: "Correct the text, or set fonts that have the character.")
    public static let pageHasFonts = Rule(
        "PAG-002", "The fonts that pages are set in are there.",
        remedy: "Install fonts-liberation2 and fonts-dejavu-core, or name fonts in the company's stationery.")
    public static let logoIsReadable = Rule(
        "PAG-003", "A logo is a PNG or a JPEG file.", remedy: "Correct the file that the stationery names.")
}
