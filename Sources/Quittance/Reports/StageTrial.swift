import Calendars
import Documents
import Pipeline
import Receivables

/// Has a stage decide by a book, and keeps nothing of what it decides.
struct StageTrial {
    let stage: any Deciding
    let company: Company
    private let load: ([BookKey]) throws -> [BookKey: BookEntry]
    private var book: BookSlice

    /// By the book as it stands.
    init(_ stage: any Deciding, _ ledger: any LedgerSnapshot, company: Company) {
        self.stage = stage
        self.company = company
        load = { try ledger.entries($0) }
        book = BookSlice()
    }

    /// By a book that is known whole.
    init(_ stage: any Deciding, _ book: BookSlice, company: Company) {
        self.stage = stage
        self.company = company
        load = { _ in [:] }
        self.book = book
    }

    mutating func decide(
        _ document: Document, on date: BusinessDate, at moment: Instant, origin: DocumentOrigin,
        intervention: Intervention? = nil
    ) throws -> StageOutcome {
        while true {
            let missing = stage.reads(document, book).filter { !book.knows($0) }
            guard !missing.isEmpty else { break }
            book.load(missing, try load(missing))
        }
        let run = Run(businessDate: date, now: moment, company: company, origin: origin, intervention: intervention)
        return stage.decide(document, book, run)
    }
}

extension Plan {
    /// The first stage of a kind that decides.
    func decider(_ name: String) -> (any Deciding)? {
        for step in steps where step.type.name == name {
            if case .decide(let stage) = step.body { return stage }
        }
        return nil
    }
}
