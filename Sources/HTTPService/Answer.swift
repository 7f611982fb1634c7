import NIOCore
import NIOHTTP1

/// An answer, as it goes over the wire in one piece.
struct Answer {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var contentType = "application/json"
    var body: [UInt8] = []
    /// Whether the connection is of no use after it.
    var closes = false

    /// An answer of our own making, with the status's words as its text.
    static func plain(_ status: Int, _ text: String? = nil, closes: Bool = false) -> Answer {
        let text = text ?? HTTPResponseStatus(statusCode: status).reasonPhrase
        return Answer(
            status: status, contentType: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8), closes: closes)
    }

    /// What a request that had its effect is answered, the first time and every time after.
    static func accepted(_ key: String, isReplay: Bool) -> Answer {
        var body = Array("{\"key\":\"".utf8)
        for byte in key.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { body.append(UInt8(ascii: "\\")) }
            body.append(byte)
        }
        body.append(contentsOf: "\",\"status\":\"accepted\"}".utf8)
        return Answer(
            status: isReplay ? 200 : 201, headers: isReplay ? [("Idempotent-Replayed", "true")] : [], body: body)
    }

    /// Writes the answer, promising a body of so many bytes; its own where nothing else is asked for.
    func write(to buffer: inout ByteBuffer, promising length: Int? = nil) {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString("\(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\nContent-Type: ")
        buffer.writeString(contentType)
        buffer.writeString("\r\nContent-Length: \(length ?? body.count)\r\n")
        for header in headers { buffer.writeString("\(header.name): \(header.value)\r\n") }
        buffer.writeStaticString(closes ? "Connection: close\r\n\r\n" : "\r\n")
        buffer.writeBytes(body)
    }
}
