import Documents
import Money
import Typesetting

/// The pages of an invoice while they are drawn, from the head down.
struct InvoicePages {
    var page: Composition
    let invoice: Invoice
    let words: InvoiceWords
    let styles: PageStyles
    let stationery: Stationery
    let logo: Picture?
    /// What the law of the company says.
    let legal: LegalTexts
    /// Where the next thing goes.
    var y = Length.zero

    init(
        _ page: Composition, _ invoice: Invoice, on stationery: Stationery, logo: Picture?,
        legal: LegalTexts = LegalTexts()
    ) {
        self.page = page
        self.invoice = invoice
        self.stationery = stationery
        self.logo = logo
        self.legal = legal
        words = .words(for: invoice, stationery)
        styles = PageStyles(accent: Colour(stationery.accent) ?? .black)
    }

    /// Draws everything.
    mutating func draw() {
        page.addPage()
        letterhead()
        parties()
        details()
        let payment = setPayment()
        lineTable(before: payment)
        summary()
        if let payment { draw(payment) }
        remarks()
        feet()
    }

    var title: String { words.title(of: invoice.kind) }
    var column: Column { page.format.column }
    var language: String { words.language }

    // MARK: Text

    func block(_ text: String, _ style: TextStyle, width: Length) -> TextBlock {
        page.shaper.block(text, style, width: width)
    }

    /// A paragraph of its own below the last thing of a column; the result is where it ends.
    @discardableResult
    mutating func paragraph(
        _ blocks: [TextBlock], _ kind: StructureKind = .paragraph, _ alignment: Alignment = .leading, in column: Column,
        below y: Length, of parent: StructureElement = StructureTree.root
    ) -> Length {
        let blocks = blocks.filter { !$0.lines.isEmpty }
        guard !blocks.isEmpty else { return y }
        var end = y
        page.tagged(page.tree.add(kind, to: parent)) { page in
            for block in blocks { end = page.lines(block, alignment, in: column, below: end) }
        }
        return end
    }

    // MARK: Pages

    /// How much has room on a page that begins.
    var pageRoom: Length { page.format.lastLine - page.format.top - 24 }

    /// Begins a page where something would not fit on this one any more.
    mutating func ensure(_ height: Length) {
        if y + height > page.format.lastLine { nextPage() }
    }

    /// Begins a page with what tells it from the others.
    mutating func nextPage() {
        page.addPage()
        let top = page.format.top
        let (words, styles, invoice, column, title) = (words, styles, invoice, column, title)
        page.pagination { page in
            let width = column.width / 2
            // A name or a number that is longer stands in full on the first page.
            let name = page.shaper.block(invoice.seller.name, styles.fine, width: width - 6).firstLine
            let number = page.shaper.block("\(title) \(words.number) \(invoice.number)", styles.fine, width: width - 6)
            page.lines(name, in: column, below: top)
            page.lines(number.firstLine, .trailing, in: column, below: top)
        }
        page.rule(in: column, y: top + 14, styles.accent, weight: 0.75)
        y = top + 24
    }

    /// Sets lines one below another, over as many pages as it takes.
    mutating func flow(_ block: TextBlock, in column: Column, of element: StructureElement) {
        for line in block.lines {
            ensure(block.style.leading)
            let place = y + block.style.leading - (block.style.leading - block.style.size) / 2 - block.style.size / 5
            page.tagged(element) { $0.line(line, block.style, .leading, in: column, y: place) }
            y += block.style.leading
        }
    }

    /// The foot of each page, when it is known how many there are.
    private mutating func feet() {
        let (words, styles, column) = (words, styles, column)
        let count = page.page + 1
        let top = page.format.lastLine + .millimetres(5)
        let texts = stationery.footer.isEmpty ? invoice.seller.footer(words) : stationery.footer
        page.onEachPage { page, number in
            page.rule(in: column, y: top, .hairline)
            page.pagination { page in
                var end = top + 4
                let narrow = Column(x: column.x, width: column.width - .millimetres(26))
                for text in texts {
                    end = page.lines(page.shaper.block(text, styles.legal, width: narrow.width), in: narrow, below: end)
                }
                let place = "\(words.page) \(number + 1) \(words.of) \(count)"
                page.lines(
                    page.shaper.block(place, styles.legal, width: column.width), .trailing, in: column, below: top + 4)
            }
        }
    }
}

extension Party {
    /// What the law wants at the foot of business paper: who, in which form, where registered.
    fileprivate func footer(_ words: InvoiceWords) -> [String] {
        let town = address?.townLines.joined(separator: " ") ?? ""
        let first = [name, address?.street ?? "", town].filter { !$0.isEmpty }
        let second = [
            legalInformation, registration.map { "\($0.registerName(words)) \($0.value)" },
            vatNumber.map { "\(words.vatNumber) \($0)" },
        ]
        return [first, second.compactMap(\.self)].filter { !$0.isEmpty }.map { $0.joined(separator: " · ") }
    }
}

extension PartyIdentifier {
    /// What a number in a register is called: by its scheme where that is one we know.
    func registerName(_ words: InvoiceWords) -> String {
        switch scheme {
        case PartyIdentifier.siren: "SIREN"
        case PartyIdentifier.siret: "SIRET"
        case PartyIdentifier.gln: "GLN"
        default: words.register
        }
    }
}
