@testable import Typesetting

/// Pictures made here, so that none has to be kept.
enum SamplePictures {
    /// A PNG with rows under each filter in turn; 16 bits where `depth` says so.
    static func png(kind: UInt8, width: Int, height: Int, depth: UInt8 = 8, interlaced: Bool = false) -> [UInt8] {
        let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][kind] ?? 1
        var rows: [UInt8] = []
        for y in 0..<height {
            rows.append(UInt8(y % 5))
            for byte in 0..<(width * channels * Int(depth) + 7) / 8 {
                rows.append(kind == 3 ? UInt8(byte & 1) : UInt8(truncatingIfNeeded: byte * 7 + y))
            }
        }
        var file = pngSignature
        file += chunk("IHDR", four(width) + four(height) + [depth, kind, 0, 0, interlaced ? 1 : 0])
        if kind == 3 { file += chunk("PLTE", [200, 30, 30, 30, 60, 160]) }
        file += chunk("IDAT", Deflater(level: 6).compress(rows))
        return file + chunk("IEND", [])
    }

    private static func four(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// Readers of documents do not look at the check sum of a chunk.
    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        four(body.count) + Array(name.utf8) + body + [0, 0, 0, 0]
    }

    /// The head of a JPEG, as far as it is read.
    static func jpeg(components: UInt8, precision: UInt8 = 8) -> [UInt8] {
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, precision, 0, 20, 0, 40, components, 0, 0, 0, 0xFF,
            0xD9,
        ]
    }
}
