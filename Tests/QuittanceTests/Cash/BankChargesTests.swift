import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// What banks keep of payments, as statements tell it.
struct BankChargesTests {
    private static let kept = """
        <Rcrd><Amt Ccy="EUR">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd></Rcrd>
        """

    private func billed() throws -> (World, Invoice) {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        return (world, try #require(try world.invoices().first))
    }

    private func take(_ amount: Money, _ text: String, _ charges: String, in world: World) throws -> String {
        try world.take(
            SampleStatement(entries: [
                SampleEntry(amount: amount.decimal, text: text, reference: "C1", charges: charges)
            ]), as: "a.xml")
    }

    @Test(arguments: [kept, "<TtlChrgsAndTaxAmt Ccy=\"EUR\">15.00</TtlChrgsAndTaxAmt>"])
    func `an invoice is paid in full by what came and what the bank kept of it`(charges: String) throws {
        let (world, invoice) = try billed()
        let came = invoice.totals.payable - euros("15.00")
        #expect(try take(came, invoice.number, charges, in: world) == "matched")
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try world.balance(of: .bankCharges) == euros("15.00"))
        #expect(try world.balance(of: .bank) == came)
        #expect(try world.balance(of: .unallocated).isZero)
        try world.checkInvariants()
    }

    @Test(arguments: [
        kept.replacing("true", with: "false"), kept.replacing("DBIT", with: "CRDT"),
        kept.replacing("15.00", with: "14.99"),
    ]) func `what is booked apart, is given back or is another amount settles nothing`(charges: String) throws {
        let (world, invoice) = try billed()
        #expect(try take(invoice.totals.payable - euros("15.00"), invoice.number, charges, in: world) == "matched")
        #expect(try world.account("C-1011").receivable == euros("15.00"))
        #expect(try world.balance(of: .bankCharges).isZero)
    }

    @Test func `a payment that is set against its invoice by hand brings its charges with it`() throws {
        let (world, invoice) = try billed()
        let came = invoice.totals.payable - euros("15.00")
        _ = try take(came, "virement", Self.kept, in: world)
        let id = try #require(try world.payments().first).id
        try world.instruct(.cash(.allocate(payment: id, [.init(invoice: invoice.number)], payerIsKnown: false)))
        try world.run()
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try world.balance(of: .bankCharges) == euros("15.00"))
        try world.checkInvariants()
    }
}
