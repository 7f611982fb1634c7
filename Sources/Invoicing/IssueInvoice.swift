import CIIFormats
import Calendars
public import Documents
import Findings
public import Pipeline
public import Receivables
import UBLFormats

/// Bills what was delivered: every check first, then the number.
public struct IssueInvoice: Stage {
    public static let name = "invoice"
    public static let summary = "Bills what was delivered: every check first, then the number."
    public static let issued = Port<Invoice>("issued", "An invoice with its number.")
    public static let unbillable = WaitReason(
        "unbillable", "A delivery whose invoice would break a rule.",
        nextAction: "Correct the data that the finding names, then retry.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [unbillable] }

    public struct Settings: StageSettings {
        let series: String
        let digits: Int
        let format: Format

        /// The formats that an invoice can be checked in before it takes its number.
        enum Format: String, CaseIterable {
            case peppol = "peppol-invoice"
            case en16931 = "ubl-invoice"
            case extendedFrench = "ubl-extended-ctc-fr"
            case crossIndustry = "cii-invoice"
            case crossIndustryExtendedFrench = "cii-extended-ctc-fr"
            case facturX = "factur-x"
            case facturXExtended = "factur-x-extended"
            case facturXBasicWithoutLines = "factur-x-basic-wl"

            var writing: any WritingFormat {
                switch self {
                case .peppol: UBLInvoiceFormat.peppol
                case .en16931: UBLInvoiceFormat.en16931
                case .extendedFrench: UBLInvoiceFormat.extendedFrench
                case .crossIndustry: CIIInvoiceFormat.en16931
                case .crossIndustryExtendedFrench: CIIInvoiceFormat.extendedFrench
                case .facturX: FacturXFormat.en16931
                case .facturXExtended: FacturXFormat.extended
                case .facturXBasicWithoutLines: FacturXFormat.basicWithoutLines
                }
            }
        }

        public init(from reader: inout SettingsReader) {
            series = reader.read(
                "series", default: "INV", "The series that invoice numbers are taken from; it begins anew each year.")
            digits = reader.read(
                "digits", default: 6, in: 4...12, "How many digits the number in the series has at least.")
            format = reader.read(
                "checkedAs", default: Format.peppol,
                "The format whose schema an invoice must keep before it takes its number: the one it is rendered in.")
        }

        /// A number of the series, such as `INV-2026-000001`.
        func number(_ sequence: Int, on date: BusinessDate) -> String {
            let digits = String(sequence)
            return "\(series)-\(date.year)-" + String(repeating: "0", count: max(0, self.digits - digits.count))
                + digits
        }
    }

    let settings: Settings
    let format: any WritingFormat
    public init(settings: Settings) {
        self.settings = settings
        format = settings.format.writing
    }

    public func reads(_ delivery: BillableDelivery, _ book: BookSlice) -> [BookKey] {
        [
            .customer(delivery.order.customer), .account(delivery.order.customer), .order(delivery.order),
            .series(settings.series),
        ]
    }

    public func decide(_ delivery: BillableDelivery, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let entry = book.order(delivery.order), let customer = book.customer(delivery.order.customer),
            let account = book.account(delivery.order.customer)
        else { preconditionFailure("order \(delivery.order) is billed before it was registered") }
        let series = book.series(settings.series)
        guard let sequence = nextSequence(after: series, on: run.businessDate) else {
            return wait([dateIsBehind(series, run)])
        }
        let draft = draftInvoice(
            billing: delivery, of: entry, to: customer, from: run.company, on: run.businessDate,
            numbered: settings.number(sequence, on: run.businessDate))
        let findings = draft.findings + checkInvoice(draft.invoice)
        guard !findings.contains(where: { $0.severity == .fatal }) else { return wait(findings) }
        // The number is provisional until its document has passed what a receiver checks.
        let faults = faults(of: draft.invoice, run.company)
        guard faults.isEmpty else { return wait(faults) }
        return issue(draft, sequence, delivery, entry, customer, account)
    }

    /// What keeps an invoice from being written, or the receiver from taking it.
    private func faults(of invoice: Invoice, _ company: Company) -> [Finding] {
        do {
            return format.check(try format.write(.invoice(invoice), issuedBy: company)).filter { $0.severity == .fatal }
        } catch {
            return error.findings
        }
    }

    private func issue(
        _ draft: InvoiceDraft, _ sequence: Int, _ delivery: BillableDelivery, _ entry: OrderEntry,
        _ customer: Customer, _ account: Account
    ) -> StageOutcome {
        let event = Event.invoiceIssued(
            draft.invoice, delivery.order, lines: draft.lines, series: settings.series, sequence: sequence)
        let exposure = account.exposure(after: draft.invoice, of: entry, billing: draft.lines)
        let crossed = customer.lineCrossed(by: account, comingTo: exposure)
        return .proceed(
            [Self.issued(draft.invoice)], recording: [event] + (crossed.map { [$0] } ?? []), state: "invoiced")
    }

    private func wait(_ findings: [Finding]) -> StageOutcome { .wait(Self.unbillable, because: findings) }

    private func dateIsBehind(_ series: SeriesEntry?, _ run: Run) -> Finding {
        let last = series.map { "\($0.lastDate)" } ?? ""
        return Finding(
            .invoiceIsDatedForward, "the series \(settings.series) has come to \(last), this is \(run.businessDate)",
            at: .document)
    }
}
