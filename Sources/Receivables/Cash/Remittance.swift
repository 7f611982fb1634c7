public import Documents
import Money

/// What a payer said of a payment, and which payment it turned out to be.
public struct RemittanceEntry: Hashable, Sendable {
    public var advice: RemittanceAdvice
    /// The customers that the payer is known as, and those whose invoices it names.
    public var customers: [CustomerID]
    /// The payment; nil while it has not come.
    public var payment: String?
    /// Whether no payment is expected any more.
    public var isDropped = false
    /// The document that it came in.
    public var origin: DocumentOrigin

    public init(_ advice: RemittanceAdvice, of customers: [CustomerID], from origin: DocumentOrigin) {
        self.advice = advice
        self.customers = customers
        self.origin = origin
    }

    public var key: String { advice.key }
    public var isOpen: Bool { payment == nil && !isDropped }

    /// What the payment may quote, in the form of `normalisedReference`.
    public var references: [String] { advice.references }
}

extension RemittanceAdvice {
    /// Who said it, and its number: the same advice comes under the same key however often.
    public var key: String {
        let who = payer.allIdentifiers.first.map(\.description) ?? normalisedName(payer.name)
        return "\(who)/\(number)"
    }

    /// What the payment may quote that this advice is about.
    public var references: [String] {
        var references: [String] = []
        for text in [paymentReference, number].compactMap(\.self) {
            let reference = normalisedReference(text)
            guard reference.utf8.count >= 4, reference.utf8.contains(where: { $0 < UInt8(ascii: "A") }) else {
                continue
            }
            if !references.contains(reference) { references.append(reference) }
        }
        return references
    }
}

extension BookSlice {
    /// A revised advice takes the place of the one before it.
    mutating func record(_ entry: RemittanceEntry) {
        set(.remittance(entry.key), .remittance(entry))
        for reference in entry.references { refer(reference) { $0.remittances.insert(entry.key) } }
        for customer in entry.customers { change(customer) { $0.announced.insert(entry.key) } }
    }

    mutating func close(_ key: String, by payment: String?, _ customers: [CustomerID]) {
        guard var entry = remittance(key) else {
            preconditionFailure("remittance \(key) is matched before it was recorded")
        }
        entry.payment = payment
        entry.isDropped = payment == nil
        set(.remittance(key), .remittance(entry))
        for customer in customers { change(customer) { account in account.announced.removeAll { $0 == key } } }
    }
}

extension RemittanceEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(advice, customers, origin, payment, isDropped) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), of: try reader.read(), from: try reader.read())
        payment = try reader.read()
        isDropped = try reader.read()
    }
}
