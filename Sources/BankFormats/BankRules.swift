public import Findings

/// The rules of reading what banks send.
extension Rule {
    public static let bankValueIsGiven = Rule(
        "BNK-001", "What a statement cannot do without is given: the account, and of each entry amount, sign and day.",
        remedy: "Ask the bank for a complete statement.")
    public static let bankDateIsReal = Rule(
        "BNK-002", "A date is a day of the calendar.", remedy: "Ask the bank to correct the date.")
    public static let bankAmountIsExact = Rule(
        "BNK-003", "An amount is a number with no more decimal places than its currency has.",
        remedy: "Ask the bank to correct the amount.")
    public static let bankCurrencyIsOne = Rule(
        "BNK-004", "The entries of a statement are in the currency of its account.",
        remedy: "Ask the bank for a statement of each currency.")
    public static let bankBalanceIsInCurrency = Rule(
        "BNK-005", "The balances of a statement are in the currency of its account; one that is not is left out.",
        remedy: "Compare the balances with the bank's.", severity: .warning)
    public static let bankStatusIsKnown = Rule(
        "BNK-006", "An entry says whether it is booked; one with another word is not counted.",
        remedy: "Ask the bank what the status means.", severity: .warning)
    public static let batchAddsUp = Rule(
        "BNK-007", "The transactions of an entry come to its amount; else the entry counts as one payment.",
        remedy: "Ask the bank for the details of the entry.", severity: .warning)
    public static let bankSchemaIsThere = Rule(
        "BNK-008", "There is an official schema for the version of a message; else it is read without one.",
        remedy: "Add the schema of that version to the folder.", severity: .warning)
    public static let statementIsThere = Rule(
        "BNK-009", "A file of a bank holds a statement, a report or a notification.",
        remedy: "Ask the bank for the file again.")
    public static let bankDayIsGiven = Rule(
        "BNK-010", "An entry says on which day it was booked; else the day counts on which the statement was made.",
        remedy: "Ask the bank to state the day.", severity: .warning)
    public static let cfonbStructure = Rule(
        "BNK-011",
        "A CFONB statement is a record 01, entries 04 each with its details 05, and a record 07, all of one account.",
        remedy: "Ask the bank for the whole file.")
    public static let mt940Field = Rule(
        "BNK-012", "The fields of an MT940 have the form that SWIFT gives them, and a statement ends with its balance.",
        remedy: "Ask the bank for the whole file.")
    public static let csvBalancesFollow = Rule(
        "BNK-013", "The balances beside the entries of a CSV file follow from their amounts; else they are left out.",
        remedy: "Compare the balances with the bank's.", severity: .warning)
    public static let csvSignIsKnown = Rule(
        "BNK-014", "The sign of an entry is one that the map explains: a debit or a credit.",
        remedy: "Explain the sign under `signs` of the map.")
    public static let mt940IsClosed = Rule(
        "BNK-015", "A message of MT940 or MT942 ends with a hyphen, and its last page with a final balance (:62F:).",
        remedy: "See that the file has come whole; ask the bank for it again if it has not.", severity: .warning)
    public static let mt940TextBelongs = Rule(
        "BNK-016", "Each line of a file of MT940 belongs to a field, to the head of a message or to its end.",
        remedy: "See what the line says; ask the bank for the file again if a message is lost in it.",
        severity: .warning)
    public static let mt940DayIsMended = Rule(
        "BNK-017",
        "A day that its month is too short for, such as the 30th of February, is written where months count thirty days; "
            + "it counts as the last day of the month.",
        remedy: "Nothing, unless the bank meant another day.", severity: .information)
    public static let mt942AddsUp = Rule(
        "BNK-018", "The counts and sums of a report (:90D:, :90C:) are those of its entries.",
        remedy: "Compare the report with the statement of the day; ask the bank which one is right.",
        severity: .warning)
}

/// Every rule of this format family, for `explain`.
public let bankRules: [Rule] = [
    .bankValueIsGiven, .bankDateIsReal, .bankAmountIsExact, .bankCurrencyIsOne, .bankBalanceIsInCurrency,
    .bankStatusIsKnown, .batchAddsUp, .bankSchemaIsThere, .statementIsThere,
    .bankDayIsGiven, .cfonbStructure, .mt940Field, .csvBalancesFollow, .csvSignIsKnown,
    .mt940IsClosed, .mt940TextBelongs, .mt940DayIsMended, .mt942AddsUp,
]
