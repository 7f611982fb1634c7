public import Calendars
public import Documents
public import Findings
import Money

/// Checks what can be checked of an order without knowing the buyer: lines, codes, dates and sums.
public func checkOrder(_ order: Order, arriving today: BusinessDate, maxLines: Int) -> FindingLog {
    var log = FindingLog()
    checkShape(order, maxLines: maxLines, &log)
    checkDates(order, arriving: today, &log)
    checkKind(order, &log)
    if order.function == .cancellation { return log }
    guard checkCurrencies(order, &log) else { return log }
    for line in order.lines where !line.staysOrGoes(in: order) {
        checkAmount(of: line, &log)
        checkSign(of: line, in: order.currency, &log)
        check(line.allowanceCharges, of: "line \(line.id)", at: line.source.place, &log)
    }
    check(order.allowanceCharges, of: "the order", at: order.totals?.source.place ?? order.place, &log)
    if order.function == .original || order.function == .revision { checkSum(of: order, &log) }
    // What a change says of the totals is for the whole order, of which it names some lines only.
    if let totals = order.totals {
        if order.function != .change {
            check(totals, of: order, &log)
        } else if totals.payable.isNegative {
            log.report(.sumIsNotNegative, "the order comes to \(totals.payable)", at: totals.source.place)
        }
    }
    return log
}

extension OrderLine {
    /// Whether the line is only named: what it comes to does not matter.
    fileprivate func staysOrGoes(in order: Order) -> Bool {
        switch order.function {
        case .original, .revision: false
        case .cancellation: true
        case .change: action == nil || action == .removed
        }
    }
}

private func checkShape(_ order: Order, maxLines: Int, _ log: inout FindingLog) {
    if order.lines.isEmpty, order.function == .original || order.function == .revision {
        log.report(.orderHasLines, "the order has no line", at: order.place)
    }
    if order.lines.count > maxLines {
        log.report(
            .orderIsBounded, "the order has \(order.lines.count) lines, \(maxLines) are allowed", at: order.place)
    }
    var seen: Set<String> = []
    for line in order.lines {
        if !seen.insert(line.id).inserted {
            log.report(.lineNumbersAreUnique, "line \(line.id) stands more than once", at: line.source.place)
        }
        if line.quantity.value <= .zero, !line.staysOrGoes(in: order), !line.leavesQuantity {
            log.report(.quantityIsPositive, "line \(line.id) orders \(line.quantity)", at: line.source.place)
        }
        if let price = line.price, price.value.isNegative {
            log.report(.priceIsNotNegative, "line \(line.id) has the price \(price)", at: line.source.place)
        }
    }
}

/// What is ordered under a frame is delivered when it is called off, and billed then; what goes into consignment stock when
/// it is used.
private func checkKind(_ order: Order, _ log: inout FindingLog) {
    guard order.function == .original || order.function == .revision, let type = order.typeCode,
        ["221", "227"].contains(type)
    else { return }
    let name = type == "221" ? "a blanket order" : "an order into consignment stock"
    log.report(.orderIsDelivered, "order \(order.number) is \(name) (\(type))", at: order.place)
}

private func checkDates(_ order: Order, arriving today: BusinessDate, _ log: inout FindingLog) {
    let age = order.issueDate.days(until: today)
    if age < -31 {
        log.report(.orderIsOfNow, "the order is dated \(order.issueDate) and arrives on \(today)", at: order.place)
    } else if age > 366 || age < -7 {
        log.report(.dateIsPlausible, "the order is dated \(order.issueDate) and arrives on \(today)", at: order.place)
    }
    if let end = order.validUntil, end < today {
        log.report(.notExpired, "the order was valid until \(end) and arrives on \(today)", at: order.place)
    }
}

/// Whether sums can be taken at all.
private func checkCurrencies(_ order: Order, _ log: inout FindingLog) -> Bool {
    if !order.currency.isListed {
        log.report(.currencyIsListed, "\(order.currency) is not a currency of ISO 4217", at: order.place)
    }
    let others = order.lines.filter { line in
        (line.amount.map { $0.currency != order.currency } ?? false)
            || (line.price.map { $0.currency != order.currency } ?? false)
            || line.allowanceCharges.contains { $0.amount.currency != order.currency }
    }
    for line in others {
        log.report(.oneCurrency, "line \(line.id) is not in \(order.currency)", at: line.source.place)
    }
    let extras = order.allowanceCharges.filter { $0.amount.currency != order.currency }
    for extra in extras {
        let name = extra.isCharge ? "a charge" : "an allowance"
        log.report(.oneCurrency, "\(name) is not in \(order.currency)", at: extra.place(in: order.place))
    }
    let totals = order.totals.flatMap { $0.all.contains { $0.currency != order.currency } ? $0 : nil }
    if let totals {
        log.report(.oneCurrency, "a total is not in \(order.currency)", at: totals.source.place)
    }
    return others.isEmpty && extras.isEmpty && totals == nil
}

