import Calendars
import Documents
import Findings
import Foundation
import Invoicing
import Money
import Receivables
import Testing
import UBLFormats

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// Credit notes, prepayments, corrections and summaries, added up to the cent.
struct ComputingTests {
    private let small = SampleInvoice.small

    private func credit(_ extent: CreditExtent, of invoice: Invoice? = nil) throws -> Invoice {
        try creditNote(
            for: invoice ?? small, crediting: extent, because: "Retour de marchandise", numbered: "AV-2026-000001",
            on: "2026-12-01")
    }

    /// Each total from its parts (EN 16931 BR-CO-10 to BR-CO-17).
    private func addsUp(_ invoice: Invoice) -> Bool { checkInvoice(invoice).allSatisfy { $0.rule.code != "INV-005" } }

    // MARK: Totals

    @Test func `the worked example of the totals comes out to the cent`() {
        let totals = small.totals
        #expect(totals.lines == eur("209.25") && totals.allowances == eur(10) && totals.charges == eur(5))
        #expect(totals.beforeTax == eur("204.25") && totals.tax == eur("26.35") && totals.withTax == eur("230.60"))
        #expect(totals.prepaid == eur("30.60") && totals.payable == eur(200))
        #expect(small.vatBreakdown.map(\.taxable) == [eur("104.25"), eur(100)])
        #expect(small.vatBreakdown.map(\.tax) == [eur("20.85"), eur("5.50")])
    }

    @Test func `an invoice over nothing, and one with a negative line, add up`() {
        var free = SampleInvoice.invoice("INV-1", [SampleInvoice.line(1, "Échantillon", 1, "C62", at: 0)])
        #expect(free.totals.payable == .zero(.euro) && checkInvoice(free).isEmpty)
        free = SampleInvoice.invoice(
            "INV-2",
            [SampleInvoice.line(1, "Palette", 3, "C62", at: 10), SampleInvoice.line(2, "Reprise", -1, "C62", at: 10)])
        #expect(free.totals.beforeTax == eur(20) && free.totals.tax == eur(4) && checkInvoice(free).isEmpty)
    }

    // MARK: Credit notes

    @Test func `a credit for all is the invoice once more, without what was paid`() throws {
        let credit = try credit(.whole)
        #expect(credit.kind == .creditNote && credit.lines == small.lines && credit.vatBreakdown == small.vatBreakdown)
        #expect(credit.totals.payable == eur("230.60") && credit.totals.prepaid.isZero && credit.owed == eur("-230.60"))
        #expect(credit.precedingInvoices == [PrecedingInvoice(number: small.number, issueDate: small.issueDate)])
        #expect(credit.payments.isEmpty && credit.dueDate == nil && addsUp(credit))
    }

    @Test func `a credit for a part of a line takes its share of what the document takes off`() throws {
        let credit = try credit(.lines([.init(line: "1", quantity: 1)]))
        // 33.33 of 109.25 at 20 %: 3.05 of the 10.00 taken off, 1.53 of the 5.00 added.
        #expect(credit.totals.lines == eur("33.33"))
        #expect(credit.allowanceCharges.map(\.amount) == [eur("3.05"), eur("1.53")])
        #expect(credit.totals.beforeTax == eur("31.81") && credit.totals.tax == eur("6.36") && addsUp(credit))
    }

    @Test func `parts credited one after the other come to the whole`() throws {
        let parts = try small.lines.map { try credit(.lines([.init(line: $0.id, quantity: $0.quantity.value)])) }
        #expect(parts.map(\.totals.lines).sum(in: .euro) == small.totals.lines)
        #expect(parts.map(\.totals.beforeTax).sum(in: .euro) == small.totals.beforeTax)
        #expect(parts.allSatisfy(addsUp))
    }

    @Test func `an amount is spread over the rates as the invoice has them`() throws {
        let credit = try credit(.amount(eur(100)))
        // 104.25 : 100.00 of 204.25.
        #expect(credit.lines.map(\.netAmount) == [eur("51.04"), eur("48.96")])
        #expect(credit.totals.beforeTax == eur(100) && credit.totals.tax == eur("12.90") && addsUp(credit))
    }

