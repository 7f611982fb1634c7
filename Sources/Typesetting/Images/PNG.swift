let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// Reads a PNG file (ISO/IEC 15948).
///
/// Its compressed rows are what PDF calls Flate with a PNG predictor, so a picture without transparency goes into the
/// document as it is. A transparent one is laid on white, the colour of the paper.
struct PNGReader {
    private let bytes: [UInt8]
    private var header = PNGHeader()
    private var palette: [UInt8] = []
    private var transparency: [UInt8]?
    private var rows: [UInt8] = []

    init(_ bytes: [UInt8]) throws(PictureFault) {
        self.bytes = bytes
        try readChunks()
        try header.check()
        if header.kind == .palette, palette.isEmpty || palette.count % 3 != 0 || palette.count > 768 { throw .damaged }
    }

    func picture() throws(PictureFault) -> Picture {
        guard let raw = inflate(rows, toExactly: (header.rowBytes + 1) * header.height) else { throw .damaged }
        let isPlain = transparency == nil && !header.kind.hasAlpha
        // Filters are checked even where they are passed on: no reader shall stumble over the picture.
        var pixels = PNGPixels(raw, header)
        guard pixels.unfilter() else { throw .damaged }
        guard isPlain else { return flattened(pixels) }
        return Picture(width: header.width, height: header.height, data: rows, coding: codingAsIs())
    }

    private func flattened(_ pixels: PNGPixels) -> Picture {
        let flat = pixels.onWhite(palette: palette, transparency: transparency ?? [])
        var out = PDFBytes()
        out.put("/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode")
        return Picture(
            width: header.width, height: header.height, data: Deflater(level: 12).compress(flat), coding: out.bytes)
    }

    private func codingAsIs() -> [UInt8] {
        var out = PDFBytes()
        out.put("/BitsPerComponent ")
        out.put(header.depth)
        out.put("/ColorSpace")
        switch header.kind {
        case .palette:
            out.put("[/Indexed/DeviceRGB ")
            out.put(palette.count / 3 - 1)
            out.put("<")
            for byte in palette { out.hex(UInt16(byte), digits: 2) }
            out.put(">]")
        case .grey, .greyAlpha: out.put("/DeviceGray")
        case .colour, .colourAlpha: out.put("/DeviceRGB")
        }
        out.put("/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ")
        out.put(header.kind.channels)
        out.put("/BitsPerComponent ")
        out.put(header.depth)
        out.put("/Columns ")
        out.put(header.width)
        out.put(">>")
        return out.bytes
    }

    // MARK: Chunks

    private mutating func readChunks() throws(PictureFault) {
        var offset = 8
        while offset + 12 <= bytes.count {
            let size = number(offset)
            guard size <= bytes.count - offset - 12 else { throw .damaged }
            let body = offset + 8..<offset + 8 + size
            switch String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self) {
            case "IHDR":
                guard size == 13, offset == 8 else { throw .damaged }
                header = try PNGHeader(Array(bytes[body]))
            case "PLTE": palette = Array(bytes[body])
            case "tRNS": transparency = Array(bytes[body])
            case "IDAT": rows += bytes[body]
            case "IEND": return
            default: break
            }
            offset += 12 + size
        }
        throw .damaged
    }

    private func number(_ offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The header of a PNG file.
struct PNGHeader {
    enum Kind: UInt8 {
        case grey = 0
        case colour = 2
        case palette = 3
        case greyAlpha = 4
        case colourAlpha = 6

        var hasAlpha: Bool { self == .greyAlpha || self == .colourAlpha }

        var channels: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .colour: 3
            case .colourAlpha: 4
            }
        }
    }

    var width = 0
    var height = 0
    var depth = 0
    var kind = Kind.grey

    init() {}

    init(_ bytes: [UInt8]) throws(PictureFault) {
        width = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
        height = bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
        depth = Int(bytes[8])
        guard let kind = Kind(rawValue: bytes[9]), bytes[10] == 0, bytes[11] == 0 else { throw .damaged }
        self.kind = kind
        guard bytes[12] == 0 else { throw .unsupported("an interlaced PNG") }
    }

    func check() throws(PictureFault) {
        guard width > 0, height > 0 else { throw .damaged }
        guard width <= Picture.sideLimit, height <= Picture.sideLimit, (rowBytes + 1) * height <= 64 << 20 else {
            throw .tooLarge
        }
        let depths: [Int] =
            switch kind {
            case .grey: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .colour, .greyAlpha, .colourAlpha: [8, 16]
            }
        guard depths.contains(depth) else { throw .damaged }
    }

    /// The bytes of a row, without the one that names its filter.
    var rowBytes: Int { (width * kind.channels * depth + 7) / 8 }
    /// From a byte to the one of the pixel before.
    var stride: Int { max(1, kind.channels * depth / 8) }
}
