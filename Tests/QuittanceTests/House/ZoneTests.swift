import Calendars
import Documents
import Foundation
import Testing

@testable import Quittance

/// Days and moments where clocks change, as a workspace has them.
struct ZoneTests {
    private func withWorkspace(_ body: (Workspace) throws -> Void) throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop")
        try body(Workspace(config: program.path("shop/pipeline.json")))
    }

    private func moment(_ date: BusinessDate, _ hours: Int64, _ minutes: Int64 = 0) -> Instant {
        Instant(startOf: date).adding(seconds: hours * 3600 + minutes * 60)
    }

    @Test func `a day begins at midnight where the pipeline is, in winter and in summer`() throws {
        try withWorkspace { paris in
            #expect(paris.businessDate(moment("2026-11-22", 22, 59)) == "2026-11-22")
            #expect(paris.businessDate(moment("2026-11-22", 23)) == "2026-11-23")
            #expect(paris.businessDate(moment("2026-07-06", 21, 59)) == "2026-07-06")
            #expect(paris.businessDate(moment("2026-07-06", 22)) == "2026-07-07")
            #expect(paris.businessDate(moment("2028-02-28", 23)) == "2028-02-29")
            for date in ["2026-01-01", "2026-03-29", "2026-10-25", "2028-02-29"] as [BusinessDate] {
                let start = paris.momentFunction(date, 0)
                #expect(paris.businessDate(start) == date)
                #expect(paris.businessDate(start.adding(microseconds: -1)) == date - 1)
            }
        }
    }

    @Test func `a time that clocks skip is the moment they skip to, one that comes twice is the first`() throws {
        try withWorkspace { paris in
            #expect(paris.momentFunction("2026-03-29", 2 * 60 + 30) == moment("2026-03-29", 1, 30))
            #expect(paris.momentFunction("2026-03-29", 3 * 60) == moment("2026-03-29", 1))
            #expect(paris.momentFunction("2026-10-25", 2 * 60 + 30) == moment("2026-10-25", 0, 30))
            #expect(paris.momentFunction("2026-10-25", 6 * 60) == moment("2026-10-25", 5))
        }
    }
}
