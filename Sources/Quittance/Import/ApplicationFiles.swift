import Calendars
import Documents
import Findings
import Money

/// Reads companies that want to become customers from a CSV or JSON file: the columns of a customer, and what is known of its solvency.
func readApplications(
    _ bytes: [UInt8], within ceiling: TermCeiling? = nil, _ log: inout FindingLog
) -> [Instruction.Order] {
    read(bytes, as: .applications, &log) { row in
        let application = application(&row)
        ceiling?.check(application.customer.terms, &row)
        return application
    }.flatMap { slice in
        slice.map { .credit(.onboard([$0])) }
    }
}

private func application(_ row: inout RowReader) -> CreditApplication {
    let customer = customer(&row)
    var facts = SolvencyFacts()
    facts.foundedOn = row.date("foundedOn")
    facts.legalForm = legalForm(&row)
    facts.rating = whole("rating", 0...100, &row)
    facts.insurerLimit = row.limit("insurerLimit", customer.currency)
    facts.averageDaysLate = whole("averageDaysLate", -365...3650, &row)
    facts.disputes = whole("disputes", 0...10_000, &row)
    facts.isInProceedings = flag("inProceedings", &row)
    facts.isClosed = flag("closed", &row)
    return CreditApplication(customer, facts, iban: row.optional("iban"), lei: row.optional("lei"))
}

/// How registers write the forms of companies, in France and its neighbours.
private let formsByAbbreviation: [String: SolvencyFacts.LegalForm] = {
    let abbreviations: [(SolvencyFacts.LegalForm, String)] = [
        (.corporation, "SA SAS SASU SCA SE AG NV SPA PLC"),
        (.limited, "SARL EURL SELARL SRL SPRL BV GMBH UG LTD SL LDA"),
        (.soleTrader, "EI EIRL EK"),
    ]
    return Dictionary(
        uniqueKeysWithValues: abbreviations.flatMap { form, names in
            names.split(separator: " ").map { (String($0), form) }
        })
}()

private func legalForm(_ row: inout RowReader) -> SolvencyFacts.LegalForm? {
    guard let text = row.optional("legalForm") else { return nil }
    guard let form = SolvencyFacts.LegalForm(rawValue: text) ?? formsByAbbreviation[text.uppercased()] else {
        let names = SolvencyFacts.LegalForm.allCases.map(\.rawValue).joined(separator: ", ")
        row.report("legalForm", "is '\(text)', not \(names), nor an abbreviation such as SAS or SARL")
        return nil
    }
    return form
}

private func whole(_ column: String, _ range: ClosedRange<Int>, _ row: inout RowReader) -> Int? {
    guard let text = row.optional(column) else { return nil }
    guard let number = Int(text), range.contains(number) else {
        row.report(column, "is '\(text)', not a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }
    return number
}

private func flag(_ column: String, _ row: inout RowReader) -> Bool {
    let text = row.optional(column) ?? "no"
    if text != "yes" && text != "no" { row.report(column, "is '\(text)', not yes or no") }
    return text == "yes"
}
