import Calendars
import Documents
import XMLSyntax

extension UBLWriter {
    /// What the invoice refers to: the order of the elements is not that of the credit note.
    mutating func references(_ invoice: Invoice) {
        let references = invoice.references
        invoicePeriod(invoice)
        if references.order != nil || references.salesOrder != nil {
            element("cac:OrderReference") { xml in
                xml.text("cbc:ID", references.order ?? MissingOrder.mark)
                xml.text("cbc:SalesOrderID", references.salesOrder)
            }
        }
        for preceding in invoice.precedingInvoices { precedingInvoice(preceding) }
        reference("cac:DespatchDocumentReference", references.despatch)
        reference("cac:ReceiptDocumentReference", references.receipt)
        if invoice.kind.isCredit {
            reference("cac:ContractDocumentReference", references.contract)
            additionalDocuments(invoice)
            reference("cac:AdditionalDocumentReference", references.project, type: DocumentTypeCode.project)
            reference("cac:OriginatorDocumentReference", references.tender)
        } else {
            reference("cac:OriginatorDocumentReference", references.tender)
            reference("cac:ContractDocumentReference", references.contract)
            additionalDocuments(invoice)
            reference("cac:ProjectReference", references.project)
        }
    }

    private mutating func invoicePeriod(_ invoice: Invoice) {
        let event = invoice.taxPoint?.event?.dateCode
        guard invoice.period != nil || event != nil else { return }
        period("cac:InvoicePeriod", invoice.period ?? Period(), code: event)
    }

    private mutating func precedingInvoice(_ preceding: PrecedingInvoice) {
        element("cac:BillingReference") { xml in
            xml.element("cac:InvoiceDocumentReference") { xml in
                xml.text("cbc:ID", preceding.number)
                xml.date("cbc:IssueDate", preceding.issueDate)
            }
        }
    }

    private mutating func reference(_ name: StaticString, _ number: String?, type: String? = nil) {
        guard let number else { return }
        element(name) { xml in
            xml.text("cbc:ID", number)
            xml.text("cbc:DocumentTypeCode", type)
        }
    }

    private mutating func additionalDocuments(_ invoice: Invoice) {
        if let object = invoice.references.object { self.object("cac:AdditionalDocumentReference", object) }
        for document in invoice.supportingDocuments {
            element("cac:AdditionalDocumentReference") { $0.supportingDocument(document) }
        }
    }

    private mutating func supportingDocument(_ document: SupportingDocument) {
        text("cbc:ID", document.id)
        text("cbc:DocumentDescription", document.description)
        guard document.attachment != nil || document.location != nil else { return }
        element("cac:Attachment") { writer in
            if let attachment = document.attachment {
                writer.xml.element(
                    "cbc:EmbeddedDocumentBinaryObject",
                    [("mimeCode", attachment.mimeType), ("filename", attachment.fileName)], base64: attachment.content)
            }
            if let location = document.location {
                writer.element("cac:ExternalReference") { $0.text("cbc:URI", location) }
            }
        }
    }
}

/// What stands for the number of an order where only the seller's is known: UBL wants one.
enum MissingOrder {
    static let mark = "NA"
}

extension TaxPoint {
    var date: BusinessDate? {
        if case .date(let date) = self { date } else { nil }
    }

    var event: Event? {
        if case .event(let event) = self { event } else { nil }
    }
}
