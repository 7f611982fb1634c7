public import Calendars
public import Documents
public import Findings
import Money
import Receivables

/// Why an invoice cannot be credited so.
public struct CreditFault: Error, Hashable, Sendable {
    public let message: String
    let rule: Rule

    init(_ rule: Rule = .creditIsPossible, message: String) {
        self.rule = rule
        self.message = message
    }

    public var finding: Finding { Finding(rule, message, at: .document) }
}

/// The credit note for an invoice: all that is left of it, some of its lines, or an amount before tax.
///
/// Its amounts are positive, as those of the invoice were: that it is a credit says its kind (BT-3). What was paid is
/// no part of it, and it asks for no money.
///
/// - Parameters:
///   - room: what the credit notes before this one have left; nil where there are none.
///   - text: what a line over an amount is called.
///   - rounding: what a cent is called that a part of a line differs from quantity times price by.
public func creditNote(
    for original: Invoice, crediting extent: CreditExtent, within room: CreditRoom? = nil, because reason: String,
    calling text: String? = nil, rounding: String = "Rounding", numbered number: String, on date: BusinessDate
) throws(CreditFault) -> Invoice {
    guard !original.kind.isCredit else { throw CreditFault(message: "\(original.number) is a credit note") }
    guard date >= original.issueDate else {
        throw CreditFault(
            message: "\(original.number) is of \(original.issueDate), the credit note would be of \(date)")
    }
    let room = room ?? CreditRoom(all: original)
    guard room.left.isPositive else {
        let takenOff = original.kind.isPrepayment ? ", or was taken off a final invoice" : ""
        throw CreditFault(.creditHasRoom, message: "all of \(original.number) is credited already\(takenOff)")
    }
    var credit = original
    switch extent {
    case .whole: if !room.isWhole { credit.keepRest(room, calling: text, rounding: rounding) }
    case .lines(let lines): try credit.keep(lines, room, calling: rounding)
    case .amount(let amount): try credit.keep(amount, room, calling: text)
    }
    credit.kind = original.kind.ofCredit
    credit.process = BillingFrame.ofCredit(original.process)
    credit.number = number
    credit.issueDate = date
    credit.dueDate = nil
    credit.precedingInvoices = [PrecedingInvoice(number: original.number, issueDate: original.issueDate)]
    credit.payments = []
    credit.paymentTermsNote = nil
    credit.earlyPayment = nil
    // What is said without a subject is of that invoice alone, such as the prepayments that it takes off.
    credit.notes = original.notes.filter { $0.subject != nil } + [InvoiceNote(reason)]
    credit.count(within: room)
    try credit.check(room, of: original.number)
    credit.keepAccountingCurrency(of: original, within: room)
    return credit
}

extension InvoiceKind {
    /// What a credit for an invoice of this kind is.
    fileprivate var ofCredit: InvoiceKind {
        switch self {
        case .selfBilled, .selfBilledCorrected, .selfBilledPrepayment: .selfBilledCreditNote
        case .factored: .factoredCreditNote
        case .prepayment: .prepaymentCreditNote
        default: .creditNote
        }
    }
}

extension Invoice {
    /// Keeps so much of some lines, with their share of what the document takes off or adds.
    fileprivate mutating func keep(
        _ wanted: [CreditExtent.Line], _ room: CreditRoom, calling rounding: String
    ) throws(CreditFault) {
        var wants: [String: ExactDecimal] = [:]
        for want in wanted {
            guard let line = lines.first(where: { $0.id == want.line }) else {
                throw CreditFault(message: "\(number) has no line \(want.line)")
            }
            guard !want.quantity.isZero, want.quantity.isNegative == line.quantity.value.isNegative,
                wants.updateValue(want.quantity, forKey: want.line) == nil
            else {
                throw CreditFault(
                    message: "line \(want.line) has \(line.quantity), \(want.quantity) are to be credited")
            }
            let before = room.credited(of: want.line)
            guard (before + want.quantity).magnitude <= line.quantity.value.magnitude else {
                throw CreditFault(
                    .creditHasRoom,
                    message: "line \(want.line) of \(number): \(before) of \(line.quantity) are credited already")
            }
        }
        guard !wants.isEmpty else { throw CreditFault(message: "no line of \(number) is named") }
        keep(upTo: lines.map { room.credited(of: $0.id) + (wants[$0.id] ?? .zero) }, room, calling: rounding)
    }

