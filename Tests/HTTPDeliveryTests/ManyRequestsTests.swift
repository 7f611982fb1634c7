import HTTPDelivery
import HTTPService
import Pipeline
import Testing

@Suite struct ManyRequestsTests {
    /// Sends keys until each has been answered with success, and gives the number of attempts.
    private func deliver(_ keys: [String], to loopback: Loopback) -> Int {
        let body = String(repeating: "x", count: 13_000)
        var attempts = 0
        var left = 0
        func start(_ index: Int) {
            attempts += 1
            left += 1
            loopback.transport.start(
                loopbackRequest(loopback.receiver.port, key: keys[index], body: keys[index] + body), token: index)
        }
        for index in keys.indices { start(index) }
        while left > 0 {
            for (token, outcome) in loopback.transport.completed(waitingAtMost: 5_000) {
                left -= 1
                switch outcome {
                case .answered(200...299, _, _, _): break
                default: start(token)
                }
            }
        }
        return attempts
    }

    @Test func `two thousand posts side by side have one effect each`() throws {
        let folder = TemporaryFolder()
        let loopback = try Loopback(effects: folder.path + "/effects")
        let keys = (0..<2000).map { "order-\($0)" }
        #expect(deliver(keys, to: loopback) == 2000)
        #expect(try loopback.effectKeys().sorted() == keys.sorted())
        #expect(loopback.transport.inFlight == 0)
    }

    @Test func `whatever the receiver does, each key has its effect once`() throws {
        let folder = TemporaryFolder()
        let loopback = try Loopback(
            [
                ReceiverRule(every: 3, .dropAfterEffect), ReceiverRule(every: 4, .answerInPart),
                ReceiverRule(every: 5, .dropBeforeEffect), ReceiverRule(times: 1, .answer(status: 503)),
            ], effects: folder.path + "/effects")
        let keys = (0..<300).map { "order-\($0)" }
        #expect(deliver(keys, to: loopback) > 600)
        #expect(try loopback.effectKeys().sorted() == keys.sorted())
    }

    @Test func `no more requests are under way than there are connections`() throws {
        let loopback = try Loopback([ReceiverRule(.answerSlowly(milliseconds: 30))]) { $0.connections = 2 }
        for index in 0..<10 {
            loopback.transport.start(loopbackRequest(loopback.receiver.port, key: "\(index)"), token: index)
        }
        #expect(loopback.transport.inFlight == 10)
        var ended: [Int] = []
        while ended.count < 10 {
            let some = loopback.transport.completed(waitingAtMost: 1_000).map(\.token)
            #expect(some.count <= 2)
            ended += some
        }
        #expect(ended.sorted() == Array(0..<10))
    }

    @Test func `waiting for nothing ends at once and waiting in vain ends in time`() throws {
        let loopback = try Loopback([ReceiverRule(.answerSlowly(milliseconds: 300))])
        #expect(loopback.transport.completed(waitingAtMost: 60_000).isEmpty)
        loopback.transport.start(loopbackRequest(loopback.receiver.port, key: "a"), token: 1)
        #expect(loopback.transport.completed(waitingAtMost: 20).isEmpty)
        #expect(loopback.transport.inFlight == 1)
    }
}
