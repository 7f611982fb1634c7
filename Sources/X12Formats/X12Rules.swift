public import Findings

/// The rules of reading X12 transaction sets, beyond those of the syntax.
extension Rule {
    public static let x12SetIsRead = Rule(
        "X12-001", "A transaction set is one that the stage reads.",
        remedy: "Add a format for the set to the stage, or ask the sender for another set.")
    public static let x12VersionIsRead = Rule(
        "X12-002", "A group is of version 004010 or 005010; another one is read by the nearer of the two.",
        remedy: "Nothing, unless other findings follow from it.", severity: .information)
    public static let x12IsNoTest = Rule(
        "X12-003", "An interchange is meant, and not marked as a test (ISA15).",
        remedy: "Nothing where tests are agreed; else ask the sender to send it as production.", severity: .warning)
    public static let x12GroupIsOfSets = Rule(
        "X12-004", "A group holds the transaction sets that its identifier (GS01) is for.",
        remedy: "Ask the sender to correct the identifier of the group.", severity: .warning)
    public static let x12SeparatorsAreUsual = Rule(
        "X12-005", "An interchange separates elements with * and segments with ~ or line ends, as most do.",
        remedy: "Nothing: the separators that ISA declares are used.", severity: .information)
    public static let x12NumberIsGiven = Rule(
        "X12-006", "A document has a number.", remedy: "Ask the sender to number the document.")
    public static let x12FunctionIsRead = Rule(
        "X12-008", "The purpose of a set is one that is read here (element 353).",
        remedy: "Ask the sender for an original, a replacement, a change or a cancellation.")
    public static let x12LineIsWhole = Rule(
        "X12-009", "A line says what its document cannot do without: a number, a quantity, an amount.",
        remedy: "Ask the sender to complete the line.")
    public static let x12LinesAreBounded = Rule(
        "X12-010", "A set has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the document, and discard this one.",
        isOurs: true)
    public static let x12LinesAreCounted = Rule(
        "X12-011", "CTT counts the lines that are there.",
        remedy: "Ask the sender to send the document again: a part may be lost.")
    public static let x12QuantitiesAddUp = Rule(
        "X12-012", "The hash total of CTT is the sum of the quantities.",
        remedy: "Ask the sender to send the document again: a quantity may be wrong.")
    public static let x12DateIsReal = Rule(
        "X12-013", "A date is a day of the calendar.", remedy: "Ask the sender to correct the date.")
    public static let x12NumberIsExact = Rule(
        "X12-014", "A number has at most 18 digits, 12 of them after the point.",
        remedy: "Ask the sender to correct the number.")
    public static let x12AmountFitsCurrency = Rule(
        "X12-015", "An amount has no more decimal places than its currency, and is no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let x12CurrencyIsCode = Rule(
        "X12-016", "A currency is a code of three letters (ISO 4217).",
        remedy: "Ask the sender to correct the currency.")
    public static let x12CurrencyIsDeclared = Rule(
        "X12-017", "A document declares its currency; else it is taken to be in US dollars.",
        remedy: "Nothing, unless the currency is wrong.", severity: .information)
    public static let x12PriceIsUsable = Rule(
        "X12-018", "A price is for a number of units that its basis tells, in the unit of the line.",
        remedy: "Nothing: the price waits to be compared with the agreed one by a person.", severity: .warning)
    public static let x12AllowanceHasAmount = Rule(
        "X12-019", "An allowance or charge has an amount, or a rate of something that the order says.",
        remedy: "Ask the sender to give the amount.")
    public static let x12CodeIsRead = Rule(
        "X12-020", "A code is one that means something here; what stands under another one is left aside.",
        remedy: "Look whether what was left aside matters.", severity: .information)
    public static let x12HasLines = Rule(
        "X12-021", "A document has at least one line that can be used.", remedy: "Ask the sender to correct the lines.")
    public static let x12ElementsStandTogether = Rule(
        "X12-022", "Elements that depend on one another are given together.",
        remedy: "Ask the sender to complete the segment.")
    public static let x12ElementsExclude = Rule(
        "X12-023", "Elements that exclude one another are not given together.",
        remedy: "Ask the sender to correct the segment.")
    public static let x12ReferenceIsGiven = Rule(
        "X12-024", "A document has a reference besides its number (REF), by which many receivers place it.",
        remedy: "Nothing, unless the reference is agreed.", severity: .information)
    public static let x12LevelHasParent = Rule(
        "X12-025", "A level of an 856 names a level above it that came before (HL02).",
        remedy: "Ask the sender to correct the levels.")
    public static let x12TotalsAddUp = Rule(
        "X12-026", "What a document says that it comes to is what its parts come to (BPR02, TDS01).",
        remedy: "Ask the sender to correct the document.")
    public static let x12AnswersGroup = Rule(
        "X12-027", "An acknowledgement names the group and the sets that it answers (AK102, AK202).",
        remedy: "Ask the sender to name them: without them the answer may be for another one.", severity: .warning)
    public static let x12UnitIsKnown = Rule(
        "X12-028", "A unit of measure is one that has a code in UNECE Recommendation 20.",
        remedy: "Look whether the unit is one of the item's.", severity: .information)
    public static let x12SubLineIsPart = Rule(
        "X12-029", "A sub-line (SLN) is included in its line, and not to be delivered or paid besides it.",
        remedy: "Ask the sender to order it in a line of its own.")
    public static let x12ChargeIsBilled = Rule(
        "X12-031",
        "What an order takes off or adds is billed so: no tax, and nothing that is settled otherwise (SAC12).",
        remedy: "Nothing, unless the buyer expects it on the invoice besides the VAT.", severity: .warning)
    public static let x12DeliveryIsNoted = Rule(
        "X12-032", "A line goes to one place at one time; where it is shared out (SDQ, SCH), that stands in its note.",
        remedy: "Look whether its parts are delivered so.", severity: .warning)
    public static let x12TaxIsStated = Rule(
        "X12-033", "A total with tax comes with the amount of the tax.",
        remedy: "Nothing, unless the total is meant to be without tax.", severity: .information)
    public static let x12DestinationsAddUp = Rule(
        "X12-034", "The quantities of the places and the days that a line is shared out to come to its own.",
        remedy: "Ask the sender which of them is right.")
    public static let x12LineSaysOnce = Rule(
        "X12-044", "A line states one VAT.", remedy: "Ask the sender which of them is right.")
    public static let x12SegmentIsRead = Rule(
        "X12-045", "What a segment of an order says is used; what is not is told, once for each sort of segment.",
        remedy: "Look whether what it says matters.", severity: .information)
    public static let x12ChangeIsOfLine = Rule(
        "X12-065",
        "A change of a line is one of what the line says: neither a transfer (TI) nor the end of the order (CF).",
        remedy: "Ask the sender for the cancellation of the order, or for the line where it is to be.")
    public static let x12SubLineIsNoted = Rule(
        "X12-030", "A sub-line says what a line consists of: it stands in the note of the line, and is billed with it.",
        remedy: "Look whether the item is delivered so.", severity: .warning)
}

/// Every rule of this format family, for `explain`.
public let x12Rules: [Rule] = [
    .x12SetIsRead, .x12VersionIsRead, .x12IsNoTest, .x12GroupIsOfSets, .x12SeparatorsAreUsual, .x12NumberIsGiven,
    .x12FunctionIsRead, .x12LineIsWhole, .x12LinesAreBounded, .x12LinesAreCounted,
    .x12QuantitiesAddUp, .x12DateIsReal, .x12NumberIsExact, .x12AmountFitsCurrency, .x12CurrencyIsCode,
    .x12CurrencyIsDeclared, .x12PriceIsUsable, .x12AllowanceHasAmount, .x12CodeIsRead, .x12HasLines,
    .x12ElementsStandTogether, .x12ElementsExclude, .x12ReferenceIsGiven, .x12LevelHasParent, .x12TotalsAddUp,
    .x12AnswersGroup, .x12UnitIsKnown, .x12SubLineIsPart, .x12SubLineIsNoted, .x12ChargeIsBilled,
    .x12DeliveryIsNoted, .x12TaxIsStated, .x12DestinationsAddUp, .x12LineSaysOnce, .x12SegmentIsRead,
    .x12ChangeIsOfLine,
]
