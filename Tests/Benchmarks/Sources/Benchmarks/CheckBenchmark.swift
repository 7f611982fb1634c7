import Findings
import Foundation
import InvoiceRules
import UBLFormats
import XMLSyntax

/// Checking UBL invoices of ten lines against EN 16931 and Peppol: after parsing, from bytes, and beside the official rules under Saxon.
struct CheckBenchmark {
    let folder: URL
    let root: URL
    let yardstick: Yardstick

    func run() throws {
        let invoice = Array(SampleInvoices.invoice(1, lines: 10).utf8)
        guard let compiled = UBLSchemas.invoice else { return require(false, "the program carries the schema") }
        let schema = DocumentSchema(compiled, UBLSchemas.vocabulary)
        let verdict = checkFile(invoice, as: .peppol) { _ in schema }
        require(verdict.isValid && verdict.log.findings.isEmpty, "the sample keeps all rules: \(verdict.log.findings)")
        measureRules(invoice)
        measureBytes(schema)
        try measureBesideSaxon()
    }

    private func measureRules(_ invoice: [UInt8]) {
        let count = sized(20_000)
        var seconds = 0.0
        withDocument(invoice, of: .ublInvoice) { root in
            seconds =
                best(of: 3) {
                    timed {
                        for _ in 0..<count {
                            var log = FindingLog()
                            _ = checkDocument(root, of: .ublInvoice, as: .peppol, &log)
                            require(log.findings.isEmpty, "the sample keeps all rules")
                        }
                    }
                } ?? 0
        }
        report(
            "EN 16931 + Peppol, ten lines, after parsing", Double(count) / seconds, "documents", goal: 50_000,
            scale: yardstick.scale)
    }

    private func measureBytes(_ schema: DocumentSchema) {
        let inputs = (0..<sized(2000)).map { Array(SampleInvoices.invoice($0, lines: 10).utf8) }
        let seconds =
            best(of: 3) {
                timed {
                    for bytes in inputs {
                        require(checkFile(bytes) { _ in schema }.isValid, "a sample keeps all rules")
                    }
                }
            } ?? 0
        report(
            "EN 16931 + Peppol, ten lines, from bytes with schema", Double(inputs.count) / seconds, "documents",
            goal: 10_000,
            scale: yardstick.scale)
    }

    /// `quittance check` on files, beside the rules of EN 16931 alone under Saxon.
    private func measureBesideSaxon() throws {
        let paths = try (0..<1000).map { number in
            let file = folder.appendingPathComponent("invoice-\(number).xml")
            try Data(SampleInvoices.invoice(number, lines: 10).utf8).write(to: file)
            return file.path
        }
        let program = root.appendingPathComponent(".build/release/quittance").path
        let judge = [
            root.appendingPathComponent(".judges/bin/python").path,
            root.appendingPathComponent("Tests/Judges/judge.py").path,
        ]
        guard let ours = best(of: 3, { timedCommand([program, "check"] + paths) }) else {
            return print(
                "quittance check is not measured beside Saxon: the program is not there, `make bench` builds it first")
        }
        guard let theirs = timedCommand(judge + ["--judge", "en16931"] + paths),
            let start = timedCommand(judge + ["--judge", "en16931", paths[0]])
        else { return print("the judges are not there: `make judges` installs them") }
        report("quittance check on 1,000 files, with the start of the program", theirs / ours, "x Saxon", goal: 100)
        report("quittance check on 1,000 files, without Saxon's start", (theirs - start) / ours, "x Saxon", goal: 100)
    }
}

/// Invoices for measuring, sound and of any length.
enum SampleInvoices {
    static func invoice(_ number: Int, lines: Int) -> String {
        let net = 100 * lines
        let items = (1...lines).map(line).joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
            <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
            <cbc:ID>INV-\(number)</cbc:ID><cbc:IssueDate>2026-11-23</cbc:IssueDate><cbc:DueDate>2026-12-23</cbc:DueDate>
            <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
            <cbc:BuyerReference>BC-\(number)</cbc:BuyerReference>
            <cac:AccountingSupplierParty>\(party("999900001", "Vendeur Imaginaire SAS"))</cac:AccountingSupplierParty>
            <cac:AccountingCustomerParty>\(party("999900002", "Acheteur Imaginaire SARL"))</cac:AccountingCustomerParty>
            <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">\(net / 5).00</cbc:TaxAmount><cac:TaxSubtotal>\
            <cbc:TaxableAmount currencyID="EUR">\(net).00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">\(net / 5).00</cbc:TaxAmount>\
            <cac:TaxCategory>\(vat)</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
            <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">\(net).00</cbc:LineExtensionAmount>\
            <cbc:TaxExclusiveAmount currencyID="EUR">\(net).00</cbc:TaxExclusiveAmount>\
            <cbc:TaxInclusiveAmount currencyID="EUR">\(net + net / 5).00</cbc:TaxInclusiveAmount>\
            <cbc:PayableAmount currencyID="EUR">\(net + net / 5).00</cbc:PayableAmount></cac:LegalMonetaryTotal>
            \(items)</Invoice>
            """
    }

    private static let vat =
        "<cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"

    private static func party(_ siren: String, _ name: String) -> String {
        """
        <cac:Party><cbc:EndpointID schemeID="0225">\(siren)</cbc:EndpointID><cac:PostalAddress><cbc:StreetName>1 rue du Port</cbc:StreetName>\
        <cbc:CityName>Chalon-sur-Saône</cbc:CityName><cbc:PostalZone>71100</cbc:PostalZone><cac:Country>\
        <cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme>\
        <cbc:CompanyID>FR00\(siren)</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>\
        <cac:PartyLegalEntity><cbc:RegistrationName>\(name)</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
        """
    }

    private static func line(_ number: Int) -> String {
        """
        <cac:InvoiceLine><cbc:ID>\(number)</cbc:ID><cbc:InvoicedQuantity unitCode="C62">4</cbc:InvoicedQuantity>\
        <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Description>Manche en hêtre</cbc:Description>\
        <cbc:Name>Pelle à enfourner \(number)</cbc:Name><cac:SellersItemIdentification><cbc:ID>P-\(number)</cbc:ID>\
        </cac:SellersItemIdentification><cac:ClassifiedTaxCategory>\(vat)</cac:ClassifiedTaxCategory></cac:Item>\
        <cac:Price><cbc:PriceAmount currencyID="EUR">25.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>

        """
    }
}
