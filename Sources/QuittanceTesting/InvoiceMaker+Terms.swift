import Calendars
import Documents
import Money

/// The parties, references and payments of the invoices that are made up.
extension InvoiceMaker {
    mutating func seller(_ mix: VATMix) -> Party {
        var seller = Party(
            name: "Biscuiterie \(text())", tradingName: maybe("Kerlannoy"),
            registration: PartyIdentifier(scheme: "0002", "732829320"),
            vatNumber: mix.isOutsideScope ? nil : "FR44732829320", legalInformation: maybe("SAS, capital 40 000 EUR"),
            endpoint: maybe(PartyIdentifier(scheme: "0225", "732829320_A")), address: address("FR"),
            contact: maybe(contact()))
        if chance(2) {
            seller.identifiers = [
                PartyIdentifier(scheme: "0088", "3012345678900"), PartyIdentifier(scheme: "0009", "73282932000074"),
            ]
        }
        if !mix.isOutsideScope { seller.taxNumber = maybe("75/123/4567") }
        return seller
    }

    mutating func buyer(_ mix: VATMix) -> Party {
        Party(
            name: "Käufer \(text())", tradingName: maybe("Zum Käufer"),
            identifiers: chance(2) ? [PartyIdentifier(scheme: "0088", "4012345000009")] : [],
            registration: maybe(PartyIdentifier(scheme: "0204", "HRB 1234")),
            vatNumber: mix.isOutsideScope ? nil : "DE123456789",
            endpoint: maybe(PartyIdentifier(scheme: "0088", "4012345000009")),
            address: address("DE"), contact: maybe(contact()))
    }

    mutating func address(_ country: String) -> PostalAddress {
        PostalAddress(
            street: maybe("\(number(1, 99)) \(text())"), additionalStreet: maybe("ZA"), line: maybe("Quai 3"),
            city: maybe("Quimper"), postalCode: maybe("29000"), subdivision: maybe("Bretagne"), country: country)
    }

    mutating func contact() -> Contact {
        Contact(name: "A. \(text())", telephone: maybe("+33 2 98 00 00 00"), email: maybe("a@example.com"))
    }

    mutating func item() -> ItemReference {
        ItemReference(
            name: "Galette \(text())", description: maybe(text()), sellerID: maybe("S-\(number(1, 99))"),
            buyerID: maybe("B-\(number(1, 99))"), standardID: maybe(PartyIdentifier(scheme: "0160", "3012345678900")))
    }

    mutating func details() -> ItemDetails {
        ItemDetails(
            classifications: chance(3)
                ? [
                    ItemClassification(scheme: "STI", version: maybe("2008"), "15831000"),
                    ItemClassification(scheme: "SRV", "09348023"),
                ] : [],
            originCountry: maybe("FR"),
            attributes: chance(2) ? [ItemAttribute("colour", text()), ItemAttribute("size", "XL")] : [])
    }

    mutating func fillReferences(_ invoice: inout Invoice) {
        invoice.taxPoint = pick([nil, .date(date()), .event(pick(TaxPoint.Event.allCases))])
        invoice.process = maybe("M1")
        invoice.buyerReference = maybe("04011000-12345-34")
        invoice.references = InvoiceReferences(
            project: maybe("P-1"), contract: maybe("C-2"), order: maybe("O-3"), salesOrder: maybe("SO-4"),
            receipt: maybe("R-5"), despatch: maybe("D-6"), tender: maybe("T-7"),
            object: pick([nil, InvoicedObject(scheme: "AVV", "subscription 8"), InvoicedObject("plain 9")]))
        invoice.precedingInvoices = (0..<number(0, 2)).map {
            PrecedingInvoice(number: "INV-\($0)", issueDate: maybe(date()))
        }
        invoice.accountingCost = maybe("4217:2323")
        invoice.notes = pick([
            [], [InvoiceNote(subject: "PMD", text()), InvoiceNote(text()), InvoiceNote(subject: "AAB", text())],
        ])
        invoice.paymentTermsNote = text()
        if chance(3) { invoice.supportingDocuments = documents() }
    }

    private mutating func documents() -> [SupportingDocument] {
        let content = (0..<number(0, 200)).map { _ in UInt8(number(0, 255)) }
        return [
            SupportingDocument(
                id: "DN-1", description: maybe("BON_LIVRAISON"),
                attachment: Attachment(mimeType: "application/pdf", fileName: "dn-1.pdf", content: [37] + content)),
            SupportingDocument(id: "TS-2", description: maybe(text()), location: "https://example.com/ts-2?a=1&b=2"),
            SupportingDocument(id: "X-3"),
        ]
    }

    mutating func fillParties(_ invoice: inout Invoice, _ mix: VATMix) {
        if chance(3) {
            invoice.payee = Party(
                name: "Factor AG", identifiers: chance(2) ? [PartyIdentifier(scheme: "0088", "4012345000016")] : [],
                registration: maybe(PartyIdentifier(scheme: "0204", "HRB 99")))
        }
        if chance(4), !mix.isOutsideScope {
            invoice.taxRepresentative = Party(name: "Fiduciaire", vatNumber: "FR55123456782", address: address("FR"))
        }
        invoice.delivery = InvoiceDelivery(
            name: maybe("Entrepôt"), location: maybe(PartyIdentifier(scheme: "0088", "4012345000023")), date: date(),
            address: address("DE"))
        if chance(2) { invoice.period = Period(start: "2026-01-01", end: maybe("2026-12-31")) }
    }

    mutating func fillPayment(_ invoice: inout Invoice) {
        let transfer = CreditTransfer(
            account: "FR7630006000011234567890189", name: maybe("Kerlannoy SAS"), bic: maybe("AGRIFRPP"))
        let reference = maybe("RF18 5390 0754 7034")
        switch number(0, 4) {
        case 0: invoice.dueDate = invoice.kind.isCredit ? nil : invoice.dueDate
        case 1:
            invoice.payments = [
                PaymentInstructions(
                    meansCode: "58", meansText: maybe("SEPA"), reference: reference, transfers: [transfer])
            ]
        case 2:
            let other = CreditTransfer(account: "12-345-6", bic: nil)
            invoice.payments = [
                PaymentInstructions(meansCode: "30", reference: reference, transfers: [transfer, other])
            ]
        case 3:
            invoice.payments = [
                PaymentInstructions(
                    meansCode: "48", reference: reference, card: PaymentCard(number: "123456", holder: maybe("A. B.")))
            ]
        default:
            invoice.payments = [
                PaymentInstructions(
                    meansCode: "59", reference: reference,
                    directDebit: DirectDebit(
                        mandate: "M-1", creditor: maybe("FR12ZZZ123456"), account: maybe("DE02120300000000202051")))
            ]
        }
    }
}
