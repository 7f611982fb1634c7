import CDeflate

/// Compresses by zlib's format, always to the same bytes for the same input.
final class Deflater {
    private let compressor: OpaquePointer

    /// The level goes from 1 (quick) to 12 (small).
    init(level: Int32) {
        guard let compressor = libdeflate_alloc_compressor(level) else {
            preconditionFailure("no memory, or no such level")
        }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBytes {
                count = libdeflate_zlib_compress(compressor, $0.baseAddress, $0.count, output.baseAddress, bound)
            }
        }
    }
}

/// What zlib's format holds; nil where it is not sound or does not come to exactly so many bytes.
func inflate(_ bytes: [UInt8], toExactly size: Int) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var isSound = false
    let result = [UInt8](unsafeUninitializedCapacity: size) { output, count in
        bytes.withUnsafeBytes {
            var written = 0
            isSound =
                libdeflate_zlib_decompress(
                    decompressor, $0.baseAddress, $0.count, output.baseAddress, size, &written)
                == LIBDEFLATE_SUCCESS && written == size
            count = isSound ? size : 0
        }
    }
    return isSound ? result : nil
}
