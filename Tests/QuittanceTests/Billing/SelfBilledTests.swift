import Documents
import Foundation
import Invoicing
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// An edit of a sample: what stands in it, and what stands there instead.
private typealias Edit = (String, String)

/// What customers write in our name is held against all that was agreed: who reads it here has no invoice of ours.
struct SelfBilledTests {
    private static let folder = checkout.appendingPathComponent("Samples/scenarios/self-billed-invoices/input")

    private func text(_ name: String, _ edits: [Edit] = []) throws -> String {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
        return try edits.reduce(text) { text, edit in
            try #require(text.contains(edit.0), "\(edit.0) does not stand in \(name)")
            return text.replacing(edit.0, with: edit.1)
        }
    }

    /// A house of which C-1001 has ordered three and two, and one of the first has left today.
    private func world(
        order: [Edit] = [], advice: [Edit] = [], terms: String = "30d", services: Set<String> = []
    ) throws -> World {
        let world = try World(amend: { file, text in
            file == "items.csv" ? text.inLines(of: services) { $0.replacing(",goods", with: ",service") } : text
        })
        let runner = try world.runner()
        _ = try importBytes(
            Array(try text("0-customer.csv", [(",30d,", ",\(terms),")]).utf8), named: "0-customer.csv", as: .customers,
            through: runner, actor: "Lea", reason: "self-billing")
        try runner.runUntilIdle()
        world.intake.drop("order.xml", Array(try text("1-order.xml", order).utf8))
        try world.run()
        world.intake.drop("advice.xml", Array(try text("2-first.xml", advice).utf8))
        try world.run()
        return world
    }

    /// The codes for which the invoice waits once it has come; empty where it is recorded.
    private func codes(of edits: [Edit], in world: World) throws -> [String] {
        try take(text("3-self-billed.xml", edits), in: world)
    }

