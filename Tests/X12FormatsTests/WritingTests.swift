import Calendars
import Documents
import EDISyntax
import Findings
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import X12Formats

/// The segments that a format writes, which have nothing against them.
private func written(_ content: Document, _ format: X12OutFormat) -> [String] {
    let bytes = format.write(content)
    let faults = format.check(bytes).filter { $0.severity != .information }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(faults.isEmpty, "\(faults) in \(text)")
    return text.split(separator: "\n").map { String($0.dropLast()) }
}

private func acknowledged(_ text: String, _ format: X12OutFormat = .acknowledgement) throws -> [String] {
    written(.interchange(try #require(interchangeReport(x12(text)))), format)
}

@Suite struct X12AcknowledgementTests {
    @Test func `a sound group is accepted, set by set`() throws {
        let text = interchange([("850", orderBody), ("850", orderBody.replacing("PO-1", with: "PO-2"))])
        #expect(
            try acknowledged(text) == [
                "ISA*00*          *00*          *ZZ*9520417000017  *ZZ*9520504400027  *261123*0715*U*00401*000000981*0*P*>",
                "GS*FA*9520417000017*9520504400027*20261123*0715*981*X*004010", "ST*997*0001", "AK1*PO*4101",
                "AK2*850*0001",
                "AK5*A", "AK2*850*0002", "AK5*A", "AK9*A*2*2*2", "SE*8*0001", "GE*1*981", "IEA*1*000000981",
            ])
    }

    @Test func `a fault of a line is noted and the set accepted, one of the head refuses the set`() throws {
        let bad = orderBody.replacing("20261120", with: "20261131")
        let part = orderHead + orderLine + "PO1*2*1*EA*1*PE*VP~CTT*2~"
        let text = interchange([("850", orderBody), ("850", bad), ("850", part)])
        #expect(
            try acknowledged(text)[4..<16] == [
                "AK2*850*0001", "AK5*A", "AK2*850*0002", "AK3*BEG*2**8", "AK4*5**8", "AK5*R*5", "AK2*850*0003",
                "AK3*PO1*8**8", "AK4*7**2", "AK5*E*5", "AK9*P*3*3*2", "SE*14*0001",
            ])
    }

    @Test func `faults of segments, envelopes and groups have their codes`() throws {
        let more = interchange([("850", orderBody.replacing("CTT", with: "XYZ*1~CTT"))])
        // The line that it stands in is lost, and with it all lines: that is no fault besides.
        #expect(
            try acknowledged(more)[4..<8] == ["AK2*850*0001", "AK3*XYZ*8**1", "AK5*R*5", "AK9*R*1*1*0"])
        let counted = interchange([("850", orderBody)]).replacing("SE*9*", with: "SE*8*")
        #expect(try acknowledged(counted)[5] == "AK5*R*4")
        let group = interchange([("850", orderBody)]).replacing("GE*1*", with: "GE*2*")
        #expect(try acknowledged(group)[6] == "AK9*R*2*1*0*5")
    }

    @Test func `an element is named once for each code, whichever rules it breaks`() {
        let faults = ["X12-001", "X12-002"].map {
            InterchangeFault(rule: $0, code: "7", level: .element, segment: 3, tag: "BEG", element: 5)
        }
        var report = try! #require(interchangeReport(x12(interchange([("850", orderBody)]))))
        report.messages[0].outcome = .partly
        report.messages[0].faults = faults
        let segments = written(.interchange(report), .acknowledgement)
        #expect(segments.filter { $0.hasPrefix("AK4") } == ["AK4*5**7"], "\(segments)")
    }

    @Test func `a 999 says the same under its own names`() throws {
        let text = interchange([("850", orderBody.replacing("20261120", with: "20261131"))], version: "005010")
        let segments = try acknowledged(text, .implementationAcknowledgement)
        #expect(segments[0].contains("*^*00501*"))
        #expect(segments[1].hasSuffix("*X*005010X231A1"))
        #expect(
            segments[2..<8] == [
                "ST*999*0001*005010X231A1", "AK1*PO*4101*005010", "AK2*850*0001", "IK3*BEG*2**8", "IK4*5**8", "IK5*R*5",
            ])
    }

    @Test func `an envelope at fault is answered by TA1`() throws {
        let text = interchange([("850", orderBody)], asks: true).replacing("IEA*1*000000981", with: "IEA*2*000000981")
        #expect(try acknowledged(text)[1...] == ["TA1*000000981*261123*0715*R*021", "IEA*0*000000981"])
    }

    @Test(arguments: [X12OutFormat.acknowledgement, .implementationAcknowledgement])
    func `what is acknowledged reads back as what became of it`(_ format: X12OutFormat) throws {
        let bad = orderBody.replacing("20261120", with: "20261131")
        let text = interchange([
            ("850", orderBody), ("850", bad), ("850", orderHead + orderLine + "PO1*2**EA*1~CTT*2~"),
        ])
        let report = try #require(interchangeReport(x12(text)))
        let bytes = format.write(.interchange(report))
        guard case .acknowledgement(let read)? = everything.read(bytes, maxLines: 100)[0].document else {
            Issue.record("no acknowledgement")
            return
        }
        #expect(read.messages.map(\.outcome) == report.messages.map(\.outcome))
        #expect(read.messages.map(\.reference) == report.messages.map(\.reference))
        for (mine, theirs) in zip(report.messages, read.messages) {
            let elements = theirs.faults.filter { $0.level == .element }
            #expect(elements.map(\.code) == mine.faults.told.filter { $0.level == .element }.map(\.code))
            #expect(elements.map(\.segment) == mine.faults.told.filter { $0.level == .element }.map(\.segment))
        }
    }
}

