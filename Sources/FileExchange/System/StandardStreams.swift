import Glibc

/// Standard output and standard error, written without a buffer of the library's that would swallow a failure.
public enum StandardStreams {
    /// Makes sure that what is opened later never takes the number of a stream that the caller has closed: what is
    /// printed would be written into the ledger. Writing to a closed standard output fails, as it should.
    public static func occupy() {
        for (number, flags) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(number, F_GETFD) == -1 {
            _ = uninterrupted { open("/dev/null", flags) }
        }
    }

    public static func writeOutput(_ bytes: [UInt8]) throws(SystemError) {
        try write(bytes, to: STDOUT_FILENO, named: "standard output")
    }

    /// What cannot be said there is said nowhere.
    public static func writeError(_ text: String) {
        try? write(Array(text.utf8), to: STDERR_FILENO, named: "standard error")
    }

    private static func write(_ bytes: [UInt8], to number: Int32, named name: String) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                uninterrupted { Glibc.write(number, bytes.baseAddress! + done, bytes.count - done) }
            }
            if count < 0, errno == EAGAIN {
                waitForRoom(number)
            } else if count < 0 {
                throw SystemError(errno: errno, operation: .write, path: name)
            } else {
                done += count
            }
        }
    }

    /// A terminal or a pipe that somebody else has made non-blocking is waited for.
    private static func waitForRoom(_ number: Int32) {
        var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = uninterrupted { poll(&waiting, 1, -1) }
    }
}
