import Glibc
public import Pipeline

extension FolderIntakeSettings {
    /// The files that the next claim would hand out, in its order; nothing is claimed, moved or made.
    ///
    /// A folder that is not there yet holds none.
    public func filesWaiting(owners: any Owners) throws -> [(name: String, bytes: [UInt8])] {
        guard access(path, F_OK) == 0 else { return [] }
        var files: [(name: String, bytes: [UInt8])] = []
        for root in [claimsPath, rootBesideFiles] {
            let left = ClaimsOfTheDead(root: root, owners: owners)
            for owner in try left.deadOwners() {
                let folder = try Descriptor(directory: "\(root)/\(owner)")
                for entry in try left.entries(of: owner) {
                    if let bytes = try look(at: entry.place, in: folder) { files.append((entry.name.shown, bytes)) }
                }
            }
        }
        let folder = try Descriptor(directory: path)
        for candidate in try FolderScan(of: folder, self, limit: .max).candidates {
            if let bytes = try look(at: candidate.name, in: folder) { files.append((candidate.name.shown, bytes)) }
        }
        return files
    }

    /// The bytes of a file; nil where it would not be taken in now.
    private func look(at name: FileName, in folder: borrowing Descriptor) throws -> [UInt8]? {
        do throws(Setback) {
            return try SourceFile.open(name, in: folder, self)
                .contents(claimedAs: name, in: folder, isOurs: false).array
        } catch {
            if case .failed(let fault) = error { throw fault }
            return nil
        }
    }
}
