import Documents
import Findings
import JSONSyntax
import Money

/// Reads how a company's pages look, from `stationery` in its data.
struct StationeryReader {
    private let node: JSONNode?
    var log: FindingLog

    init(company: JSONNode?, log: FindingLog) {
        node = company?.descendant(at: JSONPointer([.key("stationery")]))
        self.log = log
    }

    private static let languages = ["fr", "en", "de"]

    /// The fonts of the house, where Debian installs them.
    private static let fontFolder = "/usr/share/fonts/truetype/"
    private static let faces = [
        ("regular", "liberation2/LiberationSans-Regular.ttf"), ("bold", "liberation2/LiberationSans-Bold.ttf"),
        ("fallbackRegular", "dejavu/DejaVuSans.ttf"), ("fallbackBold", "dejavu/DejaVuSans-Bold.ttf"),
    ]

    mutating func read(_ file: (String) -> [UInt8]?) -> Stationery {
        var stationery = Stationery()
        if let name = text("logo") {
            stationery.logo = file(name)
            if stationery.logo == nil { report("the logo \(name) cannot be read", at: "logo") }
        }
        if let accent = text("accent") {
            let digits = accent.hasPrefix("#") ? String(accent.dropFirst()) : accent
            if digits.utf8.count != 6 || !digits.allSatisfy(\.isHexDigit) {
                report("'\(accent.prefix(20))' is no colour such as #1F4E79", at: "accent")
            }
            stationery.accent = digits
        }
        stationery.language = text("language")
        if let language = stationery.language, !Self.languages.contains(language) {
            report("'\(language.prefix(10))' is none of \(Self.languages.joined(separator: ", "))", at: "language")
        }
        stationery.closing = text("closing")
        stationery.footer = (node?.object?["footer"]?.array ?? []).compactMap(\.string)
        stationery.fonts = fonts(file)
        return stationery
    }

    /// The fonts that are named, or those of the house; none where a file is missing.
    private mutating func fonts(_ file: (String) -> [UInt8]?) -> Stationery.Fonts? {
        var found: [[UInt8]] = []
        for (face, standard) in Self.faces {
            let named = text("fonts", face)
            if let bytes = file(named ?? Self.fontFolder + standard) {
                found.append(bytes)
            } else if let named {
                report("the font \(named) cannot be read", at: "fonts/\(face)")
            }
        }
        guard found.count == Self.faces.count else { return nil }
        return Stationery.Fonts(regular: found[0], bold: found[1], fallbackRegular: found[2], fallbackBold: found[3])
    }

    private func text(_ keys: String...) -> String? {
        node?.descendant(at: JSONPointer(keys.map { .key($0) }))?.string
    }

    private mutating func report(_ message: String, at path: String) {
        let place = node.map { Place.text(line: $0.start.line, column: $0.start.column, path: "/stationery/\(path)") }
        log.report(.stationeryIsUsable, message, at: place ?? .document)
    }
}

extension Rule {
    static let stationeryIsUsable = Rule(
        "CFG-032", "The stationery names a logo and fonts that can be read, a colour, and fr, en or de as language.",
        remedy: "Correct `stationery` in the file that `company` names.")
}

extension Company {
    /// Nobody in particular, on plain paper: for pages of documents that others issued.
    static func plain(_ file: (String) -> [UInt8]?) -> Company {
        var company = Company(party: Party(name: ""), currency: .euro, iban: "", bic: nil, mentions: [])
        var reader = StationeryReader(company: nil, log: FindingLog())
        company.stationery = reader.read(file)
        return company
    }
}
