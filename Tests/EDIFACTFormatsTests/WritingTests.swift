import Calendars
import Documents
import EDIFACTFormats
import EDISyntax
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

/// The segments of an interchange: tags and elements, joined by `|` and `^`.
private func segments(_ bytes: [UInt8]) throws -> [[String]] {
    try bytes.withUnsafeBufferPointer { buffer in
        let interchange = try #require(scanInterchanges(buffer).first)
        #expect(interchange.log.findings == [])
        let message = try #require(interchange.messages.first)
        var reader = interchange.reader(of: message, in: buffer)
        var all: [[String]] = []
        while reader.next() {
            var elements = [reader.tag.description]
            for element in stride(from: 1, through: reader.elementCount, by: 1) {
                let texts = stride(from: 1, through: reader.componentCount(element), by: 1).map {
                    reader.text(element, $0) ?? ""
                }
                elements.append(texts.joined(separator: "^"))
            }
            all.append(elements)
        }
        return all
    }
}

/// The amounts of MOA with a qualifier, before and after UNS.
private func amounts(_ qualifier: String, _ all: [[String]], inSummary: Bool) -> [String] {
    let end = all.firstIndex { $0[0] == "UNS" } ?? all.count
    return (inSummary ? all[end...] : all[..<end]).filter { $0[0] == "MOA" }.compactMap { moa in
        let parts = moa[1].split(separator: "^")
        return parts[0] == qualifier ? String(parts[1]) : nil
    }
}

@Suite struct InvoicWritingTests {
    @Test func `every amount of any invoice is written as it is, and the structure keeps the directory`() throws {
        var maker = InvoiceMaker(seed: 23)
        for _ in 0..<60 {
            let invoice = maker.invoice()
            for format in [InvoicFormat.d96A, .d01B] {
                let bytes = format.write(.invoice(invoice))
                #expect(format.check(bytes) == [], "\(invoice.number)")
                let all = try segments(bytes)
                #expect(all.contains(["BGM", invoice.kind.code, invoice.number, "9"]))
                #expect(amounts("203", all, inSummary: false) == invoice.lines.map(\.netAmount.decimal.description))
                #expect(amounts("9", all, inSummary: true) == [invoice.totals.payable.decimal.description])
                #expect(amounts("77", all, inSummary: true) == [invoice.totals.withTax.decimal.description])
                #expect(amounts("79", all, inSummary: true) == [invoice.totals.lines.decimal.description])
                #expect(amounts("124", all, inSummary: true) == invoice.vatBreakdown.map(\.tax.decimal.description))
                #expect(amounts("125", all, inSummary: true).first == invoice.totals.beforeTax.decimal.description)
            }
        }
    }
}

@Suite struct InvoicStatementTests {
    private func invoice(_ edit: (inout Invoice) -> Void) -> Invoice {
        var maker = InvoiceMaker(seed: 23)
        var invoice = maker.invoice()
        invoice.notes = []
        invoice.paymentTermsNote = nil
        invoice.payee = nil
        invoice.payments = []
        edit(&invoice)
        return invoice
    }

    @Test func `the law's words on VAT, our account and VAT in another currency stand in it`() throws {
        let invoice = invoice {
            $0.vatBreakdown = [
                VATSubtotal(
                    vat: VATClass(.intraCommunity, .zero), taxable: $0.totals.beforeTax, tax: $0.totals.tax,
                    exemptionReason: "Exonération, article 262 ter, I du CGI", exemptionCode: "VATEX-EU-IC")
            ]
            $0.totals.taxInAccountingCurrency = Money("20.04", Currency("CHF")!)
            $0.payments = [
                PaymentInstructions(
                    meansCode: "58",
                    transfers: [CreditTransfer(account: "FR7630006000011234567890189", name: "Nous", bic: "AGRIFRPP")])
            ]
        }
        for format in [InvoicFormat.d96A, .d01B] {
            let bytes = format.write(.invoice(invoice))
            #expect(format.check(bytes) == [])
            let all = try segments(bytes)
            #expect(all.contains(["FTX", "TXD", "", "", "K: Exonération, article 262 ter, I du CGI (VATEX-EU-IC)"]))
            #expect(all.contains(["FII", "BF", "FR7630006000011234567890189^Nous", "AGRIFRPP^25^5"]))
            #expect(all.contains(["MOA", "176^20.04^CHF"]))
        }
    }

    @Test func `no statement is cut: a long one stands in several segments, and too many are a fault`() throws {
        let long = (1...90).map { "clause \($0)" }.joined(separator: ", ")
        let kept = invoice { $0.notes = [InvoiceNote(subject: "PMD", long)] }
        let all = try segments(InvoicFormat.d96A.write(.invoice(kept)))
        let texts = all.filter { $0[0] == "FTX" && $0[1] == "PMD" }.map { $0[4].filter { $0 != "^" } }
        #expect(texts.count == 3 && texts.joined() == long)

        let many = invoice { $0.notes = (1...11).map { InvoiceNote(subject: "AAI", "Note \($0)") } }
        #expect(!InvoicFormat.d96A.check(InvoicFormat.d96A.write(.invoice(many))).isEmpty)
        #expect(InvoicFormat.d01B.check(InvoicFormat.d01B.write(.invoice(many))) == [])
    }

