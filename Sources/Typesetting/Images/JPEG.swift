extension Picture {
    /// A PNG or a JPEG file.
    public init(_ bytes: [UInt8]) throws(PictureFault) {
        guard bytes.count <= Self.sizeLimit else { throw .tooLarge }
        if bytes.starts(with: pngSignature) {
            self = try PNGReader(bytes).picture()
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = try Picture(jpeg: bytes)
        } else {
            throw .unknownFormat
        }
    }

    /// A JPEG file goes into the document as it is; only its frame header is read (ITU-T T.81, B.2.2).
    private init(jpeg bytes: [UInt8]) throws(PictureFault) {
        let frame = try jpegFrame(bytes)
        let end = bytes.suffix(16)
        guard zip(end, end.dropFirst()).contains(where: { $0 == (0xFF, 0xD9) }) else { throw .damaged }
        guard frame.precision == 8 else { throw .unsupported("a JPEG of \(frame.precision) bits") }
        guard frame.components == 1 || frame.components == 3 else {
            throw .unsupported("a JPEG of \(frame.components) colours")
        }
        guard frame.width > 0, frame.height > 0 else { throw .damaged }
        guard frame.width <= Self.sideLimit, frame.height <= Self.sideLimit else { throw .tooLarge }
        width = frame.width
        height = frame.height
        data = bytes
        var out = PDFBytes()
        out.put("/BitsPerComponent 8/Filter/DCTDecode/ColorSpace")
        out.put(frame.components == 1 ? "/DeviceGray" : "/DeviceRGB")
        coding = out.bytes
    }
}

private struct JPEGFrame {
    let precision: Int
    let height: Int
    let width: Int
    let components: Int
}

/// Walks the segments to the frame header.
private func jpegFrame(_ bytes: [UInt8]) throws(PictureFault) -> JPEGFrame {
    func word(_ offset: Int) -> Int? {
        offset + 1 < bytes.count ? Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) : nil
    }
    var offset = 2
    while offset + 3 < bytes.count, bytes[offset] == 0xFF {
        let marker = bytes[offset + 1]
        if marker == 0xFF {
            offset += 1
            continue
        }
        guard let size = word(offset + 2), size >= 2 else { throw .damaged }
        // Start of frame, but for the tables that share its range.
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
            guard let height = word(offset + 5), let width = word(offset + 7), offset + 9 < bytes.count else {
                throw .damaged
            }
            return JPEGFrame(
                precision: Int(bytes[offset + 4]), height: height, width: width, components: Int(bytes[offset + 9]))
        }
        offset += 2 + size
    }
    throw .damaged
}
