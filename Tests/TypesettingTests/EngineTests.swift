import Foundation
import Testing

@testable import Typesetting

/// The engine: text, fonts, structure, and the file around them.
struct EngineTests {
    private let setter = Typesetter(fonts: Fonts.library)
    private static let europe =
        "Ελληνικά, Кириллица, Zażółć gęślą jaźń, Șoseaua țării, smörgåsbord, AVAV To Te, 1 234,56 €, “ça” – œuvre"

    @Test func `the scripts of Europe read back as they were written`() throws {
        #expect(try inOneLine(pageText(setter.page(Self.europe))).contains(Self.europe))
    }

    @Test func `a sign that the text face lacks comes from the face that steps in`() throws {
        let text = try pageText(setter.page("Tél. ☎ et ✓"))
        #expect(text.contains("Tél. ☎ et ✓"))
    }

    @Test func `marks on letters that have no glyph of their own are placed and read back`() throws {
        let text = try pageText(setter.page("x\u{302}\u{323}y"))
        #expect(text.unicodeScalars.contains("\u{302}") && text.unicodeScalars.contains("\u{323}"))
    }

    @Test func `a character without a glyph is an error that names it, each time`() throws {
        for _ in 0..<2 {
            #expect(throws: TypesettingFault.missingCharacters(["漢", "𓀀"])) {
                try setter.page("漢字𓀀漢".replacing("字", with: ""))
            }
        }
        #expect(Fonts.library.missingCharacters(in: "ok 漢\t\u{AD}") == ["漢"])
    }

    @Test func `what is written from right to left is refused, although there are glyphs`() throws {
        #expect(throws: TypesettingFault.missingCharacters(["ש"])) { try setter.page("ש") }
    }

    @Test func `control characters are blanks or nothing`() throws {
        #expect(try pageText(setter.page("a\tb\u{0}c\u{200B}d\u{AD}e")).contains("a bcde"))
    }

    @Test func `the same input gives the same bytes, whatever was set before`() throws {
        let first = try setter.page(Self.europe)
        for number in 0..<50 { _ = try setter.page("autre texte \(number) ☎") }
        #expect(try setter.page(Self.europe) == first)
        #expect(try Typesetter(fonts: Fonts.library).page(Self.europe) == first)
    }

    @Test func `two documents that differ have different identities`() throws {
        func identity(_ bytes: [UInt8]) -> String {
            let text = String(decoding: bytes, as: Unicode.ASCII.self)
            return text.range(of: "/ID[").map { String(text[$0.upperBound...].prefix(34)) } ?? ""
        }
        #expect(try identity(setter.page("a")) != identity(setter.page("b")))
        #expect(try identity(setter.page("a")).count == 34)
    }

    @Test func `a long word is cut into lines, and a line is never wider than its column`() {
        let style = TextStyle(size: 10, leading: 12)
        for text in [String(repeating: "W", count: 200), "un deux trois quatre cinq six sept huit", "a b", ""] {
            let block = setter.shaper.block(text, style, width: 100)
            #expect(block.lines.allSatisfy { $0.width <= 100 })
            #expect(block.lines.isEmpty == text.isEmpty)
        }
        #expect(setter.shaper.block("un\ndeux", style, width: 100).lines.count == 2)
    }

    @Test func `figures are all equally wide`() {
        let widths = Set((0...9).map { setter.shaper.shapeFigures("1\($0)1", .regular).width })
        #expect(widths.count == 1)
        #expect(setter.shaper.figures("1 234,56", TextStyle(size: 9, leading: 12)).lines[0].width > 0)
    }

    @Test func `pages with every kind of content are PDF/A-3a, 3b, 3u and PDF/UA-1`() throws {
        let folder = try Folder()
        let code = try #require(SquarePattern(qrCode: Array("https://example.com/".utf8)))
        let logo = try Picture(SamplePictures.png(kind: 6, width: 40, height: 20))
        let bytes = try setter.page(Self.europe + " ☎ x\u{302}") { page in
            page.pattern(code, x: 100, y: 300, side: 80, saying: "Code", in: StructureTree.root)
            page.picture(logo, x: 300, y: 300, width: 80, height: 40, saying: "Logo")
            page.rule(in: page.format.column, y: 280, .hairline)
            page.onEachPage { page, number in
                page.pagination { page in
                    page.lines(
                        page.shaper.figures("\(number + 1)", TextStyle(size: 8, leading: 10)), in: page.format.column,
                        below: 800)
                }
            }
        }
        try judge([folder.write(bytes, "all.pdf"), folder.write(setter.page("x"), "plain.pdf")])
    }

    @Test func `the code for payers reads back`() throws {
        let folder = try Folder()
        let message = "BCD\n002\n1\nSCT\n\nMaison Été\nFR7630006000011234567890189\nEUR12.50\n\n\nINV-000001"
        let code = try #require(SquarePattern(qrCode: Array(message.utf8)))
        let file = try folder.write(
            setter.page("x") { $0.pattern(code, x: 100, y: 300, side: 80, saying: "Code", in: StructureTree.root) },
            "a.pdf")
        _ = try run(
            "pdftoppm", ["-r", "150", "-png", "-singlefile", file.path, folder.url.appendingPathComponent("a").path])
        let read = try run("zbarimg", ["-q", "--raw", "-Sbinary", folder.url.appendingPathComponent("a.png").path])
        #expect(read.trimmingCharacters(in: .newlines) == message)
        #expect(SquarePattern(qrCode: [UInt8](repeating: 65, count: 5000)) == nil)
    }
}
