import Calendars
import CashApplication
import Documents
import Money
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let sainteAure = CustomerID("C-1001")
private let bellorme = CustomerID("C-1003")

private func open(
    _ number: String, _ amount: ExactDecimal, of customer: CustomerID = sainteAure, quoted: String? = nil,
    due: BusinessDate = "2026-11-30", discount: EarlyPaymentDiscount? = nil
) -> MatchCandidate {
    MatchCandidate(
        customer: customer,
        line: OpenLine(invoice: number, issueDate: "2026-10-31", dueDate: due, open: euros(amount), discount: discount),
        quoted: quoted)
}

private func decide(
    _ amount: ExactDecimal, named: [MatchCandidate] = [], payers: [KnownPayer] = [], open: [MatchCandidate] = [],
    on date: BusinessDate = "2026-11-20", isFromAbroad: Bool = false, rules: MatchRules = MatchRules(),
    charges: Money? = nil
) -> MatchDecision {
    decideMatch(
        MatchQuestion(
            amount: euros(amount), paidOn: date, isFromAbroad: isFromAbroad, named: named, payers: payers, open: open,
            charges: charges),
        by: rules)
}

extension MatchDecision {
    /// `A 100.00, B 50.00`, with `+reason amount` for what is settled without money; nil where a person must choose.
    fileprivate var paid: String? {
        guard case .allocate(let explanation) = self else { return nil }
        return explanation.inShort
    }

    fileprivate var proposals: [String] {
        guard case .propose(let explanations) = self else { return [] }
        return explanations.map(\.inShort)
    }
}

extension Explanation {
    fileprivate var inShort: String {
        let paid = parts.map { part in
            "\(part.invoice) \(part.paid.decimal)"
                + (part.residual.map { "+\($0.reason.name) \($0.amount.decimal)" } ?? "")
        }
        return (paid + (onAccount.map { ["rest \($0)"] } ?? [])).joined(separator: ", ")
    }
}

private let byIBAN = [KnownPayer(sainteAure, by: .iban)]

struct ReferenceMatchTests {
    @Test func `who is not known to pay for a customer is not certain, whatever is quoted`() {
        let item = open("INV-1", "100.00", of: bellorme, quoted: "INV1")
        let careful = MatchRules(automatic: .certain)
        #expect(decide("100.00", named: [item], payers: byIBAN, open: [item], rules: careful).paid == nil)
        #expect(decide("100.00", named: [item], payers: byIBAN, open: [item]).paid == "INV-1 100.00")
    }

    @Test func `who names an invoice and pays it to the cent means it`() {
        let item = open("INV-1", "1160.62", quoted: "INV1")
        #expect(decide("1160.62", named: [item], open: [item]).paid == "INV-1 1160.62")
    }

    @Test func `two invoices named and paid together are both settled`() {
        let items = [open("INV-1", "100.00", quoted: "INV1"), open("INV-2", "50.00", quoted: "INV2")]
        #expect(decide("150.00", named: items).paid == "INV-1 100.00, INV-2 50.00")
    }

    @Test func `a credit note that is named is netted`() {
        let items = [open("INV-1", "100.00", quoted: "INV1"), open("CN-1", "-30.00", quoted: "CN1")]
        #expect(decide("70.00", named: items).paid == "INV-1 100.00, CN-1 -30.00")
    }

    @Test func `a part payment pays that part and no more`() {
        let item = open("INV-1", "1000.00", quoted: "INV1")
        #expect(decide("400.00", named: [item], payers: byIBAN, open: [item]).paid == "INV-1 400.00")
    }

    @Test func `of three named, the only two that come to the amount are paid`() {
        let items = [
            open("INV-1", "100.00", quoted: "PO7"), open("INV-2", "50.00", quoted: "PO7"),
            open("INV-3", "70.00", quoted: "PO7"),
        ]
        #expect(decide("120.00", named: items).paid == "INV-2 50.00, INV-3 70.00")
    }

    @Test func `what is left after the named invoice pays the only other that it fits`() {
        let named = open("INV-1", "100.00", quoted: "INV1")
        let others = [open("INV-2", "60.00"), open("INV-3", "75.00")]
        #expect(
            decide("160.00", named: [named], payers: byIBAN, open: [named] + others).paid == "INV-1 100.00, INV-2 60.00"
        )
    }

    @Test func `what is paid too much stays on the customer's account`() {
        let named = open("INV-1", "100.00", quoted: "INV1")
        #expect(decide("103.00", named: [named], payers: byIBAN, open: [named]).paid == "INV-1 100.00, rest C-1001")
    }

    @Test func `an unknown payer may pay a named invoice exactly, and nothing that is doubtful`() {
        let item = open("INV-1", "100.00", quoted: "INV1")
        let other = [KnownPayer(bellorme, by: .iban)]
        #expect(decide("100.00", named: [item], payers: other, open: [item]).paid == "INV-1 100.00")
        #expect(decide("90.00", named: [item], payers: other, open: [item]).paid == nil)
        #expect(decide("99.90", named: [item], payers: other, open: [item]).paid == nil)
    }
}

