/// The pixels of a PNG file, row by row.
struct PNGPixels {
    private var raw: [UInt8]
    private let header: PNGHeader

    /// The rows as they were compressed: each begins with the number of its filter.
    init(_ raw: [UInt8], _ header: PNGHeader) {
        self.raw = raw
        self.header = header
    }

    /// Undoes the filters (ISO/IEC 15948, 9); false where there is no such filter.
    mutating func unfilter() -> Bool {
        let rowBytes = header.rowBytes
        let stride = header.stride
        for y in 0..<header.height {
            let start = y * (rowBytes + 1)
            let filter = raw[start]
            guard filter <= 4 else { return false }
            guard filter != 0 else { continue }
            for x in 0..<rowBytes {
                let place = start + 1 + x
                let left = x >= stride ? raw[place - stride] : 0
                let above = y > 0 ? raw[place - rowBytes - 1] : 0
                let corner = x >= stride && y > 0 ? raw[place - rowBytes - 1 - stride] : 0
                raw[place] &+= prediction(filter, left, above, corner)
            }
        }
        return true
    }

    private func prediction(_ filter: UInt8, _ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
        switch filter {
        case 1: left
        case 2: above
        case 3: UInt8((Int(left) + Int(above)) / 2)
        default: paeth(Int(left), Int(above), Int(corner))
        }
    }

    private func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let estimate = left + above - corner
        let (toLeft, toAbove, toCorner) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
        if toLeft <= toAbove, toLeft <= toCorner { return UInt8(left) }
        return UInt8(toAbove <= toCorner ? above : corner)
    }

    /// The picture in RGB of 8 bits, laid on white.
    func onWhite(palette: [UInt8], transparency: [UInt8]) -> [UInt8] {
        var flat: [UInt8] = []
        flat.reserveCapacity(header.width * header.height * 3)
        for y in 0..<header.height {
            for x in 0..<header.width {
                let pixel = pixel(x, y, palette, transparency)
                for part in [pixel.red, pixel.green, pixel.blue] {
                    flat.append(UInt8((part * pixel.alpha + 255 * (255 - pixel.alpha) + 127) / 255))
                }
            }
        }
        return flat
    }

    /// Four parts from 0 to 255.
    private typealias Pixel = (red: Int, green: Int, blue: Int, alpha: Int)

    private func pixel(_ x: Int, _ y: Int, _ palette: [UInt8], _ transparency: [UInt8]) -> Pixel {
        let first = x * header.kind.channels
        func part(_ channel: Int) -> Int { inEightBits(sample(first + channel, y)) }
        switch header.kind {
        case .grey:
            let isHidden = transparency.count >= 2 && sample(first, y) == word(transparency, 0)
            return (part(0), part(0), part(0), isHidden ? 0 : 255)
        case .greyAlpha: return (part(0), part(0), part(0), part(1))
        case .colour:
            let isHidden =
                transparency.count >= 6 && (0..<3).allSatisfy { sample(first + $0, y) == word(transparency, $0 * 2) }
            return (part(0), part(1), part(2), isHidden ? 0 : 255)
        case .colourAlpha: return (part(0), part(1), part(2), part(3))
        case .palette:
            let entry = sample(first, y)
            // An entry that the palette does not have is left white.
            guard entry * 3 + 2 < palette.count else { return (255, 255, 255, 255) }
            let alpha = entry < transparency.count ? Int(transparency[entry]) : 255
            return (Int(palette[entry * 3]), Int(palette[entry * 3 + 1]), Int(palette[entry * 3 + 2]), alpha)
        }
    }

    /// A sample of a row, as it is.
    private func sample(_ index: Int, _ y: Int) -> Int {
        let row = y * (header.rowBytes + 1) + 1
        switch header.depth {
        case 16: return word(raw, row + index * 2)
        case 8: return Int(raw[row + index])
        default:
            let bit = index * header.depth
            let shift = 8 - header.depth - bit % 8
            return Int(raw[row + bit / 8]) >> shift & (1 << header.depth - 1)
        }
    }

    private func inEightBits(_ sample: Int) -> Int {
        header.depth == 16 ? sample >> 8 : sample * 255 / (1 << header.depth - 1)
    }

    private func word(_ bytes: [UInt8], _ offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }
}
