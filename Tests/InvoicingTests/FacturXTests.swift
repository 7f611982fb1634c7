import Calendars
import CIIFormats
import Documents
import Findings
import Foundation
@testable import InvoiceRules
@testable import Invoicing
import Money
import PDFSyntax
import Pipeline
import QuittanceTesting
import Testing

/// Pages for people with the invoice for programs within.
struct FacturXTests {
    private static let samples: [(name: String, invoice: Invoice)] = [
        ("small", SampleInvoice.small), ("long", SampleInvoice.long(64)), ("credit-note", SampleInvoice.germanCredit),
        ("european", SampleInvoice.european),
    ]

    private func page(
        _ invoice: Invoice, _ format: FacturXFormat = .en16931, _ amend: (inout Stationery) -> Void = { _ in }
    ) throws -> [UInt8] {
        try format.write(.invoice(invoice), issuedBy: Paper.company(amend: amend))
    }

    @Test func `each layout says on paper what it said before`() throws {
        let golden = checkout.appendingPathComponent("Tests/Golden/invoice-pages")
        for sample in Self.samples {
            let bytes = try page(sample.invoice)
            if let folder = ProcessInfo.processInfo.environment["QUITTANCE_PAGES"] {
                try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(sample.name).pdf"))
            }
            let file = golden.appendingPathComponent("\(sample.name).txt")
            let text = try pageText(bytes) + "\n"
            if ProcessInfo.processInfo.environment["QUITTANCE_GOLDEN"] == "write" {
                try Data(text.utf8).write(to: file)
            }
            #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(sample.name)")
        }
    }

    @Test func `what BASIC WL has no place for keeps an invoice from leaving in it`() throws {
        let company = Paper.company()
        var rounded = SampleInvoice.small
        rounded.totals.rounding = Money("0.02", .euro)!
        rounded.totals.payable += rounded.totals.rounding
        let gate = InvoiceGate(FacturXFormat.basicWithoutLines)
        #expect(try gate.pass(SampleInvoice.small, issuedBy: company).format == "factur-x-basic-wl")
        let fault = #expect(throws: WritingFault.self) { try gate.pass(rounded, issuedBy: company) }
        #expect(fault?.findings.map(\.rule.code) == ["INV-052"])
        #expect(throws: Never.self) { try InvoiceGate(FacturXFormat.en16931).pass(rounded, issuedBy: company) }
    }

