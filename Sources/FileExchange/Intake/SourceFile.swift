import Glibc
import Pipeline

/// Why a file is not handed out.
enum Setback: Error {
    /// Somebody else was faster.
    case gone
    /// It is still being written, or was exchanged or changed while it was being read.
    case unsettled
    case passedOver(PassedOver.Reason)
    case failed(SystemError)
}

/// A file that is open and has been found to be one that may be taken in.
struct SourceFile: ~Copyable {
    let file: Descriptor
    let status: FileStatus
    private let settings: FolderIntakeSettings

    /// Opens a name without following a link or waiting for the other end of a pipe.
    static func open(
        _ name: FileName, in directory: borrowing Descriptor, _ settings: FolderIntakeSettings
    ) throws(Setback) -> SourceFile {
        let source: SourceFile
        do throws(SystemError) {
            source = try SourceFile(name, in: directory, settings)
        } catch { throw setback(error) }
        if let reason = refusal(of: source.status, settings) { throw .passedOver(reason) }
        try source.checkForWriter()
        return source
    }

    private init(
        _ name: FileName, in directory: borrowing Descriptor, _ settings: FolderIntakeSettings
    ) throws(SystemError) {
        let file = try Descriptor(
            opening: name.terminated, in: directory.number, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
            shownAs: "\(settings.path)/\(name.shown)")
        status = try FileStatus(of: file, "\(settings.path)/\(name.shown)")
        self.file = file
        self.settings = settings
    }

    /// Reads the file, and makes sure that it is what lies at its place among the claims and did not change meanwhile.
    ///
    /// By now nobody can open it by its old name, so a writer that has it open is the last one. One that is not claimed
    /// (`isOurs`) somebody may still cut, so it is not mapped.
    func contents(
        claimedAs place: FileName, in directory: borrowing Descriptor, isOurs: Bool = true
    ) throws(Setback) -> FileBytes {
        try checkForWriter()
        let bytes: FileBytes
        let after: FileStatus?
        do throws(SystemError) {
            let path = "\(settings.path)/\(place.shown)"
            bytes =
                isOurs
                ? try fileBytes(status.size, from: file, path) : FileBytes(try readBytes(status.size, from: file, path))
            after = try FileStatus(of: place.terminated, in: directory, place.shown)
        } catch { throw Self.setback(error) }
        guard let after else { throw .gone }
        guard bytes.count == status.size, after.hasSameContent(as: status) else { throw .unsettled }
        if let reason = refusal(of: after, settings) { throw .passedOver(reason) }
        return bytes
    }

    /// Whoever writes under the final name is waited for, whatever was agreed: half a file is nobody's document.
    private func checkForWriter() throws(Setback) { if isBeingWritten(file) { throw .unsettled } }

    /// A fault of the one file is passed over; a shortage that would hit the next file too is not.
    private static func setback(_ error: SystemError) -> Setback {
        switch error.errno {
        case ENOENT: .gone
        case ELOOP, ENXIO: .passedOver(.notARegularFile)
        case EMFILE, ENFILE, ENOMEM: .failed(error)
        default: .passedOver(.unreadable(errno: error.errno))
        }
    }
}
