/// A picture, ready to be written into a file.
public struct Picture: Hashable, Sendable {
    /// In squares of the grid.
    public let width: Int
    public let height: Int
    /// The data of the stream.
    let data: [UInt8]
    /// The entries of the stream's dictionary that say how it is coded.
    let coding: [UInt8]

    /// How large a picture may be, in squares along a side and in bytes.
    static let sideLimit = 10_000
    static let sizeLimit = 8 << 20
}

/// Why a picture cannot be used.
public enum PictureFault: Error, Hashable, Sendable {
    /// Neither PNG nor JPEG.
    case unknownFormat
    /// Larger than any logo.
    case tooLarge
    /// It ends early, or contradicts itself.
    case damaged
    /// A coding that we do not read, such as interlaced PNG or CMYK.
    case unsupported(String)
}
