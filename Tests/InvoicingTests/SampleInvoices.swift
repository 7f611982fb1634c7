import Calendars
import Documents
import Foundation
import Invoicing
import Money
import QuittanceTesting
import Testing

/// The fonts of the house, as Debian installs them, and paper with a logo.
enum Paper {
    private static func bytes(_ name: String) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "/usr/share/fonts/truetype/" + name) else {
            fatalError("\(name) is missing; `.ci/install` installs it")
        }
        return Array(data)
    }

    static let fonts = Stationery.Fonts(
        regular: bytes("liberation2/LiberationSans-Regular.ttf"), bold: bytes("liberation2/LiberationSans-Bold.ttf"),
        fallbackRegular: bytes("dejavu/DejaVuSans.ttf"), fallbackBold: bytes("dejavu/DejaVuSans-Bold.ttf"))

    static let logo: [UInt8] = {
        return Array((try? Data(contentsOf: checkout.appendingPathComponent("Samples/logo.png"))) ?? Data())
    }()

    /// A company that issues on such paper.
    static func company(_ language: String? = nil, amend: (inout Stationery) -> Void = { _ in }) -> Company {
        var company = Company(
            party: SampleInvoice.seller, currency: .euro, iban: SampleInvoice.iban, bic: "EXMPFRPPXXX",
            mentions: SampleInvoice.mentions.map { Mention(subject: $0.subject, [DatedText($0.text)]) })
        company.stationery = Stationery(logo: logo.isEmpty ? nil : logo, language: language, fonts: fonts)
        amend(&company.stationery)
        return company
    }
}

/// Invoices of invented companies.
enum SampleInvoice {
    static let iban = "FR7999999004170004160Q11882"

    static let seller = Party(
        name: "Ormelune Équipement", identifiers: [PartyIdentifier(scheme: "0009", "99994160200024")],
        registration: PartyIdentifier(scheme: "0002", "999941602"), vatNumber: "FR05999941602",
        legalInformation: "SAS au capital de 480 000 EUR, RCS Chalon-sur-Saône",
        endpoint: PartyIdentifier(scheme: "0225", "999941602"),
        address: PostalAddress(
            street: "14 rue des Fondeurs", city: "Chalon-sur-Saône", postalCode: "71100", country: "FR"),
        contact: Contact(name: "Service clients", telephone: "+33 3 53 01 41 60", email: "facturation@ormelune.example")
    )

    static let buyer = Party(
        name: "Hôtels Bellorme", registration: PartyIdentifier(scheme: "0002", "999912345"), vatNumber: "FR61999912345",
        endpoint: PartyIdentifier(scheme: "0225", "999912345"),
        address: PostalAddress(
            street: "3 quai des Tanneurs", additionalStreet: "Bâtiment C", city: "Dijon", postalCode: "21000",
            country: "FR"))

    static let mentions = [
        InvoiceNote(
            subject: "PMD",
            "Tout retard de paiement entraîne de plein droit, dès le lendemain de l’échéance et sans rappel, des pénalités "
                + "au taux de refinancement de la Banque centrale européenne majoré de 10 points."),
        InvoiceNote(subject: "PMT", "Indemnité forfaitaire pour frais de recouvrement : 40 EUR par facture."),
        InvoiceNote(subject: "AAB", "Pas d’escompte pour paiement anticipé."),
    ]

    static func line(
        _ id: Int, _ name: String, _ quantity: ExactDecimal, _ unit: String, at price: ExactDecimal,
        per base: ExactDecimal = 1, _ rate: Percentage = Percentage(20), text: String? = nil, less: Money? = nil
    ) -> InvoiceLine {
        let price = UnitPrice(price, .euro, per: base)
        var line = InvoiceLine(
            id: "\(id)", quantity: Quantity(quantity, unit), netAmount: price.amount(for: quantity) ?? .zero(.euro),
            price: price,
            item: ItemReference(name: name, description: text, sellerID: "OR-\(100 + id)"),
            vat: VATClass(.standard, rate))
        if let less {
            line.allowanceCharges = [
                AllowanceCharge(isCharge: false, amount: less, reason: "Remise de fidélité", reasonCode: "95")
            ]
            line.netAmount -= less
        }
        return line
    }

    /// An invoice of some lines, added up.
    static func invoice(
        _ number: String, _ lines: [InvoiceLine],
        _ extras: [AllowanceCharge] = [], kind: InvoiceKind = .invoice, to buyer: Party = buyer,
        prepaid: Money = .zero(.euro)
    ) -> Invoice {
        let vat = vatBreakdown(of: lines, extras, in: .euro)
        var invoice = Invoice(
            number: number, kind: kind, issueDate: "2026-11-23", dueDate: kind.isCredit ? nil : "2026-12-23",
            currency: .euro,
            seller: seller, buyer: buyer, lines: lines, vatBreakdown: vat,
            totals: invoiceTotals(lines: lines, extras, vat: vat, prepaid: prepaid, in: .euro))
        invoice.allowanceCharges = extras
        invoice.process = "B1"
        invoice.orderReference = "BC-2026-0417"
        invoice.despatchReference = "BL-88213"
        invoice.delivery = InvoiceDelivery(date: "2026-11-20", address: buyer.address)
        invoice.notes = mentions
        invoice.payment = PaymentInstructions(
            meansCode: "58", reference: number, iban: iban, accountName: seller.name, bic: "EXMPFRPPXXX")
        return invoice
    }

