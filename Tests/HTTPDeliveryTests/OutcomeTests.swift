import Glibc
import HTTPDelivery
import HTTPService
import Pipeline
import Testing

@Suite struct OutcomeTests {
    @Test func `a first post is accepted and the same post again is told so`() throws {
        let loopback = try Loopback()
        #expect(loopback.post() == "answered 201")
        #expect(loopback.post() == "answered 200")
        #expect(try loopback.effectKeys() == ["a"])
    }

    @Test func `an answer comes with its type and its body`() throws {
        let loopback = try Loopback()
        let outcome = send(loopback.transport, loopbackRequest(loopback.receiver.port, key: "k\"1"))
        guard case .answered(201, nil, let contentType, let body) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(contentType == "application/json")
        #expect(String(decoding: body, as: UTF8.self) == #"{"key":"k\"1","status":"accepted"}"#)
    }

    @Test(arguments: [400, 401, 403, 404, 409, 410, 422, 425, 429, 500, 503])
    func `a refusal is an answer`(status: Int) throws {
        let loopback = try Loopback([ReceiverRule(.answer(status: status))])
        #expect(loopback.post() == "answered \(status)")
        #expect(try loopback.effectKeys().isEmpty)
    }

    @Test(arguments: ["2", "Wed, 21 Oct 2026 07:28:00 GMT", "1000000000", "soon"])
    func `a wait that is asked for comes as it was sent`(wait: String) throws {
        let loopback = try Loopback([ReceiverRule(.answer(status: 429, retryAfter: wait))])
        let outcome = send(loopback.transport, loopbackRequest(loopback.receiver.port, key: "a"))
        guard case .answered(429, let retryAfter, _, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(retryAfter == wait)
    }

    @Test func `a redirect is not followed`() throws {
        let elsewhere = try Loopback()
        let loopback = try Loopback([
            ReceiverRule(.answer(status: 307, location: "http://127.0.0.1:\(elsewhere.receiver.port)/"))
        ])
        #expect(loopback.post() == "answered 307")
        #expect(elsewhere.receiver.effectCount == 0)
    }

    @Test(arguments: [
        Misconduct.dropBeforeEffect, .dropAfterEffect, .answerInPart, .answerGarbage,
        .answerWithLongHead(bytes: 70_000),
    ])
    func `without a whole answer what happened is unknown`(conduct: Misconduct) throws {
        let loopback = try Loopback([ReceiverRule(times: 1, conduct)])
        #expect(loopback.post() == "unknown")
        #expect(loopback.post() == (conduct == .dropBeforeEffect ? "answered 201" : "answered 200"))
        #expect(try loopback.effectKeys() == ["a"])
    }

    @Test func `a kept connection that dies under a request does not send it twice`() throws {
        let loopback = try Loopback([ReceiverRule(keyPrefix: "b", times: 1, .dropAfterEffect)])
        #expect(loopback.post(key: "a") == "answered 201")
        #expect(loopback.post(key: "b") == "unknown")
        #expect(loopback.post(key: "b") == "answered 200")
    }

    @Test func `that a kept connection has died is said, and not how we found out`() throws {
        let loopback = try Loopback([ReceiverRule(keyPrefix: "b", times: 1, .dropAfterEffect)])
        #expect(loopback.post(key: "a") == "answered 201")
        let outcome = send(loopback.transport, loopbackRequest(loopback.receiver.port, key: "b"))
        guard case .unknown(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.hasPrefix("the connection broke before an answer came"), "\(reason)")
    }

    @Test func `an answer that comes too late is unknown`() throws {
        let loopback = try Loopback([ReceiverRule(times: 1, .answerSlowly(milliseconds: 5_000))]) {
            $0.totalMilliseconds = 200
        }
        #expect(loopback.post() == "unknown")
        #expect(loopback.post() == "answered 200")
    }

    @Test func `an answer that takes its time is waited for`() throws {
        let loopback = try Loopback([ReceiverRule(.answerSlowly(milliseconds: 100))])
        #expect(loopback.post() == "answered 201")
    }

    @Test func `of a long body the first part is read`() throws {
        let loopback = try Loopback([ReceiverRule(.answerAtLength(bytes: 2_000_000))])
        let outcome = send(loopback.transport, loopbackRequest(loopback.receiver.port, key: "a"))
        guard case .answered(201, _, _, let body) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(body.count == 65_536)
    }

    @Test func `a body of exactly the limit is read whole`() throws {
        let loopback = try Loopback([ReceiverRule(.answerAtLength(bytes: 65_536))])
        #expect(loopback.post() == "answered 201")
        #expect(loopback.post() == "answered 200")
    }

    @Test func `where nobody listens nothing was sent`() throws {
        let receiver = try Receiver()
        try receiver.stop()
        let outcome = send(loopbackTransport(), loopbackRequest(receiver.port, key: "a"))
        #expect(outcome.inWords == "not sent")
        #expect(outcome.reason.contains("connect"))
    }

    @Test func `where the handshake comes to no end in time nothing was sent`() {
        let listener = SilentListener()
        let transport = loopbackTransport { $0.connectMilliseconds = 100 }
        let request = TransportRequest(
            url: "https://127.0.0.1:\(listener.port)/", contentType: "a/b", headers: [], body: [1])
        #expect(send(transport, request).inWords == "not sent")
    }

    @Test func `where the request is taken and nobody answers what happened is unknown`() {
        let listener = SilentListener()
        let transport = loopbackTransport { $0.totalMilliseconds = 100 }
        #expect(send(transport, loopbackRequest(listener.port, key: "a")).inWords == "unknown")
    }

    @Test func `a name that nobody has is not sent to`() {
        let request = TransportRequest(url: "http://nobody.invalid/", contentType: "a/b", headers: [], body: [1])
        #expect(send(CurlTransport(TransportSettings()), request).inWords == "not sent")
    }

    @Test func `a body of no bytes is a post like another`() throws {
        let loopback = try Loopback()
        #expect(loopback.post(body: "") == "answered 201")
    }

    @Test func `a value cannot end its line`() throws {
        let loopback = try Loopback()
        #expect(loopback.post(key: "a\r\nInjected: 1") == "answered 201")
        #expect(try loopback.effectKeys() == ["a%0D%0AInjected: 1"])
    }
}
