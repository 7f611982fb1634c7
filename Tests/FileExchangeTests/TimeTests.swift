import Calendars
import Glibc
import Testing

@testable import FileExchange

struct TimeTests {
    @Test func `a wait ends at its moment and not before`() throws {
        let clock = try SystemClock()
        let moment = clock.now().adding(microseconds: 30_000)
        clock.wait(until: moment)
        #expect(clock.now() >= moment)
        #expect(!clock.isStopped)
    }

    @Test func `stopping ends a wait, and every one after it`() async throws {
        let clock = try SystemClock()
        let begun = clock.now()
        let waiting = Task.detached { clock.wait(until: clock.now().adding(seconds: 3600)) }
        usleep(20_000)
        clock.stop()
        await waiting.value
        clock.wait(until: clock.now().adding(seconds: 3600))
        #expect(clock.isStopped)
        #expect(clock.now() < begun.adding(seconds: 1800))
    }

    @Test func `numbers stay below their bound and reach every value`() {
        let randomness = SystemRandomness()
        #expect(Set((0..<500).map { _ in randomness.number(below: 4) }) == [0, 1, 2, 3])
        #expect(randomness.number(below: 1) == 0)
    }
}
