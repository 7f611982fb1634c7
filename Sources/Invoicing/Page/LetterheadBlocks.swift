import Documents
import Money
import Typesetting

/// The upper part of the first page: who bills whom, and for what.
extension InvoicePages {
    mutating func letterhead() {
        let top = page.format.top
        if let logo {
            let size = logo.fitting(width: .millimetres(58), height: .millimetres(17))
            page.picture(logo, x: column.x, y: top, width: size.width, height: size.height, saying: invoice.seller.name)
        } else {
            let width = column.width / 2
            paragraph([block(invoice.seller.name, styles.name, width: width)], in: column, below: top)
        }
        let half = Column(x: column.x + column.width / 2, width: column.width / 2)
        let end = paragraph(
            [
                block(title, styles.title, width: half.width),
                block("\(words.number) \(invoice.number)", styles.number, width: half.width),
            ], .heading1, .trailing, in: half, below: top - 4)
        y = max(end, top + .millimetres(19)) + .millimetres(6)
    }

    // MARK: Parties

    /// The seller on one side, the buyer on the other: where the window of an envelope is in the country.
    mutating func parties() {
        let width = .millimetres(80) as Length
        let left = Column(x: column.x, width: width)
        let right = Column(x: column.end - width, width: width)
        let isBuyerLeft = words.language.hasPrefix("de")
        let sellerEnd = seller(in: isBuyerLeft ? right : left)
        var end = receiver(words.billedTo, invoice.buyer, in: isBuyerLeft ? left : right, below: y)
        if let place = deliveryPlace {
            end = receiver(words.deliveredTo, place, in: isBuyerLeft ? left : right, below: end + 8)
        }
        y = max(sellerEnd, end) + .millimetres(6)
    }

    private mutating func seller(in column: Column) -> Length {
        let seller = invoice.seller
        let width = column.width
        var blocks = [block(seller.name, styles.strong, width: width)]
        blocks += addressLines(seller).map { block($0, styles.small, width: width) }
        let contact = seller.contact
        let facts = [
            seller.registration.map { "\($0.registerName(words)) \($0.value)" },
            seller.vatNumber.map { "\(words.vatNumber) \($0)" }, contact?.name,
            contact?.telephone.map { "\(words.telephone) \($0.map { $0 == " " ? "\u{A0}" : String($0) }.joined())" },
            contact?.email,
        ]
        blocks += facts.compactMap(\.self).map { block($0, styles.fine, width: width) }
        return paragraph(blocks, in: column, below: y)
    }

    private mutating func receiver(_ label: String, _ party: Party, in column: Column, below y: Length) -> Length {
        let width = column.width
        var blocks = [block(label, styles.label, width: width), block(party.name, styles.strong, width: width)]
        if let name = party.tradingName, name != party.name { blocks.append(block(name, styles.body, width: width)) }
        blocks += addressLines(party).map { block($0, styles.body, width: width) }
        let facts = [
            party.registration.map { "\($0.registerName(words)) \($0.value)" },
            party.vatNumber.map { "\(words.vatNumber) \($0)" },
        ].compactMap(\.self)
        if !facts.isEmpty { blocks.append(block(facts.joined(separator: " · "), styles.fine, width: width)) }
        return paragraph(blocks, in: column, below: y)
    }

    /// Where the goods went, where that is not the buyer's own address.
    private var deliveryPlace: Party? {
        guard let delivery = invoice.delivery, let address = delivery.address, address != invoice.buyer.address else {
            return nil
        }
        return Party(name: delivery.name ?? invoice.buyer.name, address: address)
    }

    private func addressLines(_ party: Party) -> [String] {
        guard let address = party.address else { return [] }
        let isAbroad = address.country != invoice.seller.address?.country
        let country = countryName(address.country, in: LetterLanguage(code: words.shortLanguage) ?? .english)
        let street = [address.street, address.additionalStreet, address.line].compactMap(\.self)
        return (street + address.townLines + (isAbroad ? [country] : [])).filter { !$0.isEmpty }
    }