/// What speaks against the plain reading of a reference.
struct ContradictedReferenceTests {
    private let byName = [KnownPayer(bellorme, by: .name)]

    @Test func `a name that is another customer's makes a part payment a proposal, and finds the payer's own invoice`()
    {
        let wrong = open("INV-3", "1200.00", quoted: "INV3")
        let own = open("INV-1", "360.00", of: bellorme)
        let decision = decide("360.00", named: [wrong], payers: byName, open: [wrong, own])
        #expect(decision.paid == nil && decision.proposals.first == "INV-1 360.00")
    }

    @Test func `a number that two customers have means the payer's own`() {
        let items = [open("INV-2", "240.00", of: bellorme, quoted: "4500"), open("INV-4", "120.00", quoted: "4500")]
        for payers in [byName, [KnownPayer(bellorme, by: .iban)]] {
            #expect(decide("120.00", named: items, payers: payers, open: items).paid == "INV-2 120.00")
        }
    }

    @Test func `a payment that is short by a credit note nets it`() {
        let items = [open("INV-2", "240.00", quoted: "INV2"), open("AV-1", "-60.00"), open("AV-2", "-50.00")]
        #expect(decide("180.00", named: [items[0]], payers: byIBAN, open: items).paid == "INV-2 240.00, AV-1 -60.00")
        #expect(decide("130.00", named: [items[0]], payers: byIBAN, open: items).paid?.hasSuffix("AV-2 -50.00") == true)
        #expect(decide("200.00", named: [items[0]], payers: byIBAN, open: items).paid == "INV-2 200.00")
        let twice = items + [open("AV-3", "-60.00")]
        let decision = decide("180.00", named: [items[0]], payers: byIBAN, open: twice)
        #expect(decision.paid == nil && decision.proposals.count == 2, "one of two as large: somebody says which")
    }

    @Test func `a cent too much is kept, and does not stay on account`() {
        let item = open("INV-1", "120.00", quoted: "INV1")
        #expect(
            decide("120.01", named: [item], payers: byIBAN, open: [item]).paid
                == "INV-1 120.01+small difference -0.01")
        #expect(decide("120.51", named: [item], payers: byIBAN, open: [item]).paid == "INV-1 120.00, rest C-1001")
    }
}

struct AmountMatchTests {
    @Test func `a known payer pays the one invoice of that amount`() {
        let items = [open("INV-1", "100.00"), open("INV-2", "250.00")]
        #expect(decide("250.00", payers: byIBAN, open: items).paid == "INV-2 250.00")
    }

    @Test func `two invoices of one amount are proposed, neither is paid`() {
        let items = [open("INV-1", "100.00"), open("INV-2", "100.00")]
        let decision = decide("100.00", payers: byIBAN, open: items)
        #expect(decision.paid == nil)
        #expect(decision.proposals == ["INV-1 100.00", "INV-2 100.00"])
    }

    @Test func `one receipt for several invoices finds the only set`() {
        let items = (1...12).map { open("INV-\($0)", ExactDecimal(units: Int64(1 << $0) * 100, scale: 2)) }
        #expect(decide("42.00", payers: byIBAN, open: items).paid == "INV-1 2.00, INV-3 8.00, INV-5 32.00")
    }

    @Test func `a single invoice and a set of the same amount are both proposed`() {
        let items = [open("INV-1", "300.00"), open("INV-2", "100.00"), open("INV-3", "200.00")]
        #expect(decide("300.00", payers: byIBAN, open: items).proposals.count == 2)
    }

    @Test func `a name alone is proposed, not followed`() {
        let item = open("INV-1", "100.00")
        let byName = [KnownPayer(sainteAure, by: .name)]
        #expect(decide("100.00", payers: byName, open: [item]).proposals == ["INV-1 100.00"])
        #expect(
            decide("100.00", payers: byName, open: [item], rules: MatchRules(automatic: .likely)).paid == "INV-1 100.00"
        )
    }

    @Test func `a head office pays for two customers at once`() {
        let items = [open("INV-1", "100.00"), open("INV-9", "70.00", of: bellorme)]
        let headOffice = [KnownPayer(sainteAure, by: .iban), KnownPayer(bellorme, by: .iban)]
        #expect(decide("170.00", payers: headOffice, open: items).paid == "INV-1 100.00, INV-9 70.00")
    }

    @Test func `a search that was cut short concludes nothing`() {
        let items = (0..<201).map { open("INV-\($0)", ExactDecimal(units: Int64(1000 + $0), scale: 2)) }
        #expect(decide("10.00", payers: byIBAN, open: items).paid == nil)
    }

    @Test func `equal amounts in great number end in a bounded search`() {
        let items = (0..<200).map { open("INV-\($0)", ExactDecimal(units: 100_003 + Int64($0 * 2), scale: 2)) }
        #expect(decide("50000.02", payers: byIBAN, open: items).paid == nil)
    }

    @Test func `nothing known gives no proposal`() {
        #expect(decide("10.00").proposals.isEmpty)
    }
}

