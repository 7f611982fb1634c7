import Calendars
import Documents
import Findings
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Invoicing

/// Invoices of many makes, credited bit by bit in whatever order: nothing is ever credited twice, and nothing is left.
struct CreditLawTests {
    // MARK: Line by line

    @Test func `seven credits of one piece each come to the line of seven, not to a cent more`() throws {
        // 7 × 0.685 = 4.795, rounded 4.80, less 0.02.
        var line = SampleInvoice.line(1, "Vis", 7, "C62", at: "0.685", less: Money(minorUnits: 2, .euro))
        line.id = "1"
        let invoice = SampleInvoice.invoice("INV-2026-000001", [line])
        #expect(invoice.totals.lines == Money(minorUnits: 478, .euro))
        var history = CreditHistory(invoice)
        for _ in 0..<7 { try history.credit(.lines([.init(line: "1", quantity: 1)])) }
        #expect(history.notes.map(\.totals.lines).sum(in: .euro) == Money(minorUnits: 478, .euro))
        #expect(history.notes.map(\.totals.tax).sum(in: .euro) == invoice.totals.tax)
        #expect(history.room.left.isZero && history.notes.count == 7)
    }

    @Test(arguments: [
        ("fr", "Avoir sur la facture INV-2026-000018 – prix unitaire erroné"),
        ("de", "Gutschrift zur Rechnung INV-2026-000018 – Einzelpreis falsch"),
        ("en", "Credit on invoice INV-2026-000018 – the unit price is wrong"),
    ])
    func `the credit note for a dispute says why in the language of its page`(language: String, name: String) {
        var company = Paper.company()
        company.stationery.language = language
        let history = CreditHistory(SampleInvoice.small)
        let note = draftCreditNote(
            of: Money(minorUnits: 1000, .euro), on: history.item, because: .unitPrice, to: SampleCustomer.customer,
            from: company,
            on: SampleInvoice.small.issueDate, numbered: "AV-1")
        #expect(Set(note.lines.map(\.item.name)) == [name])
        for reason in DisputeReason.allCases { #expect((reason.words(in: language) == nil) == (reason == .other)) }
    }

    @Test func `an allowance of a VAT class without a line is credited with the lines, once`() throws {
        let reduced = VATClass(.standard, Percentage("5.5"))
        let extra = AllowanceCharge(
            isCharge: true, amount: Money(minorUnits: 1000, .euro), reason: "Port", reasonCode: "FC", vat: reduced)
        let invoice = SampleInvoice.invoice(
            "INV-2026-000001", [SampleInvoice.line(1, "Four", 4, "C62", at: 25)], [extra])
        var history = CreditHistory(invoice)
        for _ in 0..<4 { try history.credit(.lines([.init(line: "1", quantity: 1)])) }
        #expect(history.notes.map { $0.totals.charges.minorUnits } == [250, 250, 250, 250])
        #expect(history.room.left.isZero)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `whatever was credited line by line, every line closes to the cent, and so do the classes and the whole`(
        seed: UInt64
    ) throws {
        let random = SeededRandomness(seed: seed)
        let invoice = random.invoice(mixingSigns: false)
        var history = CreditHistory(invoice)
        for _ in 0..<60 where !history.isDone {
            guard let lines = history.somePart(random) else { break }
            do {
                try history.credit(.lines(lines))
            } catch {
                // Only what rounds to nothing cannot be credited by itself.
                #expect(error.message.contains("is no credit"), "seed \(seed): \(error.message)")
                break
            }
        }
        if !history.isDone { try history.credit(.whole) }
        history.expectClosed("seed \(seed)")
        for (index, line) in invoice.lines.enumerated() {
            let credited = history.notes.flatMap(\.lines).filter { $0.id == line.id }
            #expect(credited.map(\.netAmount).sum(in: .euro) == line.netAmount, "seed \(seed), line \(index + 1)")
            #expect(credited.map(\.quantity.value).reduce(.zero, +).magnitude <= line.quantity.value.magnitude)
        }
        #expect(history.notes.map(\.totals.allowances).sum(in: .euro) == invoice.totals.allowances, "seed \(seed)")
        #expect(history.notes.map(\.totals.charges).sum(in: .euro) == invoice.totals.charges, "seed \(seed)")
    }

    // MARK: In every way

    @Test(arguments: 0..<600 as Range<UInt64>)
    func `whatever was credited, by line, by amount or for a dispute, the rest is credited to nothing`(seed: UInt64)
        throws
    {
        let random = SeededRandomness(seed: seed ^ 0xC4ED)
        let invoice = random.invoice(mixingSigns: seed % 3 == 0)
        var history = CreditHistory(invoice)
        for _ in 0..<8 where !history.isDone {
            let left = history.room.left
            switch random.below(4) {
            case 0:
                history.creditForDispute(Money(minorUnits: Int64(1 + random.below(Int(left.minorUnits))), .euro))
            case 1:
                let amount = 1 + random.below(Int(max(1, history.room.leftBeforeTax.minorUnits)))
                try? history.credit(.amount(Money(minorUnits: Int64(amount), .euro)))
            default:
                guard let lines = history.somePart(random) else { break }
                try? history.credit(.lines(lines))
            }
            #expect(!history.room.left.isNegative, "seed \(seed)")
        }
        if !history.isDone { try history.credit(.whole) }
        history.expectClosed("seed \(seed)")
        #expect(throws: CreditFault.self, "nothing is left") { try history.credit(.whole) }
    }
}

/// An invoice with the credit notes for it, one after the other.
private struct CreditHistory {
    let invoice: Invoice
    private(set) var notes: [Invoice] = []
    private(set) var item: OpenItem
    private(set) var room: CreditRoom

