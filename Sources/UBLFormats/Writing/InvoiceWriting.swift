import Calendars
import Documents
import Money

extension UBLWriter {
    /// An Invoice, or a CreditNote where the kind is a credit (UBL 2.1; EN 16931-3-2 binding).
    mutating func invoice(_ invoice: Invoice, as profile: InvoiceProfile) {
        let isCredit = invoice.kind.isCredit
        root(isCredit ? .creditNote : .invoice) { xml in
            xml.head(invoice, as: profile)
            xml.references(invoice)
            xml.parties(invoice)
            if let delivery = invoice.delivery { xml.delivery(delivery) }
            xml.payments(invoice)
            if let note = invoice.paymentTermsNote {
                xml.element("cac:PaymentTerms") { $0.text("cbc:Note", note) }
            }
            for item in invoice.allowanceCharges { xml.allowanceCharge(item) }
            xml.taxTotal(invoice)
            xml.monetaryTotal(of: invoice)
            for line in invoice.lines { xml.invoiceLine(line, isCredit: isCredit) }
        }
    }

    private mutating func head(_ invoice: Invoice, as profile: InvoiceProfile) {
        let isCredit = invoice.kind.isCredit
        text("cbc:CustomizationID", profile.customization)
        text("cbc:ProfileID", profile.process(of: invoice))
        text("cbc:ID", invoice.number)
        date("cbc:IssueDate", invoice.issueDate)
        if isCredit {
            date("cbc:TaxPointDate", invoice.taxPoint?.date)
            text("cbc:CreditNoteTypeCode", profile.code(of: invoice.kind))
        } else {
            date("cbc:DueDate", invoice.dueDate)
            text("cbc:InvoiceTypeCode", profile.code(of: invoice.kind))
        }
        notes(invoice.notes, joined: profile.joinsNotes)
        if !isCredit { date("cbc:TaxPointDate", invoice.taxPoint?.date) }
        text("cbc:DocumentCurrencyCode", invoice.currency.code)
        text("cbc:TaxCurrencyCode", invoice.accountingCurrency?.code)
        text("cbc:AccountingCost", invoice.accountingCost)
        text("cbc:BuyerReference", invoice.buyerReference)
    }

    private mutating func notes(_ notes: [InvoiceNote], joined: Bool) {
        guard joined else { return notes.forEach { text("cbc:Note", NoteMarks.text(of: $0)) } }
        if !notes.isEmpty { text("cbc:Note", NoteMarks.text(of: notes)) }
    }

    private mutating func parties(_ invoice: Invoice) {
        var seller = invoice.seller
        var payee = invoice.payee
        // The number that its bank gave a creditor is an identifier of whoever is paid (BT-90).
        if let creditor = invoice.creditor {
            let identifier = PartyIdentifier(scheme: PartyIdentifier.creditor, creditor)
            if payee == nil { seller.identifiers.append(identifier) } else { payee?.identifiers.append(identifier) }
        }
        element("cac:AccountingSupplierParty") { $0.party(seller) }
        element("cac:AccountingCustomerParty") { $0.party(invoice.buyer, identifiers: 1) }
        if let payee { self.payee(payee) }
        if let party = invoice.taxRepresentative { taxRepresentative(party) }
    }

    private mutating func payee(_ payee: Party) {
        element("cac:PayeeParty") { xml in
            for identifier in payee.identifiers {
                xml.element("cac:PartyIdentification") { $0.identifier("cbc:ID", identifier) }
            }
            xml.element("cac:PartyName") { $0.text("cbc:Name", payee.name) }
            if let registration = payee.registration {
                xml.element("cac:PartyLegalEntity") { $0.identifier("cbc:CompanyID", registration) }
            }
        }
    }

    private mutating func taxRepresentative(_ party: Party) {
        element("cac:TaxRepresentativeParty") { xml in
            xml.element("cac:PartyName") { $0.text("cbc:Name", party.name) }
            if let address = party.address { xml.address("cac:PostalAddress", address) }
            xml.taxScheme("VAT", party.vatNumber)
        }
    }

    private mutating func delivery(_ delivery: InvoiceDelivery) {
        element("cac:Delivery") { xml in
            xml.date("cbc:ActualDeliveryDate", delivery.date)
            if delivery.location != nil || delivery.address != nil {
                xml.element("cac:DeliveryLocation") { xml in
                    if let location = delivery.location { xml.identifier("cbc:ID", location) }
                    if let address = delivery.address { xml.address("cac:Address", address) }
                }
            }
            if let name = delivery.name {
                xml.element("cac:DeliveryParty") { xml in
                    xml.element("cac:PartyName") { $0.text("cbc:Name", name) }
                }
            }
        }
    }

    private mutating func taxTotal(_ invoice: Invoice) {
        element("cac:TaxTotal") { xml in
            xml.amount("cbc:TaxAmount", invoice.totals.tax)
            for subtotal in invoice.vatBreakdown {
                xml.element("cac:TaxSubtotal") { xml in
                    xml.amount("cbc:TaxableAmount", subtotal.taxable)
                    xml.amount("cbc:TaxAmount", subtotal.tax)
                    xml.taxCategory(
                        "cac:TaxCategory", subtotal.vat, exemptionCode: subtotal.exemptionCode,
                        exemptionReason: subtotal.exemptionReason)
                }
            }
        }
        if let amount = invoice.totals.taxInAccountingCurrency {
            element("cac:TaxTotal") { $0.amount("cbc:TaxAmount", amount) }
        }
    }

    /// A sum stands wherever there is something to add up, be it nothing (BR-CO-11, BR-CO-12).
    private mutating func monetaryTotal(of invoice: Invoice) {
        let (totals, items) = (invoice.totals, invoice.allowanceCharges)
        element("cac:LegalMonetaryTotal") { xml in
            xml.amount("cbc:LineExtensionAmount", totals.lines)
            xml.amount("cbc:TaxExclusiveAmount", totals.beforeTax)
            xml.amount("cbc:TaxInclusiveAmount", totals.withTax)
            if items.contains(where: { !$0.isCharge }) { xml.amount("cbc:AllowanceTotalAmount", totals.allowances) }
            if items.contains(where: \.isCharge) { xml.amount("cbc:ChargeTotalAmount", totals.charges) }
            if !totals.prepaid.isZero { xml.amount("cbc:PrepaidAmount", totals.prepaid) }
            if !totals.rounding.isZero { xml.amount("cbc:PayableRoundingAmount", totals.rounding) }
            xml.amount("cbc:PayableAmount", totals.payable)
        }
    }
}
