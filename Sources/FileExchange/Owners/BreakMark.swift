import Glibc
import Synchronization

/// The mark that a process leaves at the end of a file when it ends by a fault of its own: a trap, or memory that is not
/// its own. Nothing but system calls is made once that has happened.
enum BreakMark {
    static let byte = UInt8(ascii: "!")

    static func leave(in file: Int32) {
        withUnsafePointer(to: byte) { _ = write(file, $0, 1) }
    }

    /// From now on a signal of such a fault leaves the mark in a file, and goes on to what was to happen before.
    static func leaveWhenBroken(in file: Int32) {
        breakFile.store(file, ordering: .relaxed)
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let file = breakFile.load(ordering: .relaxed)
                if file >= 0 { BreakMark.leave(in: file) }
                sigaction(number, earlierActions + Int(number), nil)
                raise(number)
            }
            sigaction(number, &action, earlierActions + Int(number))
        }
    }

    /// The file is closed: nothing is left in it any more.
    static func leaveNone(in file: Int32) {
        _ = breakFile.compareExchange(expected: file, desired: -1, ordering: .relaxed)
    }
}

private let breakFile = Atomic<Int32>(-1)
/// What each signal did before; made before the first of them can come.
private nonisolated(unsafe) let earlierActions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
