/// What is kept of the head of an answer.
struct AnswerHead {
    private(set) var byteCount = 0
    private(set) var retryAfter: String?

    /// Takes a line, its end included.
    mutating func take(_ line: UnsafeRawBufferPointer) {
        byteCount += line.count
        if line.starts(with: "HTTP/".utf8) {
            retryAfter = nil
        } else if let value = value(of: "retry-after:", in: line) {
            retryAfter = value
        }
    }

    private func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> String? {
        let length = name.utf8CodeUnitCount
        guard line.count >= length, line[0] | 0x20 == name.utf8Start[0] else { return nil }
        for index in 0..<length - 1 where line[index] | 0x20 != name.utf8Start[index] | 0x20 { return nil }
        guard line[length - 1] == UInt8(ascii: ":") else { return nil }
        let text = line[length...].drop { isBlank($0) }
        let end = text.lastIndex { !isBlank($0) }
        return end.map { String(decoding: text[...$0], as: UTF8.self) }
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
