import FileExchange
import Synchronization

/// What all commands print through.
///
/// Once something could not be written nothing more is, and the command ends in exit code 74. It is not stopped
/// half-way: what it does besides printing is done whole.
enum StandardOutput {
    private static let failed = Mutex<SystemError?>(nil)

    static func write(_ bytes: some Sequence<UInt8>) {
        failed.withLock { failed in
            guard failed == nil else { return }
            do throws(SystemError) { try StandardStreams.writeOutput(Array(bytes)) } catch { failed = error }
        }
    }

    /// For what must not happen unless all that was printed has arrived.
    static func requireWritten() throws(SystemError) {
        if let failed = failed.withLock({ $0 }) { throw failed }
    }
}
