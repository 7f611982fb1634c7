import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// An order whose segments are still to come.
struct OrderDraft {
    /// What a party is to the order.
    private enum Role {
        case buyer, seller, delivery, invoicee
    }

    var order = Order(
        number: "", issueDate: BusinessDate(dayNumber: 0), currency: .euro, buyer: Party(name: ""),
        seller: Party(name: ""))
    var issueDate: BusinessDate?
    var orderDate: BusinessDate?
    /// Whether there is a date, even one that cannot be read.
    var isDated = false
    /// The order that a change is about (RFF+ON).
    var changedNumber: String?
    var line = OrderLineDraft()
    var lineCount = 0
    var isInLine = false
    var allowance: AllowanceDraft?
    private var allowances: [AllowanceDraft] = []
    /// What its lines take off and add.
    var lineAllowances: [AllowanceCharge] = []
    /// The VAT of lines that state none.
    private var vat: VATClass?
    private var hasBuyer = false
    private var role: Role?
    /// How many lines CNT counts, and its segment.
    var expectedLines: (count: Int, segment: Int)?
    private var linesTotal: Money?
    private var payable: Money?
    private var beforeTax: Money?
    private var tax: Money?
    private var totalsSegment = 0

    /// The segment that names the message: the place of what no segment says.
    private static let beginning = Place.segment(2, tag: "BGM", element: 0, component: 0)

    // MARK: Taxes

    /// Takes the VAT that the order states for all of its lines. Of several rates nobody can tell which line has which.
    mutating func takeTax(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        guard let stated = values.vatClass(segment) else { return }
        guard let vat, vat != stated else {
            vat = stated
            return
        }
        let words = "VAT of \(stated) is left aside: the order states \(vat) already"
        values.log.report(.edifactCodeIsRead, words, at: segment.place(5, 4))
    }

    /// What is stated of the whole order is stated of each line that says nothing else.
    private mutating func stateVATOfLines() {
        guard let vat else { return }
        for index in order.lines.indices where order.lines[index].vat == nil { order.lines[index].vat = vat }
    }

    // MARK: Parties

    mutating func takeParty(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        role = nil
        switch segment.code(1) {
        case "BY": role = .buyer
        case "SU", "SE": role = .seller
        case "IV": role = .invoicee
        case "DP", "ST": role = .delivery
        case "UC", "CN": role = order.deliveryParty == nil ? .delivery : nil
        default: return
        }
        guard let role else { return }
        let party = values.party(segment)
        switch role {
        case .buyer:
            order.buyer = party
            hasBuyer = true
        case .seller: order.seller = party
        case .invoicee: order.invoicee = party
        case .delivery:
            order.deliveryParty = party
            order.deliveryLocation = party.identifiers.first
            order.deliveryAddress = party.address
        }
    }

    mutating func editParty(_ edit: (inout Party) -> Void) {
        switch role {
        case .buyer: edit(&order.buyer)
        case .seller: edit(&order.seller)
        case .invoicee: if order.invoicee != nil { edit(&order.invoicee!) }
        case .delivery: if order.deliveryParty != nil { edit(&order.deliveryParty!) }
        case nil: break
        }
    }

    // MARK: Allowances and totals

    mutating func beginAllowance(
        _ segment: borrowing SegmentReader, _ values: inout EDIFACTValues, isOfSummary: Bool = false
    ) {
        endAllowance()
        allowance = AllowanceDraft(segment, &values)
        allowance?.isOfSummary = isOfSummary
        if allowance == nil { values.reportUnusedAllowance(segment) }
    }

    mutating func endAllowance() {
        guard let ended = allowance.take() else { return }
        if isInLine { line.allowances.append(ended) } else { allowances.append(ended) }
    }

    mutating func takeTotal(_ segment: borrowing SegmentReader, _ values: inout EDIFACTValues) {
        totalsSegment = segment.number
        switch segment.code(1) {
        case "79": linesTotal = values.amount(segment)
        case "86", "128", "39": payable = values.amount(segment)
        case "125": beforeTax = values.amount(segment)
        case "124", "176": tax = values.amount(segment)
        default: values.leaveAside(segment, 1)
        }
    }

    // MARK: The order

    /// Completes the order; false, with findings, where it lacks what it cannot do without.
    mutating func finish(_ summary: LineSummary, isChange: Bool, _ values: inout EDIFACTValues) -> Bool {
        order.currency = currency(&values)
        stateVATOfLines()
        if isChange, let changedNumber {
            order.changeNumber = order.number
            order.number = changedNumber
        }
        order.allowanceCharges = documentAllowances(summary, &values)
        if summary.faulty == 0 { order.totals = totals(&values) }
        checkCount(summary, &values)
        guard isWhole(summary, &values), hasBuyer, let date = issueDate ?? orderDate else { return false }
        order.issueDate = date
        return true
    }

