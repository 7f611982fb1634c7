import Documents
import Money
import Receivables

extension Invoice {
    /// What of the amount before tax is for services, where it is known which lines are.
    ///
    /// What the document takes off or adds is shared by the lines of its VAT class, or by all lines where none has the
    /// class. Lines count by their size, whatever their sign, so that no share is more than the whole.
    ///
    /// - Parameter vat: the class that it is asked of; nil for all of them.
    func services(where isService: [Bool], of vat: VATClass? = nil) -> Money {
        let all = Array(zip(lines, isService))
        let nets = all.filter { $1 && (vat == nil || $0.vat == vat) }.map(\.0.netAmount).sum(in: currency)
        return nets
            + allowanceCharges.filter { vat == nil || $0.vat == vat }.map { item in
                item.serviceShare(of: all.filter { bears($0.0, item) }, in: currency)
            }.sum(in: currency)
    }
}

extension AllowanceCharge {
    fileprivate func serviceShare(of bearing: [(InvoiceLine, Bool)], in currency: Currency) -> Money {
        let whole = bearing.map(\.0.netAmount.magnitude).sum(in: currency)
        let services = bearing.filter(\.1).map(\.0.netAmount.magnitude).sum(in: currency)
        guard !whole.isZero else { return bearing.allSatisfy(\.1) ? effect : .zero(currency) }
        return effect.share(of: services.decimal, in: whole.decimal)
    }
}

extension InvoiceIssue {
    /// What of the amount before tax is for services: by the lines of the orders that it bills, or else by its process
    /// (BT-23), which says whether all of it is. What is asked for ahead is no sale yet.
    func servicesBilled(_ book: BookSlice) -> Money {
        guard !invoice.kind.isPrepayment else { return .zero(invoice.currency) }
        if let natures = natures(book) { return invoice.services(where: natures) }
        return isAllService ? invoice.vatBreakdown.map(\.taxable).sum(in: invoice.currency) : .zero(invoice.currency)
    }

    /// Whether each line is for a service; nil where that is not known of all of them.
    private func natures(_ book: BookSlice) -> [Bool]? {
        let known = billedLines(book).compactMap { $0?.line.isService }
        return known.count == invoice.lines.count ? known : nil
    }

    private var isAllService: Bool { invoice.process?.hasPrefix("S") ?? false }

    /// What of each amount of VAT is for services, by the lines or else by the process.
    func servicesTax(_ book: BookSlice) -> [Money] {
        guard let natures = natures(book) else {
            return invoice.vatBreakdown.map { isAllService ? $0.tax : .zero($0.tax.currency) }
        }
        return invoice.vatBreakdown.map { subtotal in
            let services = invoice.services(where: natures, of: subtotal.vat)
            return subtotal.tax.share(of: services.decimal, in: subtotal.taxable.decimal)
        }
    }
}

extension CreditDraft {
    /// Says what of each part is for services.
    mutating func shareServices(_ book: BookSlice) {
        for (index, item) in items.enumerated() {
            let part = issue.parts[index]
            issue.parts[index].services =
                item.isClosed(by: part)
                ? item.servicesLeft
                : issue.note.services(of: part, book) ?? item.services(within: part)
        }
    }
}

extension Invoice {
    /// What of a note for lines is for services; nil where it is for no lines, or not all of them are known.
    fileprivate func services(of part: CreditPart, _ book: BookSlice) -> Money? {
        let natures = lines.map { line -> Bool? in
            guard let credited = part.lines.first(where: { $0.line == line.id }), let order = credited.order,
                let entry = book.order(order)
            else { return nil }
            return entry.identified.lines.first { $0.line.id == credited.orderLine }?.isService
        }
        let known = natures.compactMap(\.self)
        return known.count == lines.count ? services(where: known) : nil
    }
}

extension OpenItem {
    var servicesLeft: Money { services - creditedServices }

    /// Whether nothing is left of any VAT class once a part is taken off: it then takes what rounding left of each nature.
    fileprivate func isClosed(by part: CreditPart) -> Bool { CreditRoom(of: self).isClosed(by: part.vat) }

    /// What of a part is for services, in proportion to what is left of the invoice.
    func services(within part: CreditPart) -> Money {
        let left = CreditRoom(of: self).leftBeforeTax
        guard !left.isZero, !servicesLeft.isZero else { return .zero(left.currency) }
        let taken = part.vat.map(\.taxable).sum(in: left.currency)
        return servicesLeft.share(of: taken.decimal, in: left.decimal)
    }
}