    /// Three lines, two rates, a discount and a charge: the worked example of the totals.
    static let small: Invoice = {
        let lines = [
            line(1, "Lampe d’atelier à pince", 3, "H87", at: "33.33", text: "Bras articulé 60 cm, LED 8 W, 4 000 K"),
            line(2, "Câble souple H05VV-F 3G1,5", "7.5", "MTR", at: "1.2345", less: nil),
            line(3, "Manuel d’entretien relié", 1, "C62", at: 100, Percentage("5.5")),
        ]
        let extras = [
            AllowanceCharge(
                isCharge: false, amount: Money(minorUnits: 1000, .euro), reason: "Remise sur commande",
                reasonCode: "95", vat: VATClass(.standard, Percentage(20))),
            AllowanceCharge(
                isCharge: true, amount: Money(minorUnits: 500, .euro), reason: "Frais de port", reasonCode: "FC",
                vat: VATClass(.standard, Percentage(20))),
        ]
        return invoice("INV-2026-000018", lines, extras, prepaid: Money(minorUnits: 3060, .euro))
    }()

    /// So many lines, some with long texts.
    static func long(_ count: Int) -> Invoice {
        let lines = (1...count).map { number in
            line(
                number,
                number % 7 == 0
                    ? "Armoire de rangement à portes battantes avec serrure à trois points et tablettes réglables"
                    : "Article \(number)",
                ExactDecimal(number % 5 + 1), number % 3 == 0 ? "KGM" : "H87",
                at: ExactDecimal(units: Int64(number * 137 + 99), scale: 2),
                per: number % 4 == 0 ? 100 : 1, number % 6 == 0 ? Percentage("5.5") : Percentage(20),
                text: number % 3 == 0
                    ? "Livré monté. Coloris gris clair RAL 7035, finition époxy, charge admissible 60 kg par tablette."
                    : nil,
                less: number % 5 == 0 ? Money(minorUnits: 50, .euro) : nil)
        }
        return invoice("INV-2026-000019", lines)
    }

    static let germanCredit: Invoice = {
        var buyer = Party(
            name: "Schönfeld & Söhne Gebäudetechnik GmbH", registration: PartyIdentifier(scheme: "", "HRB 99812"),
            vatNumber: "DE999999999",
            address: PostalAddress(street: "Große Bleichstraße 7", city: "Köln", postalCode: "50667", country: "DE"))
        buyer.endpoint = PartyIdentifier(scheme: "9930", "DE999999999")
        var credit = invoice(
            "AV-2026-000003", [line(1, "Lampe d’atelier à pince", 1, "H87", at: "33.33")], kind: .creditNote, to: buyer)
        credit.precedingInvoices = [PrecedingInvoice(number: "INV-2026-000018", issueDate: "2026-11-23")]
        credit.lines[0].vat = VATClass(.intraCommunity, .zero)
        credit.vatBreakdown = vatBreakdown(of: credit.lines, [], in: .euro)
        credit.vatBreakdown[0].exemptionCode = "VATEX-EU-IC"
        credit.vatBreakdown[0].exemptionReason =
            "Steuerfreie innergemeinschaftliche Lieferung (Art. 138 RL 2006/112/EG)"
        credit.totals = invoiceTotals(
            lines: credit.lines, [], vat: credit.vatBreakdown, prepaid: .zero(.euro), in: .euro)
        return credit
    }()

    static let european: Invoice = {
        let buyer = Party(
            name: "Ελληνικά Έπιπλα Α.Ε.", tradingName: "Мебель и Свет", vatNumber: "EL999999999",
            address: PostalAddress(street: "Οδός Ερμού 12", city: "Αθήνα", postalCode: "105 63", country: "GR"))
        let lines = [
            line(1, "Lampa biurkowa „Żółw” – kolor gęsiego pióra", 12, "H87", at: "18.90", text: "Zażółć gęślą jaźń"),
            line(
                2, "Scaun reglabil cu rotile și brațe", 2, "H87", at: "149.00",
                text: "Înălțime ajustabilă, țesătură gri"),
            line(3, "Стол письменный", 1, "H87", at: "399.50", text: "Светлый дуб"),
        ].map { line in
            var line = line
            line.vat = VATClass(.intraCommunity, .zero)
            return line
        }
        var invoice = SampleInvoice.invoice("INV-2026-000020", lines, to: buyer)
        invoice.vatBreakdown[0].exemptionCode = "VATEX-EU-IC"
        invoice.vatBreakdown[0].exemptionReason = "Exempt intra-Community supply (Art. 138 Directive 2006/112/EC)"
        invoice.earlyPayment = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-12-03")
        invoice.delivery?.name = "Αποθήκη"
        invoice.delivery?.address = PostalAddress(
            street: "Λιμάνι 3", city: "Πειραιάς", postalCode: "185 38", country: "GR")
        invoice.supportingDocuments = [
            SupportingDocument(
                id: "BL-88213", description: "BON_LIVRAISON",
                attachment: Documents.Attachment(
                    mimeType: "text/csv", fileName: "BL-88213.csv", content: Array("a;b\n1;2\n".utf8)))
        ]
        return invoice
    }()
}
