import Documents
import Money
import Receivables

extension InvoiceIssue {
    /// What of each amount of VAT falls due when it is paid, in France (CGI art. 269-2); nil where all of it is due at once.
    ///
    /// That is the VAT of services, unless the seller has opted to pay it when they are debited (c), and of all that is
    /// asked for ahead: of goods, too, since 2023 (a).
    ///
    /// - Parameters:
    ///   - onDebits: whether the seller has opted so for it.
    ///   - ordered: what is billed once what is asked for ahead has come, which says what of it is for services.
    func taxOnReceipt(
        to seller: Company, onDebits: Bool, _ book: BookSlice, ordered: InvoiceIssue? = nil
    ) -> [Money]? {
        guard seller.party.address.map(takesFrenchVAT) == true else { return nil }
        let services = (ordered ?? self).servicesTax(book)
        let shares =
            invoice.kind.isPrepayment
            ? invoice.vatBreakdown.map { subtotal in
                onDebits
                    ? subtotal.tax - subtotal.part(services, of: ordered?.invoice ?? invoice) : subtotal.tax
            } : onDebits ? [] : services
        return shares.allSatisfy(\.isZero) ? nil : shares
    }
}

extension VATSubtotal {
    /// What of its tax is for services, as it is of another document by VAT class.
    fileprivate func part(_ services: [Money], of document: Invoice) -> Money {
        zip(document.vatBreakdown, services).first { $0.0.vat == vat }.map { whole, part in
            part.isZero ? part : tax.share(of: part.decimal, in: whole.tax.decimal)
        } ?? .zero(tax.currency)
    }
}

extension Invoice {
    private static let option = InvoiceNote(subject: "AAI", "Option pour le paiement de la taxe d’après les débits")

    /// Whether it is a document for services, in part at least.
    private var billsServices: Bool { process.map { $0.hasPrefix("S") || $0.hasPrefix("M") } ?? false }

    /// Whether it says that the seller has opted to pay the VAT of services with it; nil where it would not say so.
    var saysOption: Bool? { billsServices ? notes.contains(Self.option) : nil }

    /// Says on a document for services that its VAT is due with it, where the seller has opted for that (BT-8, CGI ann. II
    /// art. 242 nonies A).
    ///
    /// - Parameter isAllDue: whether no part of it waits: there is one BT-8 for all.
    mutating func sayOption(isAllDue: Bool) {
        guard billsServices else { return }
        if taxPoint == nil, isAllDue { taxPoint = .event(.invoice) }
        if !notes.contains(Self.option) { notes.append(Self.option) }
    }
}

extension Company {
    /// Whether what follows on some documents is under its option: as they were, whatever it has opted for since.
    func isOnDebits(after originals: [Invoice]) -> Bool {
        let said = originals.compactMap(\.saysOption)
        return said.isEmpty ? vatOnDebits : said.allSatisfy(\.self)
    }
}
