import Calendars
import Documents
import Foundation
import JSONSyntax
import Pipeline
import Receivables

/// What a run leaves: what is done, what waits and where, what is still to be sent.
struct Summary {
    private let progress: RunProgress
    private let passedOver: [FilePassedOver]
    private let young: [FilesTooYoung]
    private let pauses: [String: EndpointPause]
    /// How many documents wait.
    private let waiting: Int
    /// How many deliveries are to be made again, and when the next one is.
    private let retrying: Int
    private let nextAttempt: Instant?
    /// What befell them, three things at most.
    private let retryReasons: [String]

    init(of progress: RunProgress, _ workspace: Workspace) throws {
        self.progress = progress
        passedOver = try workspace.filesPassedOver()
        young = try workspace.filesTooYoung()
        var (waiting, retrying) = (0, 0)
        var next: Instant?
        var reasons: Set<String> = []
        pauses = try workspace.ledger().read { ledger in
            try forEachWork(ledger, states: [.waiting, .poison]) { _ in waiting += 1 }
            try forEachWork(ledger, states: [.ready]) { work in
                guard let wakeAt = work.wakeAt else { return }
                retrying += 1
                next = min(next ?? wakeAt, wakeAt)
                if reasons.count < 3, let reason = work.findings.first?.message { reasons.insert(reason) }
            }
            return try ledger.pausedEndpoints()
        }
        (self.waiting, self.retrying, nextAttempt, retryReasons) = (waiting, retrying, next, reasons.sorted())
    }

    func show() {
        print(
            "\(count(progress.filesTaken, "file")) taken in, \(count(progress.deliveriesSettled, "delivery attempt")) settled."
        )
        for file in passedOver { file.show() }
        for files in young { files.show() }
        showPauses(pauses)
        if waiting > 0 {
            print("\(count(waiting, "document")) waiting for a person or an event; `quittance work list` shows them.")
        }
        if let nextAttempt {
            print(
                "\(count(retrying, "delivery")) to be sent again, the next at \(nextAttempt). Run again after that, or use --watch."
            )
            for reason in retryReasons { print("  because: \(reason)") }
        }
    }

    func showJSON() {
        Quittance.showJSON { json in
            json.member("filesTaken", progress.filesTaken)
            json.member("documentsDecided", progress.documentsDecided)
            json.member("documentsRendered", progress.documentsRendered)
            json.member("deliveriesSettled", progress.deliveriesSettled)
            json.member("waiting", waiting)
            json.member("toBeSentAgain", retrying)
            json.optional("nextAttempt", nextAttempt?.description)
            json.member("passedOver") { $0.passedOver(passedOver) }
            json.member("tooYoung") { $0.tooYoung(young) }
            json.member("pausedEndpoints") { $0.pauses(pauses) }
        }
    }
}

/// Every row in one of the states.
func allWork(_ ledger: any LedgerSnapshot, states: Set<WorkState>) throws -> [Work] {
    var all: [Work] = []
    try forEachWork(ledger, states: states) { all.append($0) }
    return all
}

/// Hands on every row in one of the states, and keeps none.
func forEachWork(_ ledger: any LedgerSnapshot, states: Set<WorkState>, _ body: (Work) throws -> Void) throws {
    var last: Int64 = 0
    while true {
        let rows = try ledger.work(after: last, limit: 1000, states: states, stages: [])
        for row in rows { try body(row) }
        guard let next = rows.last?.id, rows.count == 1000 else { return }
        last = next
    }
}

func count(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    return "\(number) " + (noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s")
}

func currentUser() -> String {
    let user = ProcessInfo.processInfo.environment["USER"] ?? NSUserName()
    return user.isEmpty ? "unknown" : user
}
