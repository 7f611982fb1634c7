import CQREncode

/// A square of light and dark squares, as a QR code is.
package struct SquarePattern {
    /// Dark squares joined into a bar, from the upper left corner.
    struct Bar {
        let x: Int
        let y: Int
        let width: Int
        var height: Int
    }

    let side: Int
    let bars: [Bar]

    /// The QR code of some bytes, at the error correction that the payment standards ask for (M); nil where they are
    /// too many for one.
    package init?(qrCode bytes: [UInt8]) {
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let squares = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        side = width
        bars = joinedBars(squares, side: width)
    }
}

/// The dark squares as bars: those beside one another in a row, and equal rows below one another.
private func joinedBars(_ squares: UnsafeBufferPointer<UInt8>, side: Int) -> [SquarePattern.Bar] {
    var bars: [SquarePattern.Bar] = []
    /// The bar that ends in the row above, by the square it begins at.
    var above = [Int](repeating: -1, count: side)
    for y in 0..<side {
        var current = [Int](repeating: -1, count: side)
        var x = 0
        while x < side {
            guard squares[y * side + x] & 1 == 1 else {
                x += 1
                continue
            }
            let start = x
            while x < side, squares[y * side + x] & 1 == 1 { x += 1 }
            if above[start] >= 0, bars[above[start]].width == x - start {
                bars[above[start]].height += 1
                current[start] = above[start]
            } else {
                current[start] = bars.count
                bars.append(SquarePattern.Bar(x: start, y: y, width: x - start, height: 1))
            }
        }
        above = current
    }
    return bars
}
