import Calendars
import Documents
import Findings
import Invoicing
import Money
import QuittanceTesting
import Receivables
import Testing

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let standard = VATClass(.standard, Percentage(20))

private let company = Company(
    party: Party(name: "Ours"), currency: .euro, iban: "FR7630006000011234567890189", bic: nil, mentions: [])
private let customer = Customer(
    id: CustomerID("C-1"), party: Party(name: "Theirs"), currency: .euro, terms: PaymentTerms(days: 30),
    creditLimit: nil)

/// An order of one line, so many at a price, with allowances and charges of its own and of the document.
private func entry(
    _ quantity: ExactDecimal, at price: ExactDecimal, line: [AllowanceCharge] = [], document: [AllowanceCharge] = [],
    invoiced: ExactDecimal = 0
) -> OrderEntry {
    let ordered = OrderLine(
        id: "1", quantity: Quantity(quantity, "C62"), item: ItemReference(name: "A"), allowanceCharges: line)
    var order = Order(
        number: "O-1", issueDate: "2026-11-20", currency: .euro, buyer: customer.party, seller: company.party,
        lines: [ordered])
    order.allowanceCharges = document
    let unit = UnitPrice(price, .euro)
    let net = unit.amount(for: quantity)! + line.map(\.effect).sum(in: .euro)
    let identified = IdentifiedLine(
        line: ordered, item: ItemID("A"), quantity: ordered.quantity, price: unit, net: net, vat: standard, name: "A")
    var entry = OrderEntry(
        identified: IdentifiedOrder(
            key: OrderKey(customer: customer.id, number: "O-1"), revision: 0, order: order, lines: [identified],
            contentDigest: []),
        origin: DocumentOrigin(intake: 1, index: 0))
    entry.progress[0].invoiced = invoiced
    return entry
}

/// The order with a second line, so many at a price, at the reduced rate.
private func adding(_ quantity: ExactDecimal, at price: ExactDecimal, to entry: OrderEntry) -> OrderEntry {
    var whole = entry
    var oil = whole.identified.lines[0]
    oil.line.id = "2"
    (oil.quantity, oil.price) = (Quantity(quantity, "C62"), UnitPrice(price, .euro))
    (oil.net, oil.line.quantity) = (oil.price.amount(for: quantity)!, oil.quantity)
    oil.vat = VATClass(.standard, Percentage("5.5"))
    whole.identified.lines.append(oil)
    whole.identified.order.lines.append(oil.line)
    whole.progress.append(LineProgress())
    return whole
}

private func draft(_ entry: OrderEntry, billing quantities: ExactDecimal...) -> InvoiceDraft {
    let delivery = BillableDelivery(
        order: entry.identified.key, lines: quantities.map { .init(orderLine: "1", quantity: $0) },
        deliveredOn: "2026-11-22",
        despatchNumber: nil)
    return draftInvoice(billing: delivery, of: entry, to: customer, from: company, on: "2026-11-23", numbered: "INV-1")
}

/// The invoice's own arithmetic, each total from its parts (EN 16931 BR-CO-10 to BR-CO-16).
private func addsUp(_ invoice: Invoice) -> Bool {
    let totals = invoice.totals
    let lines = invoice.lines.allSatisfy { line in
        line.netAmount == line.price.amount(for: line.quantity.value)!
            + line.allowanceCharges.map(\.effect).sum(in: .euro)
    }
    return lines && invoice.lines.map(\.netAmount).sum(in: .euro) == totals.lines
        && totals.lines + invoice.allowanceCharges.map(\.effect).sum(in: .euro) == totals.beforeTax
        && invoice.vatBreakdown.map(\.taxable).sum(in: .euro) == totals.beforeTax
        && totals.beforeTax + invoice.vatBreakdown.map(\.tax).sum(in: .euro) == totals.withTax
        && totals.withTax - totals.prepaid == totals.payable
}

