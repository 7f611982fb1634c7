import Calendars
import Documents
import Findings
import FlatFileSyntax
import Money
import Pipeline

/// An order whose lines are still to come.
struct OrderDraft {
    private(set) var order: Order
    var log: FindingLog
    private(set) var lineCount = 0
    private var faultyLines = 0
    /// Whether what is said of the order as a whole can be used.
    private let isUsable: Bool
    private let total: Money?
    private let totalPlace: SourceLine

    /// Takes what is said of the order as a whole.
    init(_ values: borrowing some TermValues, _ reader: inout ValueReader) {
        var log = FindingLog()
        let number = reader.required(.number, of: values, &log)
        let date = reader.requiredDate(of: values, &log)
        let currency = reader.requiredCurrency(of: values, &log)
        let function = reader.function(of: values, &log)
        order = Order(
            number: number ?? "", function: function ?? .original, issueDate: date ?? BusinessDate(dayNumber: 0),
            currency: currency ?? .none, buyer: reader.buyer(of: values, &log), seller: reader.seller(of: values, &log))
        total = reader.amount(.total, of: values, currency ?? .none, &log)
        totalPlace = SourceLine(values.line)
        reader.fill(&order, from: values, &log)
        // Few orders have more lines: they are moved to a larger place once, not each time that there are twice as many.
        order.lines.reserveCapacity(12)
        isUsable = !log.hasFatal
        self.log = log
    }

    /// Takes a line, or reports why it cannot be used: the others may be.
    mutating func addLine(_ values: borrowing some TermValues, _ reader: inout ValueReader, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else { return dropLines(maxLines, at: values.line) }
        let faults = log.fatalCount
        reader.addLine(lineCount, of: values, to: &order, &log)
        if log.fatalCount != faults { faultyLines += 1 }
    }

    /// Counts a line that could not be read as a row.
    mutating func addFaultyLine(_ fault: Finding) {
        lineCount += 1
        faultyLines += 1
        log.report(fault)
    }

    private mutating func dropLines(_ maxLines: Int, at line: Int) {
        guard lineCount == maxLines + 1 else { return }
        order.lines = []
        log.report(
            .mappedLinesAreBounded, "the order has more than \(maxLines) lines",
            at: .text(line: line, column: 0, path: ""))
    }

    /// What came of it: partly where a line is missing, refused where nothing can be used.
    mutating func message(maxLines: Int) -> ReadMessage {
        if isUsable, order.lines.isEmpty, order.function != .cancellation, lineCount <= maxLines {
            log.report(.mappedOrderHasLines, "of \(lineCount) lines none can be used", at: totalPlace.place)
        } else if let total, faultyLines == 0 {
            let payable = order.allowanceCharges.map(\.effect).reduce(total, +)
            order.totals = OrderTotals(lines: total, payable: payable, source: totalPlace)
        }
        if order.function == .cancellation { order.lines = [] }
        let isRefused = !isUsable || lineCount > maxLines || (order.lines.isEmpty && order.function != .cancellation)
        return ReadMessage(
            kind: DocumentKind.order.name, status: isRefused ? .refused : faultyLines > 0 ? .partly : .accepted,
            document: isRefused ? nil : .order(order), findings: log.findings, droppedFindings: log.droppedCount)
    }
}

// MARK: The order as a whole

extension ValueReader {
    fileprivate func required(_ term: OrderTerm, of values: borrowing some TermValues, _ log: inout FindingLog)
        -> String?
    {
        let text = key(term, of: values, &log)
        if text == nil, values.bytes(term).isEmpty { reportMissing(term, values, &log) }
        return text
    }

    fileprivate mutating func requiredDate(of values: borrowing some TermValues, _ log: inout FindingLog)
        -> BusinessDate?
    {
        let date = date(.issueDate, of: values, &log)
        if date == nil, values.bytes(.issueDate).isEmpty { reportMissing(.issueDate, values, &log) }
        return date
    }

    fileprivate func requiredCurrency(of values: borrowing some TermValues, _ log: inout FindingLog) -> Currency? {
        let currency = currency(of: values, &log)
        if currency == nil, values.bytes(.currency).isEmpty { reportMissing(.currency, values, &log) }
        return currency
    }

