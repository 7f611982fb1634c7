import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Turns an 850, or an 860, into an order.
struct OrderMapping: SetMapping {
    static var tellsUnread: Bool { true }

    enum Part: Sendable {
        case beginning, change, currency, reference, contact, allowance, terms, date, note, tax
        case party, partyName, partyStreet, partyCity, partyReference, partyContact
        case line, lineChange, linePrice, lineItem, lineDescription, lineAllowance, lineDate, lineSchedule, lineNote
        case lineAmount, lineTax, destinations, subLine, total, totalAmount
    }

    static let purchaseOrder = SetLayouts(
        .purchaseOrder, parts: parts(line: "PO1", beginning: "BEG", .beginning, .line))
    static let purchaseOrderChange = SetLayouts(
        .purchaseOrderChange, parts: parts(line: "POC", beginning: "BCH", .change, .lineChange))

    private static func parts(line: String, beginning: String, _ head: Part, _ lineHead: Part) -> [String: Part] {
        var parts: [String: Part] = [
            "CUR": .currency, "REF": .reference, "PER": .contact, "SAC": .allowance, "ITD": .terms, "DTM": .date,
            "TXI": .tax,
            "N9": .reference, "N9/MSG": .note, "N1": .party, "N1/N2": .partyName, "N1/N3": .partyStreet,
            "N1/N4": .partyCity, "N1/REF": .partyReference, "N1/PER": .partyContact, "CTT": .total,
            "CTT/AMT": .totalAmount,
        ]
        parts[beginning] = head
        parts[line] = lineHead
        let inLine: [String: Part] = [
            "CTP": .linePrice, "LIN": .lineItem, "PID": .lineDescription, "SAC": .lineAllowance, "DTM": .lineDate,
            "SCH": .lineSchedule, "MSG": .lineNote, "N9/MSG": .lineNote, "AMT": .lineAmount, "TXI": .lineTax,
            "SDQ": .destinations, "SLN": .subLine,
        ]
        for (path, part) in inLine { parts[line + "/" + path] = part }
        return parts
    }

    var values = X12Values()
    let sender: InterchangeSide
    let recipient: InterchangeSide
    var head = OrderHead()
    var parties: [(role: EDICode, party: Party)] = []
    var lines: [OrderLine] = []
    /// What is answered to the lines that are left out.
    var refusedLines: [OrderResponseLine] = []
    /// What a line names whose first segment cannot be used.
    var unusedLine: (id: String, item: ItemReference)?
    /// Whether the last line is the one that is read.
    var isLineOpen = false
    var lineCount = 0
    var quantities = QuantityTotals()
    /// What goes to the places that the line that is read names (SDQ); nil where it names none.
    var shared: ExactDecimal?
    /// What is to come of it when (SCH).
    var schedule: [(quantity: Quantity, period: Period?)] = []
    /// What the line that is read takes off and adds.
    var lineAllowances: [X12AllowanceDraft] = []

    init(_ input: borrowing SetInput) {
        sender = input.sender
        recipient = input.recipient
        lines.reserveCapacity(min(input.maxLines, 12))
        parties.reserveCapacity(4)
    }

    @inline(__always)
    mutating func take(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .line: takeLine(segment)
        case .lineDescription: if isLineOpen { values.addDescription(segment, to: &lines[lines.count - 1].item) }
        case .lineChange: takeLineChange(segment)
        case .linePrice, .lineItem, .lineAllowance, .lineDate, .lineSchedule, .lineNote, .lineAmount, .lineTax,
            .destinations, .subLine:
            takeInLine(part, segment)
        default: takeInHead(part, segment)
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool {
        lineCount += 1
        isLineOpen = false
        unusedLine = nil
        shared = nil
        schedule = []
        return true
    }

    mutating func endLine(keeping: Bool) {
        let isFinished = (lineAllowances.isEmpty || finishLineAllowances()) && closeParts()
        if !keeping || !isFinished {
            let line = isLineOpen ? lines.removeLast() : nil
            refusedLines.append(
                OrderResponseLine(
                    refusing: line?.id ?? unusedLine?.id ?? "\(lineCount)", quantity: line?.quantity, price: nil,
                    item: line?.item ?? unusedLine?.item ?? ItemReference(name: ""),
                    because: values.log.findings.last { $0.severity == .fatal }))
        }
        isLineOpen = false
    }
}

extension OrderMapping {
    /// Works out what the line takes off and adds; false where something of it cannot be.
    private mutating func finishLineAllowances() -> Bool {
        defer { lineAllowances = [] }
        guard isLineOpen else { return true }
        let line = lines[lines.count - 1]
        var base = AllowanceBase(line.product)
        let finished = base.finish(lineAllowances, &values)
        lines[lines.count - 1].allowanceCharges = finished
        return finished.count == lineAllowances.count
    }
}

/// What an order says before its lines and after them.
struct OrderHead {
    var number: String?
    var function = OrderFunction.original
    var revision: Int?
    var changeNumber: String?
    var date: BusinessDate?
    var typeCode: String?
    var contractReference: String?
    var customerReference: String?
    var accountingCost: String?
    var requestedDelivery = Period()
    var validUntil: BusinessDate?
    var notes: [String] = []
    var paymentTerms: String?
    var contact: Contact?
    var allowances: [X12AllowanceDraft] = []
    var allowanceCharges: [AllowanceCharge] = []
    /// What the buyer adds as tax.
    var tax: Money?
    /// The VAT of lines that state none.
    var vat: VATClass?
    var hasReference = false
    /// Where CTT stands, and what it counts.
    var countPlace: Place?
    var lineCount: Int?
    var hashTotal: ExactDecimal?
    var linesTotal: Money?
    var total: Money?
    var totalSource = SourceLine.none
}

/// The sum of quantities, as CTT gives it.
struct QuantityTotals {
    /// Of the whole ones, which most are.
    private var wholes: Int128 = 0
    /// Of the others, at twelve decimal places.
    private var sum: Int128 = 0
    /// Of the digits, whatever their points: the standard's own definition of a hash total.
    private var hash: Int128 = 0

    mutating func add(_ value: ExactDecimal) {
        if value.scale == 0 { wholes += Int128(value.units) } else { sum += scaled(value) }
        hash += Int128(value.units.magnitude)
    }

    /// Whether a hash total is that of the quantities: of their values, or of their digits without their points.
    func agree(with total: ExactDecimal) -> Bool {
        scaled(total) == sum + wholes * 1_000_000_000_000
            || (total.scale == 0 && Int128(total.units) == hash % 10_000_000_000)
    }

    /// The sum of the values, as people write it.
    var text: String {
        let (whole, rest) = (sum + wholes * 1_000_000_000_000).quotientAndRemainder(dividingBy: 1_000_000_000_000)
        var digits = "\(1_000_000_000_000 + Int128(rest.magnitude))".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return (rest < 0 && whole == 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
    }

    private func scaled(_ value: ExactDecimal) -> Int128 {
        var units = Int128(value.units)
        for _ in value.scale..<ExactDecimal.maximumScale { units *= 10 }
        return units
    }
}
