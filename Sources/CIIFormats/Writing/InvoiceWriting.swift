import Documents
import XMLSyntax

extension CIIWriter {
    /// A CrossIndustryInvoice (EN 16931-3-3 binding); a credit note is told by its type alone.
    mutating func invoice(_ invoice: Invoice) {
        xml.begin(
            "rsm:CrossIndustryInvoice",
            [
                ("xmlns:rsm", ciiNamespaces.root), ("xmlns:ram", ciiNamespaces.aggregates),
                ("xmlns:udt", ciiNamespaces.unqualified), ("xmlns:qdt", ciiNamespaces.qualified),
            ])
        context(invoice)
        head(invoice)
        element("rsm:SupplyChainTradeTransaction") { writer in
            if writer.holds(.core) {
                for line in invoice.lines { writer.line(line) }
            }
            writer.element("ram:ApplicableHeaderTradeAgreement") { $0.agreement(invoice) }
            writer.element("ram:ApplicableHeaderTradeDelivery") { $0.delivery(invoice) }
            writer.element("ram:ApplicableHeaderTradeSettlement") { $0.settlement(invoice) }
        }
        xml.end("rsm:CrossIndustryInvoice")
    }

    private mutating func context(_ invoice: Invoice) {
        element("rsm:ExchangedDocumentContext") { writer in
            if let process = invoice.process {
                writer.element("ram:BusinessProcessSpecifiedDocumentContextParameter") { $0.text("ram:ID", process) }
            }
            writer.element("ram:GuidelineSpecifiedDocumentContextParameter") { writer in
                writer.text("ram:ID", writer.profile.specification)
            }
        }
    }

    private mutating func head(_ invoice: Invoice) {
        element("rsm:ExchangedDocument") { writer in
            writer.text("ram:ID", invoice.number)
            writer.text("ram:TypeCode", invoice.kind.code)
            writer.date("ram:IssueDateTime", invoice.issueDate)
            for note in invoice.notes {
                writer.element("ram:IncludedNote") { writer in
                    writer.text("ram:Content", note.text)
                    writer.text("ram:SubjectCode", note.subject)
                }
            }
        }
    }

    // MARK: Who, and by what agreement

    private mutating func agreement(_ invoice: Invoice) {
        let references = invoice.references
        text("ram:BuyerReference", invoice.buyerReference)
        party("ram:SellerTradeParty", invoice.seller)
        var buyer = invoice.buyer
        if !holds(.core) { buyer.tradingName = nil }
        party("ram:BuyerTradeParty", buyer, identifiers: holds(.extended) ? .max : 1)
        if let party = invoice.taxRepresentative { self.party("ram:SellerTaxRepresentativeTradeParty", party) }
        if holds(.core) { reference("ram:SellerOrderReferencedDocument", references.salesOrder) }
        reference("ram:BuyerOrderReferencedDocument", references.order)
        reference("ram:ContractReferencedDocument", references.contract)
        guard holds(.core) else { return }
        for document in invoice.supportingDocuments { supportingDocument(document) }
        if let tender = references.tender { document(tender, type: DocumentTypeCode.tender) }
        if let object = references.object { self.object(object) }
        guard let project = references.project else { return }
        element("ram:SpecifiedProcuringProject") { writer in
            writer.text("ram:ID", project)
            // CII wants a name, EN 16931 has none.
            writer.text("ram:Name", "Project reference")
        }
    }

    private mutating func document(_ number: String, type: String) {
        element("ram:AdditionalReferencedDocument") { writer in
            writer.text("ram:IssuerAssignedID", number)
            writer.text("ram:TypeCode", type)
        }
    }

    mutating func object(_ object: InvoicedObject) {
        element("ram:AdditionalReferencedDocument") { writer in
            writer.text("ram:IssuerAssignedID", object.value)
            writer.text("ram:TypeCode", DocumentTypeCode.object)
            writer.text("ram:ReferenceTypeCode", object.scheme)
        }
    }

    private mutating func supportingDocument(_ document: SupportingDocument) {
        element("ram:AdditionalReferencedDocument") { writer in
            writer.text("ram:IssuerAssignedID", document.id)
            writer.text("ram:URIID", document.location)
            writer.text("ram:TypeCode", DocumentTypeCode.supporting)
            writer.text("ram:Name", document.description)
            guard let attachment = document.attachment else { return }
            writer.xml.element(
                "ram:AttachmentBinaryObject",
                [("mimeCode", attachment.mimeType), ("filename", attachment.fileName)], base64: attachment.content)
        }
    }

    // MARK: Where to, and when

    private mutating func delivery(_ invoice: Invoice) {
        if let delivery = invoice.delivery { shipTo(delivery) }
        if let date = invoice.delivery?.date {
            element("ram:ActualDeliverySupplyChainEvent") { $0.date("ram:OccurrenceDateTime", date) }
        }
        reference("ram:DespatchAdviceReferencedDocument", invoice.references.despatch)
        if holds(.core) { reference("ram:ReceivingAdviceReferencedDocument", invoice.references.receipt) }
    }

    private mutating func shipTo(_ delivery: InvoiceDelivery) {
        guard delivery.name != nil || delivery.location != nil || delivery.address != nil else { return }
        element("ram:ShipToTradeParty") { writer in
            writer.identifiers(delivery.location.map { [$0] } ?? [])
            writer.text("ram:Name", delivery.name)
            if let address = delivery.address { writer.address(address) }
        }
    }
}

/// The types by which references to documents are told apart (UNTDID 1001).
enum DocumentTypeCode {
    static let supporting = "916"
    static let tender = "50"
    static let object = "130"
}
