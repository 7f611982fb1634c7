import Glibc

/// How a claimed file lies in a claims directory: as `<claim>__<encoded name>`.
///
/// Where that would be longer than a file system takes, as `<claim>/<name>`: so the name moves with the file in any case.
struct ClaimEntry: Hashable, Sendable {
    private static let longestName = 255

    let claim: String
    let name: FileName
    /// The place of the file, relative to the claims directory.
    let place: FileName
    /// The directory made for this claim alone, where its name is too long.
    let nest: FileName?

    init(claim: String, name: FileName) {
        self.claim = claim
        self.name = name
        var bytes = [UInt8]()
        bytes.reserveCapacity(claim.utf8.count + 2 + name.count)
        bytes += claim.utf8
        bytes.append(UInt8(ascii: "_"))
        bytes.append(UInt8(ascii: "_"))
        for character in name.terminated.dropLast() {
            let byte = UInt8(bitPattern: character)
            if PercentEncoding.isPlain(byte) { bytes.append(byte) } else { PercentEncoding.append(byte, to: &bytes) }
        }
        if bytes.count <= Self.longestName {
            place = FileName(bytes)
            nest = nil
        } else {
            place = FileName(Array(claim.utf8) + [UInt8(ascii: "/")] + name.bytes)
            nest = FileName(claim)
        }
    }

    /// Reads an entry of a claims directory; nil where it is none of ours, or a nest with nothing in it.
    init?(listed: FileName, in directory: borrowing Descriptor, _ path: String) throws(SystemError) {
        let bytes = listed.bytes
        let claim = bytes.prefix { $0 != UInt8(ascii: "_") }
        guard Self.isClaim(claim) else { return nil }
        let rest = bytes[claim.endIndex...]
        let text = String(decoding: claim, as: UTF8.self)
        if rest.isEmpty {
            guard let name = try Self.onlyName(in: listed, of: directory, path) else { return nil }
            self.init(claim: text, name: name)
        } else {
            guard rest.count > 2, rest.starts(with: "__".utf8) else { return nil }
            self.init(claim: text, name: FileName(PercentEncoding.decode(rest.dropFirst(2))))
        }
        guard (nest ?? place) == listed else { return nil }
    }

    /// An owner, a hyphen and a number.
    private static func isClaim(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard FileOwners.isIdentifier(String(decoding: bytes.prefix(32), as: UTF8.self)) else { return false }
        let rest = bytes.dropFirst(32)
        return rest.first == UInt8(ascii: "-") && rest.count > 1 && rest.dropFirst().allSatisfy { 48...57 ~= $0 }
    }

    private static func onlyName(
        in nest: FileName, of directory: borrowing Descriptor, _ path: String
    ) throws(SystemError) -> FileName? {
        let shown = "\(path)/\(nest.shown)"
        let inner = try Descriptor(
            opening: nest.terminated, in: directory.number, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: shown)
        var found: FileName?
        try forEachName(in: inner, shown) { name throws(SystemError) in found = FileName(terminated: name) }
        return found
    }
}