    func reportMissing(_ term: OrderTerm, _ values: borrowing some TermValues, _ log: inout FindingLog) {
        log.report(.mappedValueIsGiven, "\(term.name) is missing", at: values.place(term))
    }

    fileprivate func buyer(of values: borrowing some TermValues, _ log: inout FindingLog) -> Party {
        party(of: values, .buyerName, gln: .buyerGln, siret: .buyerSiret, vat: .buyerVat, id: .buyerId, &log)
    }

    fileprivate func seller(of values: borrowing some TermValues, _ log: inout FindingLog) -> Party {
        party(of: values, .sellerName, gln: .sellerGln, siret: .sellerSiret, vat: .sellerVat, id: .sellerId, &log)
    }

    private func party(
        of values: borrowing some TermValues, _ name: OrderTerm, gln: OrderTerm, siret: OrderTerm, vat: OrderTerm,
        id: OrderTerm, _ log: inout FindingLog
    ) -> Party {
        var party = Party(name: values.text(name) ?? "")
        if let gln = key(gln, of: values, &log) {
            party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.gln, gln))
        }
        if let siret = key(siret, of: values, &log) {
            party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.siret, siret))
        }
        if let id = key(id, of: values, &log) { party.identifiers.append(PartyIdentifier(scheme: "", id)) }
        party.vatNumber = key(vat, of: values, &log)
        return party
    }

    fileprivate mutating func fill(
        _ order: inout Order, from values: borrowing some TermValues, _ log: inout FindingLog
    ) {
        if let number = decimal(.revision, of: values, &log) {
            order.revision = number.scale == 0 ? Int(number.units) : nil
        }
        order.requestedDelivery = date(.requestedDelivery, of: values, &log).map { Period(start: $0, end: $0) }
        order.customerReference = values.text(.customerReference)
        order.buyerReference = values.text(.buyerReference)
        order.contractReference = values.text(.contractReference)
        order.accountingCost = values.text(.accountingCost)
        let terms = values.text(.deliveryTerms).map { "Terms of delivery: \($0)" }
        order.notes = [values.text(.note), terms].compactMap(\.self)
        let charges = [extra(.shipping, isCharge: true, of: values, order.currency, &log)]
        let allowances = [extra(.discount, isCharge: false, of: values, order.currency, &log)]
        order.allowanceCharges = (allowances + charges).compactMap(\.self)
        fillDelivery(&order, from: values, &log)
    }

    /// What a term takes off or adds; nil where that is nothing.
    private func extra(
        _ term: OrderTerm, isCharge: Bool, of values: borrowing some TermValues, _ currency: Currency,
        _ log: inout FindingLog
    ) -> AllowanceCharge? {
        guard let amount = amount(term, of: values, currency, &log), !amount.isZero else { return nil }
        return AllowanceCharge(
            isCharge: isCharge, amount: amount, reason: isCharge ? "Shipping" : nil, source: SourceLine(values.line))
    }

    private func fillDelivery(_ order: inout Order, from values: borrowing some TermValues, _ log: inout FindingLog) {
        let gln = key(.deliveryGln, of: values, &log).map { PartyIdentifier(scheme: PartyIdentifier.gln, $0) }
        let id = key(.deliveryId, of: values, &log).map { PartyIdentifier(scheme: "", $0) }
        order.deliveryLocation = gln ?? id
        let address = PostalAddress(
            street: values.text(.deliveryStreet), city: values.text(.deliveryCity),
            postalCode: values.text(.deliveryPostalCode), country: values.text(.deliveryCountry) ?? "")
        if address != PostalAddress(country: "") { order.deliveryAddress = address }
        let name = values.text(.deliveryName)
        guard name != nil || order.deliveryLocation != nil else { return }
        order.deliveryParty = Party(
            name: name ?? "", identifiers: [gln, id].compactMap(\.self), address: order.deliveryAddress)
    }
}

// MARK: A line

