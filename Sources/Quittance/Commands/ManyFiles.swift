import Synchronization

/// The files of a command line that names many: the parser of the command line is given the first of them alone, since its time
/// grows with the square of their number.
enum ManyFiles {
    private static let others = Mutex<[String]>([])

    /// The files that the parser was not given, in the order in which they were named.
    static var beyondFirst: [String] { others.withLock { $0 } }

    /// What is left for the parser of the arguments of a command: its options with their values, and the first file.
    static func taken(from arguments: [String], of command: String, valueOptions: Set<String>) -> [String] {
        guard arguments.first == command, arguments.count > 100 else { return arguments }
        var (kept, files): ([String], [String]) = ([command], [])
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            if argument == "--" {
                files += rest
                break
            }
            if argument.hasPrefix("-") {
                kept.append(argument)
                if valueOptions.contains(argument), let value = rest.popFirst() { kept.append(value) }
            } else {
                files.append(argument)
            }
        }
        others.withLock { $0 = Array(files.dropFirst()) }
        return kept + (files.isEmpty ? [] : ["--", files[0]])
    }
}
