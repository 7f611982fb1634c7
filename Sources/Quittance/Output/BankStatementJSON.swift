import Calendars
import Documents
import JSONSyntax
import Money

/// Bank statements as the JSON that `read` shows.
extension JSONWriter {
    mutating func bankStatement(_ statement: BankStatement) {
        object { json in
            json.member("kind", "\(statement.kind)")
            json.member("account", statement.account)
            json.member("number", statement.number)
            if let sequence = statement.sequence { json.member("sequence", sequence) }
            json.member("currency", statement.currency.code)
            json.optional("from", statement.from?.description)
            json.optional("until", statement.until?.description)
            if let opening = statement.opening { json.member("opening") { $0.balance(opening) } }
            if let closing = statement.closing { json.member("closing") { $0.balance(closing) } }
            if statement.isDuplicate { json.member("isDuplicate", true) }
            json.member("part", statement.part.number)
            json.member("parts", statement.part.count)
            json.member("total") { json in
                json.object { json in
                    json.member("entries", statement.total.entryCount)
                    json.member("booked") { $0.money(statement.total.booked) }
                }
            }
            json.member("entries") { json in
                json.array { json in for entry in statement.entries { json.bankEntry(entry) } }
            }
        }
    }

    private mutating func balance(_ balance: BankStatement.Balance) {
        object { json in
            json.member("date", balance.date.description)
            json.member("amount") { $0.money(balance.amount) }
        }
    }

    private mutating func bankEntry(_ entry: BankEntry) {
        object { json in
            json.member("bookedOn", entry.bookedOn.description)
            json.optional("valueOn", entry.valueOn?.description)
            json.member("amount") { $0.money(entry.amount) }
            json.member("status", entry.status.name)
            json.member("identity", entry.identityText)
            json.member("code") { $0.transactionCode(entry.code) }
            json.optional("bankReference", entry.bankReference)
            if entry.isReversal { json.member("isReversal", true) }
            json.optional("information", entry.information)
            if let count = entry.batchCount { json.member("batchCount", count) }
            json.optional("batchReference", entry.batchReference)
            json.optional("charges", entry.charges)
            json.list("transactions", entry.transactions) { $0.bankTransaction($1) }
            json.source(entry.source)
        }
    }

    private mutating func transactionCode(_ code: BankTransactionCode<String>) {
        object { json in
            json.optional("domain", code.domain)
            json.optional("family", code.family)
            json.optional("subfamily", code.subfamily)
            json.optional("proprietary", code.proprietary)
        }
    }

    private mutating func bankTransaction(_ transaction: BankTransaction) {
        object { json in
            json.optional("amount", transaction.amount)
            json.optional("original", transaction.original)
            json.optional("rate", transaction.rate?.description)
            json.optional("charges", transaction.charges)
            json.optional("endToEnd", transaction.endToEnd)
            json.optional("mandate", transaction.mandate)
            json.optional("bankReference", transaction.bankReference)
            json.optional("transactionID", transaction.transactionID)
            if transaction.counterparty != BankParty() {
                json.member("counterparty") { $0.bankParty(transaction.counterparty) }
            }
            json.list("references", transaction.references) { $0.paymentReference($1) }
            json.list("texts", transaction.texts) { $0.string($1) }
            json.list("documents", transaction.documents) { $0.documentReference($1) }
            json.optional("returnReason", transaction.returnReason)
            json.optional("information", transaction.information)
        }
    }

    private mutating func bankParty(_ party: BankParty<String>) {
        object { json in
            json.optional("name", party.name)
            json.optional("ultimateName", party.ultimateName)
            json.optional("account", party.account)
            json.optional("bank", party.bank)
            json.optional("identifier", party.identifier)
            json.optional("identifierScheme", party.identifierScheme)
        }
    }

    private mutating func paymentReference(_ reference: PaymentReference) {
        object { json in
            json.member("kind", reference.kind.name)
            json.member("value", reference.value)
        }
    }

    private mutating func documentReference(_ document: BankDocumentReference<String>) {
        object { json in
            json.optional("reference", document.reference)
            json.optional("kind", document.kind)
            json.optional("number", document.number)
            json.optional("date", document.date?.description)
            json.optional("due", document.due)
            json.optional("discount", document.discount)
            json.optional("paid", document.paid)
            json.optional("note", document.note)
        }
    }
}
