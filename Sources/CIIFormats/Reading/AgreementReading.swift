import Documents
import Findings
import XMLSyntax

extension CIIValues {
    func references(_ agreement: XMLElement, _ delivery: XMLElement?) -> InvoiceReferences {
        let additional = agreement.children(CIIName.additionalDocument)
        let tender = additional.first { text($0.child(CIIName.typeCode)) == DocumentTypeCode.tender }
        func number(_ parent: XMLElement?, _ name: XMLName) -> String? {
            text(parent?.descendant(name, CIIName.number))
        }
        return InvoiceReferences(
            project: text(agreement.descendant(CIIName.project, CIIName.id)),
            contract: number(agreement, CIIName.contract), order: number(agreement, CIIName.order),
            salesOrder: number(agreement, CIIName.salesOrder), receipt: number(delivery, CIIName.receipt),
            despatch: number(delivery, CIIName.despatch), tender: text(tender?.child(CIIName.number)),
            object: additional.lazy.compactMap { object($0) }.first)
    }

    mutating func supportingDocuments(_ agreement: XMLElement) -> [SupportingDocument] {
        agreement.children(CIIName.additionalDocument).compactMap { element in
            let type = text(element.child(CIIName.typeCode))
            guard type != DocumentTypeCode.object, type != DocumentTypeCode.tender else { return nil }
            return SupportingDocument(
                id: text(element.child(CIIName.number)) ?? "", description: text(element.child(CIIName.elementName)),
                location: text(element.child(CIIName.uri)),
                attachment: element.child(CIIName.attachment).flatMap { embedded($0) })
        }
    }

    private mutating func embedded(_ element: XMLElement) -> Attachment? {
        guard let content = element.withText({ Base64.bytes(of: $0) }), let type = element.attribute("mimeCode") else {
            log.report(.ciiAttachmentIsReadable, "the attachment is no base64, or has no mimeCode", at: element.place)
            return nil
        }
        return Attachment(mimeType: type, fileName: element.attribute("filename") ?? "", content: content)
    }

    mutating func precedingInvoices(_ settlement: XMLElement) -> [PrecedingInvoice] {
        settlement.children(CIIName.precedingInvoice).compactMap { element in
            guard let number = text(element.child(CIIName.number)) else { return nil }
            return PrecedingInvoice(number: number, issueDate: date(element.child(CIIName.documentDate)))
        }
    }

    func notes(_ document: XMLElement) -> [InvoiceNote] {
        document.children(CIIName.note).compactMap { element in
            let subject = text(element.child(CIIName.subject))
            let content = text(element.child(CIIName.content))
            guard subject != nil || content != nil else { return nil }
            return InvoiceNote(subject: subject, content ?? "")
        }
    }
}