    /// Keeps what lies between what is credited of each line and what will be.
    private mutating func keep(upTo reached: [ExactDecimal], _ room: CreditRoom, calling rounding: String) {
        let before = lines.map { room.credited(of: $0.id) }
        allowanceCharges = allowanceCharges.compactMap { item in
            item.part(shares(item, upTo: reached) - shares(item, upTo: before))
        }
        lines = zip(lines, zip(before, reached)).compactMap { line, span in
            span.0 == span.1 ? nil : line.part(from: span.0, to: span.1, calling: rounding)
        }
    }

    /// Keeps an amount before tax, as a line for each VAT class.
    fileprivate mutating func keep(
        _ amount: Money, _ room: CreditRoom, calling text: String?
    ) throws(CreditFault) {
        let left = room.leftBeforeTax
        guard amount.currency == currency, amount.isPositive, amount <= left else {
            let before = left == totals.beforeTax ? "" : ", of which \(left) are not credited yet"
            throw CreditFault(
                room.isWhole ? .creditIsPossible : .creditHasRoom,
                message: "\(number) comes to \(totals.beforeTax) before tax\(before), \(amount) are to be credited")
        }
        guard amount < left else { return keepClasses(room.leftOfClasses, calling: text) }
        let classes = room.leftOfClasses.filter(\.taxable.isPositive)
        let parts = amount.split(by: classes.map(\.taxable.minorUnits))
        keepClasses(
            zip(classes, parts).map { VATSubtotal(vat: $0.vat, taxable: $1, tax: $0.tax) }, calling: text)
    }

    /// Keeps what the notes before have left: by line, where they credited nothing but lines.
    fileprivate mutating func keepRest(_ room: CreditRoom, calling text: String?, rounding: String) {
        var byLine = self
        byLine.keep(upTo: lines.map(\.quantity.value), room, calling: rounding)
        let breakdown = Invoicing.vatBreakdown(of: byLine.lines, byLine.allowanceCharges, in: currency)
        let isExact = room.isClosed(by: breakdown) && room.exceeded(by: breakdown) == nil && !byLine.lines.isEmpty
        if isExact { self = byLine } else { keepClasses(room.leftOfClasses, calling: text) }
    }

    /// A line for each class of which something is kept.
    private mutating func keepClasses(_ classes: [VATSubtotal], calling text: String?) {
        lines = lumpSums(of: classes, calling: text ?? number)
        allowanceCharges = []
    }

    /// What an allowance or charge of the document bears up to what is credited of each line: its share by the lines of
    /// its VAT class, or by all lines where none has the class. Lines count by their size, whatever their sign, so that
    /// no share is ever more than the whole.
    private func shares(_ item: AllowanceCharge, upTo reached: [ExactDecimal]) -> Money {
        let all = Array(zip(lines, reached))
        let bearing = all.filter { bears($0.0, item) }
        let nets = bearing.map { $0.0.netAmount.magnitude }.sum(in: currency)
        guard nets.isZero else {
            return item.amount.share(
                of: bearing.map { $0.0.net(upTo: $0.1).magnitude }.sum(in: currency).decimal, in: nets.decimal)
        }
        return item.amount.share(
            of: bearing.map(\.1.magnitude).reduce(.zero, +),
            in: bearing.map(\.0.quantity.value.magnitude).reduce(.zero, +))
    }

    // MARK: Sums

    /// Adds up what is kept, with its share of the rounding of the document (BT-114).
    mutating func count(within room: CreditRoom) {
        vatBreakdown = Invoicing.vatBreakdown(of: lines, allowanceCharges, in: currency).map {
            room.taking($0.taxable, of: $0.vat)
        }
        totals = invoiceTotals(
            lines: lines, allowanceCharges, vat: vatBreakdown, prepaid: .zero(currency), in: currency)
        totals.rounding = room.rounding(with: vatBreakdown)
        totals.payable += totals.rounding
    }

