import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Makes a company that applies for credit a customer: identity, duplicates, solvency, approval, review.
public struct OnboardCustomer: Stage {
    public static let name = "onboard"
    public static let summary = "Checks, assesses and approves companies that want to become customers."
    public static let planned = Port<FollowUp>("planned", "A customer whose credit is to be looked at on a day.")
    public static let unsound = WaitReason(
        "unsound", "An application with an identifier or a fact that cannot be.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static let duplicate = WaitReason(
        "duplicate", "An application of a company that seems to be a customer already.",
        nextAction: "Compare the two; release it where they are two companies, discard it where they are one.")
    public static let approval = WaitReason(
        "approval", "An application whose credit somebody else is to approve.",
        nextAction: "Have somebody else than who gave it release it with a reason, or discard it.")
    public static var ports: [PortDescription] { [planned.description] }
    public static var waits: [WaitReason] { [unsound, duplicate, approval] }

    public struct Settings: StageSettings {
        let policy: SolvencyPolicy
        let approvalAbove: Int64
        let reviewMonths: Int

        public init(from reader: inout SettingsReader) {
            let usual = SolvencyPolicy()
            func weight(_ key: String, _ value: Int, _ fact: String, _ reader: inout SettingsReader) -> Int {
                reader.read(key, default: value, in: 0...100, "How much the score counts \(fact).")
            }
            policy = SolvencyPolicy(
                ageWeight: weight("ageWeight", usual.ageWeight, "the age of the company", &reader),
                formWeight: weight("formWeight", usual.formWeight, "its legal form", &reader),
                ratingWeight: weight("ratingWeight", usual.ratingWeight, "a rating that a person enters", &reader),
                insurerWeight: weight("insurerWeight", usual.insurerWeight, "what a credit insurer covers", &reader),
                behaviourWeight: weight("behaviourWeight", usual.behaviourWeight, "how late it pays", &reader),
                disputesWeight: weight("disputesWeight", usual.disputesWeight, "its disputes", &reader),
                knownFrom: reader.read(
                    "knownFrom", default: usual.knownFrom, in: 0...100,
                    "How much of what the score counts must be known, in percent of the weights; where less is, somebody else approves any credit."
                ),
                creditFrom: reader.read(
                    "creditFrom", default: usual.creditFrom, in: 0...100,
                    "The least score that credit is given for; below it orders are prepaid."),
                fullTermsFrom: reader.read(
                    "fullTermsFrom", default: usual.fullTermsFrom, in: 0...100,
                    "The least score that the terms asked for are given for."),
                shortTermDays: reader.read(
                    "shortTermDays", default: usual.shortTermDays, in: 0...60,
                    "The most days of payment below that score."),
                highestLimit: Int64(
                    reader.read(
                        "highestLimit", default: Int(usual.highestLimit), in: 0...100_000_000_000,
                        "The limit of a score of 100, in minor units.")),
                validMonths: reader.read(
                    "validMonths", default: usual.validMonths, in: 1...60, "How many months a limit holds."))
            approvalAbove = Int64(
                reader.read(
                    "approvalAbove", default: 2_000_000, in: 0...1_000_000_000_000,
                    "The highest limit that needs nobody's approval, in minor units."))
            reviewMonths = reader.read(
                "reviewMonths", default: 11, in: 1...60, "In how many months limit and terms are looked at again.")
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        guard case .credit(.onboard(let applications)) = instruction.order else { return [] }
        let keys = applications.flatMap { Event.customerRecorded($0.customer).touches }
        guard keys.allSatisfy(book.knows) else { return keys }
        return keys + applications.flatMap { lookalikes(of: $0.customer, book) }.map(BookKey.customer)
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard case .credit(.onboard(let applications)) = instruction.order else {
            preconditionFailure("an instruction about something else is handed to onboard")
        }
        let faults = applications.flatMap {
            checkIdentity(of: $0) + checkFacts(of: $0, on: run.businessDate) + foreignAmounts(in: $0, book)
        }
        guard faults.isEmpty else { return .wait(Self.unsound, because: faults) }
        let taken = applications.map(\.customer).filter { book.customer($0.id) != nil }
        guard taken.isEmpty else { return waitForAnotherNumber(taken, book) }
        let released = run.intervention.flatMap { $0.verb == .release ? $0 : nil }
        let duplicates = applications.flatMap { application in
            lookalikes(of: application.customer, book).map { other in
                Finding(
                    .customerIsNew,
                    "\(application.customer.id) seems to be \(other), \(book.customer(other)?.party.name ?? "")",
                    at: .document)
            }
        }
        guard duplicates.isEmpty || released != nil else { return .wait(Self.duplicate, because: duplicates) }
        let assessed = applications.map { ($0, assessSolvency($0, by: settings.policy, on: run.businessDate)) }
        let doubtful = assessed.filter { needsApproval($1) }
        guard doubtful.isEmpty || released.map({ $0.actor != instruction.actor }) == true else {
            return .wait(Self.approval, because: doubtful.map { words(for: $0, $1, asked: instruction.actor) })
        }
        let customers = assessed.map { customer($0, $1, run) }
        return .proceed(
            customers.compactMap { customer in
                customer.credit.reviewOn.map { Self.planned(FollowUp(.review(customer.id), dueOn: $0)) }
            },
            recording: assessed.map { .customerAssessed($0.customer.id, $1) } + customers.map { .customerRecorded($0) },
            state: "onboarded")
    }

