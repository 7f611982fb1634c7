import Calendars
import Findings
import Pipeline
import Receivables

/// The series that numbers are taken from; it begins anew each year.
struct NumberSeries {
    let name: String
    private let digits: Int

    init(from reader: inout SettingsReader, default name: String) {
        self.name = reader.read(
            "series", default: name, "The series that numbers are taken from; it begins anew each year.")
        digits = reader.read("digits", default: 6, in: 4...12, "How many digits the number in the series has at least.")
    }

    /// The series of the credit notes for what is written anew.
    init(ofCreditNotesBeside other: NumberSeries, from reader: inout SettingsReader) {
        name = reader.read(
            "creditSeries", default: "AV",
            "The series of the credit note that takes back what is written anew, where no corrective invoice may leave."
        )
        digits = other.digits
    }

    /// A number of the series, such as `INV-2026-000001`.
    func number(_ sequence: Int, on date: BusinessDate) -> String {
        let text = String(sequence)
        return "\(name)-\(date.year)-" + String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// The next number of a series, with its place; it is provisional until the event that carries it is recorded.
struct ProvisionalNumber {
    let text: String
    let place: SeriesPlace
}

/// A series has come to a later day than this.
struct SeriesIsAhead: Error {
    let series: String
    let last: BusinessDate

    func finding(on date: BusinessDate) -> Finding {
        Finding(.invoiceIsDatedForward, "the series \(series) has come to \(last), this is \(date)", at: .document)
    }
}

extension NumberSeries {
    func next(in book: BookSlice, on date: BusinessDate) throws(SeriesIsAhead) -> ProvisionalNumber {
        let series = book.series(name)
        guard let sequence = nextSequence(after: series, on: date) else {
            throw SeriesIsAhead(series: name, last: series?.lastDate ?? date)
        }
        return ProvisionalNumber(text: number(sequence, on: date), place: SeriesPlace(name, sequence))
    }
}
