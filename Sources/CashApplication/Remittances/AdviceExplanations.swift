public import Documents
public import Money
import Receivables

/// What a payer said of a payment, with what it names.
public struct AdviceCandidate: Hashable, Sendable {
    public var key: String
    public var number: String
    /// What the payer says is paid in all, or what its lines come to.
    public var total: Money
    /// Whether the payment quotes it.
    public var isQuoted: Bool
    /// Whose payers announced it.
    public var customers: [CustomerID]
    public var lines: [AdviceLine]

    public init(
        key: String, number: String, total: Money, isQuoted: Bool, customers: [CustomerID], lines: [AdviceLine]
    ) {
        self.key = key
        self.number = number
        self.total = total
        self.isQuoted = isQuoted
        self.customers = customers
        self.lines = lines
    }
}

/// Explains a payment by what payers said of it beforehand, or say of it now.
///
/// An advice explains a payment when it is quoted, or is of one who pays, and comes to the same amount; a bank on the way may have taken
/// its charges. What it names and is not open makes it no more than a proposal.
func explainByAdvice(_ question: MatchQuestion, _ rules: MatchRules) -> [Explanation] {
    question.advices.compactMap { explain(question, by: $0, rules) }
}

private func explain(_ question: MatchQuestion, by advice: AdviceCandidate, _ rules: MatchRules) -> Explanation? {
    guard let basis = sign(of: advice, question) else { return nil }
    let missing = advice.total - question.amount
    let isShortOfCharges = question.isKeptByBanks(missing, rules)
    guard missing.isZero || isShortOfCharges || advice.isQuoted else { return nil }
    let settlement = AdviceSettlement(
        advice.lines, paidOn: question.paidOn, in: question.amount.currency, by: rules)
    var parts = settlement.parts
    var evidence =
        [basis.evidence] + settlement.claims.map { MatchEvidence.contested($0) }
        + settlement.problems.map { MatchEvidence.misfit($0) }
    if isShortOfCharges {
        guard let bearer = parts.indices.last(where: { parts[$0].paid > missing && parts[$0].residual == nil }) else {
            return nil
        }
        parts[bearer].paid -= missing
        parts[bearer].residual = Residual(.bankCharges, missing)
        evidence.append(.residual(.bankCharges, missing))
    }
    let isExact = missing.isZero || isShortOfCharges
    let paid = parts.map(\.paid).sum(in: question.amount.currency)
    guard paid <= question.amount else {
        return Explanation(strength: .guess, parts: [], onAccount: nil, evidence: evidence)
    }
    if isExact {
        evidence.append(.amountsAgree)
    } else {
        evidence.append(.misfit("\(advice.total) announced, \(question.amount) came"))
    }
    let rest = question.amount - paid
    let owner = rest.isZero ? question.creditedTo : owner(of: advice, question)
    if let owner, !rest.isZero { evidence.append(.onAccount(owner, rest)) }
    let isWhole = isExact && settlement.problems.isEmpty && (rest.isZero || owner != nil)
    return Explanation(
        strength: isWhole ? basis.strength : min(basis.strength, isExact ? .likely : .guess), parts: parts,
        onAccount: owner, evidence: evidence, claims: settlement.claims, remittance: advice.key)
}

/// By what an advice is recognised; nil where it is of somebody else.
private func sign(of advice: AdviceCandidate, _ question: MatchQuestion) -> (
    strength: MatchStrength, evidence: MatchEvidence
)? {
    if advice.isQuoted { return (.certain, .adviceQuoted(advice.number)) }
    let payers = Set(advice.customers)
    if question.certainPayers.contains(where: payers.contains) { return (.strong, .adviceOfPayer(advice.number)) }
    let named = question.nominalPayers
    guard named.contains(where: payers.contains) else { return nil }
    // A name alone proves little; with what its bearer announced, to the cent, it is beyond doubt where nobody else has it.
    let isOnlyBearer = question.certainPayers.isEmpty && named.allSatisfy(payers.contains)
    return (isOnlyBearer ? .strong : .likely, .adviceOfPayer(advice.number))
}

/// Whose account a rest stays on.
private func owner(of advice: AdviceCandidate, _ question: MatchQuestion) -> CustomerID? {
    if let known = question.creditedTo { return known }
    let certain = Set(question.certainPayers)
    if certain.count == 1 { return certain.first }
    return advice.customers.count == 1 ? advice.customers.first : nil
}
