import Calendars
import Documents
import Findings
import Money
import Pipeline

/// Orders in lines of text, their fields between bars.
struct BarOrderFormat: ReadingFormat, WritingFormat {
    let name = "bar-order"
    let summary = "Orders in lines of text, their fields between bars."
    let kinds: Set<DocumentKind> = [.order]
    let contentType = "text/plain; charset=utf-8"
    let fileExtension = "txt"

    var guide: FormatGuide {
        FormatGuide(
            rules: barRules, passedOver: [.init("lines that begin with #", because: "they are notes between people")])
    }

    func recognises(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: "ORDER|".utf8) }

    func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var reading = BarReading(maxLines: maxLines)
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            reading.take(String(decoding: line, as: UTF8.self), at: .text(line: index + 1, column: 1, path: ""))
        }
        return [reading.message]
    }

    func write(_ document: Document) throws(WritingFault) -> [UInt8] {
        guard case .order(let order) = document else { preconditionFailure("the plan hands over orders alone") }
        let buyer = order.buyer.allIdentifiers.first?.description ?? ""
        var text = "ORDER|\(order.number)|\(order.issueDate)|\(order.currency)|\(buyer)\n"
        for line in order.lines {
            let (item, price) = (line.item.sellerID ?? "", line.price?.value.description ?? "")
            text += "LINE|\(line.id)|\(item)|\(line.quantity.value)|\(line.quantity.unit)|\(price)\n"
        }
        return Array(text.utf8)
    }

    func check(_ bytes: [UInt8]) -> [Finding] { read(bytes, maxLines: .max).flatMap(\.findings) }
}

/// Takes one line after the other, and reports each fault where it is.
private struct BarReading {
    let maxLines: Int
    var order: Order?
    var lineCount = 0
    var faultyLines = 0
    var log = FindingLog()

    mutating func take(_ text: String, at place: Place) {
        let fields = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        switch (fields[0], fields.count) {
        case ("ORDER", 5) where order == nil: begin(fields, at: place)
        case ("LINE", 6): addLine(fields, at: place)
        case ("", 1): break
        case (let name, _) where name.hasPrefix("#"): break
        default: log.report(.barLineIsWhole, "the line is no ORDER of 5 fields and no LINE of 6", at: place)
        }
    }

    private mutating func begin(_ fields: [String], at place: Place) {
        let buyer = fields[4].split(separator: ":", maxSplits: 1).map(String.init)
        guard let date = BusinessDate(parsing: fields[2]), let currency = Currency(fields[3]), buyer.count == 2,
            !fields[1].isEmpty
        else {
            return log.report(.barLineIsWhole, "ORDER gives no number, day, currency and buyer", at: place)
        }
        order = Order(
            number: fields[1], issueDate: date, currency: currency,
            buyer: Party(name: "", identifiers: [PartyIdentifier(scheme: buyer[0], buyer[1])]), seller: Party(name: ""))
    }

    private mutating func addLine(_ fields: [String], at place: Place) {
        lineCount += 1
        guard lineCount <= maxLines, let currency = order?.currency else { return }
        guard let quantity = try? ExactDecimal(parsing: fields[3]), let price = try? ExactDecimal(parsing: fields[5])
        else {
            faultyLines += 1
            return log.report(.barNumberIsExact, "the line gives no quantity, or no price", at: place)
        }
        guard case .text(let number, _, _) = place else { return }
        order?.lines.append(
            OrderLine(
                id: fields[1], quantity: Quantity(quantity, fields[4]), price: UnitPrice(price, currency),
                item: ItemReference(name: "", sellerID: fields[2]), source: SourceLine(number)))
    }

    /// Partly where a line is missing, refused where nothing can be used.
    var message: ReadMessage {
        var log = log
        if lineCount > maxLines {
            log.report(.barLineIsWhole, "\(lineCount) lines, \(maxLines) are allowed", at: .beginning)
        }
        if order == nil, log.isEmpty { log.report(.barLineIsWhole, "there is no ORDER", at: .beginning) }
        let isRefused = order == nil || order?.lines.isEmpty != false || log.fatalCount > faultyLines
        if isRefused, log.isEmpty { log.report(.barLineIsWhole, "there is no LINE", at: .beginning) }
        return ReadMessage(
            kind: DocumentKind.order.name, status: isRefused ? .refused : faultyLines > 0 ? .partly : .accepted,
            document: isRefused ? nil : order.map(Document.order), findings: log.findings,
            droppedFindings: log.droppedCount)
    }
}

extension Rule {
    static let barLineIsWhole = Rule(
        "BAR-001", "A line is an ORDER, or a LINE of one, with all its fields.",
        remedy: "Ask the sender to correct the line.")
    static let barNumberIsExact = Rule(
        "BAR-002", "A number is digits with a point.", remedy: "Ask the sender to correct the number.")
}

/// Every rule of the format, for `explain`.
let barRules: [Rule] = [.barLineIsWhole, .barNumberIsExact]
