import Calendars
import Documents
import JSONSyntax
import Money

extension JSONWriter {
    mutating func invoice(_ invoice: Invoice) {
        object { json in
            json.member("number", invoice.number)
            json.member("typeCode", invoice.kind.code)
            json.member("issueDate", invoice.issueDate.description)
            json.optional("dueDate", invoice.dueDate?.description)
            json.member("currency", invoice.currency.code)
            json.optional("process", invoice.process)
            json.optional("buyerReference", invoice.buyerReference)
            json.optional("order", invoice.orderReference)
            json.optional("despatchAdvice", invoice.despatchReference)
            json.optional("contract", invoice.contractReference)
            json.list("precedingInvoices", invoice.precedingInvoices) { $0.string($1.number) }
            json.member("seller") { $0.party(invoice.seller) }
            json.member("buyer") { $0.party(invoice.buyer) }
            if let payee = invoice.payee { json.member("payee") { $0.party(payee) } }
            if let period = invoice.period { json.member("period") { $0.period(period) } }
            json.list("notes", invoice.notes) { $0.string($1.text) }
            json.optional("paymentTerms", invoice.paymentTermsNote)
            json.list("accounts", invoice.payments.flatMap(\.transfers)) { $0.string($1.account) }
            json.list("allowanceCharges", invoice.allowanceCharges) { $0.allowanceCharge($1) }
            json.list("lines", invoice.lines) { $0.invoiceLine($1) }
            json.list("vat", invoice.vatBreakdown) { $0.subtotal($1) }
            json.member("totals") { $0.totals(invoice.totals) }
        }
    }

    private mutating func invoiceLine(_ line: InvoiceLine) {
        object { json in
            json.member("id", line.id)
            json.member("quantity") { $0.quantity(line.quantity) }
            json.optional("amount", line.netAmount)
            json.member("price") { $0.price(line.price) }
            json.member("item") { $0.item(line.item) }
            json.vatClass(line.vat)
            json.optional("orderLine", line.orderLine)
            json.optional("accountingCost", line.accountingCost)
            json.optional("note", line.note)
            if let period = line.period { json.member("period") { $0.period(period) } }
            json.list("allowanceCharges", line.allowanceCharges) { $0.allowanceCharge($1) }
        }
    }

    private mutating func subtotal(_ subtotal: VATSubtotal) {
        object { json in
            json.vatClass(subtotal.vat)
            json.optional("taxable", subtotal.taxable)
            json.optional("tax", subtotal.tax)
            json.optional("exemptionCode", subtotal.exemptionCode)
            json.optional("exemptionReason", subtotal.exemptionReason)
        }
    }

    mutating func vatClass(_ vat: VATClass) {
        member("vat") { json in
            json.object { json in
                json.member("category", vat.category.code)
                json.optional("rate", vat.rate?.value.description)
            }
        }
    }

    private mutating func totals(_ totals: InvoiceTotals) {
        object { json in
            json.optional("lines", totals.lines)
            json.optional("allowances", totals.allowances)
            json.optional("charges", totals.charges)
            json.optional("beforeTax", totals.beforeTax)
            json.optional("tax", totals.tax)
            json.optional("withTax", totals.withTax)
            json.optional("prepaid", totals.prepaid)
            json.optional("rounding", totals.rounding)
            json.optional("payable", totals.payable)
        }
    }
}
