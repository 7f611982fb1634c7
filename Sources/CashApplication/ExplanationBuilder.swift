import Calendars
import Documents
import Money
import Receivables

/// Builds the explanations of one payment.
struct ExplanationBuilder {
    private let question: MatchQuestion
    private let rules: MatchRules
    private var currency: Currency { question.amount.currency }

    init(_ question: MatchQuestion, _ rules: MatchRules) {
        self.question = question
        self.rules = rules
    }

    // MARK: Who

    /// Whether the payer is known, be it by its name alone, and is not known to pay for these.
    func isForeign(_ items: [MatchCandidate]) -> Bool {
        let payers = question.knownPayers
        return !payers.isEmpty && items.contains { !payers.contains($0.customer) }
    }

    func payerEvidence(of items: [MatchCandidate]) -> [MatchEvidence] {
        let customers = Set(items.map(\.customer))
        let known = question.payers.filter { customers.contains($0.customer) }
        let foreign = isForeign(items) ? customers.subtracting(question.knownPayers).sorted() : []
        return known.map { .payer($0.customer, $0.sign) } + foreign.map { .otherPayer($0) }
    }

    /// Whose account a rest stays on: whose it is already, or the one payer, or the one customer that is paid for.
    private func owner(of items: [MatchCandidate]) -> CustomerID? {
        if let known = question.creditedTo { return known }
        let payers = Set(question.certainPayers)
        if payers.count == 1 { return payers.first }
        // Who pays a settled invoice again may have meant the rest for that.
        let customers = Set(items.map(\.customer)).union(question.settledOwners)
        return customers.count == 1 ? customers.first : nil
    }

    // MARK: Sets