    // MARK: Details

    /// Dates and references, in a tinted band of four columns.
    mutating func details() {
        let facts = self.facts
        let inner = column.inset(by: 8)
        let width = inner.width / 4
        var rows: [[(label: TextBlock, value: TextBlock)]] = []
        for (index, fact) in facts.enumerated() {
            if index % 4 == 0 { rows.append([]) }
            rows[rows.count - 1].append(
                (block(fact.label, styles.label, width: width - 8), block(fact.value, styles.body, width: width - 8)))
        }
        func height(_ row: [(label: TextBlock, value: TextBlock)]) -> Length {
            row.map { $0.label.height + $0.value.height }.max() ?? .zero
        }
        let whole = rows.map { height($0) + 5 }.reduce(.zero, +) + 9
        page.fill(x: column.x, y: y, width: column.width, height: whole, .tint)
        page.fill(x: column.x, y: y, width: 2, height: whole, styles.accent)
        var top = y + 7
        for row in rows {
            for (index, fact) in row.enumerated() {
                let place = Column(x: inner.x + width * index, width: width - 8)
                paragraph([fact.label, fact.value], in: place, below: top)
            }
            top += height(row) + 5
        }
        y += whole + .millimetres(6)
    }

    private var facts: [(label: String, value: String)] {
        let references = invoice.references
        let facts: [(String, String?)] = [
            (invoice.kind.isCredit ? words.creditDate : words.issueDate, words.dates.text(invoice.issueDate)),
            (words.dueDate, asksForMoney || invoice.kind.isCredit ? invoice.dueDate.map(words.dates.text) : nil),
            (precedingLabel, invoice.precedingInvoices.isEmpty || hasManyPreceding ? nil : precedingNumbers),
            (words.order, references.order), (words.salesOrder, references.salesOrder),
            (words.despatch, references.despatch), (words.deliveryDate, invoice.delivery?.date.map(words.dates.text)),
            (words.period, invoice.period.flatMap(text)), (words.buyerReference, invoice.buyerReference),
            (words.contract, references.contract), (words.project, references.project),
            (words.accountingCost, invoice.accountingCost), (words.taxPoint, taxPoint),
        ]
        return facts.compactMap { fact in fact.1.map { (fact.0, $0) } }
    }

    /// Whether it refers to more invoices than the band has room for, such as a year's bonus: they stand with the remarks.
    var hasManyPreceding: Bool { invoice.precedingInvoices.count > 6 }

    var precedingNumbers: String {
        invoice.precedingInvoices.map { preceding in
            preceding.number + (preceding.issueDate.map { " (\(words.dates.text($0)))" } ?? "")
        }.joined(separator: ", ")
    }

    /// What an invoice refers to is what was asked ahead of it, where that is taken off; else what it corrects or credits.
    var precedingLabel: String {
        invoice.kind == .invoice && !invoice.totals.prepaid.isZero ? words.prepayment : words.correctedInvoice
    }

    private var taxPoint: String? {
        switch invoice.taxPoint {
        case .date(let date): words.dates.text(date)
        case .event(.invoice): words.issueDate
        case .event(.delivery): words.deliveryDate
        case .event(.payment): words.taxPointPayment
        case nil: nil
        }
    }

    func text(_ period: Period) -> String? {
        let ends = [period.start, period.end].map { $0.map(words.dates.text) }
        switch (ends[0], ends[1]) {
        case (let start?, let end?): return "\(start) – \(end)"
        case (let start?, nil): return "\(start) –"
        case (nil, let end?): return "– \(end)"
        case (nil, nil): return nil
        }
    }
}

extension Picture {
    /// The size that it has within a frame, in its own proportions.
    fileprivate func fitting(width: Length, height: Length) -> (width: Length, height: Length) {
        let own = (width: max(1, self.width), height: max(1, self.height))
        let scaled = Length(thousandths: width.thousandths * own.height / own.width)
        if scaled <= height { return (width, scaled) }
        return (Length(thousandths: height.thousandths * own.width / own.height), height)
    }
}