struct ResidualTests {
    private let discount = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-11-10")

    @Test func `a discount counts until its last day`() {
        let item = open("INV-1", "1000.00", quoted: "INV1", discount: discount)
        #expect(decide("980.00", named: [item], on: "2026-11-10").paid == "INV-1 980.00+early-payment discount 20.00")
        #expect(decide("980.00", named: [item], on: "2026-11-11").paid == "INV-1 980.00")
    }

    @Test func `a discount is found without a reference, and on some of the invoices only`() {
        let items = [open("INV-1", "1000.00", discount: discount), open("INV-2", "500.00")]
        #expect(
            decide("1480.00", payers: byIBAN, open: items, on: "2026-11-05").paid
                == "INV-1 980.00+early-payment discount 20.00, INV-2 500.00")
    }

    @Test func `cents that are missing are let go, up to the tolerance and not beyond`() {
        let item = open("INV-1", "1000.00", quoted: "INV1")
        #expect(decide("999.50", named: [item]).paid == "INV-1 999.50+small difference 0.50")
        #expect(decide("999.49", named: [item]).paid == "INV-1 999.49")
        let small = open("INV-2", "10.00", quoted: "INV2")
        #expect(decide("9.80", named: [small]).paid == "INV-2 9.80", "more than one percent")
    }

    /// Two per cent of 3 489.42 are 69.79, rounded.
    @Test(
        arguments: [
            ("3419.63", "INV-1 3419.63+early-payment discount 69.79"),
            ("3419.64", "INV-1 3419.64+early-payment discount 69.78"),
            ("3419.60", "INV-1 3419.60+early-payment discount 69.82"),
            ("3419.00", "INV-1 3419.00"),
        ] as [(ExactDecimal, String)])
    func `a discount that is cents off is one all the same, in time`(amount: ExactDecimal, expected: String) {
        let offer = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-12-03")
        let item = open("INV-1", "3489.42", quoted: "INV1", discount: offer)
        #expect(decide(amount, named: [item], on: "2026-12-03").paid == expected)
        let late = decide(amount, named: [item], on: "2026-12-04").paid
        #expect(late == "INV-1 \(amount)", "the rest stays open")
    }

    @Test func `what is left when a settled invoice is paid again is nobody's by itself`() {
        let item = open("INV-2", "100.00", of: bellorme, quoted: "INV2")
        let question = MatchQuestion(
            amount: euros("150.00"), paidOn: "2026-11-20", named: [item], open: [item], settledOwners: [sainteAure])
        #expect(decideMatch(question, by: MatchRules()).paid == nil)
        var own = question
        own.settledOwners = [bellorme]
        #expect(decideMatch(own, by: MatchRules()).paid == "INV-2 100.00, rest C-1003")
    }

    @Test(
        arguments: [("15.00", "INV-1 985.00+bank charges 15.00"), ("14.00", "INV-1 985.00")] as [(ExactDecimal, String)]
    )
    func `charges that the statement tells are what is missing, wherever the bank is`(
        charges: ExactDecimal, expected: String
    ) {
        let item = open("INV-1", "1000.00", quoted: "INV1")
        #expect(decide("985.00", named: [item], charges: euros(charges)).paid == expected)
    }

    @Test func `a bank abroad may have taken its charges`() {
        let item = open("INV-1", "1000.00", quoted: "INV1")
        let rules = MatchRules(bankCharges: 2500)
        #expect(
            decide("985.00", named: [item], isFromAbroad: true, rules: rules).paid == "INV-1 985.00+bank charges 15.00")
        #expect(decide("985.00", named: [item], rules: rules).paid == "INV-1 985.00")
    }

    @Test func `whatever is decided, no cent of the payment is lost or made`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let items = (0..<Int.random(in: 1...8, using: &generator)).map { number in
                open(
                    "INV-\(number)", ExactDecimal(units: Int64.random(in: 1...500, using: &generator), scale: 2),
                    quoted: Bool.random(using: &generator) ? "Q\(number)" : nil,
                    discount: Bool.random(using: &generator)
                        ? EarlyPaymentDiscount(percentage: Percentage(3), until: "2026-12-31") : nil)
            }
            let amount = Money(minorUnits: Int64.random(in: 1...1500, using: &generator), .euro)
            let decision = decide(
                amount.decimal, named: items.filter { $0.quoted != nil }, payers: byIBAN, open: items)
            guard case .allocate(let explanation) = decision else { continue }
            let paid = explanation.parts.map(\.paid).sum(in: .euro)
            #expect(paid <= amount)
            #expect(paid == amount || explanation.onAccount == sainteAure)
            for part in explanation.parts {
                let line = items.first { $0.line.invoice == part.invoice }!.line
                #expect(part.settled <= line.open)
                #expect(part.paid.isPositive)
            }
            #expect(Set(explanation.parts.map(\.invoice)).count == explanation.parts.count)
        }
    }
}
