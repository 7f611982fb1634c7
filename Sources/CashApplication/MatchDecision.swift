public import Money
public import Receivables
import Documents

/// Decides what a payment pays.
///
/// References come before amounts: who names an invoice means it. Only then is the amount looked for among the open
/// items of whoever paid. An explanation is followed by itself where it is sure enough and no other is as sure; two sets
/// that come to the same amount are both proposed, and neither is followed.
public func decideMatch(_ question: MatchQuestion, by rules: MatchRules) -> MatchDecision {
    var explanations = explainByReference(question, rules)
    if !explanations.contains(where: { $0.strength >= rules.automatic }) {
        explanations += explainByAmount(question, rules)
    }
    return choose(among: explanations, by: rules)
}

private func choose(among explanations: [Explanation], by rules: MatchRules) -> MatchDecision {
    var ranked: [Explanation] = []
    for explanation in explanations.sorted(by: { $0.strength > $1.strength })
    where !ranked.contains(where: { Set($0.parts) == Set(explanation.parts) }) {
        ranked.append(explanation)
    }
    guard let best = ranked.first, best.strength >= rules.automatic, !best.parts.isEmpty,
        ranked.dropFirst().first?.strength != best.strength
    else { return .propose(Array(ranked.prefix(5))) }
    return .allocate(best)
}

// MARK: What the payer named

private func explainByReference(_ question: MatchQuestion, _ rules: MatchRules) -> [Explanation] {
    let named = question.named
    guard !named.isEmpty else { return [] }
    let builder = ExplanationBuilder(question, rules)
    let isForeign = builder.isForeign(named)
    let quoted = named.compactMap { item in item.quoted.map { MatchEvidence.quoted(invoice: item.line.invoice, as: $0) } }
    let basis = quoted + builder.payerEvidence(of: named)

    if let exact = builder.settlingAll(named, basis + [.amountsAgree], isForeign ? .strong : .certain) { return [exact] }
    if let short = builder.settlingAllButLittle(named, basis, isForeign ? .guess : .strong) { return [short] }

    let sum = named.map(\.line.open).sum(in: question.amount.currency)
    guard question.amount < sum else { return builder.settlingMore(named, sum, basis, isForeign: isForeign) }
    if named.count == 1 { return [builder.settlingPart(of: named[0], basis, isForeign ? .guess : .strong)] }
    let sets = builder.sets(among: named, basis, isForeign ? .likely : .strong)
    return sets.isEmpty ? builder.oldestFirst(named, basis) : sets
}

// MARK: What the amount says

private func explainByAmount(_ question: MatchQuestion, _ rules: MatchRules) -> [Explanation] {
    let builder = ExplanationBuilder(question, rules)
    let certain = Set(question.certainPayers)
    let known = certain.isEmpty ? Set(question.nominalPayers) : certain
    let lines = question.open.filter { known.contains($0.customer) }
    guard !lines.isEmpty else { return [] }
    let basis = builder.payerEvidence(of: lines)
    let sets = builder.sets(among: lines, basis, certain.isEmpty ? .likely : .strong)
    if !sets.isEmpty { return sets }
    let almost = lines.compactMap { builder.settlingAllButLittle([$0], basis, .likely) }
    return almost.isEmpty ? builder.oldestFirst(lines, basis) : almost
}
