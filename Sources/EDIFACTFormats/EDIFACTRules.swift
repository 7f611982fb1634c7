import EDISyntax
public import Findings

/// The rules of reading EDIFACT messages, beyond those of the syntax.
extension Rule {
    public static let edifactTypeIsRead = Rule(
        "EDF-001", "A message is of a type that the stage reads.",
        remedy: "Add a format for the type to the stage, or ask the sender for another type.")
    public static let edifactDirectoryIsRead = Rule(
        "EDF-002", "A message is of directory D.96A or D.01B; of another, it is read by the nearer of the two.",
        remedy: "Nothing, unless other findings follow from it.", severity: .information)
    public static let edifactIsNoTest = Rule(
        "EDF-003", "An interchange is meant, and not marked as a test (UNB 0035).",
        remedy: "Nothing where tests are agreed; else ask the sender to send it without the test indicator.",
        severity: .warning)
    public static let edifactNumberIsGiven = Rule(
        "EDF-004", "A document has a number.", remedy: "Ask the sender to number the document.")
    public static let edifactDateIsGiven = Rule(
        "EDF-005", "A document is dated.", remedy: "Ask the sender to date the document.")
    public static let edifactPartyIsNamed = Rule(
        "EDF-006", "A document names the parties that it cannot do without.",
        remedy: "Ask the sender to name the party.")
    public static let edifactFunctionIsRead = Rule(
        "EDF-007", "The function of a message is one that its type has (UNCL 1225).",
        remedy: "Ask the sender for an original, a replacement, a change or a cancellation.")
    public static let edifactLineIsWhole = Rule(
        "EDF-008", "A line says what its document cannot do without: a quantity, an amount.",
        remedy: "Ask the sender to complete the line.")
    public static let edifactLinesAreBounded = Rule(
        "EDF-009", "A message has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the message, and discard this one.",
        isOurs: true)
    public static let edifactLinesAreCounted = Rule(
        "EDF-010", "CNT counts the lines that are there.",
        remedy: "Ask the sender to send the message again: a part may be lost.")
    public static let edifactDateIsReal = Rule(
        "EDF-011", "A date is a day of the calendar, written as its format says (UNCL 2379).",
        remedy: "Ask the sender to correct the date.")
    public static let edifactNumberIsExact = Rule(
        "EDF-012", "A number has at most 18 digits.", remedy: "Ask the sender to correct the number.")
    public static let edifactAmountFitsCurrency = Rule(
        "EDF-013", "An amount has no more decimal places than its currency, and is no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let edifactCurrencyIsCode = Rule(
        "EDF-014", "A currency is a code of three letters (ISO 4217).",
        remedy: "Ask the sender to correct the currency.")
    public static let edifactCurrencyIsDeclared = Rule(
        "EDF-015", "A document declares its currency; else it is taken to be in euros.",
        remedy: "Nothing, unless the currency is wrong.", severity: .information)
    public static let edifactPriceIsUsable = Rule(
        "EDF-016", "A price is for a positive quantity.", remedy: "Ask the sender to correct the price.")
    public static let edifactAllowanceHasAmount = Rule(
        "EDF-017", "An allowance or charge has an amount, or a rate of an amount that is given.",
        remedy: "Ask the sender to give the amount.")
    public static let edifactCodeIsRead = Rule(
        "EDF-018", "A code is one that means something here; what stands under another one is left aside.",
        remedy: "Look whether what was left aside matters.", severity: .information)
    public static let edifactHasLines = Rule(
        "EDF-019", "A document has at least one line that can be used.", remedy: "Ask the sender to correct the lines.")
    public static let edifactRemittanceAddsUp = Rule(
        "EDF-020", "What is remitted for the documents of an advice comes to what it remits in all.",
        remedy: "Compare with the payment itself.", severity: .warning)
    public static let edifactCharsetIsAgreed = Rule(
        "EDF-021", "An interchange declares the character set that is agreed with its sender, where that is strict.",
        remedy: "Ask the sender to declare the agreed set, or change the agreement.")
    public static let edifactLineActionIsKnown = Rule(
        "EDF-022", "A line of a change is added, removed, changed, or stays as it was (UNCL 1229).",
        remedy: "Ask the sender what becomes of the line.", severity: .warning)
    public static let edifactAllowancesAddUp = Rule(
        "EDF-023", "The allowances and charges of the summary are the sum of those above, where there are any.",
        remedy: "Ask the sender which of the two is right.")
    public static let edifactLineSaysOnce = Rule(
        "EDF-024", "A line orders one quantity at one price of a kind, and what left of it is in one unit.",
        remedy: "Ask the sender which of them is right.")
    public static let edifactSubLineIsPart = Rule(
        "EDF-025", "A sub-line is part of a line that stands before it, and is not to be paid by itself.",
        remedy: "Ask the sender to order it in a line of its own.")
    public static let edifactChargeIsBilled = Rule(
        "EDF-027",
        "What an order takes off or adds is billed so: no tax, and nothing that is settled otherwise (UNCL 4471).",
        remedy: "Nothing, unless the buyer expects it on the invoice besides the VAT.", severity: .warning)
    public static let edifactTaxIsStated = Rule(
        "EDF-028", "A total with tax comes with the amount of the tax (MOA 124), or with its rate.",
        remedy: "Nothing, unless the total is meant to be without tax.", severity: .information)
    public static let edifactDeliveryIsNoted = Rule(
        "EDF-029",
        "A line goes to one place, on the days of the line; where parts of it do not, that stands in its note.",
        remedy: "Look whether the parts are delivered so.", severity: .warning)
    public static let edifactSegmentIsRead = Rule(
        "EDF-039", "What a segment of an order says is used; what is not is told, once for each sort of segment.",
        remedy: "Look whether what it says matters.", severity: .information)
    public static let edifactAllowanceIsClear = Rule(
        "EDF-040", "An allowance or a charge is of the order, of a line or, as a rate, of each line (UNCL 5463).",
        remedy: "Ask the sender what is taken off or added.")
    public static let edifactSubLineIsNoted = Rule(
        "EDF-026", "A sub-line says what a line consists of: it stands in the note of the line, and is billed with it.",
        remedy: "Look whether the item is delivered so.", severity: .warning)
}

