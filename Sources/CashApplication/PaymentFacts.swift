import Documents
import Money
import Receivables

/// What a payment says, in the terms in which the book is asked.
struct PaymentFacts {
    let references: [String]
    let payerNames: [(name: PayerName, sign: KnownPayer.Sign)]
    let identifiers: [PartyIdentifier]

    init(_ payment: Payment) {
        references = referenceTokens(in: payment.references + payment.texts)
        payerNames =
            [payment.payer.iban.map { (PayerName.iban($0), KnownPayer.Sign.iban) }].compactMap(\.self)
            + [payment.payer.name.flatMap(PayerName.name).map { ($0, .name) }].compactMap(\.self)
        identifiers = Array(payment.payer.identifiers.prefix(8))
    }

    /// What does not depend on anything found.
    var firstKeys: [BookKey] {
        references.map(BookKey.reference) + payerNames.map { BookKey.payer($0.name) } + identifiers.map(BookKey.party)
    }

    func payers(_ book: BookSlice) -> [KnownPayer] {
        let named = payerNames.flatMap { name, sign in book.customers(payingAs: name).map { KnownPayer($0, by: sign) } }
        let identified = identifiers.flatMap { book.customers(knownAs: $0).map { KnownPayer($0, by: .identifier) } }
        return (identified + named).reduce(into: []) { known, payer in
            if !known.contains(payer) { known.append(payer) }
        }
    }

    /// The invoices that the payer named, each with what names it. An order names all the invoices that bill it.
    func namedInvoices(_ book: BookSlice) -> [(invoice: String, quoted: String)] {
        var named: [(invoice: String, quoted: String)] = []
        for reference in references {
            guard let entry = book.reference(reference) else { continue }
            let billed = entry.orders.flatMap { key in book.knows(.order(key)) ? book.order(key)?.invoices ?? [] : [] }
            for invoice in entry.invoices + billed where !named.contains(where: { $0.invoice == invoice }) {
                named.append((invoice, reference))
            }
        }
        return Array(named.prefix(ExactLimits.named))
    }

    func namedOrders(_ book: BookSlice) -> [OrderKey] {
        Array(references.flatMap { book.reference($0)?.orders ?? [] }.prefix(ExactLimits.named))
    }
}

/// How much is looked at for one payment.
enum ExactLimits {
    /// Invoices or orders that one payment names.
    static let named = 200
    /// Months of open items, oldest first.
    static let months = 36
    /// Customers that one payer pays for.
    static let customers = 50
}
