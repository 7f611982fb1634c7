import Documents
import EDISyntax
import Findings
import Money

extension OrderMapping {
    /// PO1.
    @inline(__always)
    mutating func takeLine(_ segment: borrowing SegmentReader) {
        guard let value = values.decimal(segment, 2) else {
            unusedLine = (segment.text(1) ?? "\(lineCount)", values.item(segment, from: 6))
            return values.log.report(.x12LineIsWhole, "the line gives no quantity", at: segment.place(2))
        }
        quantities.add(value)
        let unit = values.unit(segment, 3)
        begin(
            OrderLine(
                id: segment.text(1) ?? "\(lineCount)", action: head.function == .change ? .changed : nil,
                quantity: Quantity(value, unit), item: ItemReference(name: ""),
                source: SourceLine(segment: segment.number)), segment, item: 6, price: 4)
    }

    /// POC.
    mutating func takeLineChange(_ segment: borrowing SegmentReader) {
        guard let id = segment.text(1) else {
            return values.log.report(.x12LineIsWhole, "the change names no line", at: segment.place(1))
        }
        guard !isBeyondLine(segment) else {
            if let value = values.decimal(segment, 3) { quantities.add(value) }
            unusedLine = (id, values.item(segment, from: 8))
            let words = "line \(id.prefix(20)) is to be changed by '\(segment.text(2) ?? "")'"
            return values.log.report(.x12ChangeIsOfLine, words, at: segment.place(2))
        }
        let action = action(segment)
        let value = values.decimal(segment, 3)
        let leavesQuantity = value == nil && action == .changed && canLeaveQuantity(segment)
        guard value != nil || action == .removed || leavesQuantity else {
            unusedLine = (id, values.item(segment, from: 8))
            return values.log.report(.x12LineIsWhole, "the line gives no quantity", at: segment.place(3))
        }
        if let value { quantities.add(value) }
        begin(
            OrderLine(
                id: id, action: action, quantity: Quantity(value ?? .zero, values.unit(segment, 5)),
                item: ItemReference(name: ""), source: SourceLine(segment: segment.number),
                leavesQuantity: leavesQuantity), segment, item: 8, price: 6)
    }

    /// POC03 may be missing, unless the change is one of the quantity or of all that the line says (element 670).
    private func canLeaveQuantity(_ segment: borrowing SegmentReader) -> Bool {
        switch segment.code(2) {
        case "QC", "QD", "QI", "PQ", "RQ", "RZ": false
        default: head.function == .change
        }
    }

    /// Opens a line, with the product that its first segment names from an element on, and the price and the basis that
    /// two elements give.
    @inline(__always)
    private mutating func begin(
        _ line: consuming OrderLine, _ segment: borrowing SegmentReader, item: Int, price element: Int
    ) {
        lines.append(line)
        isLineOpen = true
        values.addIdentifiers(segment, from: item, to: &lines[lines.count - 1].item)
        takePrice(segment, element, basis: element + 1)
    }

    @inline(__always)
    private mutating func takePrice(_ segment: borrowing SegmentReader, _ element: Int, basis: Int) {
        guard let price = values.price(segment, element, basis: basis) else { return }
        lines[lines.count - 1].price = price
        lines[lines.count - 1].priceUnit = values.unknownBasis(segment, basis)
    }

    /// Whether a change is none of what a line says: the end of the whole order, or a transfer of which nothing says where to.
    private func isBeyondLine(_ segment: borrowing SegmentReader) -> Bool {
        switch segment.code(2) {
        case "CF", "TI": true
        default: false
        }
    }

    /// What is done to the line (element 670).
    ///
    /// Terms of payment (CC), the mode of shipment (RA) and announcements (CH, CI) are not read: that is told, and what
    /// the line says besides counts.
    private mutating func action(_ segment: borrowing SegmentReader) -> OrderLineAction? {
        switch segment.code(2) {
        case "AI": return .added
        case "DI": return .removed
        case "CA", "CB", "CD", "CE", "CG", "CT", "PC", "PQ", "PR", "QC", "QD", "QI", "RB", "RC", "RE", "RM", "RQ", "RS",
            "RZ", "MU":
            return .changed
        case "NC", "OA", "OC": return nil
        default:
            values.leaveAside(segment, 2)
            return .changed
        }
    }

    /// What follows the first segment of a line.
    mutating func takeInLine(_ part: Part, _ segment: borrowing SegmentReader) {
        guard isLineOpen else { return }
        let last = lines.count - 1
        switch part {
        case .linePrice: takePrice(segment)
        case .lineItem: values.addIdentifiers(segment, from: 2, to: &lines[last].item)
        case .lineAllowance:
            if let allowance = values.allowance(segment, tax: &head.tax) { lineAllowances.append(allowance) }
        case .lineDate: takeLineDate(segment)
        case .lineSchedule: takeSchedule(segment)
        case .lineNote: takeNote(segment)
        case .lineAmount: takeAmount(segment)
        case .lineTax: takeTax(segment)
        case .destinations: takeDestinations(segment)
        case .subLine: takeSubLine(segment)
        default: break
        }
    }

