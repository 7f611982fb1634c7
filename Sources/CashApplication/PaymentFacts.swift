import Documents
import Money
import Receivables

/// What a payment says, in the terms in which the book is asked.
struct PaymentFacts {
    let references: [String]
    /// What stands in a field for references and is too short to be looked for in a text, such as `17`: it names an invoice
    /// of whoever paid, and of nobody else.
    private let shortReferences: [String]
    /// What does not depend on anything found.
    let firstKeys: [BookKey]
    /// What tells who paid, the surest first.
    private let marks: [(key: BookKey, sign: KnownPayer.Sign)]

    init(_ payment: Payment) {
        references = referenceTokens(in: payment.references + payment.texts)
        var marks = payment.payer.identifiers.prefix(8).map {
            (key: BookKey.party($0), sign: KnownPayer.Sign.identifier)
        }
        if let iban = payment.payer.iban { marks.append((.payer(.iban(iban)), .iban)) }
        if let name = payment.payer.name.flatMap(PayerName.name) { marks.append((.payer(name), .name)) }
        self.marks = marks
        shortReferences = payment.references.prefix(8).map { normalisedReference($0) }.filter { reference in
            (1...3).contains(reference.utf8.count) && reference.contains(where: \.isNumber)
        }
        firstKeys = (references + shortReferences).map(BookKey.reference) + marks.map(\.key)
    }

    func payers(_ book: BookSlice) -> [KnownPayer] {
        var known: [KnownPayer] = []
        for (key, sign) in marks {
            for customer in book.customers(under: key) {
                let payer = KnownPayer(customer, by: sign)
                if !known.contains(payer) { known.append(payer) }
            }
        }
        return known
    }

    /// The invoices that a short reference may mean.
    func invoicesNamedShortly(_ book: BookSlice) -> [NamedInvoice] {
        shortReferences.flatMap { reference in
            (book.reference(reference)?.invoices ?? []).prefix(ExactLimits.named).map {
                NamedInvoice(invoice: $0, quoted: reference)
            }
        }
    }

    private func ownInvoicesNamedShortly(_ book: BookSlice) -> [NamedInvoice] {
        guard !shortReferences.isEmpty else { return [] }
        let payers = Set(payers(book).map(\.customer))
        return invoicesNamedShortly(book).filter { named in
            book.knows(.invoice(named.invoice))
                && book.customer(ofInvoice: named.invoice).map(payers.contains) ?? false
        }
    }

    /// The invoices that the payer named, each with what names it. An order names all the invoices that bill it.
    func namedInvoices(_ book: BookSlice) -> [NamedInvoice] {
        var named = ownInvoicesNamedShortly(book)
        for reference in references {
            guard let entry = book.reference(reference) else { continue }
            let billed = entry.orders.flatMap { key in book.knows(.order(key)) ? book.order(key)?.invoices ?? [] : [] }
            for invoice in entry.invoices + billed where !named.contains(where: { $0.invoice == invoice }) {
                named.append(NamedInvoice(invoice: invoice, quoted: reference))
            }
        }
        return Array(named.prefix(ExactLimits.named))
    }

    func namedOrders(_ book: BookSlice) -> [OrderKey] {
        Array(references.flatMap { book.reference($0)?.orders ?? [] }.prefix(ExactLimits.named))
    }
}

/// An invoice, and what the payer wrote that names it.
struct NamedInvoice {
    let invoice: String
    let quoted: String
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
