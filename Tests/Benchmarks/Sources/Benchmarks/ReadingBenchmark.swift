import Documents
import Findings
import Foundation
import Pipeline
import UBLFormats

/// Reading UBL orders: parsing, schema and mapping, beside `xmllint` with the same schema.
struct ReadingBenchmark {
    let folder: URL
    let schema: String
    private let lines = sized(60_000)
    private let text: String
    private let large: URL
    private var megabytes: Double { Double(text.utf8.count) / 1e6 }

    init(folder: URL, schema: String) throws {
        self.folder = folder
        self.schema = schema
        text = SampleOrders.order(1, lines: lines)
        large = folder.appendingPathComponent("large.xml")
        try Data(text.utf8).write(to: large)
    }

    /// How fast `xmllint` is here.
    func yardstick() -> Yardstick {
        guard let plain = best(of: 3, { timedCommand(["xmllint", "--stream", "--noout", large.path]) }) else {
            print("xmllint is not there: rates are not scaled")
            return Yardstick(megabytesPerSecond: Yardstick.goal)
        }
        let yardstick = Yardstick(megabytesPerSecond: megabytes / plain)
        print("xmllint --stream --noout reads \(number(yardstick.megabytesPerSecond)) MB per CPU-second here\n")
        return yardstick
    }

    func run() throws {
        readLarge(Array(text.utf8), large.path)
        try readSmall()
    }

    private func readLarge(_ bytes: [UInt8], _ path: String) {
        let format = UBLOrderFormat()
        _ = format.read(Array(SampleOrders.order(1, lines: 2).utf8), maxLines: 10)
        let before = peakMegabytes()
        let refused = format.read(bytes, maxLines: lines / 6)[0]
        require(refused.findings.contains { $0.rule.code == "UBL-006" }, "an order beyond the bound is refused")
        let growth = peakMegabytes() - before
        let seconds =
            best(of: 3) {
                timed {
                    guard case .order(let order)? = format.read(bytes, maxLines: 1_000_000)[0].document else {
                        return require(false, "a large order is read")
                    }
                    require(order.lines.count == lines, "all its lines are read")
                }
            } ?? 0
        guard let theirs = best(of: 3, { timedCommand(["xmllint", "--stream", "--noout", "--schema", schema, path]) })
        else { return print("xmllint refused the large order") }
        report(
            "UBL order, \(number(megabytes)) MB: parse, schema, map", theirs / seconds, "x xmllint --schema", goal: 1.3)
        print("    memory grew by \(number(growth)) MB where it is bounded by maxLines")
    }

    private func readSmall() throws {
        let count = sized(2000)
        let texts = (0..<count).map { SampleOrders.order($0, lines: 10) }
        let paths = try texts.enumerated().map { index, text in
            let file = folder.appendingPathComponent("small-\(index).xml")
            try Data(text.utf8).write(to: file)
            return file.path
        }
        let format = UBLOrderFormat()
        let inputs = texts.map { Array($0.utf8) }
        let seconds =
            best(of: 3) {
                timed {
                    for bytes in inputs {
                        guard case .order(let order)? = format.read(bytes, maxLines: 100)[0].document else {
                            return require(false, "a small order is read")
                        }
                        require(order.lines.count == 10, "an order has ten lines")
                    }
                }
            } ?? 0
        guard
            let theirs = best(of: 3, { timedCommand(["xmllint", "--stream", "--noout", "--schema", schema] + paths) })
        else { return print("xmllint refused the small orders") }
        report("UBL order, ten lines a file: parse, schema, map", theirs / seconds, "x xmllint --schema", goal: 1.3)
    }
}

/// The least of a number of measurements; nil where one of them could not be made.
func best(of count: Int, _ measure: () -> Double?) -> Double? {
    var least: Double?
    for _ in 0..<(isTrial ? 1 : count) {
        guard let value = measure() else { return nil }
        least = min(least ?? value, value)
    }
    return least
}
