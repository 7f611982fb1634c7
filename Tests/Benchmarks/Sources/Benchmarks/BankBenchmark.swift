import BankFormats
import Findings
import Documents
import Foundation
import Pipeline

/// Reading bank statements, each format by the entries of a CPU-second.
struct BankBenchmark {
    let yardstick: Yardstick

    func run() throws {
        let count = sized(100_000)
        measure("camt.053", CamtFormat.statement, SampleStatements.camt(count), count, goal: 300_000)
        measure("MT940", MT940Format(), SampleStatements.mt940(count), count, goal: 3_000_000)
        measure("CFONB 120", CFONBFormat(), SampleStatements.cfonb(count), count, goal: 4_000_000)
    }

    private func measure(_ name: String, _ format: any ReadingFormat, _ text: String, _ count: Int, goal: Double) {
        let bytes = Array(text.utf8)
        let before = peakMegabytes()
        let seconds =
            best(of: 5) {
                timed {
                    var entries = 0
                    format.forEach(bytes, maxLines: 10_000) { message in
                        guard case .bankStatement(let statement)? = message.document else {
                            return require(false, "\(name): \(message.findings.first?.message ?? "")")
                        }
                        entries += statement.entries.count
                    }
                    require(entries == count, "\(name): all entries are read, not \(entries)")
                }
            } ?? 0
        report("\(name), entries", Double(count) / seconds, "per CPU-second", goal: goal, scale: yardstick.scale)
        print(
            "    \(number(Double(bytes.count) / 1e6 / seconds)) MB per CPU-second, memory grew by \(number(peakMegabytes() - before)) MB"
        )
    }
}