struct DraftInvoiceTests {
    @Test func `a whole order is billed at what it comes to`() {
        let invoice = draft(entry(10, at: "12.345"), billing: 10).invoice
        #expect(
            invoice.totals.lines == eur("123.45") && invoice.totals.tax == eur("24.69")
                && invoice.totals.payable == eur("148.14"))
        #expect(invoice.dueDate == "2026-12-23")
        #expect(addsUp(invoice))
    }

    @Test func `ten times as many lines take about ten times as long`() {
        func order(_ count: Int) -> OrderEntry {
            let one = entry(10, at: "1.00", document: [AllowanceCharge(isCharge: false, amount: eur(5), vat: standard)])
            var whole = one
            whole.identified.lines = (1...count).map { number in
                var line = one.identified.lines[0]
                line.line.id = "\(number)"
                return line
            }
            whole.identified.order.lines = whole.identified.lines.map(\.line)
            whole.progress = Array(repeating: LineProgress(), count: count)
            return whole
        }
        func work(_ count: Int) -> (order: OrderEntry, delivery: BillableDelivery) {
            let order = order(count)
            let lines = (1...count).map { BillableDelivery.Line(orderLine: "\($0)", quantity: 10) }
            return (
                order,
                BillableDelivery(
                    order: order.identified.key, lines: lines, deliveredOn: "2026-11-22", despatchNumber: nil)
            )
        }
        let ratio = growth(from: work(1_000), to: work(10_000), within: 35) { order, delivery in
            let drawn = draftInvoice(
                billing: delivery, of: order, to: customer, from: company, on: "2026-11-23", numbered: "INV-1")
            let lines = Money(minorUnits: Int64(delivery.lines.count) * 1000, .euro)
            #expect(drawn.findings.isEmpty && drawn.invoice.totals.lines == lines)
        }
        #expect(ratio < 35)
    }

    @Test func `an amount with a third decimal place waits, in a currency that has three`() throws {
        let dinar = try #require(Currency("KWD"))
        func codes(_ minorUnits: Int64) -> [String] {
            var invoice = SampleInvoice.small
            let net = Money(minorUnits: minorUnits, dinar)
            invoice.currency = dinar
            invoice.lines = [invoice.lines[0]]
            invoice.lines[0].quantity = Quantity(1, "H87")
            invoice.lines[0].price = UnitPrice(net.decimal, dinar)
            invoice.lines[0].netAmount = net
            invoice.lines[0].vat = VATClass(.export, .zero)
            invoice.allowanceCharges = []
            invoice.vatBreakdown = vatBreakdown(of: invoice.lines, [], in: dinar) { _ in ("VATEX-EU-G", nil) }
            invoice.totals = invoiceTotals(
                lines: invoice.lines, [], vat: invoice.vatBreakdown, prepaid: .zero(dinar), in: dinar)
            return checkInvoice(invoice).map(\.rule.code)
        }
        #expect(codes(1_230).isEmpty)
        #expect(Set(codes(1_235)) == ["INV-032"])
    }

    @Test func `a place of delivery that is known by its number alone has no name`() {
        var ordered = entry(3, at: "10")
        ordered.identified.order.deliveryParty = Party(name: "")
        ordered.identified.order.deliveryLocation = PartyIdentifier(scheme: PartyIdentifier.gln, "5412345000020")
        let delivery = draft(ordered, billing: 3).invoice.delivery
        #expect(delivery?.name == nil && delivery?.location?.value == "5412345000020")
    }

    @Test func `tax is taken once on the sum, not line by line`() {
        // 3 × 0.33 = 0.99 with 20 %: 0.198, rounded once to 0.20.
        #expect(draft(entry(3, at: "0.33"), billing: 3).invoice.totals.tax == eur("0.20"))
    }

    @Test func `an allowance is borne by the lines of its own VAT, however the order is delivered`() {
        let knife = entry(
            3, at: "27.90", document: [AllowanceCharge(isCharge: false, amount: eur("30.00"), vat: standard)])
        let whole = adding(7, at: "5.78", to: knife)
        func bill(_ line: String, _ quantity: ExactDecimal) -> Invoice {
            let delivery = BillableDelivery(
                order: whole.identified.key, lines: [.init(orderLine: line, quantity: quantity)],
                deliveredOn: "2026-11-22", despatchNumber: nil)
            return draftInvoice(
                billing: delivery, of: whole, to: customer, from: company, on: "2026-11-23", numbered: "INV-1"
            ).invoice
        }
        let (knives, oils) = (bill("1", 3), bill("2", 7))
        #expect(oils.allowanceCharges.isEmpty && oils.totals.payable == eur("42.69"))
        #expect(knives.totals.beforeTax == eur("53.70") && knives.totals.payable == eur("64.44"))
        #expect(whole.grossUnbilled == knives.totals.payable + oils.totals.payable)
    }

    @Test(arguments: [nil, VATClass(.export, .zero)] as [VATClass?])
    func `an allowance without a VAT of the lines lowers the base of each rate, by what its lines come to`(
        vat: VATClass?
    ) throws {
        let knife = entry(3, at: "100.00", document: [AllowanceCharge(isCharge: false, amount: eur("10.01"), vat: vat)])
        let whole = adding(1, at: "100.00", to: knife)
        let delivery = BillableDelivery(
            order: whole.identified.key,
            lines: [.init(orderLine: "1", quantity: 3), .init(orderLine: "2", quantity: 1)],
            deliveredOn: "2026-11-22", despatchNumber: nil)
        let invoice = draftInvoice(
            billing: delivery, of: whole, to: customer, from: company, on: "2026-11-23", numbered: "INV-1"
        ).invoice
        #expect(invoice.vatBreakdown.map(\.taxable) == [eur("292.49"), eur("97.50")])
        #expect(invoice.totals.beforeTax == eur("389.99") && addsUp(invoice))
        #expect(whole.grossUnbilled == invoice.totals.payable && whole.identified.gross == invoice.totals.payable)
    }

    @Test func `a charge of an order whose lines come to nothing is billed all the same, part by part`() {
        let free = [AllowanceCharge(isCharge: false, amount: eur("83.70"))]
        let freight = [AllowanceCharge(isCharge: true, amount: eur("12.00"))]
        let whole = entry(3, at: "27.90", line: free, document: freight)
        #expect(draft(whole, billing: 3).invoice.totals.payable == eur("14.40"))
        #expect(whole.grossUnbilled == eur("14.40"))
        let rest = entry(3, at: "27.90", line: free, document: freight, invoiced: 1)
        let parts = [draft(whole, billing: 1), draft(rest, billing: 2)].map(\.invoice.totals.payable)
        #expect(parts == [eur("4.80"), eur("9.60")] && rest.grossUnbilled == eur("9.60"))
    }

    @Test func `parts of an order come to the whole, whatever the shares round to`() {
        let line = [AllowanceCharge(isCharge: false, amount: eur("1.00"))]
        let document = [
            AllowanceCharge(isCharge: true, amount: eur("0.10")), AllowanceCharge(isCharge: false, amount: eur("2.00")),
        ]
        for parts in [[1, 1, 1], [2, 1], [1, 2], [3]] as [[ExactDecimal]] {
            var billed: ExactDecimal = 0
            var sum = eur(0)
            for part in parts {
                let invoice = draft(
                    entry(3, at: "3.33", line: line, document: document, invoiced: billed), billing: part
                ).invoice
                #expect(addsUp(invoice), "\(part) after \(billed)")
                sum += invoice.totals.beforeTax
                billed = billed + part
            }
            #expect(sum == eur("7.09"), "\(parts)")
        }
    }

    @Test func `a line that a delivery names twice is billed once for each part`() {
        let line = [AllowanceCharge(isCharge: false, amount: eur("1.00"))]
        let result = draft(entry(3, at: "3.33", line: line), billing: 1, 2)
        #expect(result.findings.isEmpty)
        #expect(result.invoice.totals.lines == eur("8.99"))
        #expect(addsUp(result.invoice))
    }

    @Test func `no more is billed than is left, however a delivery cuts it up`() {
        #expect(draft(entry(3, at: 1, invoiced: 1), billing: 2).findings.isEmpty)
        #expect(draft(entry(3, at: 1, invoiced: 1), billing: "2.001").findings.map(\.rule.code) == ["BIL-007"])
        #expect(draft(entry(3, at: 1), billing: 2, 2).findings.map(\.rule.code) == ["BIL-007"])
        #expect(draft(entry(3, at: 1), billing: 0).findings.map(\.rule.code) == ["BIL-007"])
    }

    @Test func `each VAT class has its own line of the breakdown, in the order they occur`() {
        let reduced = VATClass(.standard, Percentage("5.5"))
        let order = entry(1, at: 100)
        let lines = draft(order, billing: 1).invoice.lines
        var second = lines[0]
        second.vat = reduced
        second.netAmount = eur("10.01")
        let breakdown = vatBreakdown(
            of: [second, lines[0], second], [AllowanceCharge(isCharge: false, amount: eur(10), vat: standard)],
            in: .euro)
        #expect(breakdown.map(\.vat) == [reduced, standard])
        #expect(breakdown.map(\.taxable) == [eur("20.02"), eur(90)])
        #expect(breakdown.map(\.tax) == [eur("1.10"), eur(18)])
    }
}