extension ValueReader {
    /// Adds the line to its order, unless something of it is faulty or missing, which is reported.
    fileprivate mutating func addLine(
        _ count: Int, of values: borrowing some TermValues, to order: inout Order, _ log: inout FindingLog
    ) {
        let faults = log.fatalCount
        let quantity = decimal(.quantity, of: values, &log)
        if quantity == nil, values.bytes(.quantity).isEmpty { reportMissing(.quantity, values, &log) }
        let unit = unit(of: values)
        if unit == nil { reportMissing(.unit, values, &log) }
        let sellerID = key(.sellerItem, of: values, &log)
        let buyerID = key(.buyerItem, of: values, &log)
        let gtin = key(.gtin, of: values, &log)
        let isNamed = sellerID != nil || buyerID != nil || gtin != nil
        if !isNamed {
            log.report(.mappedValueIsGiven, "the line does not say what is ordered", at: values.place(map.itemTerm))
        }
        guard let quantity, let unit, isNamed else { return }
        let id = key(.line, of: values, &log)
        let amount = amount(.amount, of: values, order.currency, &log)
        let price = price(of: values, order.currency, &log)
        let delivery = date(.lineDelivery, of: values, &log)
        let priceUnit = priceUnit(of: values, besides: unit)
        let discounts = discounts(
            of: values, priceUnit == nil ? price?.amount(for: quantity) : nil, order.currency, &log)
        let vat = vat(of: values, &log)
        guard log.fatalCount == faults else { return }
        // All of it is put together where it stays: a line is too large to be moved about.
        order.lines.append(
            OrderLine(
                id: id ?? "\(count)", quantity: Quantity(quantity, unit), amount: amount, price: price,
                item: ItemReference(
                    name: values.text(.itemName) ?? "", sellerID: sellerID, buyerID: buyerID,
                    standardID: gtin.map { PartyIdentifier(scheme: "0160", $0) }),
                vat: vat, requestedDelivery: delivery.map { Period(start: $0, end: $0) }, note: values.text(.lineNote),
                allowanceCharges: discounts, source: SourceLine(values.line), priceUnit: priceUnit))
    }

    /// What is taken off the line: an amount, a percentage of quantity times price, or the amount that a percentage comes to.
    private func discounts(
        of values: borrowing some TermValues, _ product: Money?, _ currency: Currency, _ log: inout FindingLog
    ) -> [AllowanceCharge] {
        let amount = amount(.lineDiscount, of: values, currency, &log)
        let percentage = percentage(.lineDiscountPercent, of: values, &log).flatMap { $0 > .zero ? $0 : nil }
        guard amount != nil || percentage != nil else { return [] }
        guard let amount = amount ?? percentage.flatMap({ rate in product.map(rate.of) }) else {
            log.report(
                .mappedDiscountHasPrice, "nothing says what the discount is a percentage of",
                at: values.place(.lineDiscountPercent))
            return []
        }
        guard !amount.isZero else { return [] }
        return [
            AllowanceCharge(
                isCharge: false, amount: amount, base: percentage == nil ? nil : product, percentage: percentage,
                source: SourceLine(values.line))
        ]
    }

    /// The VAT that is stated; nil where nothing is.
    private func vat(of values: borrowing some TermValues, _ log: inout FindingLog) -> VATClass? {
        let rate = percentage(.vatRate, of: values, &log)
        guard let text = values.text(.vatCategory) else {
            return rate.map { VATClass($0 > .zero ? .standard : .zeroRated, $0) }
        }
        guard let category = map.vatCategories[text] ?? VATCategory(code: text) else {
            let words = "'\(text.prefix(20))' is no VAT category that the map explains"
            log.report(.mappedCodeIsKnown, words, at: values.place(.vatCategory))
            return nil
        }
        return VATClass(category, rate)
    }

    /// The unit that the price is for, where it is another one than what is ordered in.
    private func priceUnit(of values: borrowing some TermValues, besides unit: String) -> String? {
        guard let text = values.text(.priceUnit) else { return nil }
        let priceUnit = map.units[text] ?? text
        return priceUnit.isSameUnit(as: unit) ? nil : priceUnit
    }

    private func price(of values: borrowing some TermValues, _ currency: Currency, _ log: inout FindingLog)
        -> UnitPrice?
    {
        guard let price = decimal(.price, of: values, &log) else { return nil }
        guard let base = decimal(.priceBase, of: values, &log) else { return UnitPrice(price, currency) }
        guard base > .zero else {
            log.report(.mappedNumberIsExact, "a price is for a positive quantity", at: values.place(.priceBase))
            return nil
        }
        return UnitPrice(price, currency, per: base)
    }
}
