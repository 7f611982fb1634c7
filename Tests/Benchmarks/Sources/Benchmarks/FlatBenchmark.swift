import Documents
import Findings
import FlatFileSyntax
import FlatFormats
import Foundation
import OrderIntake
import Pipeline

/// Orders in CSV through a column map, beside Python's csv module, which only splits.
struct FlatBenchmark {
    let folder: URL
    let yardstick: Yardstick
    private let orders = sized(20_000)
    private let lines = 10

    func run() throws {
        let bytes = Array(file().utf8)
        let megabytes = Double(bytes.count) / 1e6
        let format = format()
        let path = folder.appendingPathComponent("orders.csv")
        try Data(bytes).write(to: path)
        let splitting =
            best(of: 3) { timed { require(cellCount(bytes) == (orders * lines + 1) * 9, "all cells are split") } } ?? 1
        let mapped = best(of: 3) { timed { map(bytes, format) } } ?? 1
        report(
            "CSV orders, \(number(megabytes)) MB: mapped", megabytes / mapped, "MB/s", goal: 200, scale: yardstick.scale
        )
        print(
            "    split alone \(number(megabytes / splitting)) MB/s; \(number(Double(orders * lines) / mapped)) lines a CPU-second"
        )
        let program = "import csv, sys; n = sum(len(r) for r in csv.reader(open(sys.argv[1], newline='')))"
        guard let theirs = timedCommand(["python3", "-c", program, path.path]) else {
            return print("    python3 is not there")
        }
        print(
            "    \(number(theirs / mapped)) times as fast as Python's csv, which only splits (\(number(megabytes / theirs)) MB/s)"
        )
    }

    private func cellCount(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = CSVScanner(buffer, separator: UInt8(ascii: ";"))
            var count = 0
            while scanner.next() { count += scanner.cells.count }
            return count
        }
    }

    private func map(_ bytes: [UInt8], _ format: any ReadingFormat) {
        var count = 0
        format.forEach(bytes, maxLines: 100) { message in
            count += 1
            guard case .order(let order)? = message.document, message.status == .accepted else {
                return require(false, "each order is read: \(message.findings.first?.message ?? "")")
            }
            require(order.lines.count == lines, "an order has all its lines")
        }
        require(count == orders, "all orders are read")
    }

    /// The format as a decode stage has it.
    private func format() -> any ReadingFormat {
        let text = """
            {"company": "c", "desks": {"d": {"role": "r"}}, "stages": [
              {"id": "in", "uses": "folder", "settings": {"path": "i"}, "to": {"received": "decode"}},
              {"id": "decode", "uses": "decode", "settings": {"formats": ["csv-order"], "csvOrders": {"shop": {
                "separator": "semicolon", "decimalMark": "comma", "dates": "dd/MM/yyyy",
                "columns": {"number": "Order", "issueDate": "Date", "buyerGln": "Buyer", "line": "Line", "gtin": "GTIN", "itemName": "Name",
                  "quantity": "Qty", "price": "Price", "amount": "Amount"},
                "constants": {"currency": "EUR", "unit": "C62"}}}}, "to": {"order": "end"}, "waits": {"unreadable": "d"}},
              {"id": "desk", "uses": "follow-instruction", "to": {"delivered": "end", "credit": "end", "cash": "end", "cases": "end",
                "customer-credit": "end", "billing": "end"}, "waits": {"impossible": "d"}}]}
            """
        let surroundings = ConfigurationSurroundings(directory: ".", variable: { _ in nil }, secret: { _ in nil })
        let registry = Registry(stages: [StageType(FollowInstruction.self)], reading: [CSVOrderFormat()], writing: [])
        let (plan, findings) = readPlan([UInt8](text.utf8), registry: registry, in: surroundings)
        for step in plan?.steps ?? [] {
            if case .decode(let settings) = step.body { return settings.formats[0] }
        }
        fatalError("the configuration of the benchmark is wrong: \(findings)")
    }

    private func file() -> String {
        var text = "Order;Date;Buyer;Line;GTIN;Name;Qty;Price;Amount\n"
        text.reserveCapacity(orders * lines * 110)
        for order in 0..<orders {
            for line in 1...lines {
                let quantity = (order + line) % 7 + 1
                text +=
                    "PO-2026-\(100_000 + order);23/11/2026;5412345000013;\(line);95204171\(30_000 + line);An item of the catalogue, number \(line % 10);"
                text += "\(quantity);129,90;\(quantity * 1299 / 10),\(quantity * 1299 % 10)0\n"
            }
        }
        return text
    }
}
