import CPlatform
import Glibc

/// Makes a system call again for as long as a signal interrupts it.
@inline(__always)
func uninterrupted<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}

/// Throws what `errno` says where a system call failed.
@inline(__always)
func require(
    _ result: Int32, to operation: SystemError.Operation, _ path: @autoclosure () -> String
) throws(SystemError) {
    if result == -1 { throw SystemError(errno: errno, operation: operation, path: path()) }
}

/// Makes what was written, or a directory's entries, survive a power loss.
func makeDurable(
    _ descriptor: borrowing Descriptor, dataOnly: Bool = false, _ path: @autoclosure () -> String
) throws(SystemError) {
    let number = descriptor.number
    try require(uninterrupted { dataOnly ? fdatasync(number) : fsync(number) }, to: .sync, path())
}

/// Moves a file to a name that nothing has yet. Atomic: it is at one place or the other.
@inline(__always)
func moveWithoutReplacing(
    from source: UnsafePointer<CChar>, in sourceDirectory: Int32,
    to target: UnsafePointer<CChar>, in targetDirectory: Int32
) -> Int32 {
    uninterrupted {
        renameat2(sourceDirectory, source, targetDirectory, target, UInt32(CPLATFORM_RENAME_NOREPLACE))
    }
}

/// Writes bytes at an offset, all of them.
func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: borrowing Descriptor, at offset: Int64,
    _ path: @autoclosure () -> String
) throws(SystemError) {
    var done = 0
    while done < bytes.count {
        let number = descriptor.number
        let count = uninterrupted {
            pwrite(number, bytes.baseAddress! + done, bytes.count - done, off_t(offset) + off_t(done))
        }
        if count < 0 { throw SystemError(errno: errno, operation: .write, path: path()) }
        done += count
    }
}

/// Reads bytes from an offset; fewer than asked for only where the file ends.
func read(
    into bytes: UnsafeMutableRawBufferPointer, from descriptor: borrowing Descriptor, at offset: Int64,
    _ path: @autoclosure () -> String
) throws(SystemError) -> Int {
    var done = 0
    while done < bytes.count {
        let number = descriptor.number
        let count = uninterrupted {
            pread(number, bytes.baseAddress! + done, bytes.count - done, off_t(offset) + off_t(done))
        }
        if count < 0 { throw SystemError(errno: errno, operation: .read, path: path()) }
        if count == 0 { break }
        done += count
    }
    return done
}

/// Reads so many bytes from an offset; fewer only where the file ends.
func readBytes(
    _ count: Int, from descriptor: borrowing Descriptor, at offset: Int64 = 0, _ path: @autoclosure () -> String
) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
        do throws(SystemError) {
            let room = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
            initialised = try read(into: room, from: descriptor, at: offset, path())
        } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
}
