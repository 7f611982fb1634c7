import Findings
import Testing

private let minor = Rule("T-1", "A minor thing.", remedy: "Nothing.", severity: .warning)
private let grave = Rule("T-2", "A grave thing.", remedy: "Mend it.")

struct FindingLogTests {
    @Test func `what comes after the bound is counted and still weighs`() {
        var log = FindingLog(limit: 2)
        for _ in 0..<3 { log.report(minor, "again", at: .document) }
        log.report(grave, "last", at: .offset(9))
        #expect(log.findings.count == 2)
        #expect(log.droppedCount == 2)
        #expect(log.hasFatal)
    }

    @Test func `a log takes over what another one dropped`() {
        var log = FindingLog(limit: 1)
        log.report(minor, "again", at: .document)
        log.report(grave, "last", at: .offset(9))
        var whole = FindingLog(limit: 9)
        whole.report(contentsOf: log)
        #expect(whole.findings.count == 1)
        #expect(whole.droppedCount == 1)
        #expect(whole.fatalCount == 1 && whole.hasFatal)
    }

    @Test func `a finding is made only where it is kept`() {
        var log = FindingLog(limit: 1)
        var made = 0
        for _ in 0..<3 {
            log.report(grave) {
                made += 1
                return Finding(grave, "again", at: .document)
            }
        }
        #expect(made == 1)
        #expect(log.count == 3 && log.fatalCount == 3)
    }

    @Test func `an empty log has no gravest finding`() {
        #expect(FindingLog().gravest == nil)
    }

    @Test func `a place reads as a person would say it`() {
        #expect(Place.text(line: 14, column: 22, path: "/Order/ID").description == "14:22 /Order/ID")
        #expect(Place.text(line: 14, column: 0, path: "").description == "line 14")
        #expect(
            Place.segment(7, tag: "LIN", element: 3, component: 1).description == "segment 7 LIN element 3 component 1")
    }
}
