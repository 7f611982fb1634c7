import Calendars
import Documents
import Findings
import JSONSyntax
import Money

/// Writes documents as the JSON that `read` shows: amounts as decimal strings, dates as ISO 8601, absent members left
/// out.
extension JSONWriter {
    mutating func document(_ document: Document) {
        switch document {
        case .order(let order): self.order(order)
        case .despatchAdvice(let advice): despatchAdvice(advice)
        case .interchange(let report), .acknowledgement(let report): interchange(report)
        case .remittanceAdvice(let advice): remittanceAdvice(advice)
        case .bankStatement(let statement): bankStatement(statement)
        case .invoiceStatus(let status): invoiceStatus(status)
        case .invoice(let invoice): self.invoice(invoice)
        default: object { $0.member("number", document.title) }
        }
    }

    private mutating func order(_ order: Order) {
        object { json in
            json.member("number", order.number)
            json.member("function", "\(order.function)")
            json.member("issueDate", order.issueDate.description)
            json.optional("typeCode", order.typeCode)
            json.member("currency", order.currency.code)
            json.member("buyer") { $0.party(order.buyer) }
            json.member("seller") { $0.party(order.seller) }
            if let invoicee = order.invoicee { json.member("invoicee") { $0.party(invoicee) } }
            if let party = order.deliveryParty { json.member("deliveryParty") { $0.party(party) } }
            if let address = order.deliveryAddress { json.member("deliveryAddress") { $0.address(address) } }
            if let place = order.deliveryLocation { json.member("deliveryLocation") { $0.identifier(place) } }
            if let period = order.requestedDelivery { json.member("requestedDelivery") { $0.period(period) } }
            json.optional("buyerReference", order.buyerReference)
            json.optional("customerReference", order.customerReference)
            json.optional("accountingCost", order.accountingCost)
            json.optional("contractReference", order.contractReference)
            json.optional("validUntil", order.validUntil?.description)
            json.list("notes", order.notes) { $0.string($1) }
            json.optional("paymentTerms", order.paymentTermsNote)
            json.list("allowanceCharges", order.allowanceCharges) { $0.allowanceCharge($1) }
            json.list("lines", order.lines) { $0.orderLine($1) }
            if let totals = order.totals { json.member("totals") { $0.totals(totals) } }
        }
    }

    private mutating func orderLine(_ line: OrderLine) {
        object { json in
            json.member("id", line.id)
            json.optional("action", line.action.map { "\($0)" })
            if !line.leavesQuantity { json.member("quantity") { $0.quantity(line.quantity) } }
            json.optional("amount", line.amount)
            if let price = line.price { json.member("price") { $0.price(price) } }
            json.optional("priceUnit", line.priceUnit)
            json.member("item") { $0.item(line.item) }
            if let vat = line.vat { json.vatClass(vat) }
            if let period = line.requestedDelivery { json.member("requestedDelivery") { $0.period(period) } }
            json.optional("accountingCost", line.accountingCost)
            json.optional("note", line.note)
            json.list("allowanceCharges", line.allowanceCharges) { $0.allowanceCharge($1) }
            json.source(line.source)
        }
    }

    private mutating func totals(_ totals: OrderTotals) {
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

    private mutating func despatchAdvice(_ advice: DespatchAdvice) {
        object { json in
            json.member("number", advice.number)
            if advice.function != .original { json.member("function", "\(advice.function)") }
            json.member("issueDate", advice.issueDate.description)
            json.optional("orderNumber", advice.orderNumber)
            json.member("supplier") { $0.party(advice.supplier) }
            json.member("recipient") { $0.party(advice.recipient) }
            if let buyer = advice.buyer { json.member("buyer") { $0.party(buyer) } }
            json.optional("despatchDate", advice.despatchDate?.description)
            json.optional("deliveryDate", advice.deliveryDate?.description)
            if let address = advice.deliveryAddress { json.member("deliveryAddress") { $0.address(address) } }
            json.list("notes", advice.notes) { $0.string($1) }
            json.list("lines", advice.lines) { $0.despatchLine($1) }
        }
    }

    private mutating func despatchLine(_ line: DespatchLine) {
        object { json in
            json.member("id", line.id)
            json.member("delivered") { $0.quantity(line.delivered) }
            if let rest = line.outstanding { json.member("outstanding") { $0.quantity(rest) } }
            json.optional("orderNumber", line.orderNumber)
            json.optional("orderLine", line.orderLine)
            json.member("item") { $0.item(line.item) }
            json.source(line.source)
        }
    }
}

// MARK: Parts

extension JSONWriter {
    mutating func optional(_ key: String, _ text: String?) {
        if let text { member(key, text) }
    }

