import Calendars
import Documents
import Findings
import Money
import Testing

@testable import Invoicing

/// What a self-billed invoice takes off for paying early is no more, and no later, than was agreed.
struct SelfBilledDiscountTests {
    private func codes(_ percentage: Percentage, until day: BusinessDate, agreed: DiscountOffer?) -> [String] {
        var customer = Customer(
            id: CustomerID("C-1"), party: SampleInvoice.buyer, currency: .euro, terms: PaymentTerms(days: 30),
            creditLimit: nil)
        customer.credit.discount = agreed
        var invoice = SampleInvoice.invoice(
            "SB-1", [SampleInvoice.line(1, "Vis", "1", "C62", at: "10.00")], kind: .selfBilled)
        invoice.earlyPayment = EarlyPaymentDiscount(percentage: percentage, until: day)
        return checkDates(of: invoice, delivered: "2026-11-20", to: customer, on: "2026-11-23").map(\.rule.code)
    }

    @Test func `what was agreed is taken, and not a day or a part of a percent more`() {
        let offer = DiscountOffer(Percentage(2), days: 10)
        #expect(codes(Percentage(2), until: "2026-12-03", agreed: offer) == [])
        #expect(codes(Percentage("1.5"), until: "2026-12-01", agreed: offer) == [])
        #expect(codes(Percentage("2.01"), until: "2026-12-03", agreed: offer) == ["SBI-028"])
        #expect(codes(Percentage(2), until: "2026-12-04", agreed: offer) == ["SBI-028"])
        #expect(codes(Percentage(1), until: "2026-11-24", agreed: nil) == ["SBI-028"])
    }
}
