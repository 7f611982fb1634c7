public import Calendars
public import Documents
import Money

/// How much each fact counts, and what a score gives: configuration, not code.
public struct SolvencyPolicy: Hashable, Sendable {
    public var ageWeight: Int
    public var formWeight: Int
    public var ratingWeight: Int
    public var insurerWeight: Int
    public var behaviourWeight: Int
    public var disputesWeight: Int
    /// How much of what counts must be known, in percent, for credit to be given without a person's word.
    public var knownFrom: Int
    /// Below this score orders are released for money that has come, and no other.
    public var creditFrom: Int
    /// From this score the terms asked for are given; below it no more than `shortTermDays`.
    public var fullTermsFrom: Int
    public var shortTermDays: Int
    /// The limit of a score of 100, in minor units; others in proportion.
    public var highestLimit: Int64
    public var validMonths: Int

    public init(
        ageWeight: Int = 15, formWeight: Int = 10, ratingWeight: Int = 25, insurerWeight: Int = 20,
        behaviourWeight: Int = 20, disputesWeight: Int = 10, knownFrom: Int = 50, creditFrom: Int = 40,
        fullTermsFrom: Int = 60,
        shortTermDays: Int = 30, highestLimit: Int64 = 10_000_000, validMonths: Int = 12
    ) {
        self.ageWeight = ageWeight
        self.formWeight = formWeight
        self.ratingWeight = ratingWeight
        self.insurerWeight = insurerWeight
        self.behaviourWeight = behaviourWeight
        self.disputesWeight = disputesWeight
        self.knownFrom = knownFrom
        self.creditFrom = creditFrom
        self.fullTermsFrom = fullTermsFrom
        self.shortTermDays = shortTermDays
        self.highestLimit = highestLimit
        self.validMonths = validMonths
    }
}

/// A fact with its points out of a hundred; nil where nobody knows it, which counts half.
private struct Mark {
    let name: String
    let points: Int?
    let weight: Int
}

/// Assesses what credit a company is given, by a score that every fact known of it is part of.
///
/// Proceedings and a closed company end it; what an insurer covers caps the limit; nobody is given more than it asks for.
public func assessSolvency(
    _ application: CreditApplication, by policy: SolvencyPolicy, on date: BusinessDate
) -> SolvencyAssessment {
    let facts = application.facts
    let marks = marks(of: facts, asking: application.customer.creditLimit, policy, on: date)
    let weight = max(1, marks.map(\.weight).reduce(0, +))
    let score = marks.map { ($0.points ?? 50) * $0.weight }.reduce(0, +) / weight
    let reasons = marks.filter { $0.weight > 0 }.map { mark in
        "\(mark.name) \(mark.points.map(String.init) ?? "unknown, 50") of 100, weight \(mark.weight)"
    }
    let known = marks.filter { $0.points != nil }.map(\.weight).reduce(0, +) * 100 / weight
    let isExcluded = facts.isClosed || facts.isInProceedings
    let exclusion = isExcluded ? [facts.isClosed ? "the company is closed" : "the company is in proceedings"] : []
    let isPrepaid = isExcluded || score < policy.creditFrom
    let limit = isPrepaid ? .zero(application.customer.currency) : limit(of: application, score, policy)
    let asked = application.customer.terms.days
    return SolvencyAssessment(
        score: isExcluded ? 0 : score, reasons: exclusion + reasons, known: known, limit: limit,
        isPrepaid: isPrepaid || limit.isZero,
        termDays: score >= policy.fullTermsFrom ? asked : min(asked, policy.shortTermDays),
        validUntil: date.adding(months: policy.validMonths))
}

private func limit(of application: CreditApplication, _ score: Int, _ policy: SolvencyPolicy) -> Money {
    let currency = application.customer.currency
    var limit = Money(minorUnits: policy.highestLimit / 100 * Int64(score), currency)
    if let asked = application.customer.creditLimit { limit = min(limit, asked) }
    if let insured = application.facts.insurerLimit, insured.currency == currency { limit = min(limit, insured) }
    return limit
}

private func marks(
    of facts: SolvencyFacts, asking limit: Money?, _ policy: SolvencyPolicy, on date: BusinessDate
) -> [Mark] {
    let years = facts.foundedOn.map {
        date.year - $0.year - (date < $0.adding(months: 12 * (date.year - $0.year)) ? 1 : 0)
    }
    return [
        Mark(
            name: "age", points: years.map { points($0, [(10, 100), (5, 75), (3, 50), (1, 25)]) },
            weight: policy.ageWeight),
        Mark(name: "legal form", points: facts.legalForm.map(points), weight: policy.formWeight),
        Mark(name: "rating", points: facts.rating.map { min(100, max(0, $0)) }, weight: policy.ratingWeight),
        Mark(
            name: "insurer", points: facts.insurerLimit.map { points(insured: $0, limit) }, weight: policy.insurerWeight
        ),
        Mark(
            name: "days late",
            points: facts.averageDaysLate.map { points(-$0, [(0, 100), (-5, 80), (-15, 50), (-30, 20)]) },
            weight: policy.behaviourWeight),
        Mark(
            name: "disputes", points: facts.disputes.map { points(-$0, [(0, 100), (-2, 60), (-9, 20)]) },
            weight: policy.disputesWeight),
    ]
}

/// The points of the first step that a value reaches.
private func points(_ value: Int, _ steps: [(from: Int, points: Int)]) -> Int {
    steps.first { value >= $0.from }?.points ?? 0
}

private func points(_ form: SolvencyFacts.LegalForm) -> Int {
    switch form {
    case .corporation, .publicBody: 100
    case .limited: 70
    case .association: 50
    case .soleTrader: 40
    }
}

private func points(insured: Money, _ asked: Money?) -> Int {
    guard insured.isPositive else { return 0 }
    guard let asked, asked.currency == insured.currency, asked > insured else { return 100 }
    return 60
}
