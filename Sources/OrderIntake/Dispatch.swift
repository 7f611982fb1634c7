import Calendars
public import Documents
public import Pipeline
public import Receivables

/// A document of ours that a partner may want in an EDI interchange.
public protocol Dispatched: DocumentValue {
    /// What the stage that puts it into interchanges is called.
    static var stageName: String { get }
    static var stageSummary: String { get }
    /// The purpose that an agreement names its format for.
    static var purpose: String { get }
    /// The answer that an agreement can do without; nil for what always leaves.
    static var answerKind: String? { get }

    /// Whom it goes to, and what must be read to tell.
    func customer(in book: BookSlice) -> CustomerID?
    var keysOfCustomer: [BookKey] { get }
    /// What the journal calls it, with its number.
    func content(for customer: CustomerID, from origin: DocumentOrigin) -> InterchangeContent
    var inWords: String { get }
}

/// Puts a document into an interchange of its own, under the next number of its partner, where the partner's agreement
/// names an EDI format for it; any other document goes on as it is.
///
/// The number is taken only when the interchange is written and checked: one that cannot be leaves no gap in the series.
public struct Dispatch<Content: Dispatched>: Stage {
    public static var name: String { Content.stageName }
    public static var summary: String { Content.stageSummary }
    private static var plain: Port<Content> { Port("document", "The document, for a partner without EDI.") }
    private static var interchange: Port<OutgoingInterchange> {
        Port("interchange", "The document in an interchange, numbered for its partner.")
    }
    public static var ports: [PortDescription] { [plain.description, interchange.description] }
    public static var waits: [WaitReason] { [.unrenderable] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ content: Content, _ book: BookSlice) -> [BookKey] {
        var wanted = content.keysOfCustomer
        guard wanted.allSatisfy(book.knows), let customer = content.customer(in: book) else { return wanted }
        wanted += [.customer(customer), .partner(customer)]
        guard wanted.allSatisfy(book.knows), let party = book.customer(customer)?.party else { return wanted }
        // What is agreed on the day is not known here: every term may count.
        for terms in book.partner(customer)?.terms ?? [] {
            guard let format = terms.formats[Content.purpose], let dialect = InterchangeReport.Dialect(ofFormat: format)
            else { continue }
            wanted.append(.series(dialect.series(to: dialect.address(of: party, agreed: terms.identifiers))))
        }
        return wanted
    }

    public func decide(_ content: Content, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let id = content.customer(in: book), let customer = book.customer(id),
            let terms = book.partner(id)?.terms(on: run.businessDate)
        else { return .emit(Self.plain(content)) }
        if let kind = Content.answerKind, !terms.wants(kind) { return .emit() }
        guard let format = terms.formats[Content.purpose], let dialect = InterchangeReport.Dialect(ofFormat: format)
        else {
            return .emit(Self.plain(content))
        }
        let recipient = dialect.address(of: customer.party, agreed: terms.identifiers)
        let series = dialect.series(to: recipient)
        let number = (book.series(series)?.last ?? 0) + 1
        var interchange = OutgoingInterchange(
            dialect: dialect, sender: dialect.address(of: run.company.party, agreed: terms.ourIdentifiers),
            recipient: recipient, controlNumber: number, at: run.writtenAt, content: content.document)
        interchange.format = format
        interchange.style = InterchangeStyle(terms)
        let written: WrittenDocument?
        do {
            written = try run.write(interchange)
        } catch {
            return .wait(
                Wait(.unrenderable, because: error.findings, wakeOn: [.customer(id), .partner(id)]))
        }
        return .emit(
            Self.interchange(interchange, written: written),
            recording: .interchange(
                .sent(
                    content.content(for: id, from: run.origin), title: content.inWords, interchange: interchange.title,
                    to: recipient, series: series, controlNumber: number, on: run.businessDate)))
    }
}

extension OrderResponse: Dispatched {
    public static var stageName: String { "dispatch-answer" }
    public static var stageSummary: String {
        "Puts the answer to an order into an interchange of its own where the partner's agreement names an EDI format."
    }
    public static var purpose: String { "answers" }
    public static var answerKind: String? { "response" }
    public func customer(in book: BookSlice) -> CustomerID? { customer }
    public var keysOfCustomer: [BookKey] { [] }
    public func content(for customer: CustomerID, from origin: DocumentOrigin) -> InterchangeContent {
        .answer(OrderKey(customer: customer, number: orderNumber))
    }
    public var inWords: String { "answer \(number)" }
}

extension DespatchAdvice: Dispatched {
    public static var stageName: String { "dispatch-advice" }
    public static var stageSummary: String {
        "Puts a despatch advice into an interchange of its own where the partner's agreement names an EDI format."
    }
    public static var purpose: String { "despatches" }
    public static var answerKind: String? { nil }
    public func customer(in book: BookSlice) -> CustomerID? { customer }
    public var keysOfCustomer: [BookKey] { [] }
    public func content(for customer: CustomerID, from origin: DocumentOrigin) -> InterchangeContent {
        .despatchAdvice(origin)
    }
    public var inWords: String { "despatch advice \(number)" }
}

extension Invoice: Dispatched {
    public static var stageName: String { "dispatch-invoice" }
    public static var stageSummary: String {
        "Puts an invoice into an interchange of its own where the partner's agreement names an EDI format."
    }
    public static var purpose: String { "invoices" }
    public static var answerKind: String? { nil }
    public func customer(in book: BookSlice) -> CustomerID? { book.invoice(number)?.customer }
    public var keysOfCustomer: [BookKey] { [.invoice(number)] }
    public func content(for customer: CustomerID, from origin: DocumentOrigin) -> InterchangeContent {
        .invoice(number)
    }
    public var inWords: String { "invoice \(number)" }
}
