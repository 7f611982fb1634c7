/// How a company's pages look: what a printer would put on its paper.
public struct Stationery: Hashable, Sendable {
    /// The faces that text is set in, and those that step in for characters that they lack, as TrueType files.
    public struct Fonts: Hashable, Sendable {
        public var regular: [UInt8]
        public var bold: [UInt8]
        public var fallbackRegular: [UInt8]
        public var fallbackBold: [UInt8]

        public init(regular: [UInt8], bold: [UInt8], fallbackRegular: [UInt8], fallbackBold: [UInt8]) {
            self.regular = regular
            self.bold = bold
            self.fallbackRegular = fallbackRegular
            self.fallbackBold = fallbackBold
        }
    }

    /// A PNG or JPEG file.
    public var logo: [UInt8]?
    /// Six hexadecimal digits: the colour of titles and rules.
    public var accent: String
    /// `fr`, `en` or `de`; where none is set, the language is that of the buyer's country.
    public var language: String?
    /// What stands at the foot of each page; where nothing is set, the seller's registered data.
    public var footer: [String]
    /// A sentence below the totals, such as thanks.
    public var closing: String?
    /// Nil where the machine has none: then nothing can be set.
    public var fonts: Fonts?

    public init(
        logo: [UInt8]? = nil, accent: String = "1F4E79", language: String? = nil, footer: [String] = [],
        closing: String? = nil, fonts: Fonts? = nil
    ) {
        self.logo = logo
        self.accent = accent
        self.language = language
        self.footer = footer
        self.closing = closing
        self.fonts = fonts
    }
}
