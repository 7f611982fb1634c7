public import Findings
import FlatFileSyntax

/// The rules of reading documents through a map.
extension Rule {
    public static let mapFits = Rule(
        "MAP-001", "A file is like one of the maps that are declared for its format.",
        remedy: "Declare a map for the file, or ask the sender for a file as it was agreed.")
    public static let mappedValueIsGiven = Rule(
        "MAP-002", "A document and its lines have the values that they cannot do without.",
        remedy: "Ask the sender to give the value, or declare a constant for it.")
    public static let mappedNumberIsExact = Rule(
        "MAP-003", "A number is written with the marks that the map declares, and has at most 18 digits.",
        remedy: "Ask the sender to correct the number, or correct the marks of the map.")
    public static let mappedDateIsReal = Rule(
        "MAP-004", "A date is a day of the calendar, written as the map declares.",
        remedy: "Ask the sender to correct the date, or correct the pattern of the map.")
    public static let mappedAmountFitsCurrency = Rule(
        "MAP-005", "An amount has no more decimal places than its currency, and is no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let mappedCodeIsKnown = Rule(
        "MAP-006",
        "A code is one that the map explains: a currency of three letters, a function of an order, a VAT category.",
        remedy: "Ask the sender to correct the code, or explain it in the map.")
    public static let mappedLinesAreBounded = Rule(
        "MAP-007", "A document has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the document, and discard this one.",
        isOurs: true)
    public static let memberIsDeclared = Rule(
        "MAP-008", "An object has no members but those that the map declares; others are passed over.",
        remedy: "Declare the member, or list it under `ignored`.", severity: .information)
    public static let mappedRowsAgree = Rule(
        "MAP-009", "The rows of one order say the same of the order; else its first row counts.",
        remedy: "Ask the sender which of the rows is right.", severity: .warning)
    public static let mappedOrderHasLines = Rule(
        "MAP-010", "An order has at least one line that can be used.", remedy: "Ask the sender to correct the lines.")
    public static let mappedTextIsBounded = Rule(
        "MAP-011", "A number or a code that names something has at most 200 characters.",
        remedy: "Ask the sender for the number alone.")
    public static let mappedMemberHasType = Rule(
        "MAP-012", "A member of a JSON document is what the map takes it for: a text or a number, an object, an array.",
        remedy: "Ask the sender for a document as it was agreed, or correct the pointers of the map.")
    public static let mappedCurrencyIsOne = Rule(
        "MAP-013", "The lines of one order are in the currency of the order.",
        remedy: "Ask the sender for an order of each currency.")
}

extension Rule {
    public static let mappedRateIsPercent = Rule(
        "MAP-033", "A rate or a discount in percent is from 0 to 100.",
        remedy: "Ask the sender to correct the percentage, or correct the marks of the map.")
    public static let mappedDiscountHasPrice = Rule(
        "MAP-034", "A line with a discount in percent has the price that it is of, for the unit that is ordered.",
        remedy: "Ask the sender for the price or for the amount of the discount.")
}

/// Every rule of this format family, for `explain`.
public let mapRules: [Rule] = [
    .mapFits, .mappedValueIsGiven, .mappedNumberIsExact, .mappedDateIsReal, .mappedAmountFitsCurrency,
    .mappedCodeIsKnown,
    .mappedLinesAreBounded, .memberIsDeclared, .mappedRowsAgree, .mappedOrderHasLines, .mappedTextIsBounded,
    .mappedMemberHasType,
    .mappedCurrencyIsOne, .mappedRateIsPercent, .mappedDiscountHasPrice,
]
