import CIIFormats
import Calendars
import Documents
import Findings
import Foundation
import InvoiceRules
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing
import UBLFormats

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")

/// When VAT falls due in France: on receipt for services and for what is asked for ahead, with the delivery for goods.
struct VATOnReceiptTests {
    /// The sample order: 770.47 at 20 %, of which 476.00 may be a service, and 223.75 at 5.5 %.
    /// What the company's data says of the option, which somebody edits.
    private final class Option: @unchecked Sendable {
        var isTaken: Bool
        init(_ isTaken: Bool) { self.isTaken = isTaken }
    }

    private func world(services: Set<String> = ["BC-3001"], onDebits: Bool = false) throws -> World {
        try world(services: services, Option(onDebits))
    }

    private func world(services: Set<String> = ["BC-3001"], _ option: Option) throws -> World {
        let world = try World(amend: { file, text in
            switch file {
            case "items.csv": text.inLines(of: services) { $0.replacing(",goods", with: ",service") }
            case "customers.csv":
                text.inLines(of: ["C-1001"]) { $0.replacing(",0009,99990118400013,", with: ",0225,999901184,") }
            case "company.json" where option.isTaken:
                text.replacing("\"currency\": \"EUR\",", with: "\"currency\": \"EUR\", \"vatOnDebits\": true,")
            default: text
            }
        })
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    private func deliver(_ world: World) throws -> Invoice {
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        return try #require(try world.invoices().last)
    }

    private func pay(_ id: String, _ amount: Money, of invoice: Invoice, in world: World) throws {
        let payment = Payment(id: id, account: World.account, bookedOn: Samples.today, amount: amount)
        try world.instruct(.cash(.recordPayments([payment])))
        let share = CashInstruction.Share(invoice: invoice.number, amount: amount)
        try world.instruct(.cash(.allocate(payment: id, [share], payerIsKnown: false)))
        try world.run()
    }

    /// What is due, and what waits.
    private func vat(_ world: World) throws -> [ExactDecimal] {
        var books = BooksOfAccount()
        let entries = try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
        #expect(entries.allSatisfy { $0.isBalanced })
        try world.checkInvariants()
        return [PostingAccount.vat, .vatPending].map { account in
            -entries.flatMap(\.lines).filter { $0.account == account }.map(\.amount).sum(in: .euro).decimal
        }
    }

    // MARK: The books

    @Test func `of an invoice for both the VAT of the service waits until it is paid`() throws {
        let world = try world()
        let invoice = try deliver(world)
        // 154.09 × 476.00 / 770.47 = 95.20 of 166.40
        #expect(try vat(world) == ["71.20", "95.20"])
        try pay("P1", euros("580.31"), of: invoice, in: world)
        #expect(try vat(world) == ["118.80", "47.60"])
        try world.instruct(.cash(.unallocate(payment: "P1", invoices: [])))
        try world.run()
        #expect(try vat(world) == ["71.20", "95.20"])
        try pay("P2", invoice.totals.payable, of: invoice, in: world)
        #expect(try vat(world) == ["166.40", 0])
        let chart = ChartOfAccounts()
        #expect(chart.number(of: .vatPending, on: Samples.today) == "445800")
        #expect(chart.number(of: .vat, on: Samples.today) == "445710")
    }

    @Test func `what comes back waits again, what is given up never falls due, and the audit file balances`() throws {
        let world = try world(services: ["BA-3070", "BC-3001", "FA-6001", "TO-5050"])
        let invoice = try deliver(world)
        #expect(try vat(world) == [0, "166.40"])
        try pay("P1", euros("580.31"), of: invoice, in: world)
        #expect(try vat(world) == ["83.20", "83.20"])
        let back = Payment(
            id: "P2", account: World.account, bookedOn: Samples.today, amount: euros("-580.31"), returnReason: "AC04",
            toldBy: StatementName(.statement, "P2"))
        try world.instruct(.cash(.recordPayments([back])))
        try world.instruct(.cash(.returned(payment: "P1", by: "P2")))
        try world.run()
        #expect(try vat(world) == [0, "166.40"])
        // 166.40 × 80.00 / 1160.62 = 11.47 of what is given up
        try pay("P3", euros("1080.62"), of: invoice, in: world)
        try world.instruct(.cash(.writeOff(invoice: invoice.number, amount: euros("80.00"))))
        try world.run()
        #expect(try vat(world) == ["154.93", 0])

        var books = BooksOfAccount()
        let entries = try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
        let file = AuditFile(
            entries: entries, lettering: Lettering(of: [], []), chart: ChartOfAccounts(), accounting: .euro, names: [:],
            day: \.dateInUTC
        ).bytes
        let rows = String(decoding: file, as: UTF8.self).split(separator: "\r\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        func sum(_ column: Int, at account: String? = nil) throws -> ExactDecimal {
            try rows.filter { account == nil || $0[4] == account! }.map {
                try ExactDecimal(parsing: String($0[column]).replacing(",", with: "."))
            }.reduce(.zero, +)
        }
        #expect(try sum(11) == sum(12))
        // 166.40 waited, and 83.20 of them once more when they came back.
        #expect(try sum(12, at: "445800") == "249.60" && sum(11, at: "445800") == "249.60")
        #expect(try sum(12, at: "445710") == "238.13" && sum(11, at: "445710") == "83.20")
        #expect(try sum(11, at: "654000") == "68.53")
    }

    @Test func `a credit for the line of the service takes off what waits of it`() throws {
        let world = try world()
        let invoice = try deliver(world)
        let lines = CreditExtent.lines([.init(line: "2", quantity: ExactDecimal(40))])
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: lines)))
        try world.run()
        #expect(try vat(world) == ["71.20", 0])
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)))
        try world.run()
        #expect(try vat(world) == [0, 0])
    }

    @Test(arguments: [[], ["BC-3001"]])
    func `VAT of what is asked for ahead is due when it is cashed, of goods as of services`(services: Set<String>)
        throws
    {
        let world = try world(services: services)
        try world.instruct(.billing(.askPrepayment(key, Percentage(30))))
        try world.run()
        let asked = try #require(try world.invoices().first)
        #expect(asked.totals.tax == euros("49.92"))
        #expect(try vat(world) == [0, "49.92"])
        try pay("P1", asked.owed, of: asked, in: world)
        #expect(try vat(world) == ["49.92", 0])
        let final = try deliver(world)
        // Of the 95.20 of the service, 28.56 came ahead.
        #expect(try vat(world) == (services.isEmpty ? ["166.40", 0] : ["99.76", "66.64"]))
        try pay("P2", final.owed, of: final, in: world)
        #expect(try vat(world) == ["166.40", 0])
    }

    @Test func `what is written anew waits as what it replaces did`() throws {
        let world = try world()
        let wrong = try deliver(world)
        let change = InvoiceCorrection.Line(line: "2", quantity: ExactDecimal(10), price: nil)
        try world.instruct(.billing(.correctInvoice(InvoiceCorrection(original: wrong, lines: [change]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        // 119.00 of 413.47 at 20 %, whose tax is 82.69
        #expect(right.number != wrong.number && right.totals.tax == euros("95.00"))
        #expect(try vat(world) == ["71.20", "23.80"])
        try pay("P1", right.owed, of: right, in: world)
        #expect(try vat(world) == ["95.00", 0])
    }

    // MARK: The option for debits

    @Test func `who has opted for debits owes the VAT with the invoice, which says so and passes the French rules`()
        throws
    {
        let world = try world(onDebits: true)
        let invoice = try deliver(world)
        #expect(try vat(world) == ["166.40", 0])
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .amount(euros("100.00")))))
        try world.run()
        let all = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice)
        #expect(all.count == 2)
        for document in all {
            #expect(document.taxPoint == .event(.invoice))
            let mentions = document.notes.filter { $0.text == "Option pour le paiement de la taxe d’après les débits" }
            #expect(mentions.count == 1)
            for (bytes, code) in [
                (UBLInvoiceFormat.extendedFrench.write(.invoice(document)), "DescriptionCode>3<"),
                (CIIInvoiceFormat.extendedFrench.write(.invoice(document)), "DueDateTypeCode>5<"),
            ] {
                #expect(String(decoding: bytes, as: UTF8.self).contains(code))
                let verdict = checkFile(bytes, as: .frCTC) { _ in nil }
                #expect(verdict.log.findings.filter { $0.severity == .fatal }.map(\.rule.code) == [])
            }
        }
    }

    private func says(_ document: Invoice?) -> [Bool] {
        [document?.taxPoint == .event(.invoice), document?.notes.contains { $0.text.contains("débits") } == true]
    }

    @Test(arguments: [true, false])
    func `what follows on an invoice is under the option of that, whatever was opted for since`(opted: Bool) throws {
        let option = Option(opted)
        let world = try world(option)
        let invoice = try deliver(world)
        let due: [ExactDecimal] = opted ? ["166.40", 0] : ["71.20", "95.20"]
        #expect(try vat(world) == due && says(invoice) == [opted, opted])
        option.isTaken = !opted
        let line = invoice.lines[0]
        let correction = InvoiceCorrection(
            original: invoice, lines: [.init(line: line.id, price: line.price.value - "0.01")])
        try world.instruct(.billing(.correctInvoice(correction)))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.number != invoice.number && says(right) == [opted, opted])
        let waiting = try vat(world)[1]
        #expect(opted ? waiting == .zero : waiting > .zero)
        try world.instruct(.creditInvoice(CreditRequest(original: right, extent: .amount(euros("100.00")))))
        try world.run()
        let notes = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(
            \.kind.isCredit)
        #expect(!notes.isEmpty && notes.allSatisfy { says($0) == [opted, opted] })
    }

    @Test func `what is asked for ahead of goods waits under the option too, and of services does not`() throws {
        let world = try world(onDebits: true)
        try world.instruct(.billing(.askPrepayment(key, Percentage(30))))
        try world.run()
        // 46.23 × 95.20 / 154.09 = 28.56 of 49.92
        #expect(try vat(world) == ["28.56", "21.36"])
        let asked = try #require(try world.invoices().first)
        #expect(says(asked) == [false, true], "only a part of it is due with it")
        try world.instruct(.cash(.writeOff(invoice: asked.number, amount: asked.owed)))
        try world.run()
        let refused = try #require(try world.waiting("impossible").last)
        #expect(refused.findings[0].message.contains("`quittance credit-note \(asked.number)"), "\(refused.findings)")
        try pay("P1", asked.owed, of: asked, in: world)
        #expect(try vat(world) == ["49.92", 0])
        _ = try deliver(world)
        #expect(try vat(world) == ["166.40", 0])
    }

    @Test(arguments: [([], true), (["BC-3001"], false)] as [(Set<String>, Bool)])
    func `an invoice for goods alone, or without the option, says nothing of when its VAT is due`(
        services: Set<String>, onDebits: Bool
    ) throws {
        let invoice = try deliver(try world(services: services, onDebits: onDebits))
        #expect(invoice.taxPoint == nil && !invoice.notes.contains { $0.text.contains("débits") })
    }

    @Test func `the option is true or false`() throws {
        let text = String(decoding: Samples.bytes("company.json"), as: UTF8.self)
        func read(_ value: String) -> (company: Company?, findings: [Finding]) {
            let edited = text.replacing(
                "\"currency\": \"EUR\",", with: "\"currency\": \"EUR\", \"vatOnDebits\": \(value),")
            return readCompany(Array(edited.utf8), file: readSampleOrFont)
        }
        #expect(read("true").company?.vatOnDebits == true && read("false").company?.vatOnDebits == false)
        #expect(readCompany(Array(text.utf8), file: readSampleOrFont).company?.vatOnDebits == false)
        let finding = try #require(read("\"yes\"").findings.first { $0.rule.code == "CFG-080" })
        #expect(
            finding.message.contains("expected true or false") && finding.place.description.contains("/vatOnDebits"))
    }

    // MARK: Invoices of before

    @Test func `an invoice that was entered before keeps its VAT as it was, and its form`() throws {
        let world = try world()
        _ = try deliver(world)
        let issued = try world.ledger.read { try allEvents($0) }.compactMap { recorded -> InvoiceIssue? in
            if case .billing(.invoiceIssued(let issue)) = recorded.event { issue } else { nil }
        }
        var issue = try #require(issued.first)
        #expect(issue.taxOnReceipt?.sum(in: .euro) == euros("95.20"))
        #expect(Event.billing(.invoiceIssued(issue)).kindCode == 244)
        issue.taxOnReceipt = nil
        let before = Event.billing(.invoiceIssued(issue))
        #expect(before.kindCode == 156)
        #expect(try Event(coded: before.coded) == before)
    }
}