/// Every rule of this format family, for `explain`.
public let edifactRules: [Rule] = [
    .edifactTypeIsRead, .edifactDirectoryIsRead, .edifactIsNoTest, .edifactNumberIsGiven, .edifactDateIsGiven,
    .edifactPartyIsNamed, .edifactFunctionIsRead, .edifactLineIsWhole, .edifactLinesAreBounded,
    .edifactLinesAreCounted, .edifactDateIsReal, .edifactNumberIsExact, .edifactAmountFitsCurrency,
    .edifactCurrencyIsCode, .edifactCurrencyIsDeclared, .edifactPriceIsUsable, .edifactAllowanceHasAmount,
    .edifactCodeIsRead, .edifactHasLines, .edifactRemittanceAddsUp, .edifactCharsetIsAgreed,
    .edifactLineActionIsKnown, .edifactAllowancesAddUp, .edifactLineSaysOnce, .edifactSubLineIsPart,
    .edifactSubLineIsNoted, .edifactChargeIsBilled, .edifactTaxIsStated,
    .edifactDeliveryIsNoted, .edifactSegmentIsRead, .edifactAllowanceIsClear,
]

extension Rule {
    /// What CONTRL calls a breach of the rule (UNCL 0085).
    var acknowledgementCode: String {
        switch self {
        case .edifactTypeIsRead: "14"
        case .edifactCharsetIsAgreed: "2"
        case .edifactNumberIsGiven, .edifactDateIsGiven, .edifactPartyIsNamed, .edifactLineIsWhole,
            .edifactAllowanceHasAmount:
            "13"
        case .edifactFunctionIsRead, .edifactDateIsReal, .edifactNumberIsExact, .edifactAmountFitsCurrency,
            .edifactCurrencyIsCode, .edifactAllowancesAddUp, .edifactAllowanceIsClear:
            "12"
        case .edifactLineSaysOnce: "35"
        case .edifactSubLineIsPart: "48"
        case .edifactLinesAreBounded: "36"
        case .edifactLinesAreCounted: "29"
        case .edifactHasLines: "32"
        default: syntaxErrorCode
        }
    }
}
