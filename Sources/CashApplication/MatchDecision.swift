import Money
import Receivables
import Documents

/// Decides what a payment pays.
///
/// What the payer said of it comes first, and references before amounts: who names an invoice means it. Only then is the amount looked for among the open
/// items of whoever paid. An explanation is followed by itself where it is sure enough and no other is as sure; two sets
/// that come to the same amount are both proposed, and neither is followed.
public func decideMatch(_ question: MatchQuestion, by rules: MatchRules) -> MatchDecision {
    if let exact = explainAtOnce(question) { return .allocate(exact) }
    var explanations = explainByAdvice(question, rules) + explainByReference(question, rules)
    if !explanations.contains(where: { $0.strength >= rules.automatic }) {
        explanations += explainByAmount(question, rules)
    }
    return choose(among: explanations, by: rules)
}

private func choose(among explanations: [Explanation], by rules: MatchRules) -> MatchDecision {
    var ranked: [Explanation] = []
    for explanation in inOrderOfStrength(explanations)
    where !ranked.contains(where: { Set($0.parts) == Set(explanation.parts) }) {
        ranked.append(explanation)
    }
    guard let best = ranked.first, best.strength >= rules.automatic, !best.parts.isEmpty,
        ranked.dropFirst().first?.strength != best.strength
    else { return .propose(Array(ranked.prefix(5))) }
    return .allocate(best)
}

/// The surest first; of two as sure, the one that was thought of first.
private func inOrderOfStrength(_ explanations: [Explanation]) -> [Explanation] {
    MatchStrength.allCases.reversed().flatMap { strength in explanations.filter { $0.strength == strength } }
}

/// The usual payment names one invoice and pays it to the cent: nothing else can be as sure.
private func explainAtOnce(_ question: MatchQuestion) -> Explanation? {
    guard question.advices.isEmpty, question.named.count == 1, question.named[0].line.open == question.amount else {
        return nil
    }
    let item = question.named[0]
    guard !question.isForeign(item) else { return nil }
    var evidence: [MatchEvidence] = []
    evidence.reserveCapacity(question.payers.count + 2)
    if let quoted = item.quoted { evidence.append(.quoted(invoice: item.line.invoice, as: quoted)) }
    for payer in question.payers where payer.customer == item.customer {
        evidence.append(.payer(payer.customer, payer.sign))
    }
    evidence.append(.amountsAgree)
    let part = AllocationPart(
        invoice: item.line.invoice, customer: item.customer, issueDate: item.line.issueDate, paid: item.line.open)
    return Explanation(strength: .certain, parts: [part], onAccount: question.creditedTo, evidence: evidence)
}

extension MatchQuestion {
    /// Whether the payer is known for certain, and is not the customer of an item.
    fileprivate func isForeign(_ item: MatchCandidate) -> Bool {
        payers.contains(where: \.isCertain) && !payers.contains { $0.isCertain && $0.customer == item.customer }
    }
}

// MARK: What the payer named

private func explainByReference(_ question: MatchQuestion, _ rules: MatchRules) -> [Explanation] {
    let named = question.meant
    guard !named.isEmpty else { return [] }
    let builder = ExplanationBuilder(question, rules)
    let isForeign = builder.isForeign(named)
    let quoted = named.compactMap { item in item.quoted.map { MatchEvidence.quoted(invoice: item.line.invoice, as: $0) }
    }
    let basis = quoted + builder.payerEvidence(of: named)

    if let exact = builder.settlingAll(named, basis + [.amountsAgree], isForeign ? .strong : .certain) {
        return [exact]
    }
    let netted = builder.settlingAllLessCredits(named, basis, isForeign ? .likely : .strong)
    if !netted.isEmpty { return netted }
    if let short = builder.settlingAllButLittle(named, basis, isForeign ? .guess : .strong)
        ?? builder.settlingAllLessDiscounts(named, basis, isForeign ? .guess : .strong)
        ?? builder.settlingAllWithinDiscount(named, basis, isForeign ? .guess : .strong)
    {
        return [short]
    }

    let sum = named.map(\.line.open).sum(in: question.amount.currency)
    guard question.amount < sum else { return builder.settlingMore(named, sum, basis, isForeign: isForeign) }
    if named.count == 1 { return [builder.settlingPart(of: named[0], basis, isForeign ? .guess : .strong)] }
    let sets = builder.sets(among: named, basis, isForeign ? .likely : .strong)
    return sets.isEmpty ? builder.oldestFirst(named, basis) : sets
}

// MARK: What the amount says

private func explainByAmount(_ question: MatchQuestion, _ rules: MatchRules) -> [Explanation] {
    let builder = ExplanationBuilder(question, rules)
    let known = Set(question.knownPayers)
    let lines = question.open.filter { known.contains($0.customer) }
    guard !lines.isEmpty else { return [] }
    let basis = builder.payerEvidence(of: lines)
    let strength: MatchStrength = question.certainPayers.isEmpty ? .likely : .strong
    if let whole = builder.wholeBalance(lines, basis, strength) { return [whole] }
    let sets = builder.sets(among: lines, basis, strength)
    if !sets.isEmpty { return sets }
    let almost = lines.compactMap {
        builder.settlingAllButLittle([$0], basis, .likely) ?? builder.settlingAllLessDiscounts([$0], basis, .likely)
    }
    return almost.isEmpty ? builder.oldestFirst(lines, basis) : almost
}