    init(_ invoice: Invoice) {
        self.invoice = invoice
        room = CreditRoom(all: invoice)
        item = OpenItem(
            number: invoice.number, customer: CustomerID("C"), order: nil, issueDate: invoice.issueDate,
            dueDate: invoice.issueDate, amount: invoice.owed, open: invoice.owed)
        item.vat = invoice.vatBreakdown
        item.withTax = room.left
    }

    var isDone: Bool { room.left.isZero }

    mutating func credit(_ extent: CreditExtent) throws(CreditFault) {
        let note = try creditNote(
            for: invoice, crediting: extent, within: room, because: "Retour", numbered: "AV-\(notes.count + 1)",
            on: invoice.issueDate)
        let lines: [CreditExtent.Line] = if case .lines(let lines) = extent { lines } else { [] }
        take(note, lines)
    }

    mutating func creditForDispute(_ amount: Money) {
        let note = draftCreditNote(
            of: amount, on: item, because: .quality, to: SampleCustomer.customer, from: Paper.company(),
            on: invoice.issueDate, numbered: "AV-\(notes.count + 1)")
        #expect(note.totals.payable == amount)
        take(note, [])
    }

    /// What the book keeps of it says the same as the notes themselves.
    private mutating func take(_ note: Invoice, _ lines: [CreditExtent.Line]) {
        notes.append(note)
        let faults = checkInvoice(note).filter { $0.severity == .fatal }
        #expect(faults.isEmpty, "\(faults)")
        #expect(note.totals.payable.isPositive && note.totals.rounding.magnitude.minorUnits <= 5)
        room = room.after(note, crediting: lines)
        item.credited += note.totals.payable
        item.creditedLines += lines.map { CreditedLine(line: $0.line, quantity: $0.quantity) }
        for part in note.vatBreakdown {
            let before = item.creditedVAT.first { $0.vat == part.vat }
            item.creditedVAT.removeAll { $0.vat == part.vat }
            item.creditedVAT.append(
                VATSubtotal(
                    vat: part.vat, taxable: part.taxable + (before?.taxable ?? .zero(.euro)),
                    tax: part.tax + (before?.tax ?? .zero(.euro))))
        }
        #expect(CreditRoom(of: item).left == room.left && CreditRoom(of: item).leftOfClasses == room.leftOfClasses)
    }

