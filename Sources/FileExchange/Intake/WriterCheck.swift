import CPlatform
import Glibc

/// Whether anybody has the file open for writing.
///
/// The kernel grants a read lease only on a file that nobody writes. Where it grants none for another reason, because
/// the file is another user's or the file system has no leases, that it has been quiet has to do.
func isBeingWritten(_ file: borrowing Descriptor) -> Bool {
    // Who opens the file for writing while we hold the lease has the kernel signal us: by a signal that is ignored,
    // for the usual one would end the process.
    _ = fcntl(file.number, Int32(CPLATFORM_F_SETSIG), SIGURG)
    if fcntl(file.number, Int32(CPLATFORM_F_SETLEASE), Int32(F_RDLCK)) == -1 { return errno == EAGAIN }
    _ = fcntl(file.number, Int32(CPLATFORM_F_SETLEASE), Int32(F_UNLCK))
    return false
}