@Suite struct X12WritingTests {
    private let buyer = Party(
        name: "Bäckerei \"Süd\" * Co~", identifiers: [PartyIdentifier(scheme: "0088", "9520504400027")])
    private let seller = Party(
        name: "Ormelune Équipement", identifiers: [PartyIdentifier(scheme: "0088", "9520417000017")])

    @Test func `an answer to an order says of each line what becomes of it`() {
        let item = ItemReference(name: "Moule à cake", sellerID: "MO-3030")
        var lines = [
            OrderResponseLine(
                id: "1", orderLine: "1", status: .accepted, quantity: Quantity(24, "C62"),
                price: UnitPrice("4.985", .euro), item: item),
            OrderResponseLine(
                id: "2", orderLine: "3", status: .acceptedWithChange, note: "The agreed price applies.",
                quantity: Quantity(500, "XBX"), price: UnitPrice("16.75", .euro, per: 100), item: item),
            OrderResponseLine(
                id: "3", orderLine: "4", status: .rejected, quantity: Quantity(1, "KGM"), price: nil, item: item),
        ]
        lines[1].changes = .price
        let response = OrderResponse(
            number: "R-1", issueDate: "2026-11-23", decision: .conditionallyAccepted, orderNumber: "PO-1",
            orderDate: "2026-11-20", currency: .euro, buyer: buyer, seller: seller, lines: lines)
        let segments = written(.orderResponse(response), .orderResponse)
        #expect(segments[3] == "BAK*00*AC*PO-1*20261120****R-1*20261123")
        #expect(segments[5] == "N1*BY*Baeckerei \"Sued\"   Co *UL*9520504400027")
        #expect(
            segments[7..<18] == [
                "PO1*1*24*EA*4.985*PE*VP*MO-3030", "PID*F****Moule a cake", "ACK*IA*24*EA",
                "PO1*3*500*BX*16.75*HP*VP*MO-3030", "PID*F****Moule a cake",
                "ACK*IP*500*BX", "N9*L1*NOTE", "MSG*The agreed price applies.",
                "PO1*4*1*KG***VP*MO-3030", "PID*F****Moule a cake", "ACK*IR*1*KG",
            ])
    }

    @Test func `a unit that X12 has no code for is no piece, and told in words`() {
        let line = OrderResponseLine(
            id: "1", orderLine: "1", status: .accepted, quantity: Quantity(3, "GLI"),
            price: UnitPrice("4.985", .euro), item: ItemReference(name: "Syrup", sellerID: "SY-1"))
        let response = OrderResponse(
            number: "R-1", issueDate: "2026-11-23", decision: .accepted, orderNumber: "PO-1",
            orderDate: "2026-11-20", currency: .euro, buyer: buyer, seller: seller, lines: [line])
        #expect(
            written(.orderResponse(response), .orderResponse)[7..<11] == [
                "PO1*1*3*ZZ*4.985*PE*VP*SY-1", "PID*F****Syrup",
                "PID*F****Unit: GLI (UNECE Recommendation 20)", "ACK*IA*3*ZZ",
            ])
    }

    @Test func `a despatch advice reads back as it was`() throws {
        guard case .despatchAdvice(let advice)? = try sample("despatch-856.edi")[0].document else {
            Issue.record("no despatch advice")
            return
        }
        let bytes = X12OutFormat.despatchAdvice.write(.despatchAdvice(advice))
        #expect(X12OutFormat.despatchAdvice.check(bytes).filter { $0.severity != .information } == [])
        guard case .despatchAdvice(let read)? = everything.read(bytes, maxLines: 100)[0].document else {
            Issue.record("it cannot be read: \(String(decoding: bytes, as: UTF8.self))")
            return
        }
        #expect(read.number == advice.number && read.orderNumber == advice.orderNumber)
        #expect(read.despatchDate == advice.despatchDate && read.deliveryDate == advice.deliveryDate)
        #expect(read.recipient == advice.recipient && read.supplier == advice.supplier && read.buyer == advice.buyer)
        #expect(read.lines.map(\.delivered) == advice.lines.map(\.delivered))
        #expect(read.lines.map(\.item) == advice.lines.map(\.item))
        #expect(read.lines.map(\.orderLine) == advice.lines.map(\.orderLine))
    }

    @Test func `the parts of every invoice add up to what is to be paid`() {
        var maker = InvoiceMaker(seed: 12)
        var count = 0
        for _ in 0..<150 {
            let invoice = maker.invoice()
            guard invoice.currency.minorDigits == 2 else { continue }
            count += 1
            let segments = written(.invoice(invoice), .invoice)
            #expect(segments.contains("TDS*\(invoice.totals.payable.minorUnits)"))
        }
        #expect(count > 50)
    }

    @Test func `a corrective invoice replaces the one it names, and a prepayment is told as one`() {
        var maker = InvoiceMaker(seed: 12)
        var invoice = maker.invoice()
        invoice.precedingInvoices = [PrecedingInvoice(number: "INV-1"), PrecedingInvoice(number: "INV-2")]
        func head(_ kind: InvoiceKind) -> [String] {
            invoice.kind = kind
            return written(.invoice(invoice), .invoice)
        }
        #expect(head(.invoice)[3].hasSuffix("*DI") && head(.creditNote)[3].hasSuffix("*CR"))
        #expect(head(.corrected)[3].hasSuffix("*DI*05") && head(.prepayment)[3].hasSuffix("*PP"))
        #expect(head(.corrected).contains("REF*IV*INV-1") && head(.corrected).contains("REF*IV*INV-2"))
        #expect(head(.factored).contains("NTE*GEN*Type 393 (UNTDID 1001)"))
    }

    @Test func `what the law wants said of VAT, and our account, stand in notes`() throws {
        var maker = InvoiceMaker(seed: 12)
        var invoice = maker.invoice()
        invoice.vatBreakdown[0].exemptionReason = "Autoliquidation"
        invoice.vatBreakdown[0].exemptionCode = "VATEX-EU-AE"
        invoice.totals.taxInAccountingCurrency = Money("20.04", Currency("CHF")!)
        invoice.payments = [
            PaymentInstructions(
                meansCode: "58", transfers: [CreditTransfer(account: "FR7630006000011234567890189", bic: "AGRIFRPP")])
        ]
        let segments = written(.invoice(invoice), .invoice)
        let category = invoice.vatBreakdown[0].vat.category.code
        #expect(segments.contains("NTE*GEN*\(category): Autoliquidation (VATEX-EU-AE)"))
        #expect(segments.contains("NTE*GEN*VAT CHF 20.04"))
        #expect(
            segments.contains { $0.hasPrefix("ITD") && $0.hasSuffix("*IBAN FR7630006000011234567890189 BIC AGRIFRPP") })
    }

    @Test func `a total that is wrong by a cent is found`() {
        var maker = InvoiceMaker(seed: 3)
        let invoice = maker.invoice()
        let text = String(
            decoding: X12OutFormat.invoice.write(.invoice(invoice)), as: UTF8.self)
        let units = invoice.totals.payable.minorUnits
        let wrong = text.replacing("TDS*\(units)~", with: "TDS*\(units + 1)~")
        #expect(X12OutFormat.invoice.check(Array(wrong.utf8)).contains { $0.rule == .x12TotalsAddUp })
    }

    @Test func `a price comes to a number for one unit where its basis has no code`() {
        let quarter = x12Price(UnitPrice("3.10", .euro, per: 4))
        #expect(quarter.price.value == "0.775" && quarter.basis == "PE")
        let thousand = x12Price(UnitPrice("3.10", .euro, per: 1000))
        #expect(thousand.price.value == "3.10" && thousand.basis == "TP")
    }

    @Test func `every unit that is written reads back`() {
        for unit in ["C62", "XBX", "XCS", "XCT", "KGM", "MTR", "LTR", "SET", "PR", "DZN", "XPX", "HUR"] {
            let written = Array(x12Unit(unit).utf8).withUnsafeBufferPointer { recommendation20(EDICode($0)) }
            #expect(written == unit)
        }
    }
}
