import Documents
import Findings
import Receivables

/// Why no VAT is taken on a line. An invoice says it once for each VAT class (BG-23: BR-E-01 and its siblings take one
/// breakdown of a category), so that two reasons in one class cannot stand on one invoice.
private struct LineReason: Hashable {
    let vat: VATClass
    let code: String?
    let text: String?

    var name: String { code ?? text ?? "" }
}

extension InvoiceIssue {
    /// The reason on each line, by its place; nil where VAT is taken, or where nobody knows why not.
    private func reasons(_ book: BookSlice, _ legal: LegalTexts) -> [LineReason?] {
        // The language does not matter: the reasons are told apart, and nobody reads them here.
        zip(invoice.lines, billedLines(book)).map { own, billed in
            guard let item = billed?.line.item else { return nil }
            let found = legal.exemption(of: own.vat.category, for: item, on: invoice.issueDate, in: "en")
            return found.map { LineReason(vat: own.vat, code: $0.code, text: $0.reason) }
        }
    }

    /// The sort of each line: 0 for what can stand on one invoice, the first reason of each class with it, then 1, 2, …
    /// for each other reason.
    private func sorts(of reasons: [LineReason?]) -> [Int] {
        var first: [VATClass: LineReason] = [:]
        var others: [LineReason: Int] = [:]
        return reasons.map { reason in
            guard let reason else { return 0 }
            let standing = first[reason.vat] ?? reason
            first[reason.vat] = standing
            if standing == reason { return 0 }
            let sort = others[reason] ?? others.count + 1
            others[reason] = sort
            return sort
        }
    }

    func sortsByReason(_ book: BookSlice, _ legal: LegalTexts) -> [Int] { sorts(of: reasons(book, legal)) }

    /// That lines of one VAT class have several reasons; nil where each class has one.
    func standingBesideOtherReason(_ book: BookSlice, _ legal: LegalTexts) -> Finding? {
        guard invoice.lines.contains(where: { $0.vat.category != .standard }) else { return nil }
        let reasons = reasons(book, legal)
        let sorts = sorts(of: reasons)
        guard let position = sorts.firstIndex(where: { $0 > 0 }), let reason = reasons[position],
            let other = reasons.lazy.compactMap(\.self).first(where: { $0.vat == reason.vat })
        else { return nil }
        let billed = billedLines(book)[position]
        let place = billed.map { "line \($0.line.line.id) of order \($0.order.number)" }
        return Finding(
            .oneReasonForEachClass,
            "\(place ?? "a line"): no VAT is taken because of \(reason.name), on others under \(reason.vat) because of \(other.name); an invoice has room for one (BT-120, BT-121)",
            at: billed?.line.line.source.place ?? .document)
    }
}
