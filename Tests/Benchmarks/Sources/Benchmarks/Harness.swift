import Foundation
import Glibc
import Pipeline

/// Whether the benchmarks are only tried out: everything is done and checked, at a size that shows no speed.
let isTrial = CommandLine.arguments.contains("--trial")

/// Which part of everything is measured: `--part 20` for a twentieth, under a tool that counts instructions.
private let part = CommandLine.arguments.split(separator: "--part").dropFirst().first?.first.flatMap { Int($0) } ?? 1

/// How many of something are measured.
func sized(_ count: Int) -> Int { isTrial ? max(10, count / 500) : count / part }

/// The processor time that this process, or its children, have used, in seconds.
func cpuSeconds(ofChildren: Bool = false) -> Double {
    var usage = rusage()
    getrusage(ofChildren ? __rusage_who_t(RUSAGE_CHILDREN.rawValue) : __rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// The most memory that this process has had at a time, in megabytes.
func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}

/// Runs a body and says how much processor time it took.
func timed(_ body: () throws -> Void) rethrows -> Double {
    let start = cpuSeconds()
    try body()
    return cpuSeconds() - start
}

/// Runs a command, its output thrown away, and says how much processor time it took; nil where it is not there.
func timedCommand(_ arguments: [String]) -> Double? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = cpuSeconds(ofChildren: true)
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return cpuSeconds(ofChildren: true) - start
}

/// The machine beside the one that the goals are for: a core on which `xmllint --stream --noout` reads 190 MB a second.
struct Yardstick {
    static let goal = 190.0
    let megabytesPerSecond: Double
    /// What a rate of this machine is on the machine of the goals.
    var scale: Double { Self.goal / megabytesPerSecond }
}

/// Prints a figure beside its goal.
func report(_ name: String, _ value: Double, _ unit: String, goal: Double, scale: Double = 1) {
    let scaled = value * scale
    let verdict = scaled >= goal ? "met" : "MISSED"
    print(
        "\(name.padding(toLength: 58, withPad: " ", startingAt: 0)) \(number(scaled)) \(unit), goal \(number(goal)): "
            + "\(verdict) (\(number(scaled / goal)) of it)")
}

func number(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String(format: "%.2f", value)
}

/// Stops with a message: a figure of a wrong result is worth nothing.
func require(_ condition: Bool, _ message: String) {
    guard !condition else { return }
    print("WRONG RESULT: \(message)")
    exit(1)
}

extension ReadingFormat {
    /// Hands on the messages of a file, as the runner takes them.
    func forEach(_ bytes: [UInt8], maxLines: Int, _ take: (ReadMessage) -> Void) {
        bytes.withUnsafeBufferPointer { read($0, maxLines: maxLines, each: take) }
    }
}
