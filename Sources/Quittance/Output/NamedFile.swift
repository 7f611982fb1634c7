import FileExchange
import Findings
import Glibc
import Pipeline

/// Reads a file that a person names, unless it is larger than a folder would take.
func readNamedFile(_ given: String, upTo limit: Int) throws(UnreadFile) -> FileBytes {
    let descriptor = openAsGiven(given)
    defer { if let descriptor { close(descriptor) } }
    let bytes: FileBytes?
    do {
        bytes = try readFile(descriptor.map { "/proc/self/fd/\($0)" } ?? given, upTo: limit)
    } catch {
        throw UnreadFile(.fileIsReadable, "the file cannot be read")
    }
    guard let bytes else { throw UnreadFile(tooLarge: limit) }
    return bytes
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

extension Workspace {
    /// The most bytes that any of its folders takes.
    var largestFile: Int {
        plan.steps.compactMap { step in if case .folder(let settings) = step.body { settings.maxBytes } else { nil } }
            .max() ?? FolderSettings.usualMaxBytes
    }
}
