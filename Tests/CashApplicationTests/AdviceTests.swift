import Calendars
import CashApplication
import Documents
import Money
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let sainteAure = CustomerID("C-1001")
private let bellorme = CustomerID("C-1003")

private func item(
    _ number: String, _ amount: ExactDecimal, of customer: CustomerID = sainteAure,
    discount: EarlyPaymentDiscount? = nil
) -> MatchCandidate {
    MatchCandidate(
        customer: customer,
        line: OpenLine(
            invoice: number, issueDate: "2026-10-31", dueDate: "2026-11-30", open: euros(amount), discount: discount))
}

private func line(
    _ item: MatchCandidate?, _ paid: ExactDecimal, discount: ExactDecimal? = nil, kept: [(ExactDecimal, String?)] = [],
    list: RemittanceDeduction.List = .uncl4465, number: String? = nil
) -> AdviceLine {
    let said = RemittanceLine(
        kind: .invoice, number: number ?? item?.line.invoice ?? "", paid: euros(paid), discount: discount.map(euros),
        deductions: kept.map { RemittanceDeduction(amount: euros($0), reasonCode: $1, list: list) })
    return AdviceLine(said, about: item)
}

private func advice(
    _ number: String = "AV-77", total: ExactDecimal, isQuoted: Bool = true, of customers: [CustomerID] = [sainteAure],
    _ lines: AdviceLine...
) -> AdviceCandidate {
    AdviceCandidate(
        key: "payer/\(number)", number: number, total: euros(total), isQuoted: isQuoted, customers: customers,
        lines: lines)
}

struct DeductionReasonTests {
    private func meaning(_ code: String?, _ list: RemittanceDeduction.List) -> DeductionMeaning {
        CashApplication.meaning(of: RemittanceDeduction(amount: euros(5), reasonCode: code, list: list))
    }

    @Test func `a code means what its own list says`() {
        #expect(meaning("19", .uncl4465) == .discount && meaning("19", .x12426) == .claim(.billedTwice))
        #expect(meaning("11", .uncl4465) == .bankCharges && meaning("11", .x12426) == .claim(.quality))
        #expect(meaning("ZZ", .uncl4465) == .claim(.other) && meaning(nil, .x12426) == .claim(.other))
    }
}

private func decide(
    _ amount: ExactDecimal, _ advices: [AdviceCandidate], payers: [KnownPayer] = [KnownPayer(sainteAure, by: .iban)],
    named: [MatchCandidate] = [], open: [MatchCandidate] = [], on date: BusinessDate = "2026-11-20",
    isFromAbroad: Bool = false, rules: MatchRules = MatchRules()
) -> MatchDecision {
    decideMatch(
        MatchQuestion(
            amount: euros(amount), paidOn: date, isFromAbroad: isFromAbroad, named: named, payers: payers,
            advices: advices,
            open: open),
        by: rules)
}

extension MatchDecision {
    fileprivate var explanation: Explanation? { if case .allocate(let explanation) = self { explanation } else { nil } }
    fileprivate var proposals: [Explanation] { if case .propose(let all) = self { all } else { [] } }
    /// `INV-1 100.00+reason 5.00`; nil where a person must choose.
    fileprivate var paid: String? {
        explanation?.parts.map { part in
            "\(part.invoice) \(part.paid.decimal)"
                + (part.residual.map { "+\($0.reason.name) \($0.amount.decimal)" } ?? "")
        }.joined(separator: ", ")
    }
    fileprivate var contested: String? {
        explanation?.claims.map { "\($0.invoice) \($0.amount.decimal) \($0.reason.code)" }.joined(separator: ", ")
    }
}

struct ThreeWayMatchTests {
    private let items = [item("INV-1", "100.00"), item("INV-2", "60.00"), item("CN-1", "-10.00")]

    @Test func `a quoted advice that comes to the payment is followed line by line, credit notes netted`() {
        let said = advice(total: "150.00", line(items[0], "100.00"), line(items[1], "60.00"), line(items[2], "-10.00"))
        #expect(decide("150.00", [said], payers: []).paid == "INV-1 100.00, INV-2 60.00, CN-1 -10.00")
    }

