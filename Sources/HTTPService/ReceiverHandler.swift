import Glibc
import NIOCore
import NIOHTTP1
import Synchronization

/// One connection of a receiver: takes requests in turn, and answers each in one piece.
final class ReceiverHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let service: ReceiverService
    private let digester = BodyDigester()
    private var request: ReceivedRequest?
    private var isAnswering = false
    /// What came in while an answer was pending: a client may send its next request early.
    private var parked = CircularBuffer<HTTPServerRequestPart>()
    private var idleSince = NIODeadline.now()
    private var watch: Scheduled<Void>?

    init(_ service: ReceiverService) { self.service = service }

    func channelActive(context: ChannelHandlerContext) {
        idleSince = .now()
        watchTime(context, until: idleSince + service.limits.idleTime)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        endRequest()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard isAnswering else { return take(part, context) }
        guard parked.count < 64 else { return context.close(promise: nil) }
        parked.append(part)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, context.channel.isActive, !isAnswering else {
            return context.close(promise: nil)
        }
        send(.plain(400, closes: true), context)
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head): begin(head, context)
        case .body(let bytes): takeBody(bytes, context)
        case .end: finish(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        service.requestsUnderWay.add(1, ordering: .relaxed)
        request = ReceivedRequest(head, at: .now())
        digester.start()
        watchTime(context, until: .now() + service.limits.requestTime)
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        guard length <= service.limits.bodyBytes else { return send(.plain(413, closes: true), context) }
        if head.headers.first(name: "Expect")?.lowercased() == "100-continue" {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
    }

    private func takeBody(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard request != nil else { return }
        request?.bodyBytes += bytes.readableBytes
        guard request?.bodyBytes ?? 0 <= service.limits.bodyBytes else {
            return send(.plain(413, closes: true), context)
        }
        bytes.withUnsafeReadableBytes { digester.update($0) }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let request else { return }
        switch (request.method, request.path) {
        case (.GET, "/health"): send(.plain(200, "ok"), context)
        case (.GET, "/effects"): sendEffects(context)
        case (.POST, _): takePost(request, context)
        default: send(.plain(request.method == .GET ? 404 : 405), context)
        }
    }

    private func takePost(_ request: ReceivedRequest, _ context: ChannelHandlerContext) {
        guard let key = request.usableKey(within: service.limits.keyBytes) else {
            return send(.plain(400, "an Idempotency-Key is needed"), context)
        }
        let conduct = service.script.conduct(path: request.path, key: key)
        switch conduct {
        case .answer(let status, let retryAfter, let location):
            var answer = Answer.plain(status)
            if let retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
            if let location { answer.headers.append(("Location", location)) }
            send(answer, context)
        case .dropBeforeEffect:
            context.close(promise: nil)
        case nil, .dropAfterEffect, .answerSlowly, .answerInPart, .answerAtLength, .answerWithLongHead, .answerGarbage:
            perform(key, context, conduct)
        }
    }

    private func perform(_ key: String, _ context: ChannelHandlerContext, _ conduct: Misconduct?) {
        isAnswering = true
        let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        service.effects.perform(key: key, digest: digester.finish(), on: context.eventLoop) { outcome in
            let (handler, context) = connection.value
            guard context.channel.isActive else { return }
            handler.answer(outcome, key, context, conduct)
        }
    }

    private func answer(
        _ outcome: EffectOutcome, _ key: String, _ context: ChannelHandlerContext, _ conduct: Misconduct?
    ) {
        let answer =
            switch outcome {
            case .happened: Answer.accepted(key, isReplay: false)
            case .hadHappened: Answer.accepted(key, isReplay: true)
            case .otherBody: Answer.plain(422, "the key was used with another body")
            case .failed: Answer.plain(500, "the effect could not be written down")
            }
        guard let conduct else { return send(answer, context) }
        send(answer, context, with: conduct)
    }

    private func sendEffects(_ context: ChannelHandlerContext) {
        isAnswering = true
        let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let (effects, loop) = (service.effects, context.eventLoop)
        effects.beside {
            let lines = try? effects.lines()
            loop.execute {
                let (handler, context) = connection.value
                let answer = lines.map { Answer(status: 200, contentType: "text/plain; charset=utf-8", body: $0) }
                if context.channel.isActive { handler.send(answer ?? .plain(500), context) }
            }
        }
    }
}

// MARK: Answering

extension ReceiverHandler {
    /// Answers, and goes on with what came in meanwhile.
    private func send(_ answer: Answer, _ context: ChannelHandlerContext) {
        var answer = answer
        answer.closes = answer.closes || request?.isKeepAlive == false
        var buffer = context.channel.allocator.buffer(capacity: 256 + answer.body.count)
        answer.write(to: &buffer)
        endRequest()
        isAnswering = answer.closes
        context.writeAndFlush(wrapOutboundOut(buffer), promise: answer.closes ? closing(context) : nil)
        while !isAnswering, let part = parked.popFirst() { take(part, context) }
    }

    /// Answers in one of the wrong ways.
    private func send(_ answer: Answer, _ context: ChannelHandlerContext, with conduct: Misconduct) {
        var answer = answer
        var buffer = context.channel.allocator.buffer(capacity: 1024)
        switch conduct {
        case .answerSlowly(let milliseconds):
            return sendLater(answer, context, milliseconds)
        case .answerAtLength(let count):
            answer.body = [UInt8](repeating: UInt8(ascii: "x"), count: count)
            return send(answer, context)
        case .answerWithLongHead(let count):
            answer.headers += (0...count / 1000).map { ("Filler-\($0)", String(repeating: "x", count: 986)) }
            return send(answer, context)
        case .answerInPart:
            answer.write(to: &buffer, promising: answer.body.count + 100)
        case .answerGarbage:
            buffer.writeString("\u{1}\u{2} this is not the protocol you are looking for\n\n")
        case .dropAfterEffect, .dropBeforeEffect, .answer:
            break
        }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: closing(context))
    }

    private func sendLater(_ answer: Answer, _ context: ChannelHandlerContext, _ milliseconds: Int) {
        let connection = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
            let (handler, context) = connection.value
            if context.channel.isActive { handler.send(answer, context) }
        }
    }

    private func closing(_ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        return promise
    }

    private func endRequest() {
        guard request != nil else { return }
        request = nil
        idleSince = .now()
        service.requestsUnderWay.subtract(1, ordering: .relaxed)
    }
}

// MARK: Time

extension ReceiverHandler {
    /// Looks again at a moment; one look is planned at a time, the earliest.
    private func watchTime(_ context: ChannelHandlerContext, until deadline: NIODeadline) {
        guard watch == nil else { return }
        let look = min(deadline, .now() + service.limits.requestTime)
        watch = context.eventLoop.assumeIsolated().scheduleTask(deadline: look) {
            self.watch = nil
            self.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let begun = isAnswering ? nil : request?.begunAt
        let deadline = begun.map { $0 + service.limits.requestTime } ?? idleSince + service.limits.idleTime
        if isAnswering || deadline > .now() { return watchTime(context, until: max(deadline, .now() + .seconds(1))) }
        guard begun != nil else { return context.close(promise: nil) }
        send(.plain(408, closes: true), context)
    }
}

func waitBriefly() { usleep(10_000) }
