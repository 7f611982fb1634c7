import Documents

/// Memory for texts that are not in the file as they are needed: put together, or in another character set.
///
/// What was given stays where it is until the next `clear`.
final class TextScratch {
    private static let chunk = 16 << 10
    @exclusivity(unchecked) private var chunks: [UnsafeMutableBufferPointer<UInt8>] = []
    @exclusivity(unchecked) private var used = 0

    init() { chunks.append(.allocate(capacity: Self.chunk)) }

    deinit { for chunk in chunks { chunk.deallocate() } }

    func clear() {
        used = 0
        guard chunks.count > 1 else { return }
        for chunk in chunks.dropFirst() { chunk.deallocate() }
        chunks.removeLast(chunks.count - 1)
    }

    /// Room for so many bytes.
    func take(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if chunks[chunks.count - 1].count - used < count {
            chunks.append(.allocate(capacity: max(count, Self.chunk)))
            used = 0
        }
        defer { used += count }
        return chunks[chunks.count - 1].baseAddress! + used
    }

    /// A text of Latin-1 as UTF-8.
    func text(latin1 bytes: UnsafeBufferPointer<UInt8>) -> RawText? {
        let room = take(bytes.count * 2)
        var count = 0
        for byte in bytes {
            if byte < 0x80 {
                room[count] = byte
                count += 1
            } else {
                room[count] = 0xC0 | byte >> 6
                room[count + 1] = 0x80 | byte & 0x3F
                count += 2
            }
        }
        return RawText(UnsafeBufferPointer(start: room, count: count))
    }
}