    private func take(_ text: String, in world: World) throws -> [String] {
        world.intake.drop("self-billed.xml", Array(text.utf8))
        try world.run()
        let codes = try world.waiting("differs").flatMap { $0.findings.map(\.code) }
        if codes.isEmpty { #expect(try world.standing("self-billed.xml") == "recorded") }
        try world.checkInvariants()
        return codes
    }

    private func release(_ world: World) throws {
        try world.intervene(.release, on: #require(try world.waiting("differs").first))
        try world.run()
        #expect(try world.waiting("differs").isEmpty && world.standing("self-billed.xml") == "recorded")
        try world.checkInvariants()
    }

    private static func allowance(_ amount: String, isCharge: Bool = false) -> String {
        """
        <cac:AllowanceCharge><cbc:ChargeIndicator>\(isCharge)</cbc:ChargeIndicator>\
        <cbc:AllowanceChargeReason>RFA</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">\(amount)</cbc:Amount>\
        <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID>\
        </cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>
        """
    }

    /// The invoice with an allowance or a charge of its own, and all that it comes to by that.
    private static func extra(
        _ amount: String, isCharge: Bool = false, net: String, tax: String, gross: String
    ) -> [Edit] {
        let total = isCharge ? "ChargeTotalAmount" : "AllowanceTotalAmount"
        return [
            ("<cac:TaxTotal>", allowance(amount, isCharge: isCharge) + "<cac:TaxTotal>"), (">378.00<", ">\(tax)<"),
            (">2268.00<", ">\(gross)<"),
            ("TaxableAmount currencyID=\"EUR\">1890.00", "TaxableAmount currencyID=\"EUR\">\(net)"),
            ("TaxExclusiveAmount currencyID=\"EUR\">1890.00", "TaxExclusiveAmount currencyID=\"EUR\">\(net)"),
            (
                "<cbc:PayableAmount",
                "<cbc:\(total) currencyID=\"EUR\">\(amount)</cbc:\(total)><cbc:PayableAmount"
            ),
        ]
    }

    /// An allowance of the line, and all that the invoice comes to by that.
    private static let lineAllowance: [Edit] = [
        (">378.00<", ">358.00<"), (">2268.00<", ">2148.00<"),
        ("Amount currencyID=\"EUR\">1890.00", "Amount currencyID=\"EUR\">1790.00"),
        ("PriceAmount currencyID=\"EUR\">1790.00", "PriceAmount currencyID=\"EUR\">1890.00"),
        (
            "</cac:OrderLineReference>",
            """
            </cac:OrderLineReference><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>\
            <cbc:AllowanceChargeReason>RFA</cbc:AllowanceChargeReason>\
            <cbc:Amount currencyID="EUR">100.00</cbc:Amount></cac:AllowanceCharge>
            """
        ),
    ]

    private static let prepaid: [Edit] = [
        (
            "<cbc:PayableAmount currencyID=\"EUR\">2268.00",
            "<cbc:PrepaidAmount currencyID=\"EUR\">2000.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID=\"EUR\">268.00"
        )
    ]

    private static let otherVAT: [Edit] = [
        ("<cbc:Percent>20<", "<cbc:Percent>10<"), (">378.00<", ">189.00<"), (">2268.00<", ">2079.00<"),
    ]

    /// The account that it is to be paid to.
    private static func paid(to account: String) -> [Edit] {
        [
            (
                "<cac:TaxTotal>",
                """
                <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount>\
                <cbc:ID>\(account)</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans><cac:TaxTotal>
                """
            )
        ]
    }

    /// Who is paid in the place of the seller.
    private static func payee(_ siret: String?, _ name: String = "Encaissements réunis") -> [Edit] {
        let number = siret.map {
            "<cac:PartyIdentification><cbc:ID schemeID=\"0009\">\($0)</cbc:ID></cac:PartyIdentification>"
        }
        return [
            (
                "<cac:TaxTotal>",
                "<cac:PayeeParty>\(number ?? "")<cac:PartyName><cbc:Name>\(name)</cbc:Name></cac:PartyName></cac:PayeeParty><cac:TaxTotal>"
            )
        ]
    }

    private static let issue = "<cbc:IssueDate>2026-11-23"
    private static let due = "<cbc:DueDate>2026-12-23"

    @Test func `what is billed as it was agreed is recorded`() throws {
        #expect(try codes(of: [], in: world()) == [])
        #expect(try codes(of: [(Self.due, "<cbc:DueDate>2026-11-30")], in: world()) == [], "earlier is fine")
    }

    @Test func `what was not agreed waits for one reason each, and is recorded once it is released`() throws {
        let cases: [(String, [Edit], String)] = [
            ("VAT of 10 % for 20 %", Self.otherVAT, "SBI-025"),
            ("an allowance", Self.extra("890.00", net: "1000.00", tax: "200.00", gross: "1200.00"), "SBI-026"),
            (
                "a charge", Self.extra("10.00", isCharge: true, net: "1900.00", tax: "380.00", gross: "2280.00"),
                "SBI-026"
            ),
            ("an allowance of the line", Self.lineAllowance, "SBI-026"),
            (
                "a rounding",
                [
                    (
                        "<cbc:PayableAmount currencyID=\"EUR\">2268.00",
                        "<cbc:PayableRoundingAmount currencyID=\"EUR\">-268.00</cbc:PayableRoundingAmount>"
                            + "<cbc:PayableAmount currencyID=\"EUR\">2000.00"
                    )
                ], "SBI-026"
            ),
            ("a payment that never came", Self.prepaid, "SBI-027"),
            ("due late", [(Self.due, "<cbc:DueDate>2026-12-24")], "SBI-028"),
            (
                "of tomorrow", [(Self.issue, "<cbc:IssueDate>2026-11-24")], "SBI-029"
            ),
            (
                "of before the delivery",
                [(Self.issue, "<cbc:IssueDate>2026-11-22"), (Self.due, "<cbc:DueDate>2026-12-22")], "SBI-029"
            ),
            ("another's VAT number", [("FR05999941602", "FR88999903347")], "SBI-030"),
            ("another's account", Self.paid(to: "FR1420041010050500013M02606"), "SBI-032"),
            ("another payee", Self.payee("99990334700019"), "SBI-032"),
        ]
        for (what, edits, code) in cases {
            let world = try self.world()
            #expect(try codes(of: edits, in: world) == [code], "\(what)")
            if try !world.waiting("differs").isEmpty { try release(world) }
        }
    }

    @Test func `tax that is not that of its class waits`() throws {
        #expect(
            try codes(of: [(">378.00<", ">189.00<"), (">2268.00<", ">2079.00<")], in: world()) == ["SBI-033"],
            "10 % of tax under a class of 20 %")
    }

    @Test func `an order's own allowance is taken off in its share`() throws {
        // 10.00 for 11200.00: the share of 1890.00 is 1.69.
        let share = Self.extra("1.69", net: "1888.31", tax: "377.66", gross: "2265.97")
        #expect(try codes(of: share, in: world()) == [])
        let more = Self.extra("2.00", net: "1888.00", tax: "377.60", gross: "2265.60")
        #expect(try codes(of: more, in: world()) == ["SBI-026"])
    }

    @Test func `a charge that was agreed is added`() throws {
        let charged: [Edit] = [("<cbc:ChargeIndicator>false", "<cbc:ChargeIndicator>true")]
        #expect(try codes(of: [], in: world(order: charged)) == ["SBI-026"])
        let share = Self.extra("1.69", isCharge: true, net: "1891.69", tax: "378.34", gross: "2270.03")
        #expect(try codes(of: share, in: world(order: charged)) == [])
    }

    @Test func `it is paid to us, however that is written`() throws {
        #expect(try codes(of: Self.paid(to: "fr79 9999 9004 1700 0416 0Q11 882"), in: world()) == [])
        #expect(try codes(of: Self.payee("99994160200024"), in: world()) == [])
        #expect(try codes(of: Self.payee("99994160200032"), in: world()) == [], "an establishment of ours")
        #expect(try codes(of: Self.payee(nil, "Ormelune Équipement"), in: world()) == [])
        #expect(try codes(of: Self.payee(nil), in: world()) == ["SBI-032"])
    }

    @Test func `an establishment of ours sells, and none of another's`() throws {
        let number = "schemeID=\"0009\">99994160200024"
        #expect(
            try codes(of: [(number, "schemeID=\"0009\">99994160200032")], in: world()) == [],
            "by its VAT number it is us")
        #expect(try codes(of: [(number, "schemeID=\"0009\">99990334700019")], in: world()) == ["SBI-030"])
    }

