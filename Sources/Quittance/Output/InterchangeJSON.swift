import Calendars
import Documents
import JSONSyntax
import Money

extension InterchangeReport.Outcome {
    fileprivate var word: String {
        switch self {
        case .accepted: "accepted"
        case .partly: "partly"
        case .refused: "refused"
        }
    }
}

extension JSONWriter {
    /// An interchange, and what became of each of its messages.
    mutating func interchange(_ report: InterchangeReport) {
        object { json in
            json.member("dialect", "\(report.dialect)")
            json.member("syntax", report.syntax)
            if !report.syntaxVersion.isEmpty { json.member("syntaxVersion", report.syntaxVersion) }
            json.member("sender") { $0.identifier(report.sender) }
            json.member("recipient") { $0.identifier(report.recipient) }
            json.member("controlReference", report.controlReference)
            json.member("isTest", report.isTest)
            json.member("asksForAcknowledgement", report.asksForAcknowledgement)
            json.member("outcome", report.outcome.word)
            json.list("faults", report.faults) { $0.fault($1) }
            json.list("groups", report.groups) { $0.group($1) }
            json.list("messages", report.messages) { $0.message($1) }
        }
    }

    private mutating func group(_ group: InterchangeGroup) {
        object { json in
            json.member("identifier", group.identifier)
            json.member("reference", group.reference)
            json.member("outcome", group.outcome.word)
            json.list("faults", group.faults) { $0.fault($1) }
        }
    }

    private mutating func message(_ message: InterchangeMessage) {
        object { json in
            json.member("type", message.type)
            json.member("reference", message.reference)
            json.optional("document", message.document)
            json.member("outcome", message.outcome.word)
            json.list("faults", message.faults) { $0.fault($1) }
        }
    }

    private mutating func fault(_ fault: InterchangeFault) {
        object { json in
            if !fault.rule.isEmpty { json.member("rule", fault.rule) }
            json.member("code", fault.code)
            if fault.segment > 0 { json.member("segment", fault.segment) }
            if !fault.tag.isEmpty { json.member("tag", fault.tag) }
            if fault.element > 0 { json.member("element", fault.element) }
            if fault.component > 0 { json.member("component", fault.component) }
        }
    }

    // MARK: Remittances

    mutating func remittanceAdvice(_ advice: RemittanceAdvice) {
        object { json in
            json.member("number", advice.number)
            json.member("issueDate", advice.issueDate.description)
            json.member("currency", advice.currency.code)
            json.member("payer") { $0.party(advice.payer) }
            json.member("payee") { $0.party(advice.payee) }
            json.optional("paymentDate", advice.paymentDate?.description)
            json.optional("paymentReference", advice.paymentReference)
            json.optional("total", advice.total)
            json.list("notes", advice.notes) { $0.string($1) }
            json.list("lines", advice.lines) { $0.remittanceLine($1) }
        }
    }

    private mutating func remittanceLine(_ line: RemittanceLine) {
        object { json in
            json.member("kind", "\(line.kind)")
            json.member("number", line.number)
            json.optional("documentDate", line.documentDate?.description)
            json.optional("orderNumber", line.orderNumber)
            json.optional("due", line.due)
            json.member("paid") { $0.money(line.paid) }
            json.optional("discount", line.discount)
            json.list("deductions", line.deductions) { json, deduction in
                json.object { json in
                    json.member("amount") { $0.money(deduction.amount) }
                    json.optional("reasonCode", deduction.reasonCode)
                    json.optional("note", deduction.note)
                }
            }
            json.optional("note", line.note)
            json.source(line.source)
        }
    }
}
