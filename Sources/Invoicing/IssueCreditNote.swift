public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Credits an invoice, or a part of it, on an instruction: every check first, then the number.
public struct IssueCreditNote: Stage {
    public static let name = "credit-note"
    public static let summary =
        "Credits an invoice, or a part of it, on an instruction: every check first, then the number."
    public static let issued = Port<Invoice>("issued", "A credit note with its number.")
    public static let impossible = WaitReason(
        "impossible", "A credit for an invoice that is not in the book, or for more than is left of it.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [impossible] }

    public struct Settings: StageSettings {
        let numbers: NumberSeries
        let format: InvoiceCheckFormat

        public init(from reader: inout SettingsReader) {
            numbers = NumberSeries(from: &reader, default: "AV")
            format = InvoiceCheckFormat(from: &reader)
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        let request = request(instruction)
        let number = BookKey.invoice(request.original.number)
        guard book.knows(number), let item = book.invoice(request.original.number), let order = item.order else {
            return [number]
        }
        let keys = [
            number, .order(order), .account(item.customer), .customer(item.customer), .series(settings.numbers.name),
        ]
        guard book.knows(.order(order)), let entry = book.order(order) else { return keys }
        return keys + entry.invoices.map(BookKey.invoice)
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let request = request(instruction)
        guard let item = book.invoice(request.original.number), let key = item.order, let order = book.order(key),
            let customer = book.customer(item.customer), let account = book.account(item.customer)
        else { return impossible("there is no invoice \(request.original.number)") }
        guard let sequence = nextSequence(after: book.series(settings.numbers.name), on: run.businessDate) else {
            return impossible("the series \(settings.numbers.name) has come to a later day than \(run.businessDate)")
        }
        let credit: Invoice
        do {
            credit = try creditNote(
                for: request.original, crediting: request.extent, because: instruction.reason,
                numbered: settings.numbers.number(sequence, on: run.businessDate), on: run.businessDate)
        } catch {
            return .wait(Self.impossible, because: [error.finding])
        }
        let left = order.invoices.compactMap { book.invoice($0)?.amount }.sum(in: credit.currency)
        guard credit.totals.payable <= left else {
            return impossible(
                "\(left) are left of what was billed for order \(key), \(credit.totals.payable) are to be credited")
        }
        let faults =
            checkInvoice(credit).filter { $0.severity == .fatal } + settings.format.faults(of: credit, run.company)
        guard faults.isEmpty else { return .wait(Self.impossible, because: faults) }
        let event = Event.invoiceIssued(credit, key, lines: [], series: settings.numbers.name, sequence: sequence)
        let crossed = customer.lineCrossed(by: account, comingTo: account.exposure + credit.owed)
        return .proceed([Self.issued(credit)], recording: [event] + (crossed.map { [$0] } ?? []), state: "credited")
    }

    private func request(_ instruction: Instruction) -> CreditRequest {
        guard case .creditInvoice(let request) = instruction.order else {
            preconditionFailure("the stage credit-note follows instructions to credit an invoice only")
        }
        return request
    }

    private func impossible(_ message: String) -> StageOutcome {
        .wait(Self.impossible, because: [Finding(.creditIsPossible, message, at: .document)])
    }
}
