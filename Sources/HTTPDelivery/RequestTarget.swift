import CCurl

/// The parts of an address that decide whether anything is sent there, as curl itself reads them.
struct RequestTarget: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int
    let hasCredentials: Bool

    /// Nil where curl cannot read the address.
    init?(url: String) {
        guard let parsed = ccurl_url() else { return nil }
        defer { ccurl_url_cleanup(parsed) }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
        guard ccurl_url_set(parsed, CURLUPART_URL, url, flags) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parsed), let host = Self.part(CURLUPART_HOST, of: parsed)
        else { return nil }
        self.scheme = scheme
        self.host = host.lowercased()
        port = Self.part(CURLUPART_PORT, of: parsed).flatMap { Int($0) } ?? 0
        hasCredentials =
            Self.part(CURLUPART_USER, of: parsed) != nil || Self.part(CURLUPART_PASSWORD, of: parsed) != nil
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard ccurl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { ccurl_free(text) }
        return String(cString: text)
    }
}

/// Ports of services that would take a request for commands of their own.
private let portsOfOtherServices: Set<Int> = [
    21, 22, 23, 25, 53, 110, 111, 119, 135, 139, 143, 389, 445, 465, 514, 587, 636, 993, 995, 3306, 5432, 6000, 6379,
    11211,
]

/// Why nothing would be sent to an address, as far as that shows without looking its host up; nil where something
/// may be sent, or its host has to be looked up first.
public func refusal(ofAddress url: String, mayBePrivate: Bool) -> String? {
    let target = RequestTarget(url: url)
    if let refusal = refusal(of: target) { return refusal }
    guard !mayBePrivate, let host = target?.host else { return nil }
    let isLocal = host == "localhost" || host.hasSuffix(".localhost")
    let literal = IPAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
    guard let block = isLocal ? "loopback" : literal.flatMap(nonPublicBlock) else { return nil }
    return "the address is a \(block) one"
}

/// Why nothing is sent to an address whatever it resolves to; nil where something may be.
func refusal(of target: RequestTarget?) -> String? {
    guard let target else { return "the address cannot be read" }
    guard target.scheme == "http" || target.scheme == "https" else { return "the address is neither http nor https" }
    if target.hasCredentials { return "the address has a user name or a password in it" }
    if portsOfOtherServices.contains(target.port) { return "port \(target.port) belongs to another service" }
    return nil
}
