import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Sets a payment against what it pays, where that is beyond doubt; otherwise it waits with the explanations there are.
///
/// A payment that waits is decided again when one of the invoices, accounts or payers that it may be about changes.
public struct MatchPayment: Stage {
    public static let name = "match"
    public static let summary = "Sets a payment against the invoices that it pays, where that is beyond doubt."
    public static let unmatched = WaitReason(
        "unmatched", "A payment that has no explanation that is better than all others.",
        nextAction: "Release it to follow the first proposal, or set it against invoices with `quittance allocate`.")
    public static let unknownReturn = WaitReason(
        "unknown-return", "Money was taken back or paid back, and it is not clear which payment it was, or what for.",
        nextAction: "Say which it was by `quittance returned`, or what it was for by `quittance refund`.")
    public static let possibleDuplicate = WaitReason(
        "possible-duplicate",
        "A payment that may be one that is known, told in other words; it is not in the book yet.",
        nextAction: "Release it where it is another payment; discard it where it is the same.")
    public static let contested = Port<FollowUp>(
        "contested", "A dispute about what a payer kept back, to be answered by a day.")
    public static var ports: [PortDescription] { [contested.description] }
    public static var waits: [WaitReason] { [unmatched, unknownReturn, possibleDuplicate] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let rules: MatchRules
        let disputeDays: Int
        let returnCharges: Int

        public init(from reader: inout SettingsReader) {
            let automatic = reader.read(
                "automatic", default: MatchStrength.strong,
                "The least sure explanation that is followed without asking.")
            let tolerance = reader.read(
                "tolerance", default: 50, in: 0...100_000,
                "The most that is not asked for where too little was paid, in minor units.")
            let percent = reader.read(
                "tolerancePercent", default: 1, in: 0...100, "The same in percent of what was to be paid; both hold.")
            let charges = reader.read(
                "bankCharges", default: 0, in: 0...1_000_000,
                "The most that banks on the way from abroad may have taken, in minor units.")
            let agreed = reader.read(
                "agreedDeductions", among: (1...40).map(String.init),
                "The reasons of UNCL 4465 for which a payer may keep something back without being asked.")
            let most = reader.read(
                "deductionLimit", default: 0, in: 0...10_000_000,
                "The most that may be kept back so of one invoice, in minor units.")
            disputeDays = reader.read(
                "disputeDays", default: 30, in: 1...365,
                "In how many days a dispute that a short payment opens is to be answered.")
            returnCharges = reader.read(
                "returnCharges", default: 5000, in: 0...1_000_000,
                "The most that a bank may have kept for a payment that came back, in minor units; more is asked about.")
            rules = MatchRules(
                automatic: automatic, tolerance: Int64(tolerance),
                tolerancePercentage: Percentage(ExactDecimal(percent)), bankCharges: Int64(charges),
                agreedDeductions: Set(agreed), deductionLimit: Int64(most))
        }
    }

    let settings: Settings
    private let known = Remembered<Payment, PaymentFacts>(limit: 1024, \.id)
    public init(settings: Settings) { self.settings = settings }

    func facts(of payment: Payment) -> PaymentFacts { known.answer(to: payment, PaymentFacts.init) }

