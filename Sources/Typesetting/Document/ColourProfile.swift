/// An ICC profile of sRGB (IEC 61966-2-1), version 4.2: three primaries, white, and one curve for all.
enum ColourProfile {
    static let bytes = ProfileWriter.sRGB()
}

/// Writes a profile (ICC.1:2004-10, 7): a header, the table of the tags, and what they hold.
private struct ProfileWriter {
    private var bytes: [UInt8] = []
    private var table: [(name: StaticString, offset: Int, size: Int)] = []
    private static let tagCount = 10
    private static let headerSize = 128

    static func sRGB() -> [UInt8] {
        var tags = ProfileWriter()
        tags.text("desc", "sRGB")
        tags.text("cprt", "No copyright, use freely")
        tags.xyz("wtpt", 0xF6D6, 0x10000, 0xD32D)
        tags.adaptation()
        tags.xyz("rXYZ", 0x6FA2, 0x38F5, 0x0390)
        tags.xyz("gXYZ", 0x6299, 0xB785, 0x18DA)
        tags.xyz("bXYZ", 0x24A0, 0x0F84, 0xB6CF)
        tags.curves()
        return tags.withHeader()
    }

    private mutating func put(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    private mutating func put(_ numbers: Int...) {
        for number in numbers {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
        }
    }

    // MARK: Tags

    private mutating func tag(_ name: StaticString, _ body: (inout ProfileWriter) -> Void) {
        let start = bytes.count
        body(&self)
        table.append((name, Self.headerSize + 4 + Self.tagCount * 12 + start, bytes.count - start))
        while bytes.count % 4 != 0 { bytes.append(0) }
    }

    private mutating func xyz(_ name: StaticString, _ x: Int, _ y: Int, _ z: Int) {
        tag(name) { out in
            out.put("XYZ ")
            out.put(0, x, y, z)
        }
    }

    /// A text in English, in UTF-16.
    private mutating func text(_ name: StaticString, _ text: StaticString) {
        tag(name) { out in
            out.put("mluc")
            out.put(0, 1, 12)
            out.put("enUS")
            out.put(text.utf8CodeUnitCount * 2, 28)
            for index in 0..<text.utf8CodeUnitCount { out.bytes += [0, text.utf8Start[index]] }
        }
    }

    /// Bradford's matrix, from the white of sRGB (D65) to D50.
    private mutating func adaptation() {
        tag("chad") { out in
            out.put("sf32")
            out.put(0, 0x10C41, 0x05DD, -0x0CDB, 0x0793, 0xFD8D, -0x045D, -0x025D, 0x03DC, 0xC06E)
        }
    }

    /// One curve for the three colours: ((x + 0.055) / 1.055)^2.4, and x / 12.92 below 0.04045.
    private mutating func curves() {
        tag("rTRC") { out in
            out.put("para")
            out.put(0, 0x0003_0000, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)
        }
        guard let red = table.last else { return }
        table.append(("gTRC", red.offset, red.size))
        table.append(("bTRC", red.offset, red.size))
    }

    // MARK: The whole

    private func withHeader() -> [UInt8] {
        var whole = ProfileWriter()
        whole.put(Self.headerSize + 4 + Self.tagCount * 12 + bytes.count, 0, 0x0420_0000)
        whole.put("mntrRGB XYZ ")
        // 2026-01-01, 00:00:00.
        whole.put(2026 << 16 | 1, 1 << 16, 0)
        whole.put("acsp")
        whole.put(0, 0, 0, 0, 0, 0, 0)
        whole.put(0xF6D6, 0x10000, 0xD32D)
        while whole.bytes.count < Self.headerSize { whole.bytes.append(0) }
        whole.put(table.count)
        for entry in table {
            whole.put(entry.name)
            whole.put(entry.offset, entry.size)
        }
        return whole.bytes + bytes
    }
}