    @Test func `a PDF is judged by the invoice that it holds as well as by all that EN 16931 asks`() throws {
        for profile in [CIIProfile.basicWithoutLines, .extended] {
            var invoice = SampleInvoice.small
            #expect(
                checkOwnInvoice(crossIndustryInvoice(invoice, as: profile), as: nil).allSatisfy { $0.severity < .fatal }
            )
            invoice.totals.payable += Money("1.00", .euro)!
            let codes = checkOwnInvoice(crossIndustryInvoice(invoice, as: profile), as: nil).map(\.rule.code)
            #expect(codes.contains { $0.hasSuffix("CO-16") }, "\(codes)")
        }
    }

    @Test func `the totals never stand on a page without a line`() throws {
        for count in 8..<32 {
            let pages = try pageText(page(SampleInvoice.long(count))).split(separator: "\u{C}")
            let last = try #require(pages.first { $0.contains("Net à payer") })
            #expect(last.contains("Réf. OR-\(100 + count)"), "\(count) lines")
        }
        // Totals that leave no room for how to pay below them and a line above.
        var charged = SampleInvoice.invoice(
            "INV-2026-000020", SampleInvoice.small.lines,
            (1...11).map { _ in
                AllowanceCharge(
                    isCharge: true, amount: Money(minorUnits: 100, .euro),
                    reason: "Frais de transport et d’emballage particuliers selon l’accord cadre du 3 janvier",
                    vat: VATClass(.standard, Percentage(20)))
            })
        charged.lines.append(SampleInvoice.line(9, "Vis", 1, "C62", at: "1.00"))
        let pages = try pageText(page(charged)).split(separator: "\u{C}")
        #expect(pages.first { $0.contains("Net à payer") }?.contains("Vis") == true)
    }

    @Test func `how to pay never stands on a page without the totals and a line`() throws {
        for count in Array(1..<24) + [34, 37] {
            var invoice = SampleInvoice.long(count)
            if count % 2 == 0 {
                invoice.lines[count - 1].item.description = String(repeating: "Description ", count: 60)
            }
            let pages = try pageText(page(invoice)).split(separator: "\u{C}")
            let payment = try #require(pages.first { $0.contains("IBAN") }, "\(count) lines")
            #expect(payment.contains("Net à payer") && payment.contains("Réf. OR-\(100 + count)"), "\(count) lines")
        }
        var endless = SampleInvoice.small
        endless.lines = [endless.lines[0]]
        for words in [400, 600, 800, 1000] {
            endless.lines[0].item.description = (1...words).map { "mot\($0)" }.joined(separator: " ")
            let pages = try pageText(page(endless)).split(separator: "\u{C}")
            #expect(pages.contains { $0.contains("IBAN") && $0.contains("Net à payer") }, "\(words) words")
        }
    }

    @Test func `every layout is PDF/A-3a, 3b, 3u, PDF/UA-1 and Factur-X`() throws {
        let folder = try PageFolder()
        var files: [URL] = []
        for (number, format) in [FacturXFormat.en16931, .extended, .basicWithoutLines].enumerated() {
            for sample in Self.samples where number == 0 || sample.name == "small" {
                files.append(try folder.write(page(sample.invoice, format), "\(sample.name)-\(number).pdf"))
            }
        }
        for seed in 0..<4 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            files.append(try folder.write(page(maker.invoice()), "made-\(seed).pdf"))
        }
        try judgePages(files)
    }

    @Test func `the invoice within is the one on the page`() throws {
        for seed in 0..<40 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            let message = HybridFormat.invoice.read(try page(invoice), maxLines: 100)[0]
            #expect(
                message.document == .invoice(invoice) && message.findings.isEmpty, "seed \(seed): \(message.findings)")
        }
        let message = HybridFormat.invoice.read(try page(SampleInvoice.european, .extended), maxLines: 100)[0]
        #expect(message.document == .invoice(SampleInvoice.european))
        #expect(FacturXFormat.en16931.check(try page(SampleInvoice.small)).isEmpty)
    }

    @Test(arguments: [FacturXFormat.en16931, .extended, .basicWithoutLines])
    func `what we write is a container as our own check wants it`(format: FacturXFormat) throws {
        let found = checkFile(try page(SampleInvoice.small, format)) { _ in nil }.log.findings
        #expect(found.filter { $0.rule.code.hasPrefix("CHK-01") } == [], "\(format.name)")
    }

    @Test func `what is attached to the invoice is within the file too`() throws {
        var file = try PDFFile(page(SampleInvoice.european))
        let files = try file.embeddedFiles()
        #expect(files.map(\.name).sorted() == ["BL-88213.csv", "factur-x.xml"])
        let note = try #require(files.first { $0.name == "BL-88213.csv" })
        #expect(note.relationship == "Supplement")
        #expect(try file.content(of: note) == Array("a;b\n1;2\n".utf8))
    }

    @Test func `the same invoice gives the same bytes, whatever was set before`() throws {
        let first = try page(SampleInvoice.small)
        _ = try page(SampleInvoice.european)
        _ = try page(SampleInvoice.long(30))
        #expect(try page(SampleInvoice.small) == first)
    }

    @Test func `a character without a glyph is a finding that names it`() {
        var invoice = SampleInvoice.small
        invoice.lines[0].item.name = "漢字"
        #expect { try page(invoice) } throws: { error in
            let findings = (error as? WritingFault)?.findings ?? []
            return findings.map(\.rule.code) == ["PAG-001"] && findings[0].message.contains("'字' (U+5B57)")
        }
    }

    @Test func `a machine without fonts, and a logo that is no picture, are findings`() {
        func codes(_ amend: @escaping (inout Stationery) -> Void) -> [String] {
            do {
                _ = try page(SampleInvoice.small, .en16931, amend)
                return []
            } catch {
                return (error as? WritingFault)?.findings.map(\.rule.code) ?? ["?"]
            }
        }
        #expect(codes { $0.fonts = nil } == ["PAG-002"])
        #expect(codes { $0.fonts?.bold = [1, 2, 3] } == ["PAG-002"])
        #expect(codes { $0.logo = [1, 2, 3] } == ["PAG-003"])
        #expect(codes { $0.logo = nil } == [])
    }

    // MARK: Pages

    @Test func `a table over several pages repeats its head and carries what it came to`() throws {
        let invoice = SampleInvoice.long(64)
        let pages = try pageText(page(invoice)).split(separator: "\u{C}")
        #expect(pages.count > 3)
        for (number, text) in pages.enumerated() {
            #expect(text.contains("N° Désignation") && text.contains("Page \(number + 1) sur \(pages.count)"))
            let carried = text.firstMatch(of: #/À reporter (.+)/#).map { String($0.output.1) }
            #expect((carried == nil) == (number == pages.count - 1))
            if let carried { #expect(pages[number + 1].contains("Report \(carried)")) }
        }
        for line in invoice.lines {
            #expect(pages.contains { $0.contains("Réf. OR-\(Int(line.id)! + 100)") }, "\(line.id)")
        }
    }

    @Test func `a text longer than a page goes on on the next, and nothing of it is lost`() throws {
        var invoice = SampleInvoice.small
        let words = (1...2500).map { "mot\($0)" }
        invoice.lines[1].item.description = words.joined(separator: " ")
        invoice.lines[0].item.name = String(repeating: "Dénomination", count: 40)
        let text = try pageText(page(invoice))
        let found = Set(text.split { $0 == " " || $0.isNewline }.map(String.init))
        #expect(words.allSatisfy(found.contains))
        #expect(text.contains("Réf. OR-103"))
        let folder = try PageFolder()
        try judgePages([folder.write(page(invoice), "endless.pdf")])
    }

    /// The words that stand in the foot of any page, or below it.
    private func wordsInFoot(_ bytes: [UInt8], besides number: String) throws -> Set<String> {
        let folder = try PageFolder()
        let boxes = try run("pdftotext", ["-bbox", folder.write(bytes, "a.pdf").path, "-"])
        var found: Set<String> = []
        for page in boxes.split(separator: "<page ").dropFirst() {
            let words = page.matches(of: #/yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">([^<]*)</#)
            let foot = try #require(words.last { $0.output.2 == number }.flatMap { Double($0.output.1) })
            found.formUnion(words.filter { Double($0.output.1)! > foot - 2 }.map { String($0.output.2) })
        }
        return found
    }

    @Test func `totals, terms, reasons and references of any length stay above the foot, and nothing is lost`() throws {
        let long = (1...900).map { "mot\($0)" }.joined(separator: " ")
        let charged = SampleInvoice.invoice(
            "INV-2026-000020", SampleInvoice.small.lines,
            (1...70).map { number in
                AllowanceCharge(
                    isCharge: true, amount: Money(minorUnits: 100, .euro),
                    reason: "Frais de transport et d’emballage numéro n\(number) selon l’accord cadre du 3 janvier",
                    vat: VATClass(.standard, Percentage(20)))
            })
        var reasoned = SampleInvoice.small
        reasoned.vatBreakdown[1].exemptionReason = long
        var agreed = SampleInvoice.small
        agreed.paymentTermsNote = long
        var referring = SampleInvoice.germanCredit
        referring.precedingInvoices = (1...200).map { PrecedingInvoice(number: "mot\($0)", issueDate: "2026-11-23") }
        referring.seller.name = String(repeating: "Société au nom long ", count: 12) + "fin"
        let files = [("charged", charged), ("reasoned", reasoned), ("agreed", agreed), ("referring", referring)]
        let folder = try PageFolder()
        for (name, invoice) in files {
            let bytes = try page(invoice)
            let foot = try wordsInFoot(bytes, besides: name == "referring" ? "Seite" : "Page")
            let text = try pageText(bytes)
            let words = Set(text.split { " ,\n\u{C}".contains($0) }.map(String.init))
            let wanted =
                switch name {
                case "charged": (1...70).map { "n\($0)" } + ["Net"]
                case "referring": (1...200).map { "mot\($0)" }
                default: (1...900).map { "mot\($0)" } + ["Net"]
                }
            #expect(foot.isDisjoint(with: wanted), "\(name): \(foot.intersection(wanted).prefix(3))")
            #expect(wanted.allSatisfy(words.contains), "\(name): \(wanted.filter { !words.contains($0) }.prefix(3))")
            #expect(text.split(separator: "\u{C}")[0].contains(invoice.lines[0].item.name), "\(name)")
        }
        try judgePages(files.map { try folder.write(page($1), "\($0).pdf") })
    }

    @Test func `a first line without end begins on the first page, which carries nothing`() throws {
        var invoice = SampleInvoice.small
        invoice.lines[0].item.description = (1...900).map { "mot\($0)" }.joined(separator: " ")
        let pages = try pageText(page(invoice)).split(separator: "\u{C}")
        #expect(pages[0].contains("mot1 ") && !pages[0].contains("À reporter") && pages.count > 1)
    }

    @Test func `the language is the company's choice, or that of the buyer's country`() throws {
        #expect(try pageText(page(SampleInvoice.small)).contains("Net à payer 200,00 €"))
        #expect(try pageText(page(SampleInvoice.small, .en16931) { $0.language = "en" }).contains("Amount due €200.00"))
        #expect(
            try pageText(page(SampleInvoice.small, .en16931) { $0.language = "de" }).contains("Zahlbetrag 200,00 €"))
    }

    @Test(
        arguments: [
            ("VATEX-EU-D", "Régime particulier – Agences de voyages", "Sonderregelung für Reisebüros"),
            ("VATEX-EU-132-1B", "article 132, paragraphe 1, point b de", "Artikel 132, Absatz 1, Buchstabe b der"),
            ("VATEX-EU-148-A", "article 148, point a de", "Artikel 148, Buchstabe a der"),
            ("VATEX-FR-CGI261C-1", "article 261 C, 1 du CGI", "Artikel 261 C, 1 des"),
            ("VATEX-FR-298SEXDECIESA", "article 298 sexdecies A du CGI", "Artikel 298 sexdecies A des"),
            ("VATEX-FR-FRANCHISE", "TVA non applicable", "Kleinunternehmer"),
            ("X-1", "Exonéré (X-1)", "Steuerfrei (X-1)"),
        ])
    func `a code for why no VAT is taken is said in words`(code: String, french: String, german: String) throws {
        var invoice = SampleInvoice.small
        invoice.vatBreakdown[1].vat = VATClass(.exempt, .zero)
        invoice.vatBreakdown[1].exemptionCode = code
        for (language, words) in [("fr", french), ("de", german)] {
            let text = try pageText(page(invoice) { $0.language = language })
            let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.split(separator: " ").allSatisfy { flat.contains($0) }, "\(words): \(text)")
        }
    }

    @Test func `totals that have room below a single line stay with it`() throws {
        var invoice = SampleInvoice.invoice("INV-2026-000021", [SampleInvoice.line(1, "Vis", 1, "C62", at: "1.00")])
        invoice.delivery?.address?.line = "Bâtiment"
        for lines in stride(from: 0, through: 60, by: 4) {
            invoice.lines[0].item.description = (0..<lines).map { "ligne\($0)" }.joined(separator: "\n")
            let pages = try pageText(page(invoice)).split(separator: "\u{C}")
            guard pages.count > 1, pages[0].contains("Net à payer") == false else { continue }
            // They moved on: then what was left of the page, with its foot, was less than they take.
            #expect(try roomLeft(page(invoice)) < 165, "\(lines) lines")
        }
    }

    /// How much of the first page is blank above the foot, in points.
    private func roomLeft(_ bytes: [UInt8]) throws -> Double {
        let folder = try PageFolder()
        let boxes = try run("pdftotext", ["-bbox", "-f", "1", "-l", "1", folder.write(bytes, "a.pdf").path, "-"])
        let ends = boxes.matches(of: #/yMax="([\d.]+)"/#).compactMap { Double($0.output.1) }.sorted()
        let foot = try #require(ends.last { $0 < 842 })
        return foot - (ends.last { $0 < foot - 40 } ?? 0)
    }

    @Test(
        arguments: [
            ("fr", "Net à vous rembourser 80,00 €", "remboursé sur demande", "Net à payer"),
            ("en", "Refund due to you €80.00", "refunded on request", "Amount due"),
            ("de", "Erstattungsbetrag 80,00 €", "auf Wunsch erstattet", "Zahlbetrag"),
        ])
    func `an invoice that was overpaid asks for nothing and says what is paid back`(
        language: String, refund: String, terms: String, payable: String
    ) throws {
        var invoice = SampleInvoice.invoice(
            "INV-2026-000022", [SampleInvoice.line(1, "Vis", 100, "C62", at: 1)],
            prepaid: Money(minorUnits: 20_000, .euro))
        invoice.paymentTermsNote = "Payable sous 30 jours"
        func text() throws -> String {
            try pageText(page(invoice) { $0.language = language }).replacing("\u{A0}", with: " ")
        }
        let overpaid = try text()
        #expect(overpaid.contains(refund) && overpaid.contains(terms), "\(overpaid)")
        for word in [payable, "IBAN", "23/12/2026", "23.12.2026", "23 Dec 2026", "30 jours", "−80", "-80"] {
            #expect(!overpaid.contains(word), "\(word): \(overpaid)")
        }
        // What is paid to the cent asks for nothing either.
        invoice.totals.prepaid = invoice.totals.withTax
        invoice.totals.payable = .zero(.euro)
        let paid = try text()
        #expect(paid.contains(payable) && !paid.contains("IBAN") && !paid.contains(terms), "\(paid)")
    }

    @Test(
        arguments: [
            ("GB", ["London", "SW1A 1AA"]), ("IE", ["London", "SW1A 1AA"]), ("US", ["London SW1A 1AA"]),
            ("FR", ["SW1A 1AA London"]),
        ])
    func `an address has its lines as the post of its country has them`(country: String, lines: [String]) throws {
        var invoice = SampleInvoice.small
        invoice.buyer.address = PostalAddress(
            street: "12 Long Lane", city: "London", postalCode: "SW1A 1AA", country: country)
        #expect(invoice.buyer.address?.townLines == lines)
        let text = try pageText(page(invoice))
        #expect(lines.allSatisfy { line in text.split(separator: "\n").contains { $0.contains(line) } }, "\(text)")
    }

    @Test(arguments: ["fr", "en", "de"])
    func `every code for why no VAT is taken has words in every language`(language: String) {
        let words = InvoiceWords.words(for: language)
        for code in CodeList.exemptionReasons.codes.map({ String(decoding: $0, as: UTF8.self) }) {
            let text = words.exemptions.text(of: code)
            #expect(text?.contains("VATEX") == false && text?.contains(code) == false, "\(code)")
        }
    }

    @Test func `a credit note asks for no money and names the invoice it corrects`() throws {
        let text = try pageText(page(SampleInvoice.germanCredit))
        #expect(text.contains("Gutschriftsbetrag") && text.contains("INV-2026-000018") && !text.contains("Fällig"))
    }

    // MARK: The code for payers

    @Test func `the code on the page reads back as the transfer it stands for`() throws {
        let folder = try PageFolder()
        let file = try folder.write(page(SampleInvoice.small), "a.pdf")
        _ = try run(
            "pdftoppm", ["-r", "150", "-png", "-singlefile", file.path, folder.url.appendingPathComponent("a").path])
        let read = try run("zbarimg", ["-q", "--raw", "-Sbinary", folder.url.appendingPathComponent("a.png").path])
        #expect(
            read.trimmingCharacters(in: .newlines) == """
                BCD
                002
                1
                SCT
                EXMPFRPPXXX
                Ormelune Équipement
                FR7999999004170004160Q11882
                EUR200.00


                INV-2026-000018
                """)
    }
}
