import Calendars
import Documents
import Findings
import Money
import Pipeline

/// What the law says in a letter, in the letter's language and as it is on its day.
struct LetterLaw {
    private let texts: LegalTexts
    private let date: BusinessDate
    private let language: String

    init(for reminder: Reminder, _ texts: LegalTexts) {
        self.texts = texts
        date = reminder.date
        language = reminder.language.code
    }

    /// The words on a topic; without them no letter leaves.
    func text(_ topic: LetterTopic, _ values: [String: String] = [:]) throws(WritingFault) -> String {
        guard let text = texts.letters[topic]?.text(on: date, in: language) else {
            throw WritingFault([
                Finding(.letterHasLegalTexts, "there is no text for \(topic.rawValue) on \(date)", at: .document)
            ])
        }
        return values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// What late payment costs: interest, its rates, where it stopped, and the fixed sum.
    func charges(_ charges: LateCharges, rates: String, stops: [String]) throws(WritingFault) -> [String] {
        var texts: [String] = []
        if charges.interest == nil {
            texts.append(try text(.latePenaltyWithoutAmount))
        } else if !charges.rates.isEmpty {
            texts.append(try text(.latePenalty, ["rates": rates]))
        }
        texts += stops
        if !charges.indemnity.isZero { texts.append(try text(.indemnity)) }
        return texts
    }
}

extension Rule {
    static let letterHasLegalTexts = Rule(
        "LET-001", "What the law wants in a letter has words.",
        remedy: "Add the text to the file that `legal` names in the company's data, then retry.")
}
