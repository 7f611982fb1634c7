import CDeflate

/// What zlib's format holds, up to a limit.
func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) throws(PDFFault) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .undecodable }
    defer { libdeflate_free_decompressor(decompressor) }
    // The stream does not say what it comes to: a larger room is tried until it fits.
    var room = min(limit, max(4096, bytes.count * 4))
    while true {
        var result = LIBDEFLATE_BAD_DATA
        let output = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            count = 0
            result = bytes.withUnsafeBytes { input in
                // What follows the stream, such as an end of line, does not count.
                var used = 0
                return libdeflate_zlib_decompress_ex(
                    decompressor, input.baseAddress, input.count, output.baseAddress, room, &used, &count)
            }
            if result != LIBDEFLATE_SUCCESS { count = 0 }
        }
        switch result {
        case LIBDEFLATE_SUCCESS: return output
        case LIBDEFLATE_INSUFFICIENT_SPACE:
            guard room < limit else { throw .beyondBounds }
            room = min(limit, room * 4)
        default: throw .undecodable
        }
    }
}

/// Undoes the prediction of PNG that tables are packed with (ISO 32000-1, 7.4.4.4).
func withoutPredictor(_ bytes: [UInt8], _ parameters: PDFObject) throws(PDFFault) -> [UInt8] {
    guard case .dictionary(let entries) = parameters, let predictor = entries["Predictor"]?.integer, predictor > 1
    else { return bytes }
    let columns = entries["Columns"]?.integer ?? 1
    let isPlain = entries["Colors"]?.integer ?? 1 == 1 && entries["BitsPerComponent"]?.integer ?? 8 == 8
    guard predictor >= 10, isPlain, (1...10_000).contains(columns) else { throw .undecodable }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var above = [UInt8](repeating: 0, count: columns)
    for start in stride(from: 0, to: bytes.count - columns, by: columns + 1) {
        let row = try unfiltered(bytes[(start + 1)...(start + columns)], filter: bytes[start], above)
        output += row
        above = row
    }
    return output
}

private func unfiltered(_ row: ArraySlice<UInt8>, filter: UInt8, _ above: [UInt8]) throws(PDFFault) -> [UInt8] {
    guard filter <= 4 else { throw .undecodable }
    var result: [UInt8] = []
    for (index, byte) in row.enumerated() {
        let left = index > 0 ? result[index - 1] : 0
        let corner = index > 0 ? above[index - 1] : 0
        let prediction: UInt8 =
            switch filter {
            case 0: 0
            case 1: left
            case 2: above[index]
            case 3: UInt8((Int(left) + Int(above[index])) / 2)
            default: paeth(left, above[index], corner)
            }
        result.append(byte &+ prediction)
    }
    return result
}

private func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(above) - Int(corner)
    let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
    if a <= b, a <= c { return left }
    return b <= c ? above : corner
}
