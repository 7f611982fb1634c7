import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import Testing

@testable import X12Formats

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private let judges = root.appendingPathComponent(".judges/bin")

private let isThere =
    FileManager.default.isExecutableFile(atPath: judges.appendingPathComponent("mock-edi").path)
    || ProcessInfo.processInfo.environment["CI"] == "true"

/// The partner's process: it sends an order, and takes what we answer.
private final class Partner {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()

    init() throws {
        process.executableURL = judges.appendingPathComponent("python")
        process.arguments = [root.appendingPathComponent("Tests/Judges/partner.py").path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func line() -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return String(decoding: unread, as: UTF8.self) }
            unread.append(more)
        }
    }

    func order() -> [UInt8] { [UInt8](Data(base64Encoded: line()) ?? Data()) }

    func answer(_ bytes: [UInt8]) -> String {
        input.fileHandleForWriting.write(Data(bytes).base64EncodedData() + Data([0x0A]))
        return line()
    }

    /// Where the partner disagrees.
    func end() throws -> String {
        try input.fileHandleForWriting.close()
        defer { process.waitUntilExit() }
        return line()
    }
}

/// From order to cash with a trading partner that is not ours; skipped where `make judges` has not installed it.
@Suite(.enabled(if: isThere, "mock-edi is not installed; `make judges` installs it"))
struct PartnerPlayTests {
    @Test func `a partner finds nothing against what we answer, ship and bill`() throws {
        let partner = try Partner()
        let read = everything.read(partner.order(), maxLines: 100)
        var order = try #require(orderRead(read))
        // We send under the identifier that the partner writes to.
        order.seller.identifiers = [try #require(interchangeReport(read)).recipient]
        #expect(read[0].status == .accepted && order.number == "4500001001")
        func send(_ content: Document, _ format: X12OutFormat) throws {
            let bytes = format.write(content)
            let verdict = partner.answer(bytes)
            #expect(
                verdict == #"{"accepted": true, "findings": []}"#,
                "\(verdict) of \(String(decoding: bytes, as: UTF8.self))")
        }
        try send(.interchange(try #require(interchangeReport(read))), .acknowledgement)
        try send(.orderResponse(response(to: order)), .orderResponse)
        try send(.despatchAdvice(despatch(of: order)), .despatchAdvice)
        try send(.invoice(invoice(for: order)), .invoice)
        let disagreements = try partner.end()
        #expect(!disagreements.contains("rule"), "\(disagreements)")
    }

    private func response(to order: Order) -> OrderResponse {
        OrderResponse(
            number: "R-1", issueDate: "2026-11-23", decision: .accepted, orderNumber: order.number,
            orderDate: order.issueDate, currency: order.currency, buyer: order.buyer, seller: order.seller,
            lines: order.lines.map {
                OrderResponseLine(
                    id: $0.id, orderLine: $0.id, status: .accepted, quantity: $0.quantity, price: $0.price,
                    item: $0.item)
            })
    }

    private func despatch(of order: Order) -> DespatchAdvice {
        DespatchAdvice(
            number: "BL-1", issueDate: "2026-11-24", orderNumber: order.number, supplier: order.seller,
            recipient: order.deliveryParty ?? order.buyer, buyer: order.buyer, despatchDate: "2026-11-24",
            lines: order.lines.map {
                DespatchLine(
                    id: $0.id, delivered: $0.quantity, orderNumber: order.number, orderLine: $0.id, item: $0.item)
            })
    }

    private func invoice(for order: Order) throws -> Invoice {
        let vat = VATClass(.standard, Percentage(10))
        let zero = Money.zero(order.currency)
        let lines = try order.lines.map { line in
            let price = try #require(line.price)
            return InvoiceLine(
                id: line.id, quantity: line.quantity, netAmount: try #require(price.amount(for: line.quantity.value)),
                orderLine: line.id, price: price, item: line.item, vat: vat)
        }
        let net = lines.map(\.netAmount).sum(in: order.currency)
        let tax = Percentage(10).of(net)
        var invoice = Invoice(
            number: "INV-1", issueDate: "2026-11-24", dueDate: "2026-12-24", currency: order.currency,
            seller: order.seller, buyer: order.buyer, lines: lines,
            vatBreakdown: [VATSubtotal(vat: vat, taxable: net, tax: tax)],
            totals: InvoiceTotals(
                lines: net, allowances: zero, charges: zero, beforeTax: net, tax: tax, withTax: net + tax,
                prepaid: zero,
                rounding: zero, payable: net + tax))
        invoice.orderReference = order.number
        return invoice
    }
}
