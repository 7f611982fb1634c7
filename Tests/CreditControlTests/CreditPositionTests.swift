import Calendars
import Documents
import Money
import Receivables
import Testing

@testable import CreditControl

struct CreditPositionTests {
    private func position(on date: BusinessDate, _ edit: (inout Customer) -> Void) throws -> CreditPosition {
        var customer = Customer(
            id: CustomerID("C-1"), party: Party(name: "Anyone"), currency: .euro, terms: PaymentTerms(days: 30),
            creditLimit: Money(100, .euro))
        edit(&customer)
        var book = BookSlice()
        book.load(
            [.customer(customer.id), .account(customer.id)],
            [.customer(customer.id): .customer(customer), .account(customer.id): .account(Account(currency: .euro))])
        return try #require(CreditPosition(of: customer.id, book, on: date))
    }

    @Test func `the limit is that of the day, though nobody has recorded yet that it ended`() throws {
        let last: (inout Customer) -> Void = { $0.credit.validUntil = "2026-11-23" }
        #expect(try position(on: "2026-11-23", last).customer.creditLimit == Money(100, .euro))
        #expect(try position(on: "2026-11-24", last).customer.creditLimit == Money(0, .euro))
    }

    @Test func `a limit for a time counts on its first and on its last day, and on no other`() throws {
        let dated: (inout Customer) -> Void = {
            $0.credit.dated = [DatedLimit(Money(500, .euro)!, from: "2026-12-01", until: "2026-12-02")]
        }
        let limits = try (0...3).map { try position(on: "2026-11-30" + $0, dated).customer.creditLimit?.minorUnits }
        #expect(limits == [10_000, 50_000, 50_000, 10_000])
    }
}
