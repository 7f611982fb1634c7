import ArgumentParser
import Calendars
import Dispatch
import Documents
import FileExchange
import Foundation
import Pipeline
import Synchronization

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Takes in what lies in the folders and carries it through the pipeline.",
        discussion: "Works until nothing is due, then ends. What a process that died had in hand is taken over at once."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Flag(help: "Goes on until it is stopped.") var watch = false
    @Option(name: .long, help: "The business date, instead of today's.") var asOf: BusinessDate?

    func run() throws {
        try orExit {
            let workspace = try options.open()
            for folder in workspace.foldersGone {
                complain(
                    "the folder \(folder) is not there; it is made, and holds nothing. Where it should be a share, mount it and run again."
                )
            }
            let stopping = StopSignal()
            let clock = try SystemClock()
            if let asOf { try checkIsNear(asOf, today: workspace.businessDate(clock.now())) }
            stopping.onStop { clock.stop() }
            let ledger = try workspace.ledgerToWrite()
            let owners = try workspace.owners()
            owners.markBreaks()
            let around = try workspace.surroundings(ledger: ledger, clock: clock, owners: owners)
            let runner = Runner(plan: workspace.plan, around: around, asOf: asOf)
            let bar = try ProgressBar(of: workspace.filesToTake())
            runner.onProgress = { bar.show($0) }
            runner.onAlert = { alert in
                bar.finish()
                StandardStreams.writeError("\(alert.date) ALERT \(alert.inWords)\n")
            }
            runner.onRemark = { remark in
                bar.finish()
                complain("document \(remark.origin) at \(remark.stage): \(remark.finding)")
            }
            var watching = watch ? try Watch(runner) : nil
            func tell() throws {
                try watching?.tell(runner, passedOver: workspace.filesPassedOver(as: around.intakes)) { line in
                    bar.finish()
                    StandardStreams.writeError(line + "\n")
                }
            }
            try runner.start()
            do {
                repeat {
                    while !stopping.isStopping, try runner.cycle() { try tell() }
                    try tell()
                    try workspace.anchor.keep(ledger)
                    guard watch, !stopping.isStopping else { break }
                    let soon = clock.now().adding(seconds: 1)
                    clock.wait(until: min(soon, try runner.nextWake() ?? soon))
                } while !stopping.isStopping
            } catch {
                if sysexit(of: error) == 70 { owners.breakDown() }
                throw error
            }
            bar.finish()
            let summary = try Summary(of: runner.progress, workspace)
            if output.isJSON { summary.showJSON() } else { summary.show() }
        }
    }
}

/// Numbers are given in the order of their days, so a day that was mistyped would stand on every later invoice.
private func checkIsNear(_ date: BusinessDate, today: BusinessDate) throws {
    guard date > today + 366 else { return }
    throw Failure.input(
        "The business date \(date) is more than a year from today, \(today): every later invoice would bear that day or a later one. Correct --as-of."
    )
}

/// Says that the process was asked to end: what is under way is finished, nothing new is begun. Its sources are set up
/// once and not touched again.
final class StopSignal: @unchecked Sendable {
    private let flag = Atomic<Bool>(false)
    private let sources: [any DispatchSourceSignal]
    private let handlers = Mutex<[@Sendable () -> Void]>([])

    init() {
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            sources.append(DispatchSource.makeSignalSource(signal: number, queue: .global()))
        }
        self.sources = sources
        for source in sources {
            source.setEventHandler { @Sendable [self] in stop() }
            source.resume()
        }
    }

    var isStopping: Bool { flag.load(ordering: .relaxed) }

    func onStop(_ handler: @escaping @Sendable () -> Void) { handlers.withLock { $0.append(handler) } }

    private func stop() {
        flag.store(true, ordering: .relaxed)
        for handler in handlers.withLock({ $0 }) { handler() }
    }
}

/// Shows how far a long run has come, where a person is watching.
final class ProgressBar {
    private static let width = 24

    private let isWatched = isatty(STDERR_FILENO) == 1
    private let total: Int
    private var last = Date.distantPast

    /// - Parameter total: how many files lay there at the beginning.
    init(of total: @autoclosure () throws -> Int) rethrows { self.total = isWatched ? try total() : 0 }

    func show(_ progress: RunProgress) {
        guard isWatched, Date().timeIntervalSince(last) > 0.2 else { return }
        last = Date()
        StandardStreams.writeError("\r\u{1B}[K\(Self.line(progress, of: total))")
    }

    func finish() {
        guard isWatched else { return }
        StandardStreams.writeError("\r\u{1B}[K")
    }

    /// `[########----------------] 512 of 1536 files, 510 decisions, 300 written, 120 deliveries`
    static func line(_ progress: RunProgress, of total: Int) -> String {
        let counts =
            "\(progress.documentsDecided) decisions, \(progress.documentsRendered) written, "
            + "\(progress.deliveriesSettled) deliveries"
        guard total > 0 else { return "\(progress.filesTaken) files, \(counts)" }
        let filled = min(width, progress.filesTaken * width / total)
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        return "[\(bar)] \(progress.filesTaken) of \(max(total, progress.filesTaken)) files, \(counts)"
    }
}

extension Workspace {
    /// The folders that files are taken from and that are not there, though there was work before.
    fileprivate var foldersGone: [String] {
        guard isBegun else { return [] }
        return plan.steps.compactMap { step in
            guard case .folder(let settings) = step.body, !FileManager.default.fileExists(atPath: settings.path) else {
                return nil
            }
            return settings.path
        }
    }

    /// How many files lie in the folders and may be taken in.
    fileprivate func filesToTake() throws -> Int {
        try plan.steps.reduce(0) { count, step in
            guard case .folder(let settings) = step.body else { return count }
            return count + (try intakeSettings(settings, step).countOfFiles())
        }
    }
}