    /// Nobody is two customers under one number: what is agreed with the one that has it is changed by its own commands.
    private func waitForAnotherNumber(_ customers: [Customer], _ book: BookSlice) -> StageOutcome {
        let findings = customers.map { customer in
            Finding(
                .customerNumberIsFree,
                "\(customer.id) is a customer already: \(book.customer(customer.id)?.party.name ?? "")", at: .document)
        }
        return .wait(
            Wait(
                Self.duplicate, because: findings,
                next:
                    "Agree other terms of \(customers[0].id) with `quittance agree`, or give the application again under "
                    + "another number; then discard this one."))
    }

    /// What is asked for in another currency than the customer is to buy in, or has its account in already.
    private func foreignAmounts(in application: CreditApplication, _ book: BookSlice) -> [Finding] {
        let customer = application.customer
        let others = [
            customer.creditLimit?.currency, application.facts.insurerLimit?.currency,
            book.account(customer.id)?.currency,
        ]
        guard let other = others.compactMap(\.self).first(where: { $0 != customer.currency }) else { return [] }
        return [
            Finding(
                .creditIsInOneCurrency, "\(customer.id) is to buy in \(customer.currency), not in \(other)",
                at: .document)
        ]
    }

    /// Other customers that are known under one of its identifiers, or its name.
    private func lookalikes(of customer: Customer, _ book: BookSlice) -> [CustomerID] {
        let keys = Event.customerRecorded(customer).touches
        let found = keys.flatMap { key -> [CustomerID] in
            guard book.knows(key) else { return [] }
            return switch book.entry(key) {
            case .party(let ids), .payer(let ids): ids
            case .customer(let customer): [customer.id]
            default: []
            }
        }
        return Set(found).sorted()
    }

    /// Nobody is given credit alone that is large, or of whom too little is known for a score to say anything.
    private func needsApproval(_ assessment: SolvencyAssessment) -> Bool {
        assessment.limit.minorUnits > settings.approvalAbove
            || !assessment.isPrepaid && assessment.known < settings.policy.knownFrom
    }

    private func words(
        for application: CreditApplication, _ assessment: SolvencyAssessment, asked actor: String
    ) -> Finding {
        let known =
            assessment.known < settings.policy.knownFrom
            ? "; of what counts \(assessment.known) % is known, less than \(settings.policy.knownFrom) %" : ""
        return Finding(
            .limitIsApproved,
            "\(application.customer.id), given by \(actor): score \(assessment.score) gives \(assessment.limit)\(known); "
                + assessment.reasons.joined(separator: "; "),
            at: .document)
    }

    private func customer(_ application: CreditApplication, _ assessment: SolvencyAssessment, _ run: Run) -> Customer {
        var customer = application.customer
        let terms = customer.terms
        if assessment.termDays < terms.days {
            customer.terms = PaymentTerms(days: assessment.termDays, endOfMonth: terms.endOfMonth)
        }
        customer.creditLimit = assessment.limit
        customer.credit.usual = assessment.limit
        customer.credit.isPrepaid = assessment.isPrepaid
        customer.credit.validUntil = assessment.validUntil
        customer.credit.reviewOn = run.businessDate.adding(months: settings.reviewMonths)
        return customer
    }
}

/// Says which identifiers of an application cannot be: their check digits do not hold, or they contradict one another.
public func checkIdentity(of application: CreditApplication) -> [Finding] {
    let party = application.customer.party
    var faults: [Finding] = []
    func report(_ what: String, _ value: String) {
        faults.append(
            Finding(.identifierIsSound, "\(application.customer.id): \(what) \(value) cannot be", at: .document))
    }
    for identifier in party.identifiers + [party.registration].compactMap(\.self) {
        switch identifier.scheme {
        case PartyIdentifier.siren where !IdentityCheck.isSIREN(identifier.value): report("the SIREN", identifier.value)
        case PartyIdentifier.siret where !IdentityCheck.isSIRET(identifier.value): report("the SIRET", identifier.value)
        case PartyIdentifier.gln where !IdentityCheck.isGLN(identifier.value): report("the GLN", identifier.value)
        default: break
        }
    }
    if let vat = party.vatNumber, !IdentityCheck.isVATNumber(vat) { report("the VAT number", vat) }
    if let iban = application.iban, !IdentityCheck.isIBAN(iban) { report("the IBAN ending in", String(iban.suffix(4))) }
    if let lei = application.lei, !IdentityCheck.isLEI(lei) { report("the LEI", lei) }
    return faults + contradictions(party, application.customer.id)
}

/// Says which facts of an application cannot be.
func checkFacts(of application: CreditApplication, on date: BusinessDate) -> [Finding] {
    let (customer, facts) = (application.customer, application.facts)
    var faults: [String] = []
    for limit in [customer.creditLimit, facts.insurerLimit].compactMap(\.self) where limit.isNegative {
        faults.append("\(limit) is no limit")
    }
    if let founded = facts.foundedOn, founded > date { faults.append("founded on \(founded), which has not come") }
    return faults.map { Finding(.factsAreSound, "\(customer.id): \($0)", at: .document) }
}

/// A SIREN that its SIRET or its French VAT number does not hold.
private func contradictions(_ party: Party, _ id: CustomerID) -> [Finding] {
    guard let siren = party.registration, siren.scheme == PartyIdentifier.siren else { return [] }
    let sirets = party.identifiers.filter { $0.scheme == PartyIdentifier.siret && !$0.value.hasPrefix(siren.value) }
    let vats = [party.vatNumber].compactMap(\.self).filter {
        $0.hasPrefix("FR") && !$0.hasSuffix(siren.value) && !$0.dropFirst(4).hasPrefix("000")
    }
    return (sirets.map(\.value) + vats).map {
        Finding(.identifierIsSound, "\(id): \($0) does not hold the SIREN \(siren.value)", at: .document)
    }
}
