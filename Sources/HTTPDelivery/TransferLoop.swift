import CCurl
import Glibc

/// The multi handle of curl with the sockets and the timer that it asks for, driven by the calling thread.
///
/// curl is told which sockets are ready instead of asking all of them in turn: that is what makes many small requests
/// cheap.
final class TransferLoop {
    private let multi: UnsafeMutableRawPointer
    private var sockets: [pollfd] = []
    /// When curl wants to be called for the sake of time, in monotonic milliseconds.
    private var timer: Int64?

    init(connections: Int, connectionsPerHost: Int) {
        initialiseCurl()
        guard let multi = ccurl_multi_init() else { preconditionFailure("curl has no memory for a multi handle") }
        self.multi = multi
        let me = Unmanaged.passUnretained(self).toOpaque()
        ccurl_multi_set_socket(multi, watchSocket)
        ccurl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
        ccurl_multi_set_timer(multi, keepTimer)
        ccurl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit {
        ccurl_multi_set_socket(multi, nil)
        ccurl_multi_set_timer(multi, nil)
        ccurl_multi_cleanup(multi)
    }

    func add(_ exchange: Exchange) {
        let code = ccurl_multi_add_handle(multi, exchange.handle)
        precondition(code == CURLM_OK, "an exchange is added once at a time")
    }

    func remove(_ exchange: Exchange) { ccurl_multi_remove_handle(multi, exchange.handle) }

    /// Calls curl where its timer is due; a request just added begins here.
    func runTimer() {
        guard let due = timer, due <= monotonicMilliseconds() else { return }
        timer = nil
        act(on: curl_socket_t(CCURL_SOCKET_TIMEOUT), events: 0)
    }

    /// Waits for a socket or the timer, at most so long, and lets curl work on what is ready.
    func turn(waitingAtMost milliseconds: Int) {
        let untilTimer = timer.map { max(0, $0 - monotonicMilliseconds()) } ?? Int64.max
        let wait = Int32(clamping: min(untilTimer, Int64(milliseconds)))
        let ready = sockets.withUnsafeMutableBufferPointer { poll($0.baseAddress, nfds_t($0.count), wait) }
        if ready > 0 {
            for socket in sockets.filter({ $0.revents != 0 }) { act(on: socket.fd, events: socket.curlEvents) }
        }
        runTimer()
    }

    /// The next exchange that has ended, taken out of the loop.
    func nextEnded() -> (exchange: Exchange, code: CURLcode)? {
        var left: Int32 = 0
        while let message = ccurl_multi_info_read(multi, &left) {
            guard ccurl_message_is_done(message) != 0 else { continue }
            let code = ccurl_message_result(message)
            var context: UnsafeMutableRawPointer?
            ccurl_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
            let ended = exchange(context)
            remove(ended)
            return (ended, code)
        }
        return nil
    }

    private func act(on socket: curl_socket_t, events: Int32) {
        var running: Int32 = 0
        ccurl_multi_socket_action(multi, socket, events, &running)
    }

    fileprivate func watch(_ socket: curl_socket_t, _ what: Int32) {
        let place = sockets.firstIndex { $0.fd == socket }
        guard what != CURL_POLL_REMOVE else {
            if let place { sockets.swapRemove(at: place) }
            return
        }
        let interest = pollfd(fd: socket, events: pollEvents(what), revents: 0)
        if let place { sockets[place] = interest } else { sockets.append(interest) }
    }

    fileprivate func setTimer(_ milliseconds: Int) {
        timer = milliseconds < 0 ? nil : monotonicMilliseconds() + Int64(milliseconds)
    }
}

private func loop(_ pointer: UnsafeMutableRawPointer?) -> TransferLoop {
    guard let pointer else { preconditionFailure("curl lost the loop that it was given") }
    return Unmanaged<TransferLoop>.fromOpaque(pointer).takeUnretainedValue()
}

private func watchSocket(
    _: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32, _ context: UnsafeMutableRawPointer?,
    _: UnsafeMutableRawPointer?
) -> Int32 {
    loop(context).watch(socket, what)
    return 0
}

private func keepTimer(_: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?) -> Int32 {
    loop(context).setTimer(milliseconds)
    return 0
}

private func pollEvents(_ what: Int32) -> Int16 {
    Int16((what & CURL_POLL_IN != 0 ? POLLIN : 0) | (what & CURL_POLL_OUT != 0 ? POLLOUT : 0))
}

extension pollfd {
    /// What happened, in curl's words; a hang-up is something to read, so that the data before it is not lost.
    fileprivate var curlEvents: Int32 {
        var result: Int32 = 0
        if revents & Int16(POLLIN | POLLHUP) != 0 { result |= CURL_CSELECT_IN }
        if revents & Int16(POLLOUT) != 0 { result |= CURL_CSELECT_OUT }
        if revents & Int16(POLLERR | POLLNVAL) != 0 { result |= CURL_CSELECT_ERR }
        return result
    }
}

extension Array {
    fileprivate mutating func swapRemove(at index: Int) {
        swapAt(index, count - 1)
        removeLast()
    }
}

/// Milliseconds of a clock that never goes back.
func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

private let curlIsInitialised: Bool = ccurl_global_init(CCURL_GLOBAL_DEFAULT) == CURLE_OK

/// Once in a process, before anything else of curl.
private func initialiseCurl() { precondition(curlIsInitialised, "curl can be initialised") }
