public import Calendars

/// What a buyer or a platform says became of an invoice (UBL ApplicationResponse: Peppol Invoice Response and Message
/// Level Response; the life cycle of the French reform).
public struct InvoiceStatus: Hashable, Sendable {
    /// The number of the message that says so.
    public var number: String
    public var issueDate: BusinessDate
    public var sender: Party
    public var receiver: Party
    /// The number of the invoice (BT-1).
    public var invoice: String
    public var invoiceDate: BusinessDate?
    public var vocabulary: StatusVocabulary
    /// As it is written: `RE`, `210`.
    public var code: String
    /// The day it took effect on, where that is told.
    public var effectiveOn: BusinessDate?
    public var reasons: [StatusClause]
    /// What the sender asks for.
    public var actions: [StatusClause]
    public var notes: [String]

    public init(
        number: String, issueDate: BusinessDate, sender: Party, receiver: Party, invoice: String,
        invoiceDate: BusinessDate? = nil, vocabulary: StatusVocabulary, code: String, effectiveOn: BusinessDate? = nil,
        reasons: [StatusClause] = [], actions: [StatusClause] = [], notes: [String] = []
    ) {
        self.number = number
        self.issueDate = issueDate
        self.sender = sender
        self.receiver = receiver
        self.invoice = invoice
        self.invoiceDate = invoiceDate
        self.vocabulary = vocabulary
        self.code = code
        self.effectiveOn = effectiveOn
        self.reasons = reasons
        self.actions = actions
        self.notes = notes
    }

    /// What the code says; nil where its vocabulary does not list it.
    public var standing: InvoiceStanding? { vocabulary.standing(code) }

    /// The day that it counts from.
    public var date: BusinessDate { effectiveOn ?? issueDate }
}

/// A reason, or an action that is asked for, with its code.
public struct StatusClause: Hashable, Sendable {
    /// As it is written, with no check; empty where there are words only.
    public var code: String
    public var text: String?
    /// What it is about: a line of the invoice, a term of EN 16931 or an XPath.
    public var subject: String?

    public init(code: String, text: String? = nil, subject: String? = nil) {
        self.code = code
        self.text = text
        self.subject = subject
    }
}

extension StatusClause: CustomStringConvertible {
    public var description: String {
        let words = [code.isEmpty ? nil : code, text].compactMap(\.self).joined(separator: ": ")
        return subject.map { "\(words) (\($0))" } ?? words
    }
}

extension StatusClause: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(code, text, subject) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(code: try reader.read(), text: try reader.read(), subject: try reader.read())
    }
}

extension InvoiceStatus: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, issueDate, sender, receiver, invoice, invoiceDate, vocabulary, code, effectiveOn, reasons)
        writer.write(actions, notes)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), issueDate: try reader.read(), sender: try reader.read(),
            receiver: try reader.read(), invoice: try reader.read(), invoiceDate: try reader.read(),
            vocabulary: try reader.read(), code: try reader.read(), effectiveOn: try reader.read(),
            reasons: try reader.read(), actions: try reader.read(), notes: try reader.read())
    }
}