    /// The explanation in which all the items are paid to the cent, discounts that may be taken included.
    func settlingAll(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation? {
        let search = ExactSets(
            of: items.map(values), comingTo: question.amount.minorUnits, mayLeaveOut: false, limit: 1)
        return search.solutions.first.map { explanation(items, $0, basis, strength) }
    }

    /// The sets of items that come to the amount; sure only where there is just one and everything was searched.
    func sets(among items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength) -> [Explanation] {
        let search = ExactSets(of: items.map(values), comingTo: question.amount.minorUnits, mayLeaveOut: true)
        let isOnly = search.solutions.count == 1 && search.isExhaustive && question.isComplete
        let reached: [MatchEvidence] = search.isExhaustive && question.isComplete ? [] : [.notAllSearched]
        let found: MatchEvidence = isOnly ? .onlySet(among: items.count) : .oneSetOfSeveral(among: items.count)
        return search.solutions.map {
            explanation(items, $0, basis + [found] + reached, isOnly ? strength : min(strength, .likely))
        }
    }

    /// The explanation in which everything is paid, credit notes included: where some of it cancels out, the largest set is meant.
    func wholeBalance(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation? {
        guard question.isComplete, items.map(\.line.open).sum(in: currency) == question.amount else { return nil }
        return Explanation(
            strength: strength, parts: items.map { part($0, paid: $0.line.open) }, onAccount: question.creditedTo,
            evidence: basis + [.amountsAgree, .wholeBalance])
    }

    /// The explanations in which the items are paid less credits of their customers that the payer did not name.
    func settlingAllLessCredits(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> [Explanation] {
        let customers = Set(items.map(\.customer))
        let named = Set(items.map(\.line.invoice))
        let credits = question.open.filter {
            $0.line.open.isNegative && customers.contains($0.customer) && !named.contains($0.line.invoice)
        }
        var rest = question
        rest.amount = question.amount - items.map(\.line.open).sum(in: currency)
        guard rest.amount.isNegative, !credits.isEmpty else { return [] }
        return ExplanationBuilder(rest, rules).sets(among: credits, [], strength).map { netted in
            Explanation(
                strength: netted.strength, parts: items.map { part($0, paid: $0.line.open) } + netted.parts,
                onAccount: question.creditedTo, evidence: basis + netted.evidence)
        }
    }

    /// What an item may be paid with: all of it, or less the discount.
    private func values(_ item: MatchCandidate) -> [Int64] {
        let open = item.line.open.minorUnits
        guard let discount = item.discount(paidOn: question.paidOn) else { return [open] }
        return [open, open - discount.minorUnits]
    }

    private func explanation(
        _ items: [MatchCandidate], _ choices: [ExactSets.Choice], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation {
        var evidence = basis
        let parts = choices.sorted { $0.item < $1.item }.map { choice -> AllocationPart in
            let item = items[choice.item]
            guard choice.value == 1, let discount = item.discount(paidOn: question.paidOn) else {
                return part(item, paid: item.line.open)
            }
            evidence.append(.discountTaken(invoice: item.line.invoice, discount))
            return part(item, paid: item.line.open - discount, Residual(.earlyPaymentDiscount, discount))
        }
        return Explanation(strength: strength, parts: parts, onAccount: question.creditedTo, evidence: evidence)
    }

    // MARK: Too little

    /// The explanation in which every discount that may be taken was, but for cents: payers round otherwise than we do.
    func settlingAllLessDiscounts(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation? {
        let discounts = items.map { $0.discount(paidOn: question.paidOn) ?? .zero(currency) }
        guard let last = discounts.lastIndex(where: \.isPositive) else { return nil }
        let sum = items.map(\.line.open).sum(in: currency)
        let taken = sum - question.amount
        let difference = taken - discounts.sum(in: currency)
        guard taken.isPositive, rules.isSmall(difference.magnitude, of: sum),
            discounts[last] + difference > .zero(currency)
        else { return nil }
        var evidence = basis
        let parts = items.enumerated().map { index, item -> AllocationPart in
            let discount = index == last ? discounts[index] + difference : discounts[index]
            guard discount.isPositive else { return part(item, paid: item.line.open) }
            evidence.append(.discountTaken(invoice: item.line.invoice, discount))
            return part(item, paid: item.line.open - discount, Residual(.earlyPaymentDiscount, discount))
        }
        return Explanation(strength: strength, parts: parts, onAccount: question.creditedTo, evidence: evidence)
    }

    /// The explanation in which a part of the only discount that may be taken was.
    func settlingAllWithinDiscount(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation? {
        guard let left = items.leftToDiscount(by: question.amount, paidOn: question.paidOn) else { return nil }
        let parts = items.map { item in
            item.line.invoice == left.invoice
                ? part(item, paid: item.line.open - left.amount, Residual(.earlyPaymentDiscount, left.amount))
                : part(item, paid: item.line.open)
        }
        return Explanation(
            strength: strength, parts: parts, onAccount: question.creditedTo,
            evidence: basis + [.discountTaken(invoice: left.invoice, left.amount)])
    }

    /// The explanation in which so little is missing that nobody asks for it, or that a bank took it.
    func settlingAllButLittle(
        _ items: [MatchCandidate], _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation? {
        let sum = items.map(\.line.open).sum(in: currency)
        let missing = sum - question.amount
        guard missing.isPositive, let reason = reason(for: missing, of: sum) else { return nil }
        guard let bearer = items.indices.last(where: { items[$0].line.open > missing }) else { return nil }
        let parts = items.enumerated().map { index, item in
            index == bearer
                ? part(item, paid: item.line.open - missing, Residual(reason, missing))
                : part(item, paid: item.line.open)
        }
        return Explanation(
            strength: strength, parts: parts, onAccount: question.creditedTo,
            evidence: basis + [.residual(reason, missing)])
    }

    private func reason(for missing: Money, of sum: Money) -> ResidualReason? {
        if missing == question.charges { return .bankCharges }
        if rules.isSmall(missing, of: sum) { return .smallDifference }
        return question.isKeptByBanks(missing, rules) ? .bankCharges : nil
    }

    /// The explanation in which one item is paid in part; the rest of it stays open.
    func settlingPart(
        of item: MatchCandidate, _ basis: [MatchEvidence], _ strength: MatchStrength
    ) -> Explanation {
        Explanation(
            strength: strength, parts: [part(item, paid: question.amount)], onAccount: question.creditedTo,
            evidence: basis + [.partOf(invoice: item.line.invoice, rest: item.line.open - question.amount)])
    }

    // MARK: Too much

    /// The explanations in which the named items are paid, and the rest pays others or stays on account.
    func settlingMore(
        _ named: [MatchCandidate], _ sum: Money, _ basis: [MatchEvidence], isForeign: Bool
    ) -> [Explanation] {
        let rest = question.amount - sum
        let others = question.open.filter { other in !named.contains { $0.line.invoice == other.line.invoice } }
        var more = question
        more.amount = rest
        let further = ExplanationBuilder(more, rules).sets(among: others, [], isForeign ? .likely : .strong)
        let paid = named.map { part($0, paid: $0.line.open) }
        guard further.isEmpty else {
            return further.map { other in
                Explanation(
                    strength: other.strength, parts: paid + other.parts, onAccount: question.creditedTo,
                    evidence: basis + other.evidence)
            }
        }
        if rules.isSmall(rest, of: sum), let kept = settlingAndKeeping(rest, named, basis, isForeign: isForeign) {
            return [kept]
        }
        guard let owner = owner(of: named) else {
            return [Explanation(strength: .guess, parts: paid, onAccount: nil, evidence: basis)]
        }
        return [
            Explanation(
                strength: isForeign ? .guess : .strong, parts: paid, onAccount: owner,
                evidence: basis + [.onAccount(owner, rest)])
        ]
    }

    /// The explanation in which so little is too much that nobody asks for it back.
    private func settlingAndKeeping(
        _ rest: Money, _ named: [MatchCandidate], _ basis: [MatchEvidence], isForeign: Bool
    ) -> Explanation? {
        guard let last = named.indices.last(where: { named[$0].line.open.isPositive }) else { return nil }
        let parts = named.enumerated().map { index, item in
            index == last
                ? part(item, paid: item.line.open + rest, Residual(.smallDifference, -rest))
                : part(item, paid: item.line.open)
        }
        return Explanation(
            strength: isForeign ? .guess : .strong, parts: parts, onAccount: question.creditedTo,
            evidence: basis + [.residual(.smallDifference, -rest)])
    }

    // MARK: For want of anything better

    /// A proposal, never more: the oldest items first, as far as the money goes.
    func oldestFirst(_ items: [MatchCandidate], _ basis: [MatchEvidence]) -> [Explanation] {
        var rest = question.amount
        var parts: [AllocationPart] = []
        let sorted = items.sorted { ($0.line.dueDate, $0.line.invoice) < ($1.line.dueDate, $1.line.invoice) }
        for item in sorted where rest.isPositive && item.line.open.isPositive {
            let paid = min(rest, item.line.open)
            parts.append(part(item, paid: paid))
            rest -= paid
        }
        guard !parts.isEmpty else { return [] }
        guard rest.isPositive else {
            return [
                Explanation(
                    strength: .guess, parts: parts, onAccount: question.creditedTo, evidence: basis + [.oldestFirst])
            ]
        }
        guard let owner = owner(of: items) else { return [] }
        return [
            Explanation(
                strength: .guess, parts: parts, onAccount: owner,
                evidence: basis + [.oldestFirst, .onAccount(owner, rest)])
        ]
    }

    private func part(_ item: MatchCandidate, paid: Money, _ residual: Residual? = nil) -> AllocationPart {
        AllocationPart(
            invoice: item.line.invoice, customer: item.customer, issueDate: item.line.issueDate, paid: paid,
            residual: residual)
    }
}
