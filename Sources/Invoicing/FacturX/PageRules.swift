public import Findings
import Typesetting

/// Every rule of pages, for `explain`.
public let pageRules: [Rule] = [.characterHasGlyph, .pageHasFonts, .logoIsReadable]