    public func reads(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.payment(payment.id)] + facts(of: payment).firstKeys
        guard first.allSatisfy(book.knows) else { return first }
        let unknown = book.payment(payment.id) == nil ? readsOfDuplicates(payment, book) : []
        if payment.isPaidByUs { return unknown + readsOfRefund(payment, book) }
        return unknown + (payment.amount.isPositive ? readsOfCandidates(payment, book) : readsOfReturn(payment, book))
    }

    public func decide(_ payment: Payment, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard !payment.amount.isZero else { return decideNothing(payment, run) }
        guard let entry = book.payment(payment.id) else { return decideDuplicate(payment, book, run) }
        guard !entry.rest.isZero, entry.returnedBy == nil else { return .emit(state: "matched") }
        if payment.isPaidByUs { return payBack(entry, book, run) }
        guard payment.amount.isPositive else { return takeBack(entry, book, run) }

        let question = question(about: payment, entry, book)
        let ahead = ordersPaidAhead(by: payment, question, book)
        guard ahead.isEmpty else { return wait(payment, entry, question, [], payingAhead: ahead, book, run) }
        let decision = decideMatch(question, by: settings.rules)
        switch decision {
        case .allocate(let explanation):
            let isAsked = entry.isTakenOff && run.intervention?.verb != .release
            guard canCredit(payment, by: explanation, book), !isAsked else {
                return wait(payment, entry, question, [explanation], book, run)
            }
            return allocate(explanation, payment, entry, book, run)
        case .propose(let explanations):
            if run.intervention?.verb == .release, let best = explanations.first, !best.parts.isEmpty,
                canCredit(payment, by: best, book)
            {
                return allocate(best, payment, entry, book, run)
            }
            return wait(payment, entry, question, explanations, book, run)
        }
    }

    /// An entry without money pays nothing and is never in the book; somebody should know that it was there.
    private func decideNothing(_ payment: Payment, _ run: Run) -> StageOutcome {
        guard run.intervention?.verb != .release else { return .emit(state: "passed over") }
        let text = "\(payment.id) is of \(payment.amount)"
        return .wait(
            Wait(
                Self.unmatched, because: [Finding(.paymentHasAmount, text, at: .document)],
                next: "Look at the statement, and ask the bank where it is unclear; then release it: nothing is booked."
            ))
    }

    private func allocate(
        _ explanation: Explanation, _ payment: Payment, _ entry: PaymentEntry, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let owner = explanation.onAccount ?? entry.creditedTo
        let rest = entry.rest - explanation.parts.map(\.paid).sum(in: entry.rest.currency)
        let isOver = !rest.isPositive || owner != nil
        let allocation = Allocation(
            payment: payment.id, parts: explanation.parts, onAccount: owner, paidOn: payment.bookedOn,
            evidence: explanation.evidence.map(\.inWords), confirmedBy: run.intervention?.actor, endsWork: isOver)
        let learned = run.intervention == nil ? [] : payerLearned(payment, explanation.parts.map(\.customer), book)
        let disputes = disputes(explanation.claims, payment, book, run)
        let matched = explanation.remittance.flatMap { book.remittance($0) }.map { remittance in
            [Event.cash(.remittanceMatched(remittance.key, payment: payment.id, remittance.customers))]
        }
        let emissions = disputes.map { Self.contested(FollowUp(.dispute($0.id), dueOn: $0.dueOn)) }
        let events =
            unclear(entry) + [.cash(.allocated(allocation))] + learned + (matched ?? [])
            + disputes.map { .cases(.disputeOpened($0)) }
            + linesCrossed(exposures(after: allocation, entry, book), book)
            + ordersNamed(by: payment, facts(of: payment), book)
        guard !isOver else { return .proceed(emissions, recording: events, state: "matched") }
        let text = "\(rest) of \(payment.amount) are left, and it is not known whose they are"
        return .wait(
            Wait(
                Self.unmatched, because: [Finding(.payerIsKnown, text, at: .document)],
                wakeOn: [.payment(payment.id)], recording: events, emitting: emissions,
                next: nextAction(payment, [], isCredited: false)))
    }

    private func disputes(
        _ claims: [ShortPayment], _ payment: Payment, _ book: BookSlice, _ run: Run
    ) -> [Dispute] {
        openDisputes(
            claims, on: run.businessDate, dueOn: run.businessDate + settings.disputeDays,
            because: "payment \(payment.id)", book)
    }

    private func wait(
        _ payment: Payment, _ entry: PaymentEntry, _ question: MatchQuestion, _ explanations: [Explanation],
        payingAhead orders: [OrderKey] = [], _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let certain = Set(question.certainPayers)
        let owner = certain.count == 1 ? certain.first : nil
        let isNews = entry.creditedTo == nil && owner.map { canCredit(payment, to: $0, book) } ?? false
        let credited = isNews ? owner.map { creditEvents(payment, entry, to: $0, book) } ?? [] : []
        let facts = facts(of: payment)
        let customers = Set(question.payers.map(\.customer) + question.open.map(\.customer))
        let credit = owner ?? entry.creditedTo
        // Whose money it is once said, only an invoice that is named speaks against it.
        let owners =
            credit == nil
            ? self.customers(facts, naming: facts.namedInvoices(book), book) : question.named.map(\.customer)
        let ordering = credit == nil ? orders.map(\.customer) : []
        let possible = Set(owners + ordering).filter { $0 != credit && book.account($0) != nil }
        return .wait(
            Wait(
                Self.unmatched,
                because: orders.isEmpty
                    ? findings(payment, entry, question, explanations, book, run)
                    : [finding(about: entry.rest, paying: orders)],
                wakeOn: [.payment(payment.id)] + customers.sorted().map(BookKey.account) + facts.firstKeys
                    + orders.map(BookKey.order),
                recording: credited + unclear(entry, mayBeOf: possible.sorted())
                    + ordersNamed(by: payment, facts, book),
                next: wayAcrossCurrencies(payment, question, explanations, book)
                    ?? nextAction(payment, explanations, payingAhead: orders, isCredited: credit != nil),
                // What nobody has been credited with may be no customer's: then it leaves the customers' books.
                onDiscard: Wait.Ending(
                    recording: credit == nil
                        ? unclear(entry) + [.cash(.paymentDisowned(payment: payment.id, entry.rest))] : [])))
    }

    /// What can be done by commands as they are typed; a payment without a proposal cannot be released.
    private func nextAction(
        _ payment: Payment, _ explanations: [Explanation], payingAhead orders: [OrderKey] = [], isCredited: Bool
    ) -> String {
        let allocate = "set it against invoices: `quittance allocate \(payment.id) INVOICE --reason WHY`"
        if explanations.first?.parts.isEmpty == false {
            return "Release it to follow the first proposal, or \(allocate)."
        }
        guard orders.isEmpty else {
            return "\(nextAction(payment, paying: orders, isCredited: isCredited)); or \(allocate)."
        }
        let wait =
            isCredited
            ? "It stays on the customer's account until an invoice is issued"
            : "Say whose it is: `quittance credit \(payment.id) CUSTOMER --reason WHY`; discard it where it is no customer's"
        return "\(wait); or \(allocate)."
    }

    private func findings(
        _ payment: Payment, _ entry: PaymentEntry, _ question: MatchQuestion, _ explanations: [Explanation],
        _ book: BookSlice, _ run: Run
    ) -> [Finding] {
        let unpaid = settledInvoices(payment, book) + frozenInvoices(payment, book)
        let settled = (unpaid + invoicesInOtherCurrencies(payment, book)).map {
            Finding(.paymentHasOneExplanation, $0, at: .document)
        }
        guard explanations.isEmpty else {
            return explanations.map { Finding(.paymentHasOneExplanation, $0.inWords, at: .document) } + settled
        }
        let amount = entry.rest == payment.amount ? "\(payment.amount)" : "\(entry.rest) of \(payment.amount)"
        let released = run.intervention?.verb == .release ? "it was released, and there is no proposal to follow; " : ""
        guard settled.isEmpty else {
            let text = "\(amount): \(released)what it names is settled, frozen by a judgment, or in another currency"
            return [Finding(.paymentHasOneExplanation, text, at: .document)] + settled
        }
        let isUnknown = question.payers.isEmpty
        let why =
            isUnknown ? "nobody known pays so, and no known invoice is named" : "nothing is open that it could pay"
        return [
            Finding(
                isUnknown ? .payerIsKnown : .paymentHasOneExplanation, "\(amount): \(released)\(why)",
                at: .document)
        ]
    }

    /// How a payment is set against the one invoice that it names, or that its payer owes, in another currency: nobody's
    /// account can have it.
    private func wayAcrossCurrencies(
        _ payment: Payment, _ question: MatchQuestion, _ explanations: [Explanation], _ book: BookSlice
    ) -> String? {
        let foreign = facts(of: payment).namedInvoices(book).compactMap { book.invoice($0.invoice) }.filter {
            $0.open.currency != payment.amount.currency && $0.open.isPositive
        }
        guard explanations.isEmpty, question.named.isEmpty, let item = foreign.first else { return nil }
        let currency = payment.amount.currency
        let own = currency.code == "EUR" ? "" : " --payment-currency \(currency)"
        let share = "\(item.number)=\(item.open.decimal)"
        return "Set it against what it pays, in the currency of the invoice: "
            + "`quittance allocate \(payment.id) \(share) --currency \(item.open.currency)\(own) --reason WHY`; "
            + "with `:AMOUNT` behind \(share) where that takes only so much of the payment."
    }

    /// The invoices that the payer named and that another currency is owed for: nobody but a person compares them.
    private func invoicesInOtherCurrencies(_ payment: Payment, _ book: BookSlice) -> [String] {
        facts(of: payment).namedInvoices(book).compactMap { book.invoice($0.invoice) }.filter {
            $0.open.currency != payment.amount.currency && !$0.open.isZero
        }.map {
            "\($0.number), which it names, is open with \($0.open), and the payment is in \(payment.amount.currency)"
        }
    }

    /// The invoices that the payer named and that proceedings froze: only a person sets money against them.
    private func frozenInvoices(_ payment: Payment, _ book: BookSlice) -> [String] {
        facts(of: payment).namedInvoices(book).compactMap { book.invoice($0.invoice) }.compactMap { item in
            guard !item.open.isZero, book.knows(.customer(item.customer)),
                let court = court(freezing: item.arisenOn, of: item.customer, to: payment, book)
            else { return nil }
            return "\(item.number), which it names, arose before the judgment of \(court.openedOn): it may not be paid"
        }
    }

    /// The invoices that the payer named and that nothing is open of, each with what settled it.
    private func settledInvoices(_ payment: Payment, _ book: BookSlice) -> [String] {
        facts(of: payment).namedInvoices(book).compactMap { book.invoice($0.invoice) }.filter(\.open.isZero).map {
            item in
            let sources = item.allocations.map(\.source)
            return "\(item.number), which it names, is settled already"
                + (sources.isEmpty ? "" : ", by \(sources.joined(separator: ", "))")
        }
    }
}

