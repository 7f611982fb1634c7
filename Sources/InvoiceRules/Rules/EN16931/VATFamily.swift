/// What the rules ask of one VAT category.
///
/// EN 16931 has ten rules for each category. They are the same ten with other answers, so that a category is a row of a table.
struct VATFamily: Sendable {
    enum Registration { case any, vatNumber }
    enum BuyerNumber { case none, vatNumber, vatNumberOrRegistration }
    enum Rate { case zero, positive, notNegative, absent }

    /// The middle of the codes of its rules: `S` in BR-S-01.
    let family: String
    let code: VATCode
    let words: String
    /// Whether the breakdown has it exactly once, or once for each rate.
    let isOnce: Bool
    /// What the seller must be registered for; nil where nobody may have a VAT number.
    let seller: Registration?
    let buyer: BuyerNumber
    let rate: Rate
    /// Whether an exemption reason is needed; it is forbidden otherwise.
    let needsReason: Bool

    static let all = [
        VATFamily(
            family: "AE", code: .AE, words: "reverse charge", isOnce: true, seller: .any,
            buyer: .vatNumberOrRegistration, rate: .zero, needsReason: true),
        VATFamily(
            family: "E", code: .E, words: "exempt from VAT", isOnce: true, seller: .any, buyer: .none, rate: .zero,
            needsReason: true),
        VATFamily(
            family: "G", code: .G, words: "export outside the EU", isOnce: true, seller: .vatNumber, buyer: .none,
            rate: .zero, needsReason: true),
        VATFamily(
            family: "IC", code: .K, words: "intra-community supply", isOnce: true, seller: .vatNumber,
            buyer: .vatNumber, rate: .zero, needsReason: true),
        VATFamily(
            family: "AF", code: .L, words: "IGIC of the Canary Islands", isOnce: false, seller: .any, buyer: .none,
            rate: .notNegative, needsReason: false),
        VATFamily(
            family: "AG", code: .M, words: "IPSI of Ceuta and Melilla", isOnce: false, seller: .any, buyer: .none,
            rate: .notNegative, needsReason: false),
        VATFamily(
            family: "O", code: .O, words: "not subject to VAT", isOnce: true, seller: nil, buyer: .none, rate: .absent,
            needsReason: true),
        VATFamily(
            family: "S", code: .S, words: "standard rate", isOnce: false, seller: .any, buyer: .none, rate: .positive,
            needsReason: false),
        VATFamily(
            family: "Z", code: .Z, words: "zero rated", isOnce: true, seller: .any, buyer: .none, rate: .zero,
            needsReason: false),
    ]

    func rule(_ number: String) -> String { "BR-\(family)-\(number)" }
    var name: String { "\(code) (\(words))" }
}