extension AllowanceCharge {
    /// Where it stood; where that is not known, the place of what it is part of.
    func place(in whole: Place) -> Place { source == .none ? whole : source.place }
}

/// Peppol accepts a difference of 0.02 between a line and its product; so do we.
private let lineTolerance: Int64 = 2

private func checkAmount(of line: OrderLine, _ log: inout FindingLog) {
    guard !line.leavesQuantity, let amount = line.amount, let price = line.priceInOrderedUnit else { return }
    guard let product = price.amount(for: line.quantity.value) else {
        return log.report(.amountIsBounded, "line \(line.id) comes to more than can be billed", at: line.source.place)
    }
    let expected = product + line.allowanceCharges.map(\.effect).sum(in: amount.currency)
    guard (amount - expected).magnitude.minorUnits > lineTolerance else { return }
    log.report(
        .lineAmountIsProduct, "line \(line.id) says \(amount), quantity times price comes to \(expected)",
        at: line.source.place)
}

/// A line comes to no less than nothing, where neither its quantity nor its price is reported as what it is.
private func checkSign(of line: OrderLine, in currency: Currency, _ log: inout FindingLog) {
    guard line.quantity.value > .zero, line.price?.value.isNegative != true, let sum = line.sum(in: currency),
        sum.isNegative
    else { return }
    log.report(.sumIsNotNegative, "line \(line.id) comes to \(sum)", at: line.source.place)
}

extension Order {
    /// What its lines come to; nil where one says neither an amount nor a price for what it orders.
    var sumOfLines: Money? { lines.sum(in: currency) }
}

/// What is taken off and added: which of the two it is says no sign, and a percentage comes to what it is of.
private func check(_ extras: [AllowanceCharge], of whose: String, at place: Place, _ log: inout FindingLog) {
    for extra in extras {
        let name = extra.isCharge ? "a charge" : "an allowance"
        let place = extra.place(in: place)
        if extra.amount.isNegative {
            log.report(.extraIsNotNegative, "\(name) of \(whose) is \(extra.amount)", at: place)
        }
        guard let percentage = extra.percentage, let base = extra.base, base.currency == extra.amount.currency else {
            continue
        }
        let expected = percentage.of(base)
        guard (extra.amount - expected).magnitude.minorUnits > lineTolerance else { continue }
        log.report(
            .extraIsPercentage, "\(name) of \(whose) is \(extra.amount), \(percentage) of \(base) are \(expected)",
            at: place)
    }
}

/// What the lines, and all of them with what the order takes off and adds, come to.
private func checkSum(of order: Order, _ log: inout FindingLog) {
    // A quantity or a price that is less than nothing is reported as what it is.
    guard !order.lines.contains(where: { $0.quantity.value <= .zero || $0.price?.value.isNegative == true }) else {
        return
    }
    guard let lines = order.sumOfLines else { return }
    let sum = order.allowanceCharges.map(\.effect).reduce(lines, +)
    guard sum.isNegative else { return }
    log.report(
        .sumIsNotNegative, "the order comes to \(sum) before tax", at: order.totals?.source.place ?? .document)
}

private func check(_ totals: OrderTotals, of order: Order, _ log: inout FindingLog) {
    let zero = Money.zero(order.currency)
    let place = totals.source.place
    let amounts = order.lines.compactMap(\.amount)
    if amounts.count == order.lines.count {
        let sum = amounts.sum(in: order.currency)
        if sum != totals.lines {
            log.report(.linesAddUp, "the lines come to \(sum), the total says \(totals.lines)", at: place)
        }
    }
    let allowances = order.allowanceCharges.filter { !$0.isCharge }.map(\.amount).sum(in: order.currency)
    let charges = order.allowanceCharges.filter(\.isCharge).map(\.amount).sum(in: order.currency)
    if let said = totals.allowances, said != allowances {
        log.report(.allowancesAddUp, "the allowances come to \(allowances), the total says \(said)", at: place)
    }
    if let said = totals.charges, said != charges {
        log.report(.allowancesAddUp, "the charges come to \(charges), the total says \(said)", at: place)
    }
    let beforeTax = totals.lines - (totals.allowances ?? allowances) + (totals.charges ?? charges)
    if let said = totals.beforeTax, said != beforeTax {
        log.report(.payableFollows, "before tax it comes to \(beforeTax), the total says \(said)", at: place)
    }
    // The payable amount may or may not hold the tax: buyers do both.
    let rest = (totals.rounding ?? zero) - (totals.prepaid ?? zero)
    let bases = [totals.withTax, totals.tax.map { beforeTax + $0 }, beforeTax].compactMap(\.self)
    if !bases.contains(where: { $0 + rest == totals.payable }) {
        log.report(
            .payableFollows, "the other totals come to \(bases[0] + rest), the payable amount says \(totals.payable)",
            at: place)
    }
}

extension OrderTotals {
    fileprivate var all: [Money] {
        [lines, payable] + [allowances, charges, beforeTax, withTax, tax, prepaid, rounding].compactMap(\.self)
    }
}