    /// SLN: what the line consists of stands in its note. What is to be delivered besides it costs the line.
    private mutating func takeSubLine(_ segment: borrowing SegmentReader) {
        let last = lines.count - 1
        guard segment.says("I", 3) || segment.says("O", 3) else {
            let words = "the sub-line of line \(lines[last].id) is not included in it"
            return values.log.report(.x12SubLineIsPart, words, at: segment.place(3))
        }
        let quantity = values.decimal(segment, 4).map { Quantity($0, values.unit(segment, 5)) }
        lines[last].noteSubLine(of: quantity, values.item(segment, from: 9))
        values.log.report(
            .x12SubLineIsNoted, "a sub-line of line \(lines[last].id) is noted with it", at: segment.place())
    }

    /// SDQ: pairs of a place and what of the line goes there.
    private mutating func takeDestinations(_ segment: borrowing SegmentReader) {
        let last = lines.count - 1
        let unit = segment.isEmpty(1) ? lines[last].quantity.unit : values.unit(segment, 1)
        var element = 3
        while element < min(segment.elementCount, 23) {
            if let place = segment.text(element), let value = values.decimal(segment, element + 1) {
                lines[last].noteDelivery(of: Quantity(value, unit), to: place, on: nil)
                shared = (shared ?? .zero) + value
            }
            element += 2
        }
        values.log.report(
            .x12DeliveryIsNoted, "what goes where of line \(lines[last].id) is noted with it", at: segment.place())
    }

    /// SCH: what of the line is to come when.
    private mutating func takeSchedule(_ segment: borrowing SegmentReader) {
        let date = values.date(segment, 6)
        let period = date.map { Period(start: $0, end: $0) }
        if let period { widen(to: period) }
        guard let value = values.decimal(segment, 1) else { return }
        schedule.append((Quantity(value, values.unit(segment, 2)), period))
    }

    /// Whether what goes to places, and what comes on days, comes to the line; what is in another unit cannot be compared.
    /// Several parts stand in the note of the line.
    mutating func closeParts() -> Bool {
        guard isLineOpen, shared != nil || !schedule.isEmpty, let line = lines.last, !line.leavesQuantity else {
            return true
        }
        if schedule.count > 1 { noteSchedule() }
        let isComparable = !schedule.isEmpty && schedule.allSatisfy { $0.quantity.unit == line.quantity.unit }
        let scheduled = isComparable ? schedule.map(\.quantity.value).reduce(ExactDecimal.zero, +) : nil
        for sum in [shared, scheduled].compactMap(\.self) where sum != line.quantity.value {
            let words = "line \(line.id) orders \(line.quantity), its parts come to \(sum)"
            values.log.report(.x12DestinationsAddUp, words, at: line.source.place)
            return false
        }
        return true
    }

    private mutating func noteSchedule() {
        let last = lines.count - 1
        for part in schedule { lines[last].noteDelivery(of: part.quantity, to: nil, on: part.period) }
        let words = "what comes when of line \(lines[last].id) is noted with it"
        values.log.report(.x12DeliveryIsNoted, words, at: lines[last].source.place)
    }

    /// CTP gives the price where PO1 gives none.
    private mutating func takePrice(_ segment: borrowing SegmentReader) {
        guard lines[lines.count - 1].price == nil, segment.isEmpty(4) else { return }
        takePrice(segment, 3, basis: 9)
    }

    private mutating func takeLineDate(_ segment: borrowing SegmentReader) {
        guard let date = values.date(segment, 2) else { return }
        var period = lines[lines.count - 1].requestedDelivery ?? Period()
        values.take(date, of: segment, into: &period)
        if period != Period() { lines[lines.count - 1].requestedDelivery = period }
    }

    /// Several schedules of a line span all of their days.
    private mutating func widen(to period: Period) {
        let last = lines.count - 1
        guard let known = lines[last].requestedDelivery, let start = known.start, let end = known.end,
            let from = period.start, let to = period.end
        else {
            lines[last].requestedDelivery = period
            return
        }
        lines[last].requestedDelivery = Period(start: min(start, from), end: max(end, to))
    }

    private mutating func takeNote(_ segment: borrowing SegmentReader) {
        guard let text = segment.text(1) else { return }
        let last = lines.count - 1
        lines[last].note = lines[last].note.map { $0 + " " + text } ?? text
    }

    private mutating func takeAmount(_ segment: borrowing SegmentReader) {
        guard segment.says("1", 1) else { return values.leaveAside(segment, 1) }
        lines[lines.count - 1].amount = values.amount(segment, 2)
    }

    private mutating func takeTax(_ segment: borrowing SegmentReader) {
        guard let stated = values.vatClass(segment) else { return }
        let last = lines.count - 1
        guard let vat = lines[last].vat, vat != stated else {
            lines[last].vat = stated
            return
        }
        let words = "line \(lines[last].id) states VAT of \(vat) and of \(stated)"
        values.log.report(.x12LineSaysOnce, words, at: segment.place())
    }
}

extension X12Values {
    /// The VAT of TXI, by its rate or as an exemption; nil, reported, where it is about another tax, or says neither.
    mutating func vatClass(_ segment: borrowing SegmentReader) -> VATClass? {
        guard segment.says("VA", 1) else {
            leaveAside(segment, 1)
            return nil
        }
        switch segment.code(6) {
        case "0": return VATClass(.export, .zero)
        case "1", "3", "5", "8", "9": return VATClass(.exempt, .zero)
        default: break
        }
        if let rate = percentage(segment, 3) { return VATClass(rate.value.isZero ? .zeroRated : .standard, rate) }
        if segment.isEmpty(3) { leaveAside(segment, 2) }
        return nil
    }
}
