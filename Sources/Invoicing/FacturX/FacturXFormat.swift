import Calendars
import CIIFormats
public import Documents
public import Findings
import Money
public import Pipeline
import Synchronization
import Typesetting

/// Factur-X: a page for people that holds the invoice for programs, in PDF/A-3.
public struct FacturXFormat: WritingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.invoice]
    public let contentType = "application/pdf"
    public let fileExtension = "pdf"
    private let profile: CIIProfile

    public static let en16931 = FacturXFormat(
        "factur-x", "Factur-X, profile EN 16931: PDF/A-3 with CII within.", .en16931)
    public static let extended = FacturXFormat("factur-x-extended", "Factur-X, profile EXTENDED.", .extended)
    public static let basicWithoutLines = FacturXFormat(
        "factur-x-basic-wl", "Factur-X, profile BASIC WL: the XML has no lines.", .basicWithoutLines)

    private init(_ name: String, _ summary: String, _ profile: CIIProfile) {
        self.name = name
        self.summary = summary
        self.profile = profile
    }

    public func write(_ document: Document) throws(WritingFault) -> [UInt8] { try write(document, issuedBy: nil) }

    public func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8] {
        guard case .invoice(let invoice) = document else { preconditionFailure("\(name) writes invoices only") }
        try checkRounding(of: invoice)
        let stationery = company?.stationery ?? Stationery()
        let press = try Press.press(for: stationery)
        let typesetter = press.take()
        defer { press.giveBack(typesetter) }
        var pages = InvoicePages(
            typesetter.composition(), invoice, on: stationery, logo: press.logo, legal: company?.legal ?? LegalTexts())
        pages.draw()
        do {
            return try typesetter.finish(pages.page, description(of: invoice, pages), attachments: attachments(invoice))
        } catch {
            throw error.asWritingFault
        }
    }

    /// What a receiver of the XML would say against it.
    public func check(_ bytes: [UInt8]) -> [Finding] { hybridFindings(bytes) }

    /// Without what was rounded, what is to be paid would not follow from the other totals (BR-CO-16).
    private func checkRounding(of invoice: Invoice) throws(WritingFault) {
        guard profile == .basicWithoutLines, !invoice.totals.rounding.isZero else { return }
        let words = "\(invoice.totals.rounding) of what is to be paid was rounded, and BASIC WL does not say it"
        throw WritingFault([Finding(.roundingIsSaid, words, at: .document)])
    }

    // MARK: What the file says of itself

    private func description(of invoice: Invoice, _ pages: InvoicePages) -> DocumentDescription {
        DocumentDescription(
            title: "\(pages.title) \(invoice.number)", author: invoice.seller.name,
            subject: "\(pages.title) \(invoice.number) – \(invoice.seller.name) – \(invoice.buyer.name)",
            language: pages.language, creator: "Quittance", created: Instant(startOf: invoice.issueDate),
            vocabularies: [facturX])
    }

    /// The extension schema of Factur-X, with its level.
    private var facturX: MetadataVocabulary {
        MetadataVocabulary(
            name: "Factur-X PDFA Extension Schema", namespace: "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
            prefix: "fx",
            properties: [
                .init("DocumentType", "INVOICE", meaning: "The type of the document"),
                .init("DocumentFileName", "factur-x.xml", meaning: "The name of the embedded XML file"),
                .init("Version", "1.0", meaning: "The version of the standard"),
                .init("ConformanceLevel", profile.level ?? "EN 16931", meaning: "The profile of the XML file"),
            ])
    }

    // MARK: What is within

    private func attachments(_ invoice: Invoice) -> [Typesetting.Attachment] {
        let moment = Instant(startOf: invoice.issueDate)
        let xml = Typesetting.Attachment(
            name: "factur-x.xml", mediaType: "text/xml",
            relationship: profile == .basicWithoutLines ? .data : .alternative, meaning: "Factur-X invoice",
            modified: moment, bytes: crossIndustryInvoice(invoice, as: profile))
        let others = invoice.supportingDocuments.compactMap { document in
            document.attachment.map { attachment in
                Typesetting.Attachment(
                    name: attachment.fileName.isEmpty ? document.id : attachment.fileName,
                    mediaType: attachment.mimeType, relationship: .supplement,
                    meaning: document.description ?? document.id, modified: moment, bytes: attachment.content)
            }
        }
        return [xml] + others
    }
}
