import CCurl
import Pipeline

/// How an attempt ended, in the words of curl and of our callbacks.
struct AttemptEnd {
    var code: CURLcode
    /// Whether a byte of the request has left.
    var wasSent: Bool
    var status: Int
    var reason: String
    /// Set where the address that it resolved to is refused.
    var refusedAddress: String?
    /// Whether we stopped reading the body because we had enough of it.
    var bodyIsCut: Bool
}

/// The codes that say the other end, or our own certificate, is not as it should be.
private let trustFailures: Set<CURLcode.RawValue> = Set(
    [
        CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
        CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
    ].map(\.rawValue))

/// Says what is known of the other end after an attempt.
///
/// Whether a byte was sent decides, not the kind of fault: a connection can fail before, during and after the request.
func outcome(
    of end: AttemptEnd, retryAfter: String?, contentType: String?, body: [UInt8]
) -> TransportOutcome {
    let isWhole = end.code == CURLE_OK || end.bodyIsCut
    if isWhole, end.status >= 200 {
        return .answered(status: end.status, retryAfter: retryAfter, contentType: contentType, body: body)
    }
    if end.wasSent { return .unknown(reason: end.reason) }
    if let address = end.refusedAddress {
        return .notTrusted(reason: "\(address), and the endpoint does not allow that")
    }
    return trustFailures.contains(end.code.rawValue) ? .notTrusted(reason: end.reason) : .notSent(reason: end.reason)
}
