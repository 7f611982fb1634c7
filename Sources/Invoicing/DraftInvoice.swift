public import Calendars
public import Documents
public import Findings
import InvoiceRules
public import Money
public import Receivables

/// An invoice that still has to pass the rules and to take its number.
public struct InvoiceDraft: Sendable {
    public var invoice: Invoice
    public var lines: [BilledLine]
    public var findings: [Finding]
    /// What each line comes to, and the VAT that it is taxed with.
    var taxed: [TaxedPart] = []
}

/// The VAT of an order's line on a day.
public typealias VATOfDay = (_ line: IdentifiedLine, _ day: BusinessDate) -> VATClass

/// Writes the invoice for a delivery of an order, under a provisional number.
///
/// - Parameter prices: those of lines, by their numbers, that turned out to be others than the order's: what is a
///   percentage follows them.
/// - Parameter rate: the VAT of the day that is delivered on, which may be another than when it was ordered.
public func draftInvoice(
    billing delivery: BillableDelivery, of entry: OrderEntry, at prices: [String: UnitPrice] = [:],
    taxedBy rate: VATOfDay = { line, _ in line.vat }, to customer: Customer, from company: Company,
    on date: BusinessDate, numbered provisional: String
) -> InvoiceDraft {
    var log = FindingLog()
    let order = entry.identified.order
    let delivered = delivery.deliveredOn ?? date
    let billed = billedLines(delivery, entry, &log).map { $0.repriced(prices).taxed(as: rate($0.line, delivered)) }
    let buyer = buyer(of: order, customer)
    let words = InvoiceWords.words(for: buyer.address?.country ?? company.party.address?.country, company.stationery)
    let lines = billed.enumerated().map { index, part in invoiceLine(part, id: index + 1, words) }
    let allowanceCharges = documentLevel(of: entry, billing: billed).map { $0.givingReason(in: words) }
    let vat = vatBreakdown(of: lines, allowanceCharges, in: order.currency) { vat in
        let item = billed.first { $0.vat == vat }?.line.item
        return company.legal.exemption(of: vat.category, for: item, on: date, in: words.shortLanguage)
    }

    var invoice = Invoice(
        number: provisional, issueDate: date,
        dueDate: customer.terms.dueDate(invoiced: date, delivered: delivered), currency: order.currency,
        seller: company.party, buyer: buyer, lines: lines, vatBreakdown: vat,
        totals: invoiceTotals(
            lines: lines, allowanceCharges, vat: vat, prepaid: .zero(order.currency), in: order.currency))
    invoice.allowanceCharges = allowanceCharges
    invoice.process = BillingFrame.ordinary(of: billed.map(\.line), from: company.party)
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
        lines: billed.map { BilledLine(orderLine: $0.line.line.id, quantity: $0.quantity) }, findings: log.findings,
        taxed: billed.map { TaxedPart(order: entry.identified.key, line: $0.line, net: $0.net, vat: $0.vat) })
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
    /// What it would come to at the price of the order.
    let ordered: Money
    var vat: VATClass
    var net: Money { line.net(of: quantity, after: billedBefore) }

    init(line: IdentifiedLine, quantity: ExactDecimal, billedBefore: ExactDecimal, ordered: Money? = nil) {
        self.line = line
        self.quantity = quantity
        self.billedBefore = billedBefore
        self.ordered = ordered ?? line.net(of: quantity, after: billedBefore)
        vat = line.vat
    }

    func taxed(as vat: VATClass) -> BilledPart {
        var part = self
        part.vat = vat
        return part
    }

    func repriced(_ prices: [String: UnitPrice]) -> BilledPart {
        guard let price = prices[line.line.id], price != line.price, let other = line.repriced(price) else {
            return self
        }
        return BilledPart(line: other, quantity: quantity, billedBefore: billedBefore, ordered: ordered)
    }
}

extension IdentifiedLine {
    /// The line at another price; nil where that comes to more than can be billed.
    fileprivate func repriced(_ price: UnitPrice) -> IdentifiedLine? {
        guard let before = self.price.amount(for: quantity.value), let product = price.amount(for: quantity.value)
        else { return nil }
        var other = self
        other.price = price
        for index in line.allowanceCharges.indices {
            other.line.allowanceCharges[index].takePercentage(of: product, insteadOf: before)
        }
        other.net = product + other.line.allowanceCharges.map(\.effect).sum(in: product.currency)
        return other
    }
}

