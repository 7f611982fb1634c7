public import Calendars
public import Documents
public import Findings
import Money
public import Receivables

/// An invoice that still has to pass the rules and to take its number.
public struct InvoiceDraft: Sendable {
    public var invoice: Invoice
    public var lines: [BilledLine]
    public var findings: [Finding]
}

/// Writes the invoice for a delivery of an order, under a provisional number.
public func draftInvoice(
    billing delivery: BillableDelivery, of entry: OrderEntry, to customer: Customer, from company: Company,
    on date: BusinessDate, numbered provisional: String
) -> InvoiceDraft {
    var log = FindingLog()
    let order = entry.identified.order
    let billed = billedLines(delivery, entry, &log)
    let lines = billed.enumerated().map { index, part in invoiceLine(part, id: index + 1) }
    let allowanceCharges = documentLevel(of: entry, billing: billed)
    let buyer = buyer(of: order, customer)
    let words = InvoiceWords.words(for: buyer.address?.country ?? company.party.address?.country, company.stationery)
    let vat = vatBreakdown(of: lines, allowanceCharges, in: order.currency) {
        company.legal.exemption(of: $0, on: date, in: words.shortLanguage)
    }
    let delivered = delivery.deliveredOn ?? date

    var invoice = Invoice(
        number: provisional, issueDate: date,
        dueDate: customer.terms.dueDate(invoiced: date, delivered: delivered), currency: order.currency,
        seller: company.party, buyer: buyer, lines: lines, vatBreakdown: vat,
        totals: invoiceTotals(
            lines: lines, allowanceCharges, vat: vat, prepaid: .zero(order.currency), in: order.currency))
    invoice.allowanceCharges = allowanceCharges
    invoice.buyerReference = order.buyerReference ?? customer.buyerReference
    invoice.orderReference = order.number
    invoice.contractReference = order.contractReference
    invoice.despatchReference = delivery.despatchNumber
    invoice.accountingCost = order.accountingCost
    invoice.earlyPayment = customer.credit.discount?.offer(on: date)
    invoice.delivery = deliveryPlace(of: order, customer, on: delivered)
    invoice.payment = PaymentInstructions(
        meansCode: "58", reference: provisional, iban: company.iban, accountName: company.party.name, bic: company.bic)
    invoice.paymentTermsNote = words.text(of: customer.terms)
    invoice.notes = notes(of: company, offering: customer.credit.discount, on: date, words)
    return InvoiceDraft(
        invoice: invoice,
        lines: billed.map { BilledLine(orderLine: $0.line.line.id, quantity: $0.quantity) }, findings: log.findings)
}

/// The notes of the law; the one about discount says what is offered (C.com. L441-9), and is left out where no text says how.
private func notes(
    of company: Company, offering discount: DiscountOffer?, on date: BusinessDate, _ words: InvoiceWords
) -> [InvoiceNote] {
    let language = words.shortLanguage
    let notes = company.notes(on: date, in: language)
    guard let discount else { return notes }
    let offer = company.legal.discounts.text(on: date, in: language)
    return notes.compactMap { note in
        guard note.subject == "AAB" else { return note }
        return offer.map { text in
            InvoiceNote(
                subject: "AAB",
                text.replacing("{percentage}", with: words.numbers.percentage(discount.percentage))
                    .replacing("{days}", with: "\(discount.days)"))
        }
    }
}

extension Invoice {
    /// The same invoice under its final number.
    public func numbered(_ number: String) -> Invoice {
        var invoice = self
        invoice.number = number
        invoice.payment?.reference = number
        return invoice
    }
}

/// A part of an order line, to be billed.
private struct BilledPart {
    let line: IdentifiedLine
    let quantity: ExactDecimal
    let billedBefore: ExactDecimal
    var net: Money { line.net(of: quantity, after: billedBefore) }
}

