public import Calendars
public import Documents
public import Money

/// A credit note that is set against invoices of the same customer, without money.
public struct Netting: Hashable, Sendable {
    /// An invoice, and how much of it the note settles.
    public struct Part: Hashable, Sendable {
        public var invoice: String
        /// The date of the invoice: its page among the customer's open items.
        public var issueDate: BusinessDate
        public var amount: Money

        public init(invoice: String, issueDate: BusinessDate, amount: Money) {
            self.invoice = invoice
            self.issueDate = issueDate
            self.amount = amount
        }
    }

    public var note: String
    public var noteDate: BusinessDate
    public var customer: CustomerID
    public var parts: [Part]
    public var on: BusinessDate

    public init(note: String, noteDate: BusinessDate, customer: CustomerID, parts: [Part], on date: BusinessDate) {
        self.note = note
        self.noteDate = noteDate
        self.customer = customer
        self.parts = parts
        on = date
    }

    var touches: [BookKey] {
        [.account(customer), .invoice(note)] + parts.map { BookKey.invoice($0.invoice) }
            + Set([noteDate] + parts.map(\.issueDate)).sorted().flatMap { BookKey.pages(customer, $0) }
    }
}

extension BookSlice {
    mutating func net(_ netting: Netting) {
        for part in netting.parts {
            changeAndList(part.invoice) { item in
                item.open -= part.amount
                item.allocations.append(.credit(by: netting.note, part.amount, on: netting.on))
            }
            changeAndList(netting.note) { note in
                note.open += part.amount
                note.allocations.append(.credit(by: part.invoice, -part.amount, on: netting.on))
            }
        }
    }

    mutating func unnet(_ netting: Netting) {
        for part in netting.parts {
            changeAndList(part.invoice) { $0.takeBack(part.amount, creditedBy: netting.note) }
            changeAndList(netting.note) { $0.takeBack(-part.amount, creditedBy: part.invoice) }
        }
    }
}

extension OpenItem {
    fileprivate mutating func takeBack(_ amount: Money, creditedBy source: String) {
        let mark = allocations.lastIndex { $0.source == source && $0.amount == amount && $0.kind == .credit }
        guard let mark else { preconditionFailure("\(number) is not netted with \(source)") }
        allocations.remove(at: mark)
        open += amount
    }
}

extension Netting.Part: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, issueDate, amount) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), issueDate: try reader.read(), amount: try reader.read())
    }
}

extension Netting: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(note, noteDate, customer, parts, on) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            note: try reader.read(), noteDate: try reader.read(), customer: try reader.read(), parts: try reader.read(),
            on: try reader.read())
    }
}