    /// Some of what is left of some lines.
    func somePart(_ random: SeededRandomness) -> [CreditExtent.Line]? {
        let parts = invoice.lines.compactMap { line -> CreditExtent.Line? in
            let rest = line.quantity.value - room.credited(of: line.id)
            guard !rest.isZero, random.below(3) > 0 else { return nil }
            let units = Int64(1 + random.below(Int(rest.units.magnitude)))
            let part = ExactDecimal(units: rest.isNegative ? -units : units, scale: rest.scale)
            return CreditExtent.Line(line: line.id, quantity: random.below(4) == 0 ? rest : part)
        }
        return parts.isEmpty ? nil : parts
    }

    /// The notes come to the invoice, class by class and in all.
    func expectClosed(_ seed: Comment) {
        #expect(room.left.isZero, seed)
        #expect(notes.map(\.totals.payable).sum(in: .euro) == invoice.totals.withTax + invoice.totals.rounding, seed)
        for whole in invoice.vatBreakdown {
            let parts = notes.flatMap(\.vatBreakdown).filter { $0.vat == whole.vat }
            #expect(parts.map(\.taxable).sum(in: .euro) == whole.taxable, seed)
            #expect(parts.map(\.tax).sum(in: .euro) == whole.tax, seed)
            for part in parts {
                let exact = (whole.vat.rate ?? .zero).of(part.taxable)
                #expect((part.tax - exact).magnitude.minorUnits <= 1, "\(seed): \(part.tax) on \(part.taxable)")
            }
        }
    }
}

private enum SampleCustomer {
    static let customer = Customer(
        id: CustomerID("C"), party: SampleInvoice.buyer, currency: .euro, terms: PaymentTerms(days: 30),
        creditLimit: Money(minorUnits: 1_000_000, .euro))
}

extension SeededRandomness {
    fileprivate func below(_ limit: Int) -> Int { Int(number(below: UInt64(limit))) }

    /// Prices of any number of places, quantities of parts, discounts and charges of lines and of the document.
    fileprivate func invoice(mixingSigns: Bool) -> Invoice {
        let rates = [Percentage(20), Percentage("5.5"), Percentage("2.1")]
        let lines = (1...(1 + below(4))).map { number -> InvoiceLine in
            let scale = UInt8(below(3))
            var quantity = ExactDecimal(units: Int64(1 + below(400)), scale: scale)
            if mixingSigns, number > 1, below(3) == 0 { quantity = -quantity }
            let price = ExactDecimal(units: Int64(1 + below(90_000)), scale: UInt8(2 + below(4)))
            var line = SampleInvoice.line(
                number, "Article \(number)", quantity, "C62", at: price, per: below(4) == 0 ? 100 : 1,
                rates[below(rates.count)])
            for _ in 0..<below(3) {
                let amount = Percentage(ExactDecimal(units: Int64(1 + below(300)), scale: 1)).of(line.netAmount)
                let extra = AllowanceCharge(isCharge: below(3) == 0, amount: amount, reason: "Remise")
                line.allowanceCharges.append(extra)
                line.netAmount += extra.effect
            }
            line.allowanceCharges.removeAll { $0.amount.isZero }
            return line
        }
        let net = lines.map(\.netAmount).sum(in: .euro)
        let extras = (0..<below(3)).map { _ in
            AllowanceCharge(
                isCharge: below(2) == 0,
                amount: Percentage(ExactDecimal(units: Int64(1 + below(200)), scale: 1)).of(net.magnitude),
                reason: "Port", vat: VATClass(.standard, rates[below(rates.count)]))
        }.filter { $0.amount.isPositive }
        var invoice = SampleInvoice.invoice("INV-2026-000001", lines, extras)
        if below(4) == 0 { invoice = invoice.rounded(toPay: Money(minorUnits: 5, .euro)) }
        // An allowance beyond the lines of its class makes the others come to more than the whole.
        let isStraight =
            mixingSigns
            || invoice.vatBreakdown.allSatisfy { subtotal in
                !subtotal.taxable.isNegative || !lines.contains { $0.vat == subtotal.vat }
            }
        let isSound = invoice.totals.payable.isPositive && invoice.totals.beforeTax.isPositive && isStraight
        return isSound ? invoice : self.invoice(mixingSigns: false)
    }
}
