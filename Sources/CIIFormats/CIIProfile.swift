import Documents

/// A profile of Cross Industry Invoice: what it is called (BT-24), and how much of an invoice it holds.
public struct CIIProfile: Hashable, Sendable {
    /// How much of an invoice a profile holds.
    enum Extent: Int, Comparable {
        /// The head and the totals, without lines.
        case withoutLines
        /// Every term of EN 16931.
        case core
        /// Some terms beyond it.
        case extended

        static func < (a: Extent, b: Extent) -> Bool { a.rawValue < b.rawValue }
    }

    /// BT-24.
    public let specification: String
    /// What Factur-X calls its level; nil for a profile that is none of its own.
    public let level: String?
    let extent: Extent

    /// EN 16931, in CII alone and in Factur-X alike.
    public static let en16931 = CIIProfile(specification: "urn:cen.eu:en16931:2017", level: "EN 16931", extent: .core)
    /// The French profile with what invoicing in France wants beyond EN 16931 (XP Z12-012).
    public static let extendedFrench = CIIProfile(
        specification: "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", level: nil,
        extent: .extended)
    public static let extended = CIIProfile(
        specification: "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", level: "EXTENDED",
        extent: .extended)
    public static let basicWithoutLines = CIIProfile(
        specification: "urn:factur-x.eu:1p0:basicwl", level: "BASIC WL", extent: .withoutLines)
}