    @Test func `an advice that is not quoted is found by its total and its payer`() {
        let said = advice(total: "100.00", isQuoted: false, line(items[0], "100.00"))
        #expect(decide("100.00", [said]).paid == "INV-1 100.00")
        #expect(decide("100.00", [said], payers: [KnownPayer(bellorme, by: .iban)]).paid == nil, "of somebody else")
        #expect(decide("99.00", [said]).paid == nil, "of another amount")
        #expect(decide("100.00", [said], payers: [KnownPayer(sainteAure, by: .name)]).paid == "INV-1 100.00")
        #expect(
            decide("100.00", [said], payers: [KnownPayer(sainteAure, by: .name), KnownPayer(bellorme, by: .name)]).paid
                == nil, "a name that two have is proposed")
    }

    @Test func `two advices of one total are both proposed`() {
        let first = advice("AV-1", total: "100.00", isQuoted: false, line(items[0], "100.00"))
        let other = advice(
            "AV-2", total: "100.00", isQuoted: false, line(items[1], "60.00"), line(item("INV-3", "40.00"), "40.00"))
        let decision = decide("100.00", [first, other])
        #expect(decision.paid == nil)
        #expect(decision.proposals.count == 2)
        #expect(decision.proposals.allSatisfy { $0.inWords.contains("announced") })
    }

    @Test func `an advice and references that say different things wait for a person`() {
        let quoted = item("INV-9", "100.00")
        let named = MatchCandidate(customer: quoted.customer, line: quoted.line, quoted: "INV9")
        let said = advice(total: "100.00", line(items[0], "100.00"))
        let decision = decide("100.00", [said], named: [named], open: [named, items[0]])
        #expect(decision.paid == nil)
        #expect(decision.proposals.map { $0.parts.map(\.invoice) } == [["INV-1"], ["INV-9"]])
    }

    @Test func `a head office pays for several customers by one advice`() {
        let other = item("INV-9", "70.00", of: bellorme)
        let said = advice(total: "170.00", of: [sainteAure, bellorme], line(items[0], "100.00"), line(other, "70.00"))
        #expect(decide("170.00", [said], payers: []).paid == "INV-1 100.00, INV-9 70.00")
    }

    @Test func `an instalment pays its part, and the rest stays open without dispute`() {
        let said = advice(total: "40.00", line(items[0], "40.00"))
        let decision = decide("40.00", [said])
        #expect(decision.paid == "INV-1 40.00")
        #expect(decision.contested == "")
    }

    @Test func `what is not open makes an advice no more than a proposal`() {
        let said = advice(total: "130.00", line(items[0], "100.00"), line(nil, "30.00", number: "INV-404"))
        let decision = decide("130.00", [said])
        #expect(decision.paid == nil)
        #expect(decision.proposals.first?.onAccount == sainteAure)
        #expect(decision.proposals.first?.inWords.contains("INV-404") == true)
    }

    @Test func `no more than is open is ever taken`() {
        let said = advice(total: "130.00", line(items[0], "130.00"))
        let decision = decide("130.00", [said])
        #expect(decision.paid == nil)
        #expect(decision.proposals.first?.parts.first?.paid == euros("100.00"))
    }

    @Test func `an unknown credit note that is taken off makes no money`() {
        let said = advice(total: "70.00", line(items[0], "100.00"), line(nil, "-30.00", number: "CN-404"))
        let decision = decide("70.00", [said])
        #expect(decision.paid == nil)
        #expect(decision.proposals.allSatisfy { $0.parts.map(\.paid).sum(in: .euro) <= euros("70.00") })
    }

    @Test func `a bank abroad may have taken its charges off what was announced`() {
        let said = advice(total: "100.00", line(items[0], "100.00"))
        let rules = MatchRules(bankCharges: 2500)
        #expect(decide("85.00", [said], isFromAbroad: true, rules: rules).paid == "INV-1 85.00+bank charges 15.00")
        #expect(decide("85.00", [said], rules: rules).paid == nil)
    }
}

struct DeductionTests {
    private let invoice = item("INV-1", "1000.00")

    private func settled(
        _ line: AdviceLine, paid: ExactDecimal, on date: BusinessDate = "2026-11-20", _ rules: MatchRules = MatchRules()
    ) -> MatchDecision {
        decide(paid, [advice(total: paid, line)], on: date, rules: rules)
    }

    @Test(arguments: [
        ("4", "LIVR_INCOMP"), ("5", "PU_ERR"), ("3", "QUALITE_ERR"), ("16", "QTE_ERR"), ("26", "TX_TVA_ERR"),
        ("99", "AUTRE"),
    ])
    func `what is kept back for a reason stays open and is contested under its code`(code: String, reason: String) {
        let decision = settled(line(invoice, "900.00", kept: [("100.00", code)]), paid: "900.00")
        #expect(decision.paid == "INV-1 900.00")
        #expect(decision.contested == "INV-1 100.00 \(reason)")
    }