    @Test func `a line of nothing, or of less, is told`() throws {
        for quantity in ["0", "-1"] {
            let edits: [Edit] = [("unitCode=\"C62\">1<", "unitCode=\"C62\">\(quantity)<")]
            #expect(try codes(of: edits, in: world()).contains("SBI-003"), "\(quantity)")
        }
    }

    @Test func `a prepayment that was paid is taken off, once`() throws {
        let world = try self.world()
        let key = OrderKey(customer: CustomerID("C-1001"), number: "S-200")
        try world.instruct(.billing(.askPrepayment(key, Percentage(10))))
        try world.run()
        let asked = try #require(try world.invoices().last)
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: Samples.today, amount: asked.owed, texts: [asked.number],
            bankReference: "P1")
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run()
        let paid = asked.owed.decimal
        let rest = ExactDecimal("2268.00") - paid
        func takingOff(_ number: String) -> [Edit] {
            [
                (
                    "<cbc:PayableAmount currencyID=\"EUR\">2268.00",
                    "<cbc:PrepaidAmount currencyID=\"EUR\">\(paid)</cbc:PrepaidAmount><cbc:PayableAmount currencyID=\"EUR\">\(rest)"
                ), ("BSA-SB-0001", number),
            ]
        }
        try #require(rest.isNegative == false, "\(paid)")
        #expect(try codes(of: takingOff("BSA-SB-0001"), in: world) == [])
        #expect(try world.account("C-1001").receivable.decimal == rest)
        #expect(try codes(of: takingOff("BSA-SB-0002"), in: world).contains("SBI-027"))
    }

    // MARK: Credit notes

    @Test func `VAT of a service that its buyer billed waits until it is paid, and what is credited with it`() throws {
        let world = try world(services: ["BA-2010"])
        _ = try codes(of: [], in: world)
        #expect(try world.balance(of: .vatPending).decimal == "-378.00" && world.balance(of: .vat).isZero)
        let issued = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice)
        let number = try #require(issued.last?.number)
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: Samples.today, amount: Money("567.00", .euro)!)
        try world.instruct(.cash(.recordPayments([payment])))
        try world.instruct(.cash(.allocate(payment: "P1", [.init(invoice: number)], payerIsKnown: false)))
        try world.run()
        #expect(try world.balance(of: .vatPending).decimal == "-283.50")
        #expect(try world.balance(of: .vat).decimal == "-94.50")
        try world.checkInvariants()
    }

    /// A self-billed credit note for one piece that was billed for a number of them.
    private func creditNote(for number: String) throws -> String {
        try text(
            "3-self-billed.xml",
            [
                ("schema:xsd:Invoice-2", "schema:xsd:CreditNote-2"), ("<Invoice ", "<CreditNote "),
                ("</Invoice>", "</CreditNote>"), ("InvoiceTypeCode", "CreditNoteTypeCode"), (">389<", ">261<"),
                ("cac:InvoiceLine>", "cac:CreditNoteLine>"), ("InvoicedQuantity", "CreditedQuantity"),
                ("  <cbc:DueDate>2026-12-23</cbc:DueDate>\n", ""), ("BSA-SB-0001", "SB-C1"),
                (
                    "</cac:OrderReference>",
                    "</cac:OrderReference><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\(number)</cbc:ID>"
                        + "</cac:InvoiceDocumentReference></cac:BillingReference>"
                ),
            ])
    }

    @Test func `a self-billed credit note that nothing stands behind waits, and is recorded once it is released`()
        throws
    {
        let world = try self.world()
        #expect(try codes(of: [], in: world) == [])
        #expect(try take(creditNote(for: "BSA-SB-0001"), in: world) == ["SBI-031"])
        #expect(try world.account("C-1001").receivable == Money("2268.00", .euro)!)
        try release(world)
        #expect(try world.account("C-1001").receivable.isZero)
    }

    @Test func `a self-billed credit note for what was billed and has not left is recorded, once`() throws {
        let world = try self.world()
        let two: [Edit] = [
            ("unitCode=\"C62\">1<", "unitCode=\"C62\">2<"), (">378.00<", ">756.00<"), (">2268.00<", ">4536.00<"),
            ("Amount currencyID=\"EUR\">1890.00", "Amount currencyID=\"EUR\">3780.00"),
            ("PriceAmount currencyID=\"EUR\">3780.00", "PriceAmount currencyID=\"EUR\">1890.00"),
        ]
        #expect(try codes(of: two, in: world) == ["SBI-003"])
        try release(world)
        let note = try creditNote(for: "BSA-SB-0001")
        #expect(try take(note, in: world) == [])
        #expect(try world.account("C-1001").receivable == Money("2268.00", .euro)!)
        #expect(try take(note.replacing("SB-C1", with: "SB-C2"), in: world) == ["SBI-031"])
    }

    /// From today on the item has another rate than when it was ordered.
    private func changeRate(in world: World) throws {
        let row = "id,name,unit,vatCategory,vatRate\nBA-2010,Batteur,C62,S,10\n"
        _ = try importBytes(
            Array(row.utf8), named: "items.csv", as: .items, through: world.runner(), actor: "Lea", reason: "new rate")
        try world.run()
    }

    @Test func `the rate is that of the day of the delivery, in the invoice and in what takes it back`() throws {
        let other = try world()
        try changeRate(in: other)
        #expect(try codes(of: [], in: other) == ["SBI-025"])
        let world = try world()
        try changeRate(in: world)
        let two: [Edit] = [
            ("unitCode=\"C62\">1<", "unitCode=\"C62\">2<"), (">2268.00<", ">4158.00<"),
            ("<cbc:Percent>20<", "<cbc:Percent>10<"),
            ("Amount currencyID=\"EUR\">1890.00", "Amount currencyID=\"EUR\">3780.00"),
            ("PriceAmount currencyID=\"EUR\">3780.00", "PriceAmount currencyID=\"EUR\">1890.00"),
        ]
        #expect(try codes(of: two, in: world) == ["SBI-003"])
        try release(world)
        let note = try creditNote(for: "BSA-SB-0001").replacing("<cbc:Percent>20<", with: "<cbc:Percent>10<")
            .replacing(">378.00<", with: ">189.00<").replacing(">2268.00<", with: ">2079.00<")
        #expect(try take(note, in: world) == [])
        #expect(try world.account("C-1001").receivable == Money("2079.00", .euro)!)
    }

    @Test func `a self-billed credit note that names its invoice twice credits it once`() throws {
        let world = try self.world()
        #expect(try codes(of: [], in: world) == [])
        let reference =
            "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>BSA-SB-0001</cbc:ID>"
            + "</cac:InvoiceDocumentReference></cac:BillingReference>"
        let note = try creditNote(for: "BSA-SB-0001").replacing(reference, with: reference + reference)
        #expect(try take(note, in: world) == ["SBI-031"])
        try release(world)
        #expect(try world.account("C-1001").receivable.isZero)
    }
}