/// A delivery may name a line of the order more than once, as where goods of two lots leave together.
private func billedLines(_ delivery: BillableDelivery, _ entry: OrderEntry, _ log: inout FindingLog) -> [BilledPart] {
    var billed = entry.progress.map(\.invoiced)
    let places = entry.identified.placesOfLines
    return delivery.lines.compactMap { wanted in
        guard let index = places[wanted.orderLine] else {
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

private func invoiceLine(_ part: BilledPart, id: Int, _ words: InvoiceWords) -> InvoiceLine {
    let line = part.line
    var item = line.line.item
    item.name = line.name
    item.sellerID = line.item.text
    let quantity = Quantity(part.quantity, line.quantity.unit)
    return InvoiceLine(
        id: "\(id)", quantity: quantity, netAmount: part.net, orderLine: line.line.id,
        accountingCost: line.line.accountingCost,
        allowanceCharges: lineLevel(part, calling: words.rounding).map { $0.givingReason(in: words) },
        price: line.price, item: item,
        vat: part.vat)
}

/// The share of the line's allowances and charges that this part bears: the last one takes what rounding left, so
/// that quantity times price and the shares come to the net amount; what it cannot take is named by itself.
private func lineLevel(_ part: BilledPart, calling rounding: String) -> [AllowanceCharge] {
    let line = part.line
    let all = line.line.allowanceCharges
    guard !all.isEmpty, let product = line.price.amount(for: part.quantity),
        let whole = line.price.amount(for: line.quantity.value)
    else { return [] }
    func share(_ amount: Money) -> Money {
        amount.share(of: part.billedBefore + part.quantity, in: line.quantity.value)
            - amount.share(of: part.billedBefore, in: line.quantity.value)
    }
    var shares = all.map { $0.bearing(share($0.amount), of: share($0.base ?? whole)) }
    let gap = part.net - product - shares.map(\.effect).sum(in: product.currency)
    if !gap.isZero, let last = shares.last {
        let amount = last.amount + (last.isCharge ? gap : -gap)
        if amount.isNegative {
            shares.append(AllowanceCharge(isCharge: gap.isPositive, amount: gap.magnitude, reason: rounding))
        } else {
            shares[shares.count - 1] = last.bearing(amount, of: last.base)
        }
    }
    return shares.filter { !$0.amount.isZero }
}

/// The share of the order's own allowances and charges that a delivery bears, in proportion to its lines of the same VAT.
private func documentLevel(of entry: OrderEntry, billing parts: [BilledPart]) -> [AllowanceCharge] {
    let order = entry.identified
    let billed = entry.progress.map(\.invoiced)
    var reached = billed
    let places = order.placesOfLines
    for part in parts {
        guard let index = places[part.line.line.id] else { continue }
        reached[index] = part.billedBefore + part.quantity
    }
    return order.documentLevel.flatMap { item, vat in
        func share(_ amount: Money) -> Money {
            amount.share(of: order.measure(of: reached, under: vat), in: order.measure(under: vat))
                - amount.share(of: order.measure(of: billed, under: vat), in: order.measure(under: vat))
        }
        var part = item
        part.amount = share(item.amount)
        part.base = item.base.map(share)
        let bearing = parts.filter { $0.line.vat == vat }
        let bearers = bearing.isEmpty ? parts : bearing
        let nets = bearers.map { ($0.net, $0.ordered) }
        let currency = order.order.currency
        part.takePercentage(of: nets.map(\.0).sum(in: currency), insteadOf: nets.map(\.1).sum(in: currency))
        part = item.bearing(part.amount, of: part.base)
        // What it is for is taxed as on the day of the delivery, and so is it.
        return part.spread(over: bearers.map { ($0.vat, $0.net) }.sumsByClass).compactMap { share, vat in
            var share = share
            share.vat = vat
            return share.amount.isZero ? nil : share
        }
    }
}

extension AllowanceCharge {
    /// What is a percentage stays one: of its base, which changes as the sum does that it was taken of.
    mutating func takePercentage(of sum: Money, insteadOf before: Money) {
        guard let percentage, sum != before, !before.isZero else { return }
        let base = (self.base ?? before).share(of: sum.decimal, in: before.decimal)
        if self.base != nil { self.base = base }
        amount = percentage.of(base)
    }
}

extension AllowanceCharge {
    /// The share that a part bears. It is still a percentage where it comes to that of its share of the base; the whole
    /// is what the order says.
    fileprivate func bearing(_ amount: Money, of base: Money?) -> AllowanceCharge {
        if amount == self.amount, self.base != nil, percentage != nil { return self }
        var part = self
        part.amount = amount
        let isPercentage = percentage.map { rate in base.map { rate.of($0) == amount } ?? false } ?? false
        part.base = isPercentage ? base : nil
        part.percentage = isPercentage ? percentage : nil
        return part
    }
}

/// The customer as our books have it, with what its order adds.
private func buyer(of order: Order, _ customer: Customer) -> Party {
    var buyer = customer.party
    if buyer.contact == nil { buyer.contact = order.buyer.contact }
    if buyer.endpoint == nil { buyer.endpoint = order.buyer.endpoint }
    return buyer
}

/// Where the goods went. A place may be known by its number alone, as in EDIFACT: it has no name then.
private func deliveryPlace(of order: Order, _ customer: Customer, on date: BusinessDate) -> InvoiceDelivery {
    let name = order.deliveryParty.map(\.name).flatMap { $0.isEmpty ? nil : $0 }
    return InvoiceDelivery(
        name: name, location: order.deliveryLocation.map(knownToReceivers), date: date,
        address: order.deliveryAddress ?? customer.party.address)
}

/// What a partner calls a place in a scheme of its own goes without that: invoices take those of ISO 6523 (BR-CL-26).
private func knownToReceivers(_ location: PartyIdentifier) -> PartyIdentifier {
    ListedCode.isIdentifierScheme(location.scheme) ? location : PartyIdentifier(scheme: "", location.value)
}

extension IdentifiedOrder {
    /// Where each line stands, by its number; the first of those that have one number.
    var placesOfLines: [String: Int] {
        Dictionary(zip(lines.map(\.line.id), lines.indices), uniquingKeysWith: { first, _ in first })
    }
}

extension BillableDelivery {
    /// The lines that it bills of an order: what is left, where it names none.
    ///
    /// That is told when it is billed, and not when it was said: what waited then may be billed by now.
    func naming(linesOf entry: OrderEntry) -> BillableDelivery {
        guard lines.isEmpty else { return self }
        var whole = self
        whole.lines = zip(entry.identified.lines, entry.unbilled).filter { $1 > .zero }.map {
            Line(orderLine: $0.line.id, quantity: $1)
        }
        return whole
    }
}
