import Calendars
import CreditControl
import Documents
import Money
import Testing

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func application(
    asking limit: Money? = eur(50_000), days: Int = 60, _ edit: (inout SolvencyFacts) -> Void = { _ in }
) -> CreditApplication {
    var facts = SolvencyFacts()
    facts.foundedOn = "2010-05-01"
    facts.legalForm = .corporation
    facts.rating = 80
    facts.insurerLimit = eur(100_000)
    facts.averageDaysLate = 0
    facts.disputes = 0
    edit(&facts)
    let party = Party(
        name: "Anyone", identifiers: [], registration: PartyIdentifier(scheme: PartyIdentifier.siren, "732829320"),
        vatNumber: "FR44732829320")
    return CreditApplication(
        Customer(
            id: CustomerID("C-1"), party: party, currency: .euro, terms: PaymentTerms(days: days), creditLimit: limit),
        facts)
}

private func assess(_ application: CreditApplication, _ policy: SolvencyPolicy = SolvencyPolicy()) -> SolvencyAssessment
{
    assessSolvency(application, by: policy, on: "2026-11-23")
}

struct SolvencyTests {
    @Test func `a good company gets what it asks for, on its terms, for a time, and every fact says what it counted`() {
        let assessment = assess(application())
        #expect(
            assessment.score == 95 && assessment.limit == eur(50_000) && assessment.termDays == 60
                && !assessment.isPrepaid)
        #expect(assessment.validUntil == "2027-11-23")
        #expect(assessment.reasons.count == 6 && assessment.reasons[2] == "rating 80 of 100, weight 25")
    }

    @Test func `a court or a closure ends it, whatever the rest says`() {
        for edit in [{ $0.isInProceedings = true }, { $0.isClosed = true }] as [(inout SolvencyFacts) -> Void] {
            let assessment = assess(application(edit))
            #expect(assessment.isPrepaid && assessment.limit.isZero && assessment.score == 0)
        }
    }

    @Test func `an insurer caps the limit, and one who refuses ends credit`() {
        #expect(assess(application { $0.insurerLimit = eur(20_000) }).limit == eur(20_000))
        #expect(assess(application { $0.insurerLimit = eur(0) }).isPrepaid)
    }

    @Test func `below its score a company pays ahead, at the score it has credit`() {
        let bad: (inout SolvencyFacts) -> Void = { facts in
            facts.rating = 0
            facts.averageDaysLate = 60
            facts.legalForm = .soleTrader
            facts.disputes = 20
            facts.foundedOn = "2026-01-01"
        }
        let score = assess(application(bad)).score
        #expect(assess(application(bad)).isPrepaid)
        #expect(!assess(application(bad), SolvencyPolicy(creditFrom: score)).isPrepaid)
        #expect(assess(application(bad), SolvencyPolicy(creditFrom: score + 1)).isPrepaid)
    }

    @Test func `what nobody knows counts half, and the policy says what counts`() {
        let nothing = application { $0 = SolvencyFacts() }
        #expect(assess(nothing).score == 50 && assess(nothing).termDays == 30 && assess(nothing).known == 0)
        #expect(assess(application()).known == 100)
        #expect(assess(application { $0.rating = nil }).known == 75)
        let policy = SolvencyPolicy(
            ageWeight: 0, formWeight: 0, ratingWeight: 1, insurerWeight: 0, behaviourWeight: 0, disputesWeight: 0)
        #expect(assess(application { $0.rating = 73 }, policy).score == 73)
    }

    @Test func `nobody is given more than it asks for, and a better fact never lowers the score`() {
        #expect(assess(application(asking: eur(100))).limit == eur(100))
        for rating in 0..<100 {
            #expect(
                assess(application { $0.rating = rating }).score <= assess(application { $0.rating = rating + 1 }).score
            )
        }
    }

    @Test func `identifiers are checked, and held against one another`() {
        #expect(checkIdentity(of: application()).isEmpty)
        var wrong = application()
        wrong.customer.party.registration = PartyIdentifier(scheme: PartyIdentifier.siren, "732829321")
        wrong.customer.party.identifiers = [PartyIdentifier(scheme: PartyIdentifier.gln, "3012345000018")]
        wrong.iban = "FR1420041010050500013M02607"
        wrong.lei = "5493001KJTIIGC8Y1R13"
        #expect(checkIdentity(of: wrong).count == 5, "and the VAT number holds another SIREN")
        var other = application()
        other.customer.party.identifiers = [PartyIdentifier(scheme: PartyIdentifier.siret, "35600000000048")]
        #expect(checkIdentity(of: other).count == 1)
    }
}

struct CreditTermsTests {
    private func terms() -> CreditTerms {
        var terms = CreditTerms()
        terms.usual = eur(1000)
        terms.dated = [
            DatedLimit(eur(5000), from: "2026-12-01", until: "2026-12-31"),
            DatedLimit(eur(7000), from: "2026-12-20", until: "2026-12-24"),
        ]
        return terms
    }

