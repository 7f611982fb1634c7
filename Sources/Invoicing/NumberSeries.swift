import Calendars
import Documents
import Findings
import Pipeline
import UBLFormats
import CIIFormats

/// The series that numbers are taken from; it begins anew each year.
struct NumberSeries {
    let name: String
    private let digits: Int

    init(from reader: inout SettingsReader, default name: String) {
        self.name = reader.read(
            "series", default: name, "The series that numbers are taken from; it begins anew each year.")
        digits = reader.read("digits", default: 6, in: 4...12, "How many digits the number in the series has at least.")
    }

    /// A number of the series, such as `INV-2026-000001`.
    func number(_ sequence: Int, on date: BusinessDate) -> String {
        let text = String(sequence)
        return "\(name)-\(date.year)-" + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// The format that an invoice is checked in before it takes its number.
struct InvoiceCheckFormat {
    private let format: any WritingFormat

    enum Name: String, CaseIterable {
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

    init(from reader: inout SettingsReader) {
        let name = reader.read(
            "checkedAs", default: Name.peppol,
            "The format whose schema an invoice must keep before it takes its number: the one it is rendered in.")
        format = name.writing
    }

    /// Writes an invoice; throws what keeps it from being written, or the receiver from taking it.
    func write(_ invoice: Invoice, _ company: Company) throws(WritingFault) -> WrittenDocument {
        let bytes = try format.write(.invoice(invoice), issuedBy: company)
        let faults = format.check(bytes).filter { $0.severity == .fatal }
        guard faults.isEmpty else { throw WritingFault(faults) }
        return WrittenDocument(format: format.name, bytes: bytes)
    }
}