    @Test func `what a character set has only letters for does not make a text too long`() throws {
        let text = "une indemnité forfaitaire de 40 € pour frais de recouvrement, due par fact…"
        let name = "Crèmerie au Cœur du Cantal Duvalet SNC"
        let invoice = invoice {
            $0.notes = [InvoiceNote(subject: "PMT", text)]
            $0.buyer.name = name
        }
        var outgoing = OutgoingInterchange(
            dialect: .edifact, sender: PartyIdentifier(scheme: "14", "9520417000017"),
            recipient: PartyIdentifier(scheme: "14", "5412345000013"), controlNumber: 41, preparedOn: "2026-11-23",
            preparedTime: "0930", content: .invoice(invoice))
        outgoing.style.charset = "UNOC"
        for format in [InvoicFormat.d96A, .d01B] {
            let bytes = format.write(.outgoingInterchange(outgoing))
            #expect(format.check(bytes) == [])
            let all = try segments(bytes)
            let buyer = try #require(all.first { $0[0] == "NAD" && $0[1] == "BY" })
            #expect(buyer[4].filter { $0 != "^" } == "Crèmerie au Coeur du Cantal Duvalet SNC")
            let note = try #require(all.first { $0[0] == "FTX" && $0[1] == "PMT" })
            #expect(note[4].filter { $0 != "^" } == text.replacing("€", with: "EUR").replacing("…", with: "..."))
        }
    }
}

@Suite struct OrdrspWritingTests {
    private var response: OrderResponse {
        OrderResponse(
            number: "C-1-PO-9-0", issueDate: "2026-11-23", decision: .conditionallyAccepted, orderNumber: "PO-9",
            orderDate: "2026-11-20", currency: .euro, note: "What's changed: see line 2",
            buyer: Party(name: "Bakers United", identifiers: [PartyIdentifier(scheme: "0088", "5412345000013")]),
            seller: Party(name: "Ormelune", identifiers: [PartyIdentifier(scheme: "0088", "9520417000017")]),
            lines: [
                OrderResponseLine(
                    id: "1", orderLine: "10", status: .accepted, quantity: Quantity("4", "C62"),
                    price: UnitPrice("9.85", .euro),
                    item: ItemReference(name: "Grid", standardID: PartyIdentifier(scheme: "0160", "9520417130103"))),
                OrderResponseLine(
                    id: "2", orderLine: "20", status: .acceptedWithChange, note: "The agreed price applies.",
                    quantity: Quantity("2.5", "KGM"), price: UnitPrice("84.25", .euro, per: 100),
                    item: ItemReference(name: "Flour", sellerID: "FA-6001", buyerID: "B-7")),
                OrderResponseLine(
                    id: "3", orderLine: "30", status: .rejected, quantity: Quantity("1", "C62"), price: nil,
                    item: ItemReference(name: "Oven", sellerID: "FO-1")),
            ])
    }

    @Test func `an answer names the order, and what becomes of each line`() throws {
        for format in [OrdrspFormat.d96A, .d01B] {
            let bytes = format.write(.orderResponse(response))
            #expect(format.check(bytes) == [])
            let all = try segments(bytes)
            #expect(all[1] == ["BGM", "231", "C-1-PO-9-0", "4"])
            #expect(all.contains(["RFF", "ON^PO-9"]) && all.contains(["DTM", "171^20261120^102"]))
            #expect(
                all.filter { $0[0] == "LIN" } == [
                    ["LIN", "1", "5", "9520417130103^EN"], ["LIN", "2", "3"], ["LIN", "3", "7"],
                ])
            #expect(all.contains(["PIA", "5", "FA-6001^SA", "B-7^IN"]))
            #expect(all.contains(["PRI", "AAA^84.25^^^100^KGM"]) && all.contains(["RFF", "ON^PO-9^20"]))
            #expect(all.filter { $0[0] == "QTY" }.map { $0[1] } == ["113^4^PCE", "113^2.5^KGM", "21^1^PCE"])
        }
    }

    @Test func `an interchange that was numbered for the partner carries that number`() {
        let outgoing = OutgoingInterchange(
            dialect: .edifact, sender: PartyIdentifier(scheme: "14", "9520417000017"),
            recipient: PartyIdentifier(scheme: "14", "5412345000013"), controlNumber: 41, preparedOn: "2026-11-23",
            preparedTime: "0930", content: .orderResponse(response))
        let text = String(decoding: OrdrspFormat.d96A.write(.outgoingInterchange(outgoing)), as: UTF8.self)
        #expect(
            text.contains("UNB+UNOC:3+9520417000017:14+5412345000013:14+261123:0930+41'")
                && text.hasSuffix("UNZ+1+41'\n"))
        let plain = String(decoding: OrdrspFormat.d96A.write(.orderResponse(response)), as: UTF8.self)
        #expect(plain.contains("+261123:0000+C1PO90'"))
    }
}
