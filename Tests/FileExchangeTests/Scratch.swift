import Glibc

/// A directory of a test's own, removed when the test is over.
final class Scratch {
    let path: String

    init() {
        var template = Array("\(P_tmpdir)/quittance-test-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        Self.remove(path)
    }

    func directory(_ name: String) -> String {
        let made = "\(path)/\(name)"
        mkdir(made, 0o700)
        return made
    }

    private static func remove(_ path: String) {
        for name in names(in: path) {
            let inner = path.utf8CString.dropLast() + [CChar(UInt8(ascii: "/"))] + name + [0]
            if unlink(Array(inner)) == -1, errno == EISDIR || errno == EPERM { remove(String(cString: Array(inner))) }
        }
        rmdir(path)
    }
}

/// The names in a directory, byte for byte.
func names(in path: String) -> [[CChar]] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names = [[CChar]]()
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            Array(bytes.bindMemory(to: CChar.self).prefix { $0 != 0 })
        }
        if name != [46], name != [46, 46] { names.append(name) }
    }
    return names
}

/// The names in a directory as text, sorted.
func list(_ path: String) -> [String] {
    names(in: path).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }.sorted()
}

func put(_ bytes: [UInt8], at path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(file >= 0, "the test can write \(path)")
    precondition(write(file, bytes, bytes.count) == bytes.count)
    close(file)
}

func put(_ text: String, at path: String) { put(Array(text.utf8), at: path) }

func contents(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    fstat(file, &status)
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = pread(file, &bytes, bytes.count, 0)
    return Array(bytes.prefix(count))
}

/// Sets when a file was last changed, in seconds since 1970.
func setChanged(_ path: String, to seconds: Int) {
    var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    utimensat(AT_FDCWD, path, &times, 0)
}