    @Test func `the same code means another thing in the list of X12`() {
        let decision = settled(line(invoice, "900.00", kept: [("100.00", "19")], list: .x12426), paid: "900.00")
        #expect(decision.contested == "INV-1 100.00 DOUBLE_FACT")
    }

    @Test func `a discount is right within its days, and contested after them or where it is too much`() {
        let discount = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-11-10")
        let item = item("INV-1", "1000.00", discount: discount)
        let said = line(item, "980.00", discount: "20.00")
        #expect(settled(said, paid: "980.00", on: "2026-11-10").paid == "INV-1 980.00+early-payment discount 20.00")
        #expect(settled(said, paid: "980.00", on: "2026-11-11").contested == "INV-1 20.00 REM_ERR")
        #expect(
            settled(line(item, "970.00", discount: "30.00"), paid: "970.00", on: "2026-11-01").contested
                == "INV-1 30.00 REM_ERR")
    }

    @Test func `a reason that is agreed settles up to its limit, and is contested above`() {
        let rules = MatchRules(agreedDeductions: ["4"], deductionLimit: 5000)
        #expect(
            settled(line(invoice, "950.00", kept: [("50.00", "4")]), paid: "950.00", rules).paid
                == "INV-1 950.00+deduction 50.00")
        #expect(
            settled(line(invoice, "949.99", kept: [("50.01", "4")]), paid: "949.99", rules).contested
                == "INV-1 50.01 LIVR_INCOMP")
    }

    @Test func `charges are borne up to the limit`() {
        let rules = MatchRules(bankCharges: 1500)
        #expect(
            settled(line(invoice, "985.00", kept: [("15.00", "11")]), paid: "985.00", rules).paid
                == "INV-1 985.00+bank charges 15.00")
        #expect(
            settled(line(invoice, "984.99", kept: [("15.01", "11")]), paid: "984.99", rules).contested
                == "INV-1 15.01 MODPAI_ERR")
    }

    @Test func `several reasons on one invoice are told apart`() {
        let rules = MatchRules(bankCharges: 1500)
        let decision = settled(
            line(invoice, "880.00", kept: [("15.00", "11"), ("100.00", "4"), ("5.00", "7")]), paid: "880.00", rules)
        #expect(decision.paid == "INV-1 880.00+bank charges 15.00")
        #expect(decision.contested == "INV-1 100.00 LIVR_INCOMP")
    }

    @Test func `cents that are missing are written off within the tolerance, and stay open beyond it`() {
        #expect(settled(line(invoice, "999.50"), paid: "999.50").paid == "INV-1 999.50+small difference 0.50")
        #expect(settled(line(invoice, "999.49"), paid: "999.49").paid == "INV-1 999.49")
    }

    @Test func `whatever an advice says, no cent is lost or made and no more than is open is settled or contested`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            let items = (0..<3).map {
                item("INV-\($0)", ExactDecimal(units: Int64.random(in: -200...400, using: &random), scale: 2))
            }
            let lines = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                line(
                    Bool.random(using: &random) || Bool.random(using: &random)
                        ? items.randomElement(using: &random) : nil,
                    ExactDecimal(units: Int64.random(in: -250...450, using: &random), scale: 2),
                    kept: [
                        (
                            ExactDecimal(units: Int64.random(in: 0...100, using: &random), scale: 2),
                            ["4", "11", "7", "19", nil].randomElement(using: &random)!
                        )
                    ],
                    number: "X")
            }
            let settlement = AdviceSettlement(lines, paidOn: "2026-11-20", in: .euro, by: MatchRules(bankCharges: 30))
            #expect(settlement.paid + settlement.unplaced == lines.map(\.said.paid).sum(in: .euro))
            for item in items {
                let open = item.line.open
                let parts = settlement.parts.filter { $0.invoice == item.line.invoice }.map(\.settled).sum(in: .euro)
                let claims = settlement.claims.filter { $0.invoice == item.line.invoice }.map(\.amount).sum(in: .euro)
                #expect(
                    open.isNegative ? parts >= open && parts <= euros("0.00") && claims.isZero : parts + claims <= open)
            }
        }
    }
}

struct WholeBalanceTests {
    @Test func `a payment of all that is open pays it all, credit notes that cancel invoices included`() {
        let items = [item("INV-1", "100.00"), item("INV-2", "30.00"), item("CN-1", "-30.00")]
        #expect(decide("100.00", [], open: items).paid == "INV-1 100.00, INV-2 30.00, CN-1 -30.00")
    }
}
