import Glibc
import Pipeline

/// From how many bytes on a file is mapped into memory and not read.
let mappedFrom = 4 << 20

/// So many bytes from an offset: of a few a copy, and else where they lie.
///
/// The file must be one that nobody else can change or cut. What it lacks is not mapped: then there are fewer bytes.
func fileBytes(
    _ count: Int, from descriptor: borrowing Descriptor, at offset: Int64 = 0, _ path: @autoclosure () -> String
) throws(SystemError) -> FileBytes {
    guard count >= mappedFrom else { return FileBytes(try readBytes(count, from: descriptor, at: offset, path())) }
    let size = try FileStatus(of: descriptor, path()).size
    let there = min(count, max(0, size - Int(offset)))
    let lead = Int(offset) % Int(sysconf(Int32(_SC_PAGESIZE)))
    let length = lead + there
    let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor.number, off_t(offset) - off_t(lead))
    guard let start, start != UnsafeMutableRawPointer(bitPattern: -1) else {
        throw SystemError(errno: errno, operation: .read, path: path())
    }
    madvise(start, length, MADV_SEQUENTIAL)
    let bytes = UnsafeRawBufferPointer(start: start + lead, count: there)
    return FileBytes(mapped: bytes.bindMemory(to: UInt8.self)) { munmap(start, length) }
}
