import Testing

/// The benchmarks, at a size that shows no speed: that they run, and that their results are right.
struct BenchmarkTests {
    @Test func `every benchmark does what it measures`() throws {
        let program = try Program("BenchmarkTrial")
        defer { program.clear() }
        let ended = try program("--trial")
        #expect(ended.status == 0 && !ended.output.contains("WRONG RESULT"), "\(ended)")
        for name in [
            "UBL order", "EN 16931", "EDIFACT", "camt.053", "X12 850", "CSV orders", "reminders", "figures", "matching",
        ] {
            #expect(ended.output.contains(name), "\(name): \(ended.output)")
        }
        for name in ["UBL orders from the folder", "deliveries with key", "time for a document"] {
            #expect(ended.output.contains(name), "\(name): \(ended.output)")
        }
    }
}
