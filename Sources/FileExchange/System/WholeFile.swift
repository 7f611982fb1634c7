import Glibc
public import Pipeline

/// Reads the file at a path, links followed; nil, without reading it, where it is larger than a limit.
///
/// A large one is not copied into memory, but looked at where it lies. What shows no size, such as a pipe, is read as far
/// as the limit.
public func readFile(_ path: String, upTo limit: Int) throws(SystemError) -> FileBytes? {
    let descriptor = try Descriptor(opening: path, flags: O_RDONLY, shownAs: path)
    let status = try FileStatus(of: descriptor, path)
    guard status.isRegular, status.size > 0 else {
        let bytes = try readStream(descriptor, upTo: limit, path)
        return bytes.count > limit ? nil : FileBytes(bytes)
    }
    return status.size > limit ? nil : try fileBytes(status.size, from: descriptor, path)
}

/// Reads what comes until it ends, or until there is more than a limit.
private func readStream(_ descriptor: borrowing Descriptor, upTo limit: Int, _ path: String) throws(SystemError)
    -> [UInt8]
{
    let number = descriptor.number
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
        let count = uninterrupted { Glibc.read(number, &chunk, chunk.count) }
        if count < 0 { throw SystemError(errno: errno, operation: .read, path: path) }
        if count == 0 { break }
        bytes += chunk[..<count]
    }
    return bytes
}
