import FileExchange
import Findings
import Pipeline

/// Reads a file that a person names, unless it is larger than a folder would take.
func readNamedFile(_ path: String, upTo limit: Int) throws(UnreadFile) -> FileBytes {
    let bytes: FileBytes?
    do {
        bytes = try readFile(path, upTo: limit)
    } catch {
        throw UnreadFile(.fileIsReadable, "the file cannot be read")
    }
    guard let bytes else { throw UnreadFile(tooLarge: limit) }
    return bytes
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
