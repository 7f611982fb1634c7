import CPlatform
import Glibc

/// An open file or directory, closed when nobody holds it any more.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(number: Int32) { self.number = number }

    deinit { _ = close(number) }

    /// Opens a path, or a name within a directory. Never handed on to a child process.
    init(
        opening path: UnsafePointer<CChar>, in directory: Int32 = AT_FDCWD, flags: Int32, mode: mode_t = 0o600,
        shownAs shown: @autoclosure () -> String
    ) throws(SystemError) {
        let number = uninterrupted { openat(directory, path, flags | O_CLOEXEC, mode) }
        try require(number, to: .open, shown())
        self.init(number: number)
    }

    init(directory path: String) throws(SystemError) {
        try self.init(opening: path, flags: O_RDONLY | O_DIRECTORY, shownAs: path)
    }

    /// Takes the lock that lives as long as this opening of the file; false where another one holds it.
    func lock(_ operation: Int32, _ path: @autoclosure () -> String) throws(SystemError) -> Bool {
        if uninterrupted({ cplatform_flock(number, operation) }) == 0 { return true }
        guard errno != EWOULDBLOCK else { return false }
        throw SystemError(errno: errno, operation: .lock, path: path())
    }
}
