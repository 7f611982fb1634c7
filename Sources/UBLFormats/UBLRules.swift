public import Findings

/// The rules of reading UBL.
extension Rule {
    public static let ublElementIsGiven = Rule(
        "UBL-001", "An element that the document cannot do without is given.",
        remedy: "Ask the sender to complete the document.")
    public static let ublDateIsReal = Rule(
        "UBL-002", "A date is a day of the calendar, written YYYY-MM-DD.", remedy: "Ask the sender to correct the date."
    )
    public static let ublNumberIsExact = Rule(
        "UBL-003", "A number is a decimal with a point, of at most 18 digits.",
        remedy: "Ask the sender to correct the number.")
    public static let ublAmountFitsCurrency = Rule(
        "UBL-004", "An amount has a currency, no more decimal places than that, and no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let ublQuantityHasUnit = Rule(
        "UBL-005", "A quantity has a unit of UNECE Recommendation 20.", remedy: "Ask the sender to add the unit code.")
    public static let ublLinesAreBounded = Rule(
        "UBL-006", "A document has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the document, and discard this one.",
        isOurs: true)
    public static let ublBaseQuantityIsPositive = Rule(
        "UBL-007", "A price is for a positive quantity.", remedy: "Ask the sender to correct the price.")
    public static let ublVATCategoryIsListed = Rule(
        "UBL-008", "A VAT category is one of UNCL 5305.", remedy: "Ask the sender to correct the category.",
        severity: .warning)
    public static let ublTextIsBounded = Rule(
        "UBL-009", "A number or identifier has no more than 200 characters.",
        remedy: "Ask the sender to correct the document.")
    public static let ublCurrencyIsDeclared = Rule(
        "UBL-010", "An order declares its currency; else it is the one of its amounts.",
        remedy: "Nothing, unless the currency is wrong.", severity: .information)
    public static let ublTypeIsListed = Rule(
        "UBL-011", "The type of an invoice is one of UNTDID 1001 that EN 16931 allows (BT-3).",
        remedy: "Ask the sender to correct the type.")
    public static let ublCurrencyIsOne = Rule(
        "UBL-012", "The amounts of an invoice are in its currency, but for the VAT in the accounting currency (BT-5).",
        remedy: "Ask the sender to correct the currencies.")
    public static let ublAttachmentIsReadable = Rule(
        "UBL-013", "An attachment is written in base64 and names its file and its type.",
        remedy: "Ask the sender to attach the file once more.")
    public static let ublStatusIsListed = Rule(
        "UBL-014", "The status of an invoice is one of its list.", remedy: "Ask the sender what it means.",
        severity: .warning)
    public static let ublStatusReasonIsListed = Rule(
        "UBL-015", "A reason, or an action that is asked for, is one of the list of its status.",
        remedy: "Nothing, unless the words beside it do not tell.", severity: .warning)
    public static let ublStatusHasReason = Rule(
        "UBL-016", "A status that contests an invoice says why.", remedy: "Ask the sender for the reason.",
        severity: .warning)
    public static let ublLineActionIsListed = Rule(
        "UBL-017", "A line of a change says what it does: 1 added, 2 removed, 3 changed, 4 nothing (UNCL 1229).",
        remedy: "Nothing, unless the line is new or goes: it is taken as changed.", severity: .warning)
}

/// Every rule of this format family, for `explain`.
public let ublRules: [Rule] = [
    .ublElementIsGiven, .ublDateIsReal, .ublNumberIsExact, .ublAmountFitsCurrency, .ublQuantityHasUnit,
    .ublLinesAreBounded, .ublBaseQuantityIsPositive, .ublVATCategoryIsListed, .ublTextIsBounded,
    .ublCurrencyIsDeclared, .ublTypeIsListed, .ublCurrencyIsOne, .ublAttachmentIsReadable,
    .ublStatusIsListed, .ublStatusReasonIsListed, .ublStatusHasReason, .ublLineActionIsListed,
]