    private func currency(_ values: inout EDIFACTValues) -> Currency {
        if let currency = values.currency { return currency }
        values.log.report(.edifactCurrencyIsDeclared, "no currency is declared", at: Self.beginning)
        return values.assumedCurrency
    }

    private func documentAllowances(_ summary: LineSummary, _ values: inout EDIFACTValues) -> [AllowanceCharge] {
        guard !allowances.isEmpty else { return [] }
        allowances.checkThoseOfEachLine(beside: lineAllowances, &values.log)
        let sum = linesTotal ?? order.lines.sum(in: order.currency)
        func finished(isOfSummary: Bool) -> [AllowanceCharge] {
            allowances.filter { $0.isOfSummary == isOfSummary }.finished(of: sum, &values.log)
        }
        let all = SummaryAllowances(
            own: finished(isOfSummary: false), lines: lineAllowances, summary: finished(isOfSummary: true))
        if let found = all.ofOrder(in: order.currency) { return found }
        // What is left out of the order with a line is in the sum.
        if summary.faulty == 0 {
            let place = Place.segment(
                allowances.last { $0.isOfSummary }?.segment ?? 0, tag: "ALC", element: 0, component: 0)
            values.log.report(.edifactAllowancesAddUp, "the summary is no sum of what stands above it", at: place)
        }
        return all.own
    }

    /// Nil unless every line gives its amount, in the currency of the order.
    private var sumOfLines: Money? {
        let amounts = order.lines.compactMap(\.amount)
        guard amounts.count == order.lines.count, amounts.allSatisfy({ $0.currency == order.currency }) else {
            return nil
        }
        return amounts.sum(in: order.currency)
    }

    /// The totals that the buyer gives; nil where it gives too few of them to check anything by.
    private func totals(_ values: inout EDIFACTValues) -> OrderTotals? {
        guard let lines = linesTotal ?? (payable == nil ? nil : sumOfLines) else { return nil }
        let isOneCurrency = order.allowanceCharges.allSatisfy { $0.amount.currency == lines.currency }
        let net = isOneCurrency ? order.allowanceCharges.map(\.effect).reduce(lines, +) : nil
        guard let payable = payable ?? net else { return nil }
        var totals = OrderTotals(lines: lines, payable: payable, source: SourceLine(segment: totalsSegment))
        totals.beforeTax = beforeTax
        totals.tax = tax ?? net.flatMap { taxWithin(payable, beyond: $0, &values) }
        return totals
    }

    /// The tax in a total that is more than the order before tax, where no amount says what the tax comes to: what the
    /// rates of the lines come to or, where a line says none, what no rate of VAT makes impossible.
    private func taxWithin(_ total: Money, beyond net: Money, _ values: inout EDIFACTValues) -> Money? {
        guard total.currency == net.currency, total > net else { return nil }
        let rest = total - net
        if let reckoned = taxOfLines {
            // Buyers round it line by line, or for each rate.
            return (rest - reckoned).magnitude.minorUnits > Int64(order.lines.count) ? reckoned : rest
        }
        guard rest <= Self.highestVAT.of(net) else { return nil }
        let place = Place.segment(totalsSegment, tag: "MOA", element: 1, component: 2)
        let words = "the total of \(total) is taken to have a tax of \(rest) in it, which no segment says"
        values.log.report(.edifactTaxIsStated, words, at: place)
        return rest
    }

    /// The highest rate of VAT that there is in the Union.
    private static let highestVAT = Percentage(27)

    /// Nil unless every line says its rate of VAT, and the order takes nothing off and adds nothing besides.
    private var taxOfLines: Money? {
        guard order.allowanceCharges.isEmpty else { return nil }
        let taxes = order.lines.compactMap { line in
            line.sum(in: order.currency).flatMap { sum in line.vat?.rate.map { $0.of(sum) } }
        }
        return taxes.count == order.lines.count ? taxes.sum(in: order.currency) : nil
    }

    private func checkCount(_ summary: LineSummary, _ values: inout EDIFACTValues) {
        guard let expectedLines, expectedLines.count != summary.count else { return }
        let place = Place.segment(expectedLines.segment, tag: "CNT", element: 1, component: 2)
        values.log.report(
            .edifactLinesAreCounted, "CNT does not count the \(summary.count) lines that are there", at: place)
    }

    private func isWhole(_ summary: LineSummary, _ values: inout EDIFACTValues) -> Bool {
        let place = Self.beginning
        if order.number.isEmpty { values.log.report(.edifactNumberIsGiven, "the order has no number", at: place) }
        if !isDated {
            values.log.report(.edifactDateIsGiven, "there is no date under 137 or 4", at: place)
        }
        if !hasBuyer { values.log.report(.edifactPartyIsNamed, "there is no buyer (NAD+BY)", at: place) }
        if order.lines.isEmpty, order.function != .cancellation {
            values.log.report(.edifactHasLines, "of \(summary.count) lines none can be used", at: place)
        }
        return !order.number.isEmpty
    }
}
