import CDeflate

/// A decompressor of libdeflate, for one archive.
final class Inflater {
    private let decompressor: OpaquePointer

    init() {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("there is no memory for a decompressor")
        }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    enum Outcome: Equatable {
        case whole([UInt8], consumed: Int)
        case broken
        /// More comes out than there is room for.
        case tooLarge
    }

    /// Inflates a deflated member whose size is known.
    func inflate(_ bytes: ArraySlice<UInt8>, to size: Int) -> Outcome {
        run(bytes, room: size) { libdeflate_deflate_decompress_ex($0, $1, $2, $3, $4, $5, $6) }
    }

    /// Inflates one member of a gzip file, in as much room as it takes, up to a limit.
    func gunzip(_ bytes: ArraySlice<UInt8>, atMost limit: Int) -> Outcome {
        var room = min(limit, max(64 << 10, bytes.count * 4))
        while true {
            let outcome = run(bytes, room: room) { libdeflate_gzip_decompress_ex($0, $1, $2, $3, $4, $5, $6) }
            guard outcome == .tooLarge, room < limit else { return outcome }
            room = min(limit, room * 2)
        }
    }

    private typealias Call = (
        OpaquePointer, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>?,
        UnsafeMutablePointer<Int>?
    ) -> libdeflate_result

    private func run(_ bytes: ArraySlice<UInt8>, room: Int, _ call: Call) -> Outcome {
        var consumed = 0
        var written = 0
        var result = LIBDEFLATE_BAD_DATA
        let output = [UInt8](unsafeUninitializedCapacity: max(room, 1)) { buffer, count in
            bytes.withUnsafeBytes { input in
                result = call(
                    decompressor, input.baseAddress, input.count, buffer.baseAddress, room, &consumed, &written)
            }
            count = result == LIBDEFLATE_SUCCESS ? written : 0
        }
        switch result {
        case LIBDEFLATE_SUCCESS: return .whole(output, consumed: consumed)
        case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooLarge
        default: return .broken
        }
    }
}

func checkSum(of bytes: [UInt8]) -> UInt32 { libdeflate_crc32(0, bytes, bytes.count) }