/// What a draft says in words.
struct DraftWordsTests {
    private func draft(to country: String, offering discount: DiscountOffer? = nil, _ legal: LegalTexts) -> Invoice {
        var (buyer, house) = (customer, company)
        buyer.terms = PaymentTerms(days: 45, endOfMonth: .beforeDays, anchor: .deliveryDate)
        buyer.party.address = PostalAddress(city: "X", country: country)
        buyer.credit.discount = discount
        house.legal = legal
        house.mentions = [
            Mention(subject: "PMD", [DatedText(language: "fr", "Pénalités"), DatedText(language: "de", "Zinsen")]),
            Mention(subject: "AAB", [DatedText("Pas d’escompte")]),
        ]
        let delivery = BillableDelivery(
            order: OrderKey(customer: customer.id, number: "O-1"), lines: [.init(orderLine: "1", quantity: 1)],
            deliveredOn: nil, despatchNumber: nil)
        return draftInvoice(
            billing: delivery, of: entry(1, at: 10), to: buyer, from: house, on: "2026-11-23", numbered: "INV-1"
        ).invoice
    }

    @Test(arguments: [
        ("FR", "fin de mois, puis 45 jours à compter de la livraison", "Pénalités"),
        ("DE", "Monatsende, dann 45 Tage ab Lieferung", "Zinsen"),
        ("IE", "end of month, then 45 days from delivery", "Zinsen"),
    ]) func `terms and mentions are in the language of the buyer, or in one that there is`(
        country: String, terms: String, mention: String
    ) {
        let invoice = draft(to: country, LegalTexts())
        #expect(invoice.paymentTermsNote == terms)
        #expect(invoice.notes.first?.text == mention)
    }

    @Test func `a discount is offered in the words of the day, and no other words stand for it`() {
        let offer = DiscountOffer(Percentage("1.5"), days: 10)
        let words = LegalTexts(discounts: [
            DatedText(language: "fr", from: "2026-01-01", "{percentage} sous {days} jours"),
            DatedText(language: "fr", from: "2027-01-01", "plus tard"),
        ])
        let notes = draft(to: "FR", offering: offer, words).notes
        #expect(notes.last == InvoiceNote(subject: "AAB", "1,5\u{A0}% sous 10 jours"))
        #expect(!draft(to: "FR", offering: offer, LegalTexts()).notes.contains { $0.subject == "AAB" })
    }
}
