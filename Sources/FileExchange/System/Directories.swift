import Glibc

/// The names in a directory, without `.` and `..`, in the order the system gives them.
func forEachName(
    in directory: borrowing Descriptor, _ path: @autoclosure () -> String,
    _ body: (UnsafePointer<CChar>) throws(SystemError) -> Void
) throws(SystemError) {
    let again = uninterrupted { openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    try require(again, to: .list, path())
    guard let stream = fdopendir(again) else {
        let error = SystemError(errno: errno, operation: .list, path: path())
        close(again)
        throw error
    }
    defer { closedir(stream) }
    while true {
        errno = 0
        guard let entry = readdir(stream) else {
            if errno != 0 { throw SystemError(errno: errno, operation: .list, path: path()) }
            return
        }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
        let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
        if strcmp(name, ".") != 0, strcmp(name, "..") != 0 { try body(name) }
    }
}

/// Makes a directory and those above it that are missing, so that they survive a power loss.
func makeDirectories(_ path: String) throws(SystemError) {
    var status = stat()
    if stat(path, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw SystemError(errno: ENOTDIR, operation: .makeDirectory, path: path)
        }
        return
    }
    let parent = parentDirectory(of: path)
    if parent != path { try makeDirectories(parent) }
    if mkdir(path, 0o700) == -1, errno != EEXIST {
        throw SystemError(errno: errno, operation: .makeDirectory, path: path)
    }
    try makeDurable(Descriptor(directory: parent), parent)
}

/// The path without its last component.
func parentDirectory(of path: String) -> String {
    let trimmed = trimmingSlashes(path)
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return trimmed == "/" ? "/" : "." }
    let parent = trimmingSlashes(String(trimmed[..<slash]))
    return parent.isEmpty ? "/" : parent
}

private func trimmingSlashes(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
}
