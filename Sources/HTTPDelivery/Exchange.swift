import CCurl
import Pipeline

/// One request and its answer, on an easy handle of curl that serves many of them in turn.
final class Exchange {
    let handle: UnsafeMutableRawPointer
    private(set) var token = 0
    private let settings: TransportSettings
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var lines: UnsafeMutablePointer<curl_slist>?
    private var url = ""
    /// Kept until the next request: curl reads the body where it lies.
    private var request: TransportRequest?

    // What the callbacks leave behind.
    var allowsPrivateAddress = false
    var refusedAddress: String?
    var wasHandedOver = false
    var head = AnswerHead()
    private var body: [UInt8] = []
    private var bodyIsCut = false

    init(_ settings: TransportSettings) {
        guard let handle = ccurl_easy_init() else { preconditionFailure("curl has no memory for a handle") }
        self.handle = handle
        self.settings = settings
        errorText.pointee = 0
        setUp()
    }

    deinit {
        ccurl_easy_cleanup(handle)
        ccurl_slist_free_all(lines)
        errorText.deallocate()
    }

    /// Puts a request in place; everything of the one before is forgotten.
    func prepare(_ request: TransportRequest, token: Int, allowsPrivateAddress: Bool) {
        self.token = token
        self.request = request
        self.allowsPrivateAddress = allowsPrivateAddress
        refusedAddress = nil
        wasHandedOver = false
        bodyIsCut = false
        body = []
        head = AnswerHead()
        errorText.pointee = 0
        setAddress(request.url)
        setLines(request)
        setBody(request.body)
    }

    /// Takes a stretch of the answer's body; false where there is enough.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let room = settings.answerBytes - body.count
        body.append(contentsOf: bytes.prefix(room))
        bodyIsCut = bytes.count > room
        return !bodyIsCut
    }

    /// Takes a line of the answer's head; false where the head is too large.
    func takeLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        head.take(bytes)
        return head.byteCount <= settings.headerBytes
    }

    func outcome(_ code: CURLcode) -> TransportOutcome {
        let end = AttemptEnd(
            code: code, wasSent: number(CURLINFO_REQUEST_SIZE) > 0, status: number(CURLINFO_RESPONSE_CODE),
            reason: code == CURLE_OK ? "the answer has no status of its own" : reason(code),
            refusedAddress: refusedAddress, bodyIsCut: bodyIsCut)
        return HTTPDelivery.outcome(of: end, retryAfter: head.retryAfter, contentType: contentType, body: body)
    }

    private func reason(_ code: CURLcode) -> String {
        if head.byteCount > settings.headerBytes {
            return "the head of the answer is larger than \(settings.headerBytes) bytes"
        }
        // The one callback of ours that ends a request keeps curl from sending it again, once its connection has died.
        if code == CURLE_ABORTED_BY_CALLBACK {
            return "the connection broke before an answer came, so whether it took effect is not known"
        }
        return String(cString: errorText.pointee == 0 ? ccurl_easy_strerror(code) : UnsafePointer(errorText))
    }

    private var contentType: String? {
        var text: UnsafePointer<CChar>?
        guard ccurl_get_string(handle, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK, let text else { return nil }
        return String(cString: text)
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private func setAddress(_ url: String) {
        guard url != self.url else { return }
        self.url = url
        ccurl_set_string(handle, CURLOPT_URL, url)
    }

    private func setLines(_ request: TransportRequest) {
        ccurl_slist_free_all(lines)
        lines = ccurl_slist_append(nil, "Expect:")
        lines = ccurl_slist_append(lines, headerLine("Content-Type", request.contentType))
        for header in request.headers {
            lines = ccurl_slist_append(lines, headerLine(header.name, header.value))
        }
        ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, lines)
    }

    /// Hands curl the body where it lies: `request` holds the array, and nobody changes it, until the next one.
    private func setBody(_ body: [UInt8]) {
        ccurl_set_off(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        _ = body.withUnsafeBytes { ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, $0.baseAddress ?? emptyBody) }
    }
}

/// An address for a body of no bytes: for none at all curl would ask a callback.
nonisolated(unsafe) private let emptyBody = UnsafeRawPointer(
    UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

extension Exchange {
    /// Everything that is the same for every request.
    private func setUp() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_PRIVATE, me)
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        setRules()
        setTimes()
        setTrust()
        ccurl_set_io(handle, CURLOPT_WRITEFUNCTION, takeBody)
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, me)
        ccurl_set_io(handle, CURLOPT_HEADERFUNCTION, takeHeadLine)
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, me)
        ccurl_set_opensocket(handle, openGuardedSocket)
        ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, me)
        ccurl_set_prereq(handle, allowOneAttempt)
        ccurl_set_pointer(handle, CURLOPT_PREREQDATA, me)
    }

    private func setRules() {
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_string(handle, CURLOPT_PROXY, settings.proxy)
        ccurl_set_long(handle, CURLOPT_POST, 1)
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_TCP_NODELAY, 1)
        ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
        ccurl_set_long(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        ccurl_set_string(handle, CURLOPT_USERAGENT, "Quittance")
    }

    private func setTimes() {
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, settings.connectMilliseconds)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, settings.totalMilliseconds)
        ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
        ccurl_set_long(handle, CURLOPT_LOW_SPEED_TIME, settings.stalledSeconds)
    }

    /// Certificates are always checked; with a `caFile`, against that alone.
    private func setTrust() {
        ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_set_long(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let caFile = settings.caFile {
            ccurl_set_string(handle, CURLOPT_CAINFO, caFile)
            ccurl_set_string(handle, CURLOPT_CAPATH, nil)
        }
        if let certificateFile = settings.certificateFile {
            ccurl_set_string(handle, CURLOPT_SSLCERT, certificateFile)
            ccurl_set_string(handle, CURLOPT_SSLKEY, settings.keyFile ?? certificateFile)
        }
    }
}