    @Test func `more than there is, or another credit note, is not credited`() throws {
        #expect(throws: CreditFault.self) { try credit(.amount(eur("204.26"))) }
        #expect(try credit(.amount(eur("204.25"))).totals.beforeTax == eur("204.25"))
        #expect(throws: CreditFault.self) { try credit(.amount(.zero(.euro))) }
        #expect(throws: CreditFault.self) { try credit(.lines([.init(line: "1", quantity: 4)])) }
        #expect(throws: CreditFault.self) { try credit(.lines([.init(line: "1", quantity: 0)])) }
        #expect(throws: CreditFault.self) { try credit(.lines([.init(line: "9", quantity: 1)])) }
        #expect(throws: CreditFault.self) {
            try credit(.lines([.init(line: "1", quantity: 1), .init(line: "1", quantity: 1)]))
        }
        #expect(throws: CreditFault.self) { try credit(.whole, of: try credit(.whole)) }
    }

    @Test func `a credit keeps the kind of what it is for`() throws {
        let kinds: [(InvoiceKind, InvoiceKind)] = [
            (.invoice, .creditNote), (.corrected, .creditNote), (.selfBilled, .selfBilledCreditNote),
            (.factored, .factoredCreditNote), (.prepayment, .prepaymentCreditNote),
        ]
        for (kind, expected) in kinds {
            var invoice = small
            invoice.kind = kind
            #expect(try credit(.whole, of: invoice).kind == expected)
        }
    }

    // MARK: Prepayment, final, corrective, self-billed

    @Test func `a deposit and the final invoice come to the whole`() {
        var whole = small
        whole.totals.prepaid = .zero(.euro)
        whole.totals.payable = whole.totals.withTax
        var deposit = prepaymentInvoice(of: whole, Percentage(30), calling: "Acompte de 30 %")
        deposit.number = "INV-2026-000010"
        // 30 % of 104.25 and 100.00.
        #expect(deposit.kind == .prepayment && deposit.lines.map(\.netAmount) == [eur("31.28"), eur(30)])
        #expect(deposit.totals.withTax == eur("69.19") && addsUp(deposit))
        let final = finalInvoice(
            whole,
            deducting: [
                PrepaymentUse(
                    invoice: deposit.number, issueDate: deposit.issueDate,
                    order: OrderKey(customer: CustomerID("C"), number: "O"),
                    amount: deposit.totals.withTax, tax: deposit.totals.tax)
            ])
        #expect(final.totals.prepaid == eur("69.19") && final.totals.payable == eur("161.41") && final.process == "B4")
        #expect(final.totals.payable + deposit.totals.payable == whole.totals.payable && addsUp(final))
        #expect(final.precedingInvoices.map(\.number) == ["INV-2026-000010"])
    }

    @Test func `a corrective invoice names exactly one invoice, with its date`() {
        var right = small
        right.precedingInvoices = [PrecedingInvoice(number: "X")]
        let corrective = correctiveInvoice(right, replacing: small)
        #expect(corrective.kind == .corrected)
        #expect(corrective.precedingInvoices == [PrecedingInvoice(number: small.number, issueDate: small.issueDate)])
    }

    // MARK: Summaries

    @Test func `a summary holds every line with its order, and is taxed once per rate`() throws {
        var second = SampleInvoice.invoice("INV-2026-000021", [SampleInvoice.line(1, "Vis", "0.5", "KGM", at: "0.03")])
        second.orderReference = "BC-2026-0500"
        second.delivery?.date = "2026-11-25"
        let summary = try #require(summaryInvoice(of: [small, second], numbered: "INV-2026-000030", on: "2026-11-30"))
        #expect(summary.lines.map(\.id) == ["1", "2", "3", "4"] && summary.orderReference == nil)
        #expect(summary.lines[3].note == "BC-2026-0500 · BL-88213 · 2026-11-25")
        #expect(summary.period == Period(start: "2026-11-20", end: "2026-11-25"))
        #expect(summary.totals.beforeTax == small.totals.beforeTax + second.totals.beforeTax && addsUp(summary))
        let french = summaryInvoice(of: [small, second], numbered: "X", on: "2026-11-30") { "le \($0.components.day)" }
        #expect(french?.lines[3].note == "BC-2026-0500 · BL-88213 · le 25")
        var other = second
        other.buyer.name = "Autre"
        #expect(summaryInvoice(of: [small, other], numbered: "X", on: "2026-11-30") == nil)
        #expect(summaryInvoice(of: [], numbered: "X", on: "2026-11-30") == nil)
    }

    @Test func `a year's bonus is a share of what each rate came to`() throws {
        let bonus = try #require(
            globalAllowance(
                of: [small, small], Percentage("2.5"), contract: "C-7",
                period: Period(start: "2026-01-01", end: "2026-12-31"),
                calling: "Bonus 2026", numbered: "AV-2026-000009", on: "2026-12-31"))
        // 2.5 % of 208.50 and 200.00.
        #expect(bonus.kind == .globalAllowance && bonus.lines.map(\.netAmount) == [eur("5.21"), eur(5)])
        #expect(bonus.totals.withTax == eur("11.53") && addsUp(bonus))
        #expect(bonus.contractReference == "C-7" && bonus.period?.end == "2026-12-31")
    }

    // MARK: Currencies and rounding

    @Test func `VAT is accounted for in another currency, rounded half away from zero`() throws {
        let krone = Currency("NOK")!
        let invoice = try #require(small.accounted(in: krone, at: "11.7315"))
        // 26.35 × 11.7315 = 309.125025
        #expect(invoice.totals.taxInAccountingCurrency == Money("309.13", krone) && invoice.accountingCurrency == krone)
        #expect(small.accounted(in: .euro, at: 1) == nil && small.accounted(in: krone, at: 0) == nil)
    }

    @Test(
        arguments: [("10.02", "10.00"), ("10.03", "10.05"), ("10.05", "10.05"), ("9.98", "10.00"), ("9.97", "9.95")]
            as [(ExactDecimal, ExactDecimal)])
    func `what is to be paid is rounded to the nearest five cents`(amount: ExactDecimal, expected: ExactDecimal) {
        var invoice = SampleInvoice.invoice("INV-1", [SampleInvoice.line(1, "A", 1, "C62", at: amount, .zero)])
        invoice = invoice.rounded(toPay: eur("0.05"))
        #expect(invoice.totals.payable == eur(expected) && addsUp(invoice))
    }

    // MARK: Terms

    @Test func `an alert is given a day after the last day that a law in force allows, and not before`() {
        let limit = TermLimit(
            TermLimit.general, longest: PaymentTerms(days: 60), endOfMonthDays: 45, article: "L441-10",
            from: "2009-01-01")
        func alert(_ terms: PaymentTerms, _ limit: TermLimit) -> Bool {
            var invoice = small
            invoice.dueDate = terms.dueDate(invoiced: invoice.issueDate, delivered: "2026-11-20")
            return termAlert(for: invoice, terms, within: limit) != nil
        }
        #expect(!alert(PaymentTerms(days: 60), limit) && alert(PaymentTerms(days: 61), limit))
        #expect(!alert(PaymentTerms(days: 45, endOfMonth: .afterDays), limit))
        #expect(!alert(PaymentTerms(days: 45, endOfMonth: .beforeDays), limit))
        #expect(alert(PaymentTerms(days: 60, endOfMonth: .afterDays), limit))
        var later = limit
        later.from = "2026-11-24"
        #expect(!alert(PaymentTerms(days: 61), later))
        let perishable = TermLimit(
            "perishable", longest: PaymentTerms(days: 30, anchor: .endOfDecadeOfDelivery), article: "L441-11",
            from: "2009-01-01")
        // Delivered on the 20th: the decade ends that day.
        #expect(!alert(PaymentTerms(days: 27), perishable) && alert(PaymentTerms(days: 28), perishable))
    }
}
