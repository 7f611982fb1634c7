import Calendars
public import Documents
public import Findings
public import Pipeline
import Typesetting

/// Writes a letter as a tagged page in PDF/A-3, on the company's own paper.
public struct PDFLetterFormat: WritingFormat {
    public let name = "reminder-pdf"
    public let summary = "A letter about late invoices, as tagged PDF/A-3 on the company's paper."
    public let kinds: Set<DocumentKind> = [.reminder]
    public let contentType = "application/pdf"
    public let fileExtension = "pdf"

    public init() {}

    public func write(_ document: Document) throws(WritingFault) -> [UInt8] { try write(document, issuedBy: nil) }

    public func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8] {
        guard case .reminder(let reminder) = document else { preconditionFailure("\(name) writes letters") }
        let stationery = company?.stationery ?? Stationery()
        let press = try Press.press(for: stationery)
        let typesetter = press.take()
        defer { press.giveBack(typesetter) }
        let letter = try LetterContent(reminder, under: company?.legal ?? LegalTexts())
        var pages = LetterPages(typesetter.composition(), letter, accent: stationery.accent, logo: press.logo)
        pages.draw(from: reminder.creditor.name, footer: stationery.footer)
        let description = DocumentDescription(
            title: "\(letter.title) \(reminder.number)", author: reminder.creditor.name,
            language: reminder.language.code,
            creator: "Quittance", created: Instant(startOf: reminder.date))
        do {
            return try typesetter.finish(pages.page, description)
        } catch {
            throw error.asWritingFault
        }
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { [] }
}
