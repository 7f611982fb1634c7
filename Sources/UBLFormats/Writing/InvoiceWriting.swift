import Calendars
import Documents
import Money

/// What a profile of the invoice wants beyond the model: its identifiers, and how notes are written.
struct InvoiceProfile: Sendable {
    /// BT-24.
    let customization: String
    /// BT-23.
    let profile: String?
    /// Whether there may be one note only (PEPPOL-EN16931-R002).
    let joinsNotes: Bool

    static let en16931 = InvoiceProfile(
        customization: "urn:cen.eu:en16931:2017", profile: nil, joinsNotes: false)
    static let peppol = InvoiceProfile(
        customization: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
        profile: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", joinsNotes: true)
}

extension UBLWriter {
    /// An Invoice, or a CreditNote where the kind is a credit (UBL 2.1; EN 16931-3-2 binding).
    mutating func invoice(_ invoice: Invoice, as profile: InvoiceProfile) {
        let isCredit = invoice.kind.isCredit
        root(isCredit ? .creditNote : .invoice) { xml in
            xml.text("cbc:CustomizationID", profile.customization)
            xml.text("cbc:ProfileID", profile.profile)
            xml.text("cbc:ID", invoice.number)
            xml.date("cbc:IssueDate", invoice.issueDate)
            if isCredit {
                xml.text("cbc:CreditNoteTypeCode", invoice.kind.code)
            } else {
                xml.date("cbc:DueDate", invoice.dueDate)
                xml.text("cbc:InvoiceTypeCode", invoice.kind.code)
            }
            xml.notes(invoice.notes, joined: profile.joinsNotes)
            xml.text("cbc:DocumentCurrencyCode", invoice.currency.code)
            xml.text("cbc:TaxCurrencyCode", invoice.accountingCurrency?.code)
            xml.text("cbc:AccountingCost", invoice.accountingCost)
            xml.text("cbc:BuyerReference", invoice.buyerReference)
            xml.references(invoice)
            xml.element("cac:AccountingSupplierParty") { $0.party(invoice.seller) }
            xml.element("cac:AccountingCustomerParty") { $0.party(invoice.buyer, identifiers: 1) }
            if let payee = invoice.payee { xml.payee(payee) }
            if let delivery = invoice.delivery { xml.delivery(delivery) }
            if let payment = invoice.payment { xml.paymentMeans(payment, isCredit ? invoice.dueDate : nil) }
            if let note = invoice.paymentTermsNote {
                xml.element("cac:PaymentTerms") { $0.text("cbc:Note", note) }
            }
            for item in invoice.allowanceCharges { xml.allowanceCharge(item) }
            xml.taxTotal(invoice)
            xml.monetaryTotal(invoice.totals)
            for line in invoice.lines { xml.invoiceLine(line, isCredit: isCredit) }
        }
    }

    private mutating func notes(_ notes: [InvoiceNote], joined: Bool) {
        let texts = notes.map { note in note.subject.map { "#\($0)#\(note.text)" } ?? note.text }
        guard joined else { return texts.forEach { text("cbc:Note", $0) } }
        if !texts.isEmpty { text("cbc:Note", texts.joined(separator: "\n")) }
    }

    private mutating func references(_ invoice: Invoice) {
        if let period = invoice.period { self.period("cac:InvoicePeriod", period) }
        if invoice.orderReference != nil || invoice.salesOrderReference != nil {
            element("cac:OrderReference") { xml in
                xml.text("cbc:ID", invoice.orderReference ?? "NA")
                xml.text("cbc:SalesOrderID", invoice.salesOrderReference)
            }
        }
        for preceding in invoice.precedingInvoices {
            element("cac:BillingReference") { xml in
                xml.element("cac:InvoiceDocumentReference") { xml in
                    xml.text("cbc:ID", preceding.number)
                    xml.date("cbc:IssueDate", preceding.issueDate)
                }
            }
        }
        if let number = invoice.despatchReference {
            element("cac:DespatchDocumentReference") { $0.text("cbc:ID", number) }
        }
        if let number = invoice.contractReference {
            element("cac:ContractDocumentReference") { $0.text("cbc:ID", number) }
        }
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

    private mutating func paymentMeans(_ payment: PaymentInstructions, _ dueDate: BusinessDate?) {
        element("cac:PaymentMeans") { xml in
            xml.text("cbc:PaymentMeansCode", payment.meansCode)
            xml.date("cbc:PaymentDueDate", dueDate)
            xml.text("cbc:PaymentID", payment.reference)
            guard let iban = payment.iban else { return }
            xml.element("cac:PayeeFinancialAccount") { xml in
                xml.text("cbc:ID", iban)
                xml.text("cbc:Name", payment.accountName)
                if let bic = payment.bic {
                    xml.element("cac:FinancialInstitutionBranch") { $0.text("cbc:ID", bic) }
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

    private mutating func monetaryTotal(_ totals: InvoiceTotals) {
        element("cac:LegalMonetaryTotal") { xml in
            xml.amount("cbc:LineExtensionAmount", totals.lines)
            xml.amount("cbc:TaxExclusiveAmount", totals.beforeTax)
            xml.amount("cbc:TaxInclusiveAmount", totals.withTax)
            if !totals.allowances.isZero { xml.amount("cbc:AllowanceTotalAmount", totals.allowances) }
            if !totals.charges.isZero { xml.amount("cbc:ChargeTotalAmount", totals.charges) }
            if !totals.prepaid.isZero { xml.amount("cbc:PrepaidAmount", totals.prepaid) }
            if !totals.rounding.isZero { xml.amount("cbc:PayableRoundingAmount", totals.rounding) }
            xml.amount("cbc:PayableAmount", totals.payable)
        }
    }

    private mutating func invoiceLine(_ line: InvoiceLine, isCredit: Bool) {
        element(isCredit ? "cac:CreditNoteLine" : "cac:InvoiceLine") { xml in
            xml.text("cbc:ID", line.id)
            xml.text("cbc:Note", line.note)
            xml.quantity(isCredit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity)
            xml.amount("cbc:LineExtensionAmount", line.netAmount)
            xml.text("cbc:AccountingCost", line.accountingCost)
            if let period = line.period { xml.period("cac:InvoicePeriod", period) }
            if let orderLine = line.orderLine {
                xml.element("cac:OrderLineReference") { $0.text("cbc:LineID", orderLine) }
            }
            for item in line.allowanceCharges { xml.allowanceCharge(item) }
            xml.element("cac:Item") { xml in
                xml.itemNames(line.item)
                xml.taxCategory("cac:ClassifiedTaxCategory", line.vat)
            }
            xml.price(line.price, unit: line.quantity.unit)
        }
    }
}