/// A delivery may name a line of the order more than once, as where goods of two lots leave together.
private func billedLines(_ delivery: BillableDelivery, _ entry: OrderEntry, _ log: inout FindingLog) -> [BilledPart] {
    var billed = entry.progress.map(\.invoiced)
    return delivery.lines.compactMap { wanted in
        guard let index = entry.identified.lines.firstIndex(where: { $0.line.id == wanted.orderLine }) else {
            log.report(
                .billedIsDelivered, "order \(entry.identified.key) has no line \(wanted.orderLine)", at: .document)
            return nil
        }
        let line = entry.identified.lines[index]
        let left = line.quantity.value - billed[index]
        guard wanted.quantity > .zero, wanted.quantity <= left else {
            log.report(
                .billedIsDelivered,
                "line \(wanted.orderLine): \(wanted.quantity) are to be billed, \(left) are left to bill",
                at: line.line.source.place)
            return nil
        }
        defer { billed[index] = billed[index] + wanted.quantity }
        return BilledPart(line: line, quantity: wanted.quantity, billedBefore: billed[index])
    }
}

private func invoiceLine(_ part: BilledPart, id: Int) -> InvoiceLine {
    let line = part.line
    var item = line.line.item
    item.name = line.name
    item.sellerID = line.item.text
    let quantity = Quantity(part.quantity, line.quantity.unit)
    return InvoiceLine(
        id: "\(id)", quantity: quantity, netAmount: part.net, orderLine: line.line.id,
        accountingCost: line.line.accountingCost, allowanceCharges: lineLevel(part), price: line.price, item: item,
        vat: line.vat)
}

/// The share of the line's allowances and charges that this part bears: the last one takes what rounding left, so
/// that quantity times price and the shares come to the net amount.
private func lineLevel(_ part: BilledPart) -> [AllowanceCharge] {
    let all = part.line.line.allowanceCharges
    guard !all.isEmpty, let product = part.line.price.amount(for: part.quantity) else { return [] }
    let whole = part.line.quantity.value
    var shares = all.map { item -> AllowanceCharge in
        var share = item
        share.amount =
            item.amount.share(of: part.billedBefore + part.quantity, in: whole)
            - item.amount.share(of: part.billedBefore, in: whole)
        if share.amount != item.amount {
            share.base = nil
            share.percentage = nil
        }
        return share
    }
    let gap = part.net - product - shares.map(\.effect).sum(in: product.currency)
    if !gap.isZero { shares[shares.count - 1].amount += shares[shares.count - 1].isCharge ? gap : -gap }
    return shares.filter { !$0.amount.isZero }
}

/// The share of the order's own allowances and charges that a delivery bears, in proportion to its lines of the same VAT.
private func documentLevel(of entry: OrderEntry, billing parts: [BilledPart]) -> [AllowanceCharge] {
    let order = entry.identified
    let billed = entry.progress.map(\.invoiced)
    var reached = billed
    for part in parts {
        guard let index = order.lines.firstIndex(where: { $0.line.id == part.line.line.id }) else { continue }
        reached[index] = part.billedBefore + part.quantity
    }
    return order.documentLevel.compactMap { item, vat in
        var share = item
        share.vat = vat
        share.amount =
            item.amount.share(of: order.measure(of: reached, under: vat), in: order.measure(under: vat))
            - item.amount.share(of: order.measure(of: billed, under: vat), in: order.measure(under: vat))
        if share.amount != item.amount {
            share.base = nil
            share.percentage = nil
        }
        return share.amount.isZero ? nil : share
    }
}

/// The customer as our books have it, with what its order adds.
private func buyer(of order: Order, _ customer: Customer) -> Party {
    var buyer = customer.party
    if buyer.contact == nil { buyer.contact = order.buyer.contact }
    if buyer.endpoint == nil { buyer.endpoint = order.buyer.endpoint }
    return buyer
}

private func deliveryPlace(of order: Order, _ customer: Customer, on date: BusinessDate) -> InvoiceDelivery {
    InvoiceDelivery(
        name: order.deliveryParty?.name, location: order.deliveryLocation, date: date,
        address: order.deliveryAddress ?? customer.party.address)
}
