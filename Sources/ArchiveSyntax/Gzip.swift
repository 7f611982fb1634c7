/// Whether a file begins like gzip (RFC 1952).
public func isGzip(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B, 0x08]) }

/// Inflates a gzip file; its members are one file after the other, and make one.
public func gunzip(
    _ bytes: [UInt8], within limits: ArchiveLimits = ArchiveLimits()
) throws(ArchiveFault) -> [UInt8] {
    let inflater = Inflater()
    let limit = limits.room(for: bytes.count)
    var content: [UInt8] = []
    var offset = 0
    repeat {
        switch inflater.gunzip(bytes[offset...], atMost: limit - content.count) {
        case .whole(let member, let consumed):
            content = content.isEmpty ? member : content + member
            offset += consumed
        case .broken: throw .unsound(at: offset, "the compressed data is broken, or breaks off")
        case .tooLarge: throw .unbounded("\(bytes.count) bytes of gzip would become more than \(limit)")
        }
    } while offset < bytes.count && isGzip(bytes[offset...])
    return content
}
