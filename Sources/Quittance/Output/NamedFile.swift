import Findings
import Foundation
import Pipeline

/// Reads a file that a person names, unless it is larger than a folder would take: how large it is shows before.
///
/// A large one is not copied into memory, but looked at where it lies.
func readNamedFile(_ given: String, upTo limit: Int) throws(UnreadFile) -> Data {
    let descriptor = openAsGiven(given)
    defer { if let descriptor { close(descriptor) } }
    let path = descriptor.map { "/proc/self/fd/\($0)" } ?? given
    guard let size = sizeOfFile(path) else { throw UnreadFile(.fileIsReadable, "the file cannot be read") }
    if size > limit { throw UnreadFile(tooLarge: limit) }
    // What has no size of its own, such as a pipe, is read up to there.
    let isEndless = size < 0
    let data =
        isEndless
        ? try? FileHandle(forReadingAtPath: path)?.read(upToCount: limit + 1)
        : try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    guard let data = isEndless ? data ?? Data() : data else {
        throw UnreadFile(.fileIsReadable, "the file cannot be read")
    }
    if data.count > limit { throw UnreadFile(tooLarge: limit) }
    return data
}

/// Opens a file whose name is no UTF-8, by the bytes that were given: a text of them has lost what they were. Nil for any
/// other.
private func openAsGiven(_ path: String) -> Int32? {
    guard path.unicodeScalars.contains("\u{FFFD}") else { return nil }
    for argument in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)) {
        guard let argument, String(cString: argument) == path else { continue }
        let descriptor = open(argument, O_RDONLY | O_CLOEXEC)
        return descriptor < 0 ? nil : descriptor
    }
    return nil
}

/// Why a file was not read.
struct UnreadFile: Error {
    let finding: Finding

    init(_ rule: Rule, _ message: String, at place: Place = .beginning) {
        finding = Finding(rule, message, at: place)
    }

    init(tooLarge limit: Int) { self.init(.fileIsNotTooLarge, "it is larger than \(limit) bytes", at: .document) }
}

/// The bytes of a file, less than none for what is no ordinary one; nil where nothing is there that can be read.
private func sizeOfFile(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: Int(status.st_size)
    case S_IFDIR: nil
    default: -1
    }
}

extension Workspace {
    /// The most bytes that any of its folders takes.
    var largestFile: Int {
        plan.steps.compactMap { step in if case .folder(let settings) = step.body { settings.maxBytes } else { nil } }
            .max() ?? FolderSettings.usualMaxBytes
    }
}
