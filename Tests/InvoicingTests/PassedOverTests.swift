import CIIFormats
import Documents
import Findings
import Foundation
import Invoicing
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

/// What the reader of an invoice does not take is told.
struct PassedOverTests {
    private static let readers: [any ReadingFormat] = [
        UBLInvoiceInFormat.invoice, UBLInvoiceInFormat.creditNote, CIIInvoiceInFormat(),
    ]

    private static func sample(_ name: String) throws -> String {
        try String(contentsOf: checkout.appendingPathComponent("Samples/rules/\(name)"), encoding: .utf8)
    }

    private static func invoice(_ text: String) -> Invoice? {
        guard case .invoice(let invoice)? = Pipeline.read(Array(text.utf8), as: readers)[0].document else { return nil }
        return invoice
    }

    private static func passedOver(in text: String) throws -> [Finding] {
        let invoice = try #require(Self.invoice(text))
        let formats: [any WritingFormat] = [
            UBLInvoiceFormat.en16931, UBLInvoiceFormat.peppol, UBLInvoiceFormat.extendedFrench,
            CIIInvoiceFormat.en16931, CIIInvoiceFormat.extendedFrench,
        ]
        var echoes = try formats.map { try $0.write(.invoice(invoice)) }
        echoes.append(crossIndustryInvoice(invoice, as: .extended))
        return Invoicing.passedOver(in: Array(text.utf8), writtenAnew: echoes)
    }

    /// Elements that change nothing in what is read, and need not: which profile the file follows, and what is taken to
    /// be so where nothing is said (VAT, a price for one, the gross price that the net one and the discount make, the
    /// type of a supporting document).
    private static let neutral = [
        "CustomizationID", "UBLVersionID", "GuidelineSpecifiedDocumentContextParameter", ">VAT<",
        "Quantity unitCode=\"C62\">1<",
        "        <cbc:BaseAmount", ">916<",
    ]

    @Test(arguments: ["ubl-full.xml", "ubl-peppol.xml", "ubl-credit-note.xml", "ubl-nl.xml", "cii-full.xml"])
    func `a value that can be taken out of a file unnoticed is named as passed over`(name: String) throws {
        let text = try Self.sample(name)
        let whole = try #require(Self.invoice(text), "\(name)")
        let named = Set(try Self.passedOver(in: text).compactMap(\.line))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains("</") && !line.hasPrefix("</") {
            guard let value = line.firstMatch(of: #/>([^<>]+)<\//#)?.output.1, value != "0.00" else { continue }
            guard !Self.neutral.contains(where: { line.contains($0) || lines[max(0, index - 1)].contains($0) }) else {
                continue
            }
            var rest = lines
            rest.remove(at: index)
            guard let without = Self.invoice(rest.joined(separator: "\n")), without == whole else { continue }
            #expect(named.contains(index + 1), "\(name):\(index + 1) \(line)")
        }
    }

    /// What is put into the file, after what, and what is said of it.
    @Test(arguments: [
        (
            "ubl-full.xml", "</cbc:TaxCurrencyCode>", "<cbc:PricingCurrencyCode>USD</cbc:PricingCurrencyCode>",
            "cbc:PricingCurrencyCode"
        ),
        (
            "ubl-full.xml", "<cac:OrderLineReference>\n",
            "<cbc:LineID>9</cbc:LineID></cac:OrderLineReference><cac:OrderLineReference>", ""
        ),
    ])
    func `an element that the model has no place for is named once`(
        name: String, after: String, element: String, words: String
    ) throws {
        let text = try Self.sample(name)
        let before = try Self.passedOver(in: text).map(\.message)
        let changed = text.replacing(after, with: after + element, maxReplacements: 1)
        guard changed != text else { return }
        let found = try Self.passedOver(in: changed).map(\.message)
        #expect(found.count == before.count + 1, "\(found)")
        #expect(words.isEmpty || found.contains("\(words) is passed over"))
    }

    @Test func `nothing of our own invoices is passed over`() throws {
        let invoice = SampleInvoice.small
        for format in [UBLInvoiceFormat.peppol, CIIInvoiceFormat.en16931] as [any WritingFormat] {
            let text = String(decoding: try format.write(.invoice(invoice)), as: UTF8.self)
            #expect(try Self.passedOver(in: text).isEmpty)
        }
    }
}

extension Finding {
    fileprivate var line: Int? {
        if case .text(let line, _, _) = place { line } else { nil }
    }
}