extension Rule {
    public static let paymentHasOneExplanation = Rule(
        "CSH-001", "A payment has one explanation that is better than all others.",
        remedy: "Release it to follow the first, where there is one; or say what it pays with `quittance allocate`.")
    public static let payerIsKnown = Rule(
        "CSH-002", "A payment is from somebody known, or names an invoice.",
        remedy: "Say whose it is with `quittance credit`, or allocate it.")
    public static let returnIsKnown = Rule(
        "CSH-003", "What is taken back names one payment that arrived.",
        remedy: "Say which payment it was with `quittance returned`.")
    public static let cashInstructionFits = Rule(
        "CSH-004", "An instruction about a payment names one that is there, and no more than is left or open.",
        remedy: "Correct it and give it again.")
    public static let paymentIsNew = Rule(
        "CSH-005", "A payment is recorded once.", remedy: "Nothing is to be done: it was counted when it first came.")
    public static let paymentNameIsNew = Rule(
        "CSH-010", "A payment that is given by hand has a name of its own.",
        remedy: "Give it another name; or correct it, if it is the payment that is known.")
    public static let paymentIsNoOther = Rule(
        "CSH-012", "A payment is not one that is known already, told in other words.",
        remedy: "Release it where it is another payment; discard it where it is the same.")
    public static let paymentHasAmount = Rule(
        "CSH-013", "A payment has an amount.", remedy: "Look at where it comes from; nothing is booked of it.")
    public static let writeOffIsApproved = Rule(
        "CSH-014", "Somebody else approves a write-off above what one person may give up.",
        remedy: "Have somebody else release it, with a reason; or discard it.")
    public static let paymentHasCome = Rule(
        "CSH-011", "A payment is of today or earlier.", remedy: "Correct its day, or give it again when it has come.")
}

/// Every rule of this vertical, for `explain`.
public let cashRules: [Rule] = [
    .paymentHasOneExplanation, .payerIsKnown, .returnIsKnown, .cashInstructionFits, .paymentIsNew, .paymentNameIsNew,
    .paymentHasCome, .paymentIsNoOther, .paymentHasAmount, .writeOffIsApproved, .paidOrderIsBilled, .refundIsKnown,
    .announcedPaymentComes, .remittanceAddsUp, .remittanceIsNew, .reasonIsKnown,
]
