import Testing

@testable import Typesetting

struct PictureTests {
    @Test func `a PNG of every kind is read`() throws {
        for kind: UInt8 in [0, 2, 3, 4, 6] {
            for depth: UInt8 in kind == 3 ? [1, 8] : kind == 0 ? [1, 8, 16] : [8, 16] {
                let picture = try Picture(SamplePictures.png(kind: kind, width: 9, height: 7, depth: depth))
                #expect(picture.width == 9 && picture.height == 7)
            }
        }
    }

    @Test func `a JPEG of grey or colour goes in as it is`() throws {
        #expect(try Picture(SamplePictures.jpeg(components: 3)).data == SamplePictures.jpeg(components: 3))
        #expect(try Picture(SamplePictures.jpeg(components: 1)).width == 40)
    }

    @Test func `what cannot be used is refused with its reason`() {
        #expect(throws: PictureFault.unknownFormat) { try Picture(Array("GIF89a".utf8)) }
        #expect(throws: PictureFault.unsupported("a JPEG of 4 colours")) {
            try Picture(SamplePictures.jpeg(components: 4))
        }
        #expect(throws: PictureFault.unsupported("a JPEG of 12 bits")) {
            try Picture(SamplePictures.jpeg(components: 3, precision: 12))
        }
        #expect(throws: PictureFault.unsupported("an interlaced PNG")) {
            try Picture(SamplePictures.png(kind: 2, width: 9, height: 7, interlaced: true))
        }
        #expect(throws: PictureFault.tooLarge) { try Picture([UInt8](repeating: 0, count: (8 << 20) + 1)) }
        #expect(throws: PictureFault.self) { try Picture(SamplePictures.png(kind: 2, width: 20_000, height: 1)) }
    }

    @Test func `every prefix and every changed byte of a picture is read or refused, and nothing breaks`() {
        for picture in [
            SamplePictures.png(kind: 6, width: 9, height: 7), SamplePictures.png(kind: 3, width: 9, height: 7),
            SamplePictures.jpeg(components: 3),
        ] {
            for count in picture.indices {
                #expect(throws: PictureFault.self) { try Picture(Array(picture.prefix(count))) }
            }
            for index in picture.indices {
                for value: UInt8 in [0, 1, 0x7F, 0xFF] {
                    var changed = picture
                    changed[index] = value
                    _ = try? Picture(changed)
                }
            }
        }
    }
}