    mutating func optional(_ key: String, _ money: Money?) {
        if let money { member(key) { $0.money(money) } }
    }

    /// The line or the segment that a part came from.
    mutating func source(_ source: SourceLine) {
        if source.number > 0 { member("line", Int(source.number)) }
        if source.number < 0 { member("segment", -Int(source.number)) }
    }

    mutating func money(_ money: Money) {
        object { json in
            json.member("amount", money.decimal.description)
            json.member("currency", money.currency.code)
        }
    }

    mutating func list<Element>(
        _ key: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        member(key) { json in json.array { json in for element in elements { write(&json, element) } } }
    }

    mutating func party(_ party: Party) {
        object { json in
            json.member("name", party.name)
            json.optional("tradingName", party.tradingName)
            json.list("identifiers", party.identifiers) { $0.identifier($1) }
            if let registration = party.registration { json.member("registration") { $0.identifier(registration) } }
            json.optional("vatNumber", party.vatNumber)
            if let endpoint = party.endpoint { json.member("endpoint") { $0.identifier(endpoint) } }
            if let address = party.address { json.member("address") { $0.address(address) } }
        }
    }

    mutating func identifier(_ identifier: PartyIdentifier) {
        object { json in
            if !identifier.scheme.isEmpty { json.member("scheme", identifier.scheme) }
            json.member("value", identifier.value)
        }
    }

    mutating func address(_ address: PostalAddress) {
        object { json in
            json.optional("street", address.street)
            json.optional("additionalStreet", address.additionalStreet)
            json.optional("line", address.line)
            json.optional("city", address.city)
            json.optional("postalCode", address.postalCode)
            json.optional("subdivision", address.subdivision)
            json.member("country", address.country)
        }
    }

    mutating func period(_ period: Period) {
        object { json in
            json.optional("start", period.start?.description)
            json.optional("end", period.end?.description)
        }
    }

    mutating func quantity(_ quantity: Quantity) {
        object { json in
            json.member("value", quantity.value.description)
            json.member("unit", quantity.unit)
        }
    }

    mutating func price(_ price: UnitPrice) {
        object { json in
            json.member("value", price.value.description)
            json.member("currency", price.currency.code)
            if price.baseQuantity != ExactDecimal(1) { json.member("baseQuantity", price.baseQuantity.description) }
        }
    }

    mutating func item(_ item: ItemReference) {
        object { json in
            json.member("name", item.name)
            json.optional("description", item.description)
            json.optional("sellerID", item.sellerID)
            json.optional("buyerID", item.buyerID)
            if let standard = item.standardID { json.member("standardID") { $0.identifier(standard) } }
        }
    }

    mutating func allowanceCharge(_ item: AllowanceCharge) {
        object { json in
            json.member("isCharge", item.isCharge)
            json.optional("amount", item.amount)
            json.optional("base", item.base)
            json.optional("percentage", item.percentage?.value.description)
            json.optional("reason", item.reason)
            json.optional("reasonCode", item.reasonCode)
        }
    }
}

// MARK: Findings

extension JSONWriter {
    mutating func finding(_ finding: Finding) {
        object { json in
            json.member("rule", finding.rule.code)
            json.member("severity", finding.severity.name)
            json.member("message", finding.message)
            json.member("remedy", finding.rule.remedy)
            json.member("place") { $0.place(finding.place) }
        }
    }

    private mutating func place(_ place: Place) {
        object { json in
            switch place {
            case .document: break
            case .text(let line, let column, let path):
                json.member("line", line)
                if column > 0 { json.member("column", column) }
                if !path.isEmpty { json.member("path", path) }
            case .segment(let number, let tag, let element, let component):
                json.member("segment", number)
                json.member("tag", tag)
                if element > 0 { json.member("element", element) }
                if component > 0 { json.member("component", component) }
            case .offset(let offset): json.member("offset", offset)
            }
        }
    }
}
