import Documents
import EDIFACTFormats
import EDISyntax
import Findings
import Foundation
import Pipeline

/// EDIFACT orders in interchanges: splitting, validating and mapping, beside the fastest peer that is installed.
struct EDIFACTBenchmark {
    let folder: URL
    let yardstick: Yardstick
    private let orders = sized(4000)
    private let lines = 10

    func run() throws {
        let bytes = Array(SampleOrders.interchange("B1", of: 0..<orders, lines: lines).utf8)
        let megabytes = Double(bytes.count) / 1e6
        let file = folder.appendingPathComponent("orders.edi")
        try Data(bytes).write(to: file)
        let splitting = best(of: 5) { timed { split(bytes) } } ?? 1
        report("EDIFACT: tokenise and split", megabytes / splitting, "MB/s", goal: 1000, scale: yardstick.scale)
        let checked =
            best(of: 3) { timed { require(structureFindings(of: bytes).isEmpty, "the interchange is sound") } } ?? 1
        report("EDIFACT: full validation of messages", megabytes / checked, "MB/s", goal: 300, scale: yardstick.scale)
        let mapped = best(of: 3) { timed { map(bytes) } } ?? 1
        report("EDIFACT: validated and mapped to orders", megabytes / mapped, "MB/s", goal: 150, scale: yardstick.scale)
        print("    that is \(number(Double(orders) / mapped)) orders of \(lines) lines a CPU-second")
        guard let theirs = peer(file) else { return print("    pydifact is not installed: no peer beside it") }
        print("    pydifact splits \(number(megabytes / theirs)) MB/s: \(number(theirs / splitting)) times as long")
    }

    private func split(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = SegmentReader(bytes, .edifact)
            var elements = 0
            while reader.next() { elements += reader.elementCount }
            require(elements > orders * lines * 5, "all elements are split")
        }
    }

    private func map(_ bytes: [UInt8]) {
        var count = 0
        EDIFACTFormat.orders.forEach(bytes, maxLines: 100) { message in
            count += 1
            require(message.status == .accepted, "all messages are accepted")
            guard case .order(let order)? = message.document else { return }
            require(order.lines.count == lines, "an order has all its lines")
        }
        require(count == orders + 1, "all messages are read")
    }

    /// How long pydifact takes to split the same file into segments.
    private func peer(_ file: URL) -> Double? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = root.appendingPathComponent(".judges/bin/python").path
        let program = """
            import sys
            from pydifact.parser import Parser
            for segment in Parser().parse(open(sys.argv[1], encoding="latin-1", newline="").read()): pass
            """
        return timedCommand([python, "-c", program, file.path])
    }
}
