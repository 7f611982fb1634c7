public import Findings
import Money

/// The rules of what documents of every format say under codes.
///
/// The document is read, and what it says is kept as it is written; where an amount hangs on a code, a stage decides.
extension Rule {
    public static let unitIsListed = Rule(
        "DOC-001", "A unit of measure is one of UNECE Recommendation 20 or 21; another one is kept as it is written.",
        remedy: "Ask the sender what the unit means, or record it with the item.", severity: .warning)
    public static let currencyIsOfList = Rule(
        "DOC-002", "A currency is money in use (ISO 4217); a document in another one goes to somebody who decides.",
        remedy: "Ask the sender to correct the currency.", severity: .warning)
    public static let gtinIsSound = Rule(
        "DOC-003", "A GTIN has 8, 12, 13 or 14 digits, the last of which checks the others.",
        remedy: "Compare the number with the item that is wanted; ask the sender to correct it.", severity: .warning)
    public static let orderTypeIsListed = Rule(
        "DOC-004", "The type of an order is one that UNTDID 1001 has for orders; another one counts as an order.",
        remedy: "Ask the sender whether it is an order.", severity: .warning)
    public static let identifierChecks = Rule(
        "DOC-007", "A GLN, a SIREN or a SIRET has the digits that its check digit asks for.",
        remedy: "Ask the sender to correct the number; whom it names is not told by it.", severity: .warning)
}

/// Every rule of codes, for `explain`.
public let codeRules: [Rule] = [
    .unitIsListed, .currencyIsOfList, .gtinIsSound, .orderTypeIsListed, .identifierChecks,
]

extension Document {
    /// What the document says under codes that no list has.
    public func checkCodes(_ log: inout FindingLog) {
        switch self {
        case .order(let order): order.checkCodes(&log)
        case .despatchAdvice(let advice):
            for line in advice.lines { checkItem(line.item, line.delivered.unit, at: line.source, &log) }
        case .remittanceAdvice(let advice): checkCurrency(advice.currency, at: .beginning, &log)
        case .bankStatement(let statement): checkCurrency(statement.currency, at: .beginning, &log)
        default: break
        }
    }
}

extension Order {
    /// Where the order begins in its file, for what is wrong with the whole of it: the segment after its header, or the
    /// first line.
    public var place: Place {
        let source = (lines.first?.source ?? totals?.source ?? .none).number
        return source < 0 ? .segment(2, tag: "", element: 0, component: 0) : .beginning
    }

    fileprivate func checkCodes(_ log: inout FindingLog) {
        checkCurrency(currency, at: place, &log)
        if let typeCode, !Self.typeCodes.contains(typeCode) {
            log.report(.orderTypeIsListed, "'\(typeCode.prefix(10))' is no type of an order", at: place)
        }
        for party in [buyer, seller, invoicee, deliveryParty] { checkIdentifiers(of: party, at: place, &log) }
        for line in lines { checkItem(line.item, line.quantity.unit, at: line.source, &log) }
    }

    /// UNTDID 1001, those of orders and of their changes, and what EANCOM adds to them.
    private static let typeCodes: Set = [
        "105", "220", "221", "222", "223", "224", "225", "226", "227", "228", "229", "230", "232", "233", "237", "258",
        "320", "400", "401", "402", "22E", "23E", "YA8", "YB1",
    ]
}

private func checkCurrency(_ currency: Currency, at place: Place, _ log: inout FindingLog) {
    // What cancels an order has no amounts, and names no currency.
    guard !currency.isListed, currency != .none else { return }
    log.report(.currencyIsOfList, "\(currency) is no currency of ISO 4217", at: place)
}

private func checkItem(_ item: ItemReference, _ unit: String, at source: SourceLine, _ log: inout FindingLog) {
    if !UnitCodes.contains(unit) {
        log.report(.unitIsListed, "'\(unit.prefix(10))' is no unit of Recommendation 20 or 21", at: source.place)
    }
    if let id = item.standardID, id.scheme == "0160", !IdentityCheck.isGTIN(id.value) {
        log.report(.gtinIsSound, "'\(id.value.prefix(20))' is no GTIN", at: source.place)
    }
}

private func checkIdentifiers(of party: Party?, at place: Place, _ log: inout FindingLog) {
    for identifier in party?.identifiers ?? [] where !isSound(identifier) {
        let words = "'\(identifier.value.prefix(20))' does not check as a number of scheme \(identifier.scheme)"
        log.report(.identifierChecks, words, at: place)
    }
}

private func isSound(_ identifier: PartyIdentifier) -> Bool {
    switch identifier.scheme {
    case PartyIdentifier.gln: IdentityCheck.isGLN(identifier.value)
    case PartyIdentifier.siren: IdentityCheck.isSIREN(identifier.value)
    case PartyIdentifier.siret: IdentityCheck.isSIRET(identifier.value)
    default: true
    }
}
