import Calendars
import Documents
import JSONSyntax

extension JSONWriter {
    mutating func invoiceStatus(_ status: InvoiceStatus) {
        object { json in
            json.member("number", status.number)
            json.member("issueDate", status.issueDate.description)
            json.member("invoice", status.invoice)
            json.optional("invoiceDate", status.invoiceDate?.description)
            json.member("vocabulary", status.vocabulary.name)
            json.member("code", status.code)
            json.optional("standing", status.standing?.name)
            json.optional("effectiveOn", status.effectiveOn?.description)
            json.member("sender") { $0.party(status.sender) }
            json.member("receiver") { $0.party(status.receiver) }
            json.list("reasons", status.reasons) { $0.clause($1) }
            json.list("actions", status.actions) { $0.clause($1) }
            json.list("notes", status.notes) { $0.string($1) }
        }
    }

    private mutating func clause(_ clause: StatusClause) {
        object { json in
            json.optional("code", clause.code.isEmpty ? nil : clause.code)
            json.optional("text", clause.text)
            json.optional("subject", clause.subject)
        }
    }
}
