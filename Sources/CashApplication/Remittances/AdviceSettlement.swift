public import Calendars
public import Documents
public import Money
public import Receivables

/// A part of an invoice that a payer keeps back and nobody agreed to.
public struct ShortPayment: Hashable, Sendable {
    public var customer: CustomerID
    public var invoice: String
    public var invoiceDate: BusinessDate
    public var amount: Money
    public var reason: DisputeReason
    /// The code that the payer gave, and what it wrote.
    public var said: String

    public init(
        customer: CustomerID, invoice: String, invoiceDate: BusinessDate, amount: Money, reason: DisputeReason,
        said: String
    ) {
        self.customer = customer
        self.invoice = invoice
        self.invoiceDate = invoiceDate
        self.amount = amount
        self.reason = reason
        self.said = said
    }
}

/// A line of an advice, and the open item that it is about.
public struct AdviceLine: Hashable, Sendable {
    public var said: RemittanceLine
    /// Nil where nothing open is of that number, or more than one thing.
    public var item: MatchCandidate?

    public init(_ said: RemittanceLine, about item: MatchCandidate? = nil) {
        self.said = said
        self.item = item
    }
}

/// What becomes of open items when a payer's advice is followed line by line.
public struct AdviceSettlement: Hashable, Sendable {
    public private(set) var parts: [AllocationPart] = []
    /// What is kept back and contested: it stays open, and a dispute is opened.
    public private(set) var claims: [ShortPayment] = []
    /// What is paid of things that are not open.
    public private(set) var unplaced: Money
    /// What does not fit, in words.
    public private(set) var problems: [String] = []

    private let paidOn: BusinessDate
    private let rules: MatchRules
    /// What is still open of each invoice, and not contested by a line before.
    private var left: [String: Money] = [:]

    public init(_ lines: [AdviceLine], paidOn date: BusinessDate, in currency: Currency, by rules: MatchRules) {
        unplaced = .zero(currency)
        paidOn = date
        self.rules = rules
        for line in lines { settle(line) }
    }

    public var paid: Money { parts.map(\.paid).sum(in: unplaced.currency) }

    private mutating func settle(_ line: AdviceLine) {
        let said = line.said
        guard said.paid.currency == unplaced.currency else {
            return problems.append("\(said.number) is paid in \(said.paid.currency)")
        }
        guard let item = line.item else {
            unplaced += said.paid
            if said.kind != .other || !said.number.isEmpty { problems.append("nothing is open as \(said.number)") }
            return
        }
        let open = left[item.line.invoice] ?? item.line.open
        let paid = within(said.paid, open)
        if paid != said.paid {
            problems.append("\(said.paid) of \(item.line.invoice), of which \(open) are open")
            unplaced += said.paid - paid
        }
        var residuals: [Residual] = []
        left[item.line.invoice] = settle(kept(said), of: open - paid, item, &residuals)
        place(paid, residuals, item)
    }

    /// The part of an amount that an open item can take: of the same sign, and no more.
    private func within(_ amount: Money, _ open: Money) -> Money {
        if open.isNegative { return amount.isNegative ? max(amount, open) : .zero(open.currency) }
        return amount.isPositive ? min(amount, open) : .zero(open.currency)
    }

    /// What a line keeps back, the discount included.
    private func kept(_ line: RemittanceLine) -> [RemittanceDeduction] {
        let discount = line.discount.map { RemittanceDeduction(amount: $0, reasonCode: "19") }
        return ([discount].compactMap(\.self) + line.deductions).filter(\.amount.isPositive)
    }

    /// Deals with what is kept back of an item, and gives what is then still open and not contested.
    private mutating func settle(
        _ kept: [RemittanceDeduction], of open: Money, _ item: MatchCandidate, _ residuals: inout [Residual]
    ) -> Money {
        var rest = open
        for deduction in kept where rest.isPositive && deduction.amount.currency == rest.currency {
            let amount = min(deduction.amount, rest)
            switch outcome(of: deduction, amount, item) {
            case .residual(let residual): residuals.append(residual)
            case .claim(let reason): claims.append(claim(amount, reason, deduction, item))
            case .open: continue
            }
            rest -= amount
        }
        guard rest.isPositive, rules.isSmall(rest, of: item.line.open), rest < item.line.open else { return rest }
        residuals.append(Residual(.smallDifference, rest))
        return .zero(rest.currency)
    }

    private enum Outcome {
        case residual(Residual)
        case claim(DisputeReason)
        case open
    }

    private func outcome(of deduction: RemittanceDeduction, _ amount: Money, _ item: MatchCandidate) -> Outcome {
        let code = deduction.reasonCode
        if let code, rules.agreedDeductions.contains(code), deduction.list == .uncl4465,
            amount.minorUnits <= rules.deductionLimit
        {
            return .residual(Residual(.deduction, amount, code: code))
        }
        if rules.isSmall(amount, of: item.line.open) {
            return .residual(Residual(.smallDifference, amount, code: code))
        }
        switch meaning(of: deduction) {
        case .discount:
            let isEarned = item.discount(paidOn: paidOn).map { amount <= $0 } ?? false
            return isEarned ? .residual(Residual(.earlyPaymentDiscount, amount)) : .claim(.discount)
        case .bankCharges:
            let isBorne = amount.minorUnits <= rules.bankCharges
            return isBorne ? .residual(Residual(.bankCharges, amount)) : .claim(.paymentMode)
        case .onAccount: return .open
        case .claim(let reason): return .claim(reason)
        }
    }

    private func claim(
        _ amount: Money, _ reason: DisputeReason, _ deduction: RemittanceDeduction, _ item: MatchCandidate
    ) -> ShortPayment {
        let said = [deduction.reasonCode.map { "code \($0)" }, deduction.note].compactMap(\.self).joined(
            separator: ", ")
        return ShortPayment(
            customer: item.customer, invoice: item.line.invoice, invoiceDate: item.line.issueDate, amount: amount,
            reason: reason, said: said)
    }

    /// One part for the money and the first residual, one for each further residual.
    private mutating func place(_ paid: Money, _ residuals: [Residual], _ item: MatchCandidate) {
        guard !paid.isZero || !residuals.isEmpty else { return }
        for (index, residual) in (residuals.isEmpty ? [nil] : residuals.map(Optional.some)).enumerated() {
            parts.append(
                AllocationPart(
                    invoice: item.line.invoice, customer: item.customer, issueDate: item.line.issueDate,
                    paid: index == 0 ? paid : .zero(paid.currency), residual: residual))
        }
    }
}
