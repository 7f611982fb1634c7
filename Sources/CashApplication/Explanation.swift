public import Documents
public import Money
public import Receivables

/// Why an explanation is one, in terms that can be checked.
public enum MatchEvidence: Hashable, Sendable {
    case quoted(invoice: String, as: String)
    case payer(CustomerID, KnownPayer.Sign)
    /// The references are of a customer that the payer is not known to pay for.
    case otherPayer(CustomerID)
    case amountsAgree
    case onlySet(among: Int)
    case oneSetOfSeveral(among: Int)
    case discountTaken(invoice: String, Money)
    case residual(ResidualReason, Money)
    case partOf(invoice: String, rest: Money)
    case onAccount(CustomerID, Money)
    case oldestFirst
    /// There were more open items than could be searched.
    case notAllSearched
    /// The amount is all that is open.
    case wholeBalance
    /// The payment quotes a remittance advice, by its number.
    case adviceQuoted(String)
    /// One who pays announced the amount in a remittance advice.
    case adviceOfPayer(String)
    /// The payer keeps a part back.
    case contested(ShortPayment)
    /// Something of an advice does not fit.
    case misfit(String)

    public var inWords: String {
        switch self {
        case .quoted(let invoice, let text): "\(invoice) is quoted as \(text)"
        case .payer(let customer, .iban): "the account that paid is one of \(customer)"
        case .payer(let customer, .identifier): "the payer's identifier is that of \(customer)"
        case .payer(let customer, .name): "the payer has the name of \(customer)"
        case .otherPayer(let customer): "the payer is not known to pay for \(customer)"
        case .amountsAgree: "the amounts agree"
        case .onlySet(let count): "it is the only set among the open items (\(count)) that comes to the amount"
        case .oneSetOfSeveral(let count): "several sets among the open items (\(count)) come to the amount"
        case .discountTaken(let invoice, let amount): "\(amount) discount of \(invoice), taken in time"
        case .residual(let reason, let amount): "\(amount) \(reason.name)"
        case .partOf(let invoice, let rest): "a part of \(invoice): \(rest) stay open"
        case .onAccount(let customer, let amount): "\(amount) stay on the account of \(customer)"
        case .oldestFirst: "the oldest first"
        case .notAllSearched: "there are more open items than were searched"
        case .wholeBalance: "it is all that is open"
        case .adviceQuoted(let number): "remittance advice \(number) is quoted"
        case .adviceOfPayer(let number): "the payer announced it in remittance advice \(number)"
        case .contested(let short):
            "\(short.amount) of \(short.invoice) kept back: \(short.reason.inWords)\(short.said.isEmpty ? "" : " (\(short.said))")"
        case .misfit(let text): text
        }
    }
}

/// One way in which a payment may be meant.
public struct Explanation: Hashable, Sendable {
    public var strength: MatchStrength
    public var parts: [AllocationPart]
    /// Whose account the rest is credited to.
    public var onAccount: CustomerID?
    public var evidence: [MatchEvidence]
    /// What the payer keeps back and nobody agreed to.
    public var claims: [ShortPayment]
    /// The advice that is followed.
    public var remittance: String?

    public init(
        strength: MatchStrength, parts: [AllocationPart], onAccount: CustomerID?, evidence: [MatchEvidence],
        claims: [ShortPayment] = [], remittance: String? = nil
    ) {
        self.strength = strength
        self.parts = parts
        self.onAccount = onAccount
        self.evidence = evidence
        self.claims = claims
        self.remittance = remittance
    }

    public var inWords: String {
        let what = parts.map { part in
            "\(part.invoice) \(part.paid)" + (part.residual.map { " + \($0.amount) \($0.reason.name)" } ?? "")
        }.joined(separator: ", ")
        return
            "\(strength.rawValue): \(what.isEmpty ? "nothing" : what) (\(evidence.map(\.inWords).joined(separator: "; ")))"
    }
}

/// What is to be done with a payment.
public enum MatchDecision: Hashable, Sendable {
    /// One explanation is better than every other, and sure enough.
    case allocate(Explanation)
    /// A person must choose: the explanations, best first, possibly none.
    case propose([Explanation])
}