    /// A note takes no more off a class, and off all of them, than is left, and more than nothing.
    fileprivate func check(_ room: CreditRoom, of original: String) throws(CreditFault) {
        if let part = room.exceeded(by: vatBreakdown) {
            let left = room.leftOfClasses.first { $0.vat == part.vat }?.taxable ?? .zero(currency)
            let name = part.vat.rate.map { "at \($0)" } ?? "under \(part.vat.category.code)"
            throw CreditFault(
                .creditHasRoom, message: "\(part.taxable) \(name) of \(original): \(left) of that are left to credit")
        }
        guard totals.payable <= room.left else {
            throw CreditFault(
                .creditHasRoom, message: "\(totals.payable) of \(original): \(room.left) are left to credit")
        }
        guard totals.payable.isPositive else {
            throw CreditFault(
                message: "this comes to \(totals.payable), which is no credit: credit more of \(original) with it")
        }
    }

    /// Adds up what there is; the reasons for exemptions stay those that there were.
    mutating func recount(exemptions: [VATSubtotal]) {
        vatBreakdown = Invoicing.vatBreakdown(of: lines, allowanceCharges, in: currency).map { subtotal in
            guard let known = exemptions.first(where: { $0.vat == subtotal.vat }) else { return subtotal }
            var subtotal = subtotal
            subtotal.exemptionCode = known.exemptionCode
            subtotal.exemptionReason = known.exemptionReason
            return subtotal
        }
        totals = invoiceTotals(
            lines: lines, allowanceCharges, vat: vatBreakdown, prepaid: .zero(currency), in: currency)
    }

    /// The VAT in the accounting currency, in the proportion that it was in.
    fileprivate mutating func keepAccountingCurrency(of original: Invoice, within room: CreditRoom) {
        guard let whole = original.totals.taxInAccountingCurrency else { return }
        totals.taxInAccountingCurrency = room.accountedTax(of: totals.tax, in: whole)
    }
}

/// A line that stands for an amount; what is less than nothing is a piece less than none.
func lumpSum(_ id: String, _ name: String, _ amount: Money, _ vat: VATClass) -> InvoiceLine {
    InvoiceLine(
        id: id, quantity: Quantity(amount.isNegative ? -1 : 1, "C62"), netAmount: amount,
        price: UnitPrice(amount.magnitude.decimal, amount.currency), item: ItemReference(name: name), vat: vat)
}

/// A line for each class of which there is something, or one over nothing.
func lumpSums(of classes: [VATSubtotal], calling name: String) -> [InvoiceLine] {
    let some = classes.filter { !$0.taxable.isZero }
    return (some.isEmpty ? Array(classes.prefix(1)) : some).enumerated().map { index, part in
        lumpSum("\(index + 1)", name, part.taxable, part.vat)
    }
}

extension InvoiceLine {
    /// What the line comes to up to a quantity, in proportion.
    fileprivate func net(upTo reached: ExactDecimal) -> Money { netAmount.share(of: reached, in: quantity.value) }

    /// The line from one quantity to another: the price stays, what is taken off or added follows the quantity.
    fileprivate func part(from before: ExactDecimal, to reached: ExactDecimal, calling rounding: String) -> InvoiceLine
    {
        guard reached - before != quantity.value else { return self }
        var part = self
        part.quantity = Quantity(reached - before, quantity.unit)
        part.allowanceCharges = allowanceCharges.compactMap { item in
            item.part(
                item.amount.share(of: reached, in: quantity.value) - item.amount.share(of: before, in: quantity.value))
        }
        part.netAmount = net(upTo: reached) - net(upTo: before)
        part.explain(calling: rounding)
        return part
    }

    /// Names the cent by which the net amount differs from quantity times price and what is taken off or added.
    mutating func explain(calling rounding: String) {
        guard let product = price.amount(for: quantity.value) else { return }
        let gap = netAmount - product - allowanceCharges.map(\.effect).sum(in: product.currency)
        guard !gap.isZero else { return }
        allowanceCharges.append(
            AllowanceCharge(isCharge: gap.isPositive, amount: gap.magnitude, reason: rounding))
    }
}

extension AllowanceCharge {
    /// The share that a part bears; nil where it is nothing. Only of the whole is it still a percentage of its base.
    func part(_ share: Money) -> AllowanceCharge? {
        guard share != amount else { return self }
        var part = self
        part.amount = share
        part.base = nil
        part.percentage = nil
        return share.isZero ? nil : part
    }
}
