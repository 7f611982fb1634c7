import Documents
import EDISyntax
import Findings
import Money

extension OrderMapping {
    mutating func document(_ summary: LineSummary) -> Document? {
        finishAllowances()
        stateVATOfLines()
        check(summary)
        guard let number = head.number, let date = head.date else { return nil }
        var order = Order(
            number: number, function: head.function, revision: head.revision, issueDate: date,
            typeCode: head.typeCode, currency: values.assumedCurrency, buyer: buyer(), seller: seller(), lines: lines,
            totals: totals())
        addParties(to: &order)
        order.changeNumber = head.changeNumber
        order.requestedDelivery = head.requestedDelivery == Period() ? nil : head.requestedDelivery
        order.customerReference = head.customerReference
        order.accountingCost = head.accountingCost
        order.contractReference = head.contractReference
        if !head.notes.isEmpty { order.notes += head.notes }
        order.paymentTermsNote = head.paymentTerms
        order.validUntil = head.validUntil
        order.allowanceCharges = head.allowanceCharges
        order.refusedLines = refusedLines
        return .order(order)
    }

    /// What is stated of the whole order is stated of each line that says nothing else.
    private mutating func stateVATOfLines() {
        guard let vat = head.vat else { return }
        for index in lines.indices where lines[index].vat == nil { lines[index].vat = vat }
    }

    private mutating func finishAllowances() {
        guard !head.allowances.isEmpty else { return }
        var base = AllowanceBase(head.linesTotal ?? lines.sum(in: values.assumedCurrency))
        head.allowanceCharges = base.finish(head.allowances, &values)
    }

    // MARK: Checks

    private mutating func check(_ summary: LineSummary) {
        values.reportAssumedCurrency()
        if !head.hasReference {
            values.log.report(.x12ReferenceIsGiven, "the order has no REF", at: X12Values.beginning)
        }
        checkCounts(summary)
        guard summary.count > 0, summary.faulty == summary.count else {
            // What a change says of the totals is for the whole order.
            guard head.function != .change, summary.faulty == 0 else { return }
            checkTotal()
            return checkWholeTotal()
        }
        let words = "none of the \(summary.count) lines can be used"
        values.log.report(.x12HasLines, words, at: .segment(summary.lastSegment, tag: "SE", element: 0, component: 0))
    }

    private mutating func checkCounts(_ summary: LineSummary) {
        guard let place = head.countPlace else { return }
        if let count = head.lineCount, count != summary.count {
            values.log.report(.x12LinesAreCounted, "CTT counts \(count) lines, there are \(summary.count)", at: place)
        }
        guard let total = head.hashTotal, summary.faulty == 0, !quantities.agree(with: total),
            case .segment(let number, let tag, _, _) = place
        else { return }
        let words = "the hash total is \(total), the quantities come to \(quantities.text)"
        values.log.report(.x12QuantitiesAddUp, words, at: .segment(number, tag: tag, element: 2, component: 0))
    }

    /// Whether the lines come to the total of the lines, where the lines name no amounts themselves.
    private mutating func checkTotal() {
        guard let total = head.linesTotal, lines.allSatisfy({ $0.amount == nil && $0.allowanceCharges.isEmpty }) else {
            return
        }
        let products = lines.compactMap { line in line.priceInOrderedUnit?.amount(for: line.quantity.value) }
        guard products.count == lines.count else { return }
        let sum = products.sum(in: total.currency)
        guard sum != total else { return }
        values.log.report(.x12TotalsAddUp, "the lines come to \(sum), AMT says \(total)", at: head.totalSource.place)
    }

    /// Whether the order comes to what AMT says under TT, before tax or with it. A tax that no amount states is told, and
    /// no more than what a rate of VAT can make of it.
    private mutating func checkWholeTotal() {
        guard let total = head.total, let lines = head.linesTotal ?? lines.sum(in: total.currency) else { return }
        let net = head.allowanceCharges.map(\.effect).filter { $0.currency == total.currency }.reduce(lines, +)
        let rest = total - net - (head.tax ?? .zero(total.currency))
        // Buyers round line by line, or once.
        guard rest.magnitude.minorUnits > (head.linesTotal == nil ? Int64(self.lines.count) : 0), total != net else {
            return
        }
        guard head.tax == nil, !rest.isNegative, rest <= Percentage(27).of(net) else {
            guard head.linesTotal == nil else { return }
            return values.log.report(
                .x12TotalsAddUp, "the order comes to \(net) before tax, AMT says \(total)", at: head.totalSource.place)
        }
        head.tax = rest
        let words = "the total of \(total) is taken to have a tax of \(rest) in it, which no segment says"
        values.log.report(.x12TaxIsStated, words, at: head.totalSource.place)
    }

    // MARK: Totals

    /// What the order comes to: AMT gives the lines, or all of it, and the other follows.
    private func totals() -> OrderTotals? {
        let extra = head.allowanceCharges.map(\.effect).sum(in: values.assumedCurrency)
        let tax = head.tax ?? .zero(values.assumedCurrency)
        guard let lines = head.linesTotal ?? head.total.map({ $0 - extra - tax }) else { return nil }
        var totals = OrderTotals(lines: lines, payable: head.total ?? lines + extra, source: head.totalSource)
        totals.tax = head.tax
        return totals
    }

    // MARK: Parties

    private func party(_ role: EDICode) -> Party? {
        guard let index = parties.firstIndex(where: { $0.role == role }) else { return nil }
        return parties[index].party
    }

    /// The buyer, or who is billed, or who sent the interchange; known by the identifier of the interchange too.
    private func buyer() -> Party {
        var buyer = party("BY") ?? party("OB") ?? party("BT") ?? party("SO") ?? Party(name: sender.value)
        if !buyer.identifiers.contains(sender.identifier) { buyer.identifiers.append(sender.identifier) }
        buyer.contact = buyer.contact ?? head.contact
        return buyer
    }

    /// The seller; a number that the buyer gave it says nothing of who it is.
    private func seller() -> Party {
        var seller = party("SE") ?? party("SU") ?? party("VN") ?? Party(name: recipient.value)
        seller.identifiers.removeAll { $0.scheme == "91" || $0.scheme == "92" }
        return seller
    }

    private mutating func addParties(to order: inout Order) {
        if let invoicee = party("BT") { order.invoicee = invoicee }
        if let delivery = party("ST") {
            order.deliveryParty = delivery
            order.deliveryAddress = delivery.address
            order.deliveryLocation = delivery.identifiers.first
        }
        for index in parties.indices where !isRead(parties[index].role) {
            order.notes.append("Party of another role: \(parties[index].party.name)")
        }
    }

    private func isRead(_ role: EDICode) -> Bool {
        switch role {
        case "BY", "OB", "BT", "SO", "ST", "SE", "SU", "VN": true
        default: false
        }
    }
}