    @Test(
        arguments: [
            ("2026-11-30", "1000"), ("2026-12-01", "5000"), ("2026-12-20", "7000"), ("2026-12-25", "5000"),
            ("2026-12-31", "5000"), ("2027-01-01", "1000"),
        ] as [(BusinessDate, ExactDecimal)])
    func `of the limits of a day the one that began last holds`(date: BusinessDate, limit: ExactDecimal) {
        #expect(terms().limit(on: date) == eur(limit))
    }

    @Test func `a limit that has run out is no limit, and its last day still counts`() {
        var terms = terms()
        terms.validUntil = "2027-01-31"
        #expect(terms.limit(on: "2027-01-31") == eur(1000) && terms.limit(on: "2027-02-01") == eur(0))
    }

    @Test func `proceedings that have ended are kept, and those of the same judgment that are told again are the same`()
    {
        let court = Proceedings(.sauvegarde, openedOn: "2026-08-20", publishedOn: "2026-08-25")
        var terms = CreditTerms()
        terms.follow(court, on: "2026-08-26")
        terms.proceedings?.declare([DeclaredClaim(invoice: "A", amount: eur(100))])
        terms.follow(nil, on: "2026-09-30")
        #expect(terms.proceedings == nil && terms.pastProceedings.map(\.openedOn) == ["2026-08-20"])
        #expect(terms.judgment(after: "2026-08-19") == "2026-08-20" && terms.judgment(after: "2026-08-20") == nil)
        let days: [(BusinessDate, Bool)] = [
            ("2026-08-25", false), ("2026-08-26", true), ("2026-09-29", true), ("2026-09-30", false),
        ]
        for (day, isKnown) in days { #expect((terms.proceedings(on: day) != nil) == isKnown, "\(day)") }
        terms.follow(Proceedings(.redressement, openedOn: "2026-08-20", publishedOn: "2026-08-25"), on: "2026-10-02")
        #expect(terms.pastProceedings.isEmpty && terms.proceedings?.kind == .redressement)
        #expect(terms.proceedings?.declared(of: "A") == eur(100) && terms.proceedings?.toldOn == "2026-08-26")
        // Another judgment: what arose between the two is older than the second alone.
        terms.follow(nil, on: "2027-01-01")
        terms.follow(Proceedings(.liquidation, openedOn: "2027-03-01", publishedOn: "2027-03-01"), on: "2027-03-02")
        #expect(terms.judgment(after: "2026-08-01") == "2026-08-20")
        #expect(terms.judgment(after: "2027-01-01") == "2027-03-01")
        // One that follows before the other is said to have ended leaves it the line.
        terms.follow(Proceedings(.liquidation, openedOn: "2027-05-01", publishedOn: "2027-05-01"), on: "2027-05-02")
        #expect(terms.proceedings?.openedOn == "2027-05-01" && terms.judgment(after: "2027-01-01") == "2027-03-01")
    }

    @Test func `what was declared stays so when proceedings are converted, and is not when others are opened`() {
        func declared() -> CreditTerms {
            var terms = CreditTerms()
            terms.follow(Proceedings(.sauvegarde, openedOn: "2026-08-20", publishedOn: "2026-08-25"), on: "2026-08-26")
            terms.proceedings?.declare([DeclaredClaim(invoice: "A", amount: eur(100))])
            return terms
        }
        let liquidation = Proceedings(.liquidation, openedOn: "2026-11-02", publishedOn: "2026-11-05")
        var converted = declared()
        converted.follow(liquidation, on: "2026-11-06")
        #expect(converted.proceedings?.declared(of: "A") == eur(100))
        var others = declared()
        others.follow(nil, on: "2026-10-01")
        others.follow(liquidation, on: "2026-11-06")
        #expect(others.proceedings?.declared == [])
    }

    @Test func `the most that was declared of an invoice counts, and each invoice by itself`() {
        var court = Proceedings(.sauvegarde, openedOn: "2026-08-20", publishedOn: "2026-08-25")
        court.declare([DeclaredClaim(invoice: "A", amount: eur(100)), DeclaredClaim(invoice: "B", amount: eur(20))])
        court.declare([DeclaredClaim(invoice: "A", amount: eur(80)), DeclaredClaim(invoice: "C", amount: eur(5))])
        #expect(["A", "B", "C", "D"].map(court.declared) == [eur(100), eur(20), eur(5), nil])
    }

    @Test func `the days on which something changes come in order`() {
        var date: BusinessDate = "2026-11-23"
        var days: [String] = []
        while let next = terms().nextDate(after: date) {
            days.append(next.description)
            date = next
        }
        #expect(days == ["2026-12-01", "2026-12-20", "2026-12-25", "2027-01-01"])
    }
}
