import NIOCore
import NIOHTTP1

/// A request on its way in.
struct ReceivedRequest {
    let method: HTTPMethod
    let path: String
    let key: String?
    let isKeepAlive: Bool
    let begunAt: NIODeadline
    var bodyBytes = 0

    init(_ head: HTTPRequestHead, at now: NIODeadline) {
        method = head.method
        path = head.uri
        key = head.headers.first(name: "Idempotency-Key")
        isKeepAlive = head.isKeepAlive
        begunAt = now
    }

    /// The key, where it is one that can be written down.
    func usableKey(within limit: Int) -> String? {
        guard let key, !key.isEmpty, key.utf8.count <= limit, key.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return nil
        }
        return key
    }
}
