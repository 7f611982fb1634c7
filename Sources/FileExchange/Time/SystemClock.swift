public import Calendars
import CPlatform
import Glibc
public import Pipeline

/// The clock of the machine.
public final class SystemClock: Clock {
    private let stopSignal: Descriptor

    public init() throws {
        let number = eventfd(0, O_CLOEXEC | O_NONBLOCK)
        try require(number, to: .wait, "the clock")
        stopSignal = Descriptor(number: number)
    }

    public func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// Returns at the moment given, or as soon as `stop` was called; from then on at once.
    ///
    /// It looks at the clock at least every second, so that a clock that is set does not leave anybody waiting.
    public func wait(until moment: Instant) {
        while !isStopped {
            let left = moment.microseconds - now().microseconds
            guard left > 0 else { return }
            pause(milliseconds: Int32(min((left + 999) / 1_000, 1_000)))
        }
    }

    /// Ends every wait, those that come later included. May be called from a signal handler.
    public func stop() {
        var one: UInt64 = 1
        _ = Glibc.write(stopSignal.number, &one, 8)
    }

    public var isStopped: Bool {
        var request = pollfd(fd: stopSignal.number, events: Int16(POLLIN), revents: 0)
        return uninterrupted { poll(&request, 1, 0) } > 0
    }

    private func pause(milliseconds: Int32) {
        var request = pollfd(fd: stopSignal.number, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, milliseconds)
    }
}
