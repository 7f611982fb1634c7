import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

private let order = "order-boulangerie-sainte-aure.xml"

/// Orders that are cancelled or made smaller though a part of them was asked for ahead: what is too much is no claim, and
/// somebody sees to it.
struct PrepaidSurplusTests {
    /// An order that a share was asked for ahead of, and that its customer has paid or not.
    private func world(asking share: Percentage, isPaid: Bool) throws -> (world: World, asked: Invoice) {
        let world = try World()
        world.drop(order)
        try world.run()
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        try world.instruct(.billing(.askPrepayment(key, share)))
        try world.run()
        let asked = try #require(try world.invoices().first)
        if isPaid { try world.pay("P-1", asked.owed, asked.number, on: Samples.today) }
        return (world, asked)
    }

    private func cancel(_ world: World) throws {
        world.intake.drop("cancellation.xml", Array(cancellation.utf8))
        try world.run()
        #expect(try world.standing("cancellation.xml") == "cancelled")
    }

    @Test(arguments: [true, false]) func `what was asked for ahead of a cancelled order is no claim`(isPaid: Bool)
        throws
    {
        let (world, asked) = try world(asking: Percentage(50), isPaid: isPaid)
        try cancel(world)
        let account = try world.account("C-1001")
        #expect(account.surplus == asked.owed && account.receivable == (isPaid ? .zero(.euro) : asked.owed))
        #expect(account.exposure == account.receivable - asked.owed, "the customer owes nothing for it, or is owed it")
        try world.checkInvariants()
    }

    @Test(arguments: [true, false]) func `it has a row the next morning, and nobody is reminded`(isPaid: Bool) throws {
        let (world, asked) = try world(asking: Percentage(50), isPaid: isPaid)
        try cancel(world)
        for day in 1...2 {
            try world.remind(on: Samples.today + day)
            let rows = try world.waiting("credit-unused")
            #expect(rows.count == 1 && rows.first?.desk == "collection-desk")
            let message = try #require(rows.first?.findings.first?.message)
            #expect(message.contains("BC-2026-0417") && message.contains("\(asked.owed)"), "\(message)")
            #expect(
                rows[0].nextAction.contains("`quittance credit-note \(asked.number) --reason WHY`"),
                "\(rows[0].nextAction)")
        }
        try world.remind(on: Samples.today + 60)
        #expect(try world.letters("C-1001").isEmpty)
        try world.checkInvariants()
    }

    @Test func `the row ends once it is credited, and the money is on the customer's account`() throws {
        let (world, asked) = try world(asking: Percentage(50), isPaid: true)
        try cancel(world)
        try world.remind(on: Samples.today + 1)
        try world.instruct(.creditInvoice(CreditRequest(original: asked, extent: .whole)), on: Samples.today + 1)
        #expect(try world.waiting("credit-unused").isEmpty)
        let account = try world.account("C-1001")
        #expect(account.surpluses.isEmpty && account.exposure == -asked.owed)
        try world.checkInvariants()
    }

    @Test func `whoever releases the row is not asked again`() throws {
        let (world, _) = try world(asking: Percentage(50), isPaid: true)
        try cancel(world)
        try world.remind(on: Samples.today + 1)
        try world.intervene(.release, on: #require(try world.waiting("credit-unused").first))
        try world.run(on: Samples.today + 1)
        try world.remind(on: Samples.today + 2)
        #expect(try world.waiting("credit-unused").isEmpty)
        try world.checkInvariants()
    }

    @Test func `an order made smaller than what was asked for ahead leaves the difference`() throws {
        let (world, asked) = try world(asking: Percentage(100), isPaid: true)
        let whole = String(decoding: Samples.bytes("inbox/" + order), as: UTF8.self)
        let smaller = [
            ("<cac:BuyerCustomerParty>", replacing), (">40<", ">20<"), ("476.00", "238.00"), ("994.22", "756.22"),
            ("166.40", "118.80"), ("1160.62", "875.02"),
        ].reduce(whole) { $0.replacing($1.0, with: $1.1) }
        world.intake.drop("smaller.xml", Array(smaller.utf8))
        try world.run()
        let account = try world.account("C-1001")
        let standing = try world.standing("smaller.xml")
        #expect(account.surplus.isPositive && account.surplus < asked.owed, "\(standing)")
        #expect(account.reserved.isZero && account.exposure == -account.surplus)
        try world.checkInvariants()
    }
}

private let replacing = """
    <cac:OrderDocumentReference><cbc:ID>BC-2026-0417</cbc:ID></cac:OrderDocumentReference><cac:BuyerCustomerParty>
    """

private let cancellation = """
    <OrderCancellation xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderCancellation-2" \
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:ID>X-1</cbc:ID>
      <cbc:IssueDate>2026-11-23</cbc:IssueDate>
      <cbc:CancellationNote>Not needed any more.</cbc:CancellationNote>
      <cac:OrderReference><cbc:ID>BC-2026-0417</cbc:ID></cac:OrderReference>
      <cac:BuyerCustomerParty>
        <cac:Party>
          <cac:PartyIdentification><cbc:ID schemeID="0009">99990118400013</cbc:ID></cac:PartyIdentification>
          <cac:PartyLegalEntity>
            <cbc:RegistrationName>Boulangerie Sainte-Aure SARL</cbc:RegistrationName>
          </cac:PartyLegalEntity>
        </cac:Party>
      </cac:BuyerCustomerParty>
      <cac:SellerSupplierParty>
        <cac:Party>
          <cac:PartyIdentification><cbc:ID schemeID="0009">99994160200024</cbc:ID></cac:PartyIdentification>
          <cac:PartyLegalEntity><cbc:RegistrationName>Ormelune Équipement</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party>
      </cac:SellerSupplierParty>
    </OrderCancellation>
    """
