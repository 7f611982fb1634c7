import Glibc
import HTTPDelivery
import HTTPService
import Pipeline

/// A receiver and a transport to it.
final class Loopback {
    let receiver: Receiver
    let transport: CurlTransport

    init(
        _ rules: [ReceiverRule] = [], effects: String? = nil, limits: ReceiverLimits = ReceiverLimits(),
        _ adjust: (inout TransportSettings) -> Void = { _ in }
    ) throws {
        receiver = try Receiver(effects: effects, script: ReceiverScript(rules), limits: limits)
        transport = loopbackTransport(adjust)
    }

    deinit { try? receiver.stop() }

    /// Sends one request and gives what came of it, in a word or two.
    func post(_ path: String = "/orders", key: String = "a", body: String = "<a/>") -> String {
        send(transport, loopbackRequest(receiver.port, path, key: key, body: body)).inWords
    }

    /// The keys that had an effect, each as often as it had one.
    func effectKeys() throws -> [String] { keys(inEffects: try receiver.effectLines()) }
}

func loopbackTransport(_ adjust: (inout TransportSettings) -> Void = { _ in }) -> CurlTransport {
    var settings = TransportSettings()
    settings.privateHost = "127.0.0.1"
    adjust(&settings)
    return CurlTransport(settings)
}

func loopbackRequest(_ port: Int, _ path: String = "/orders", key: String, body: String = "<a/>") -> TransportRequest {
    TransportRequest(
        url: "http://127.0.0.1:\(port)\(path)", contentType: "application/xml", headers: [("Idempotency-Key", key)],
        body: Array(body.utf8))
}

func send(_ transport: CurlTransport, _ request: TransportRequest) -> TransportOutcome {
    transport.start(request, token: 7)
    for _ in 0..<100 {
        if let (token, outcome) = transport.completed(waitingAtMost: 500).first {
            precondition(token == 7, "an outcome comes under its token")
            return outcome
        }
    }
    fatalError("a request came to no end")
}

func keys(inEffects lines: [UInt8]) -> [String] {
    lines.split(separator: 10).map { String(decoding: $0.prefix { $0 != 9 }, as: UTF8.self) }
}

extension TransportOutcome {
    var inWords: String {
        switch self {
        case .answered(let status, _, _, _): "answered \(status)"
        case .notSent: "not sent"
        case .unknown: "unknown"
        case .notTrusted: "not trusted"
        }
    }

    var reason: String {
        switch self {
        case .answered: ""
        case .notSent(let reason), .unknown(let reason), .notTrusted(let reason): reason
        }
    }
}

/// A place for files that goes when the test ends.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/receiver-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { fatalError("there is a place for temporary files") }
        path = String(cString: made)
    }

    deinit {
        for name in ["effects", "key.pem", "certificate.pem", "log"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

func write(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "a test file can be written")
    close(descriptor)
}

/// A port that takes connections and never says a word.
final class SilentListener {
    private let descriptor: Int32
    let port: Int

    init() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        precondition(isBound, "a free port can be listened at")
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
