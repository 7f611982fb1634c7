import Documents
import Money
import Receivables

extension InvoiceIssue {
    /// What of each amount of VAT falls due when it is paid, in France (CGI art. 269-2); nil where all of it is due at once.
    ///
    /// That is the VAT of services, unless the seller has opted to pay it when they are debited (c), and of all that is
    /// asked for ahead: of goods, too, since 2023 (a).
    ///
    /// - Parameter ordered: what is billed once what is asked for ahead has come, which says what of it is for services.
    func taxOnReceipt(to seller: Company, _ book: BookSlice, ordered: InvoiceIssue? = nil) -> [Money]? {
        guard seller.party.address.map(takesFrenchVAT) == true else { return nil }
        let services = (ordered ?? self).servicesTax(book)
        let shares =
            invoice.kind.isPrepayment
            ? invoice.vatBreakdown.map { subtotal in
                seller.vatOnDebits
                    ? subtotal.tax - subtotal.part(services, of: ordered?.invoice ?? invoice) : subtotal.tax
            } : seller.vatOnDebits ? [] : services
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
    /// Says on a document for services that its VAT is due with it, where the seller has opted for that (BT-8, CGI ann. II
    /// art. 242 nonies A).
    mutating func sayOption(of seller: Company) {
        guard seller.vatOnDebits, process.map({ $0.hasPrefix("S") || $0.hasPrefix("M") }) ?? false else { return }
        if taxPoint == nil { taxPoint = .event(.invoice) }
        let mention = InvoiceNote(subject: "AAI", "Option pour le paiement de la taxe d’après les débits")
        if !notes.contains(mention) { notes.append(mention) }
    }
}
