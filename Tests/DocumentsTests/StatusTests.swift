import Calendars
import Documents
import Testing

struct StatusVocabularyTests {
    @Test func `every code of the French life cycle from 200 to 213 is listed`() {
        for code in 200...213 { #expect(StatusVocabulary.frenchLifeCycle.standing("\(code)") != nil) }
        #expect(StatusVocabulary.frenchLifeCycle.standing("199") == nil)
        #expect(StatusVocabulary.frenchLifeCycle.standing("214") == nil)
    }

    @Test func `what wants a reason is contested, and what is contested wants a reason`() {
        for vocabulary in StatusVocabulary.allCases {
            let codes = (200...213).map(String.init) + ["AB", "IP", "UQ", "CA", "RE", "AP", "PD"]
            for code in codes {
                guard let standing = vocabulary.standing(code) else { continue }
                #expect(vocabulary.wantsReason(code) == standing.isContested, "\(code) of \(vocabulary.name)")
            }
        }
    }

    @Test func `a status with a reason has the list of its reasons`() {
        for code in ["206", "207", "208", "210", "213"] {
            #expect(StatusVocabulary.frenchLifeCycle.reasons(with: code)?.isEmpty == false)
        }
        #expect(StatusVocabulary.frenchLifeCycle.reasons(with: "208")?.contains("QTE_ERR") == false)
        #expect(StatusVocabulary.frenchLifeCycle.reasons(with: "207")?.contains("QTE_ERR") == true)
    }

    @Test func `a status reads back as it was written`() throws {
        let party = Party(name: "Anyone")
        let status = InvoiceStatus(
            number: "F-1", issueDate: "2026-11-23", sender: party, receiver: party, invoice: "INV-1",
            invoiceDate: "2026-11-01", vocabulary: .frenchLifeCycle, code: "207", effectiveOn: "2026-11-22",
            reasons: [StatusClause(code: "QTE_ERR", text: "18", subject: "BT-129")],
            actions: [StatusClause(code: "CNP")], notes: ["note"])
        var writer = ByteWriter()
        Document.invoiceStatus(status).encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Document(from: &reader) == .invoiceStatus(status))
        #expect(status.date == "2026-11-22")
    }
}
