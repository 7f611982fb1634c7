public import Findings

/// The rules of reading cXML.
extension Rule {
    public static let cxmlPartIsGiven = Rule(
        "CXM-001", "An element or attribute that the document cannot do without is given.",
        remedy: "Ask the sender to complete the document.")
    public static let cxmlDateIsReal = Rule(
        "CXM-002", "A date is a day of the calendar, written YYYY-MM-DD, with or without a time.",
        remedy: "Ask the sender to correct the date.")
    public static let cxmlNumberIsExact = Rule(
        "CXM-003", "A number is a decimal with a point, of at most 18 digits.",
        remedy: "Ask the sender to correct the number.")
    public static let cxmlAmountFitsCurrency = Rule(
        "CXM-004", "An amount has a currency, no more decimal places than that, and no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let cxmlRequestIsRead = Rule(
        "CXM-005", "A document is a request to order or a ship notice.",
        remedy: "Ask the sender what the document is for.")
    public static let cxmlTypeIsListed = Rule(
        "CXM-006", "An order or a ship notice is new, an update or a deletion.",
        remedy: "Ask the sender for a new document in place of the change.")
    public static let cxmlLinesAreBounded = Rule(
        "CXM-007", "A document has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the document, and discard this one.",
        isOurs: true)
    public static let cxmlCurrencyIsOne = Rule(
        "CXM-008", "The amounts of an order are in one currency.", remedy: "Ask the sender to correct the currencies.")
    public static let cxmlModificationIsPassedOver = Rule(
        "CXM-009",
        "A price is the one that is agreed: what modifies it, or what shipping costs, is in the amount already.",
        remedy: "Nothing, unless the modification was agreed; then record the price.", severity: .information)
    public static let cxmlTextIsBounded = Rule(
        "CXM-010", "A number or identifier has no more than 200 characters.",
        remedy: "Ask the sender to correct the document.")
    public static let cxmlModificationHasAmount = Rule(
        "CXM-011", "A modification of the total has an amount, or a rate of an amount that is given.",
        remedy: "Ask the sender to give the amount.")
    public static let cxmlShippingIsOne = Rule(
        "CXM-012", "What shipping costs is said of the order, or of its lines; where both say it, the order counts.",
        remedy: "Nothing, unless the two are meant to be added.", severity: .information)
}

extension Rule {
    public static let cxmlSubLineIsPart = Rule(
        "CXM-013", "A line that is part of another one (parentLineNumber) has no price besides that of the whole.",
        remedy: "Ask the sender to order the whole, or its parts in lines of their own.")
    public static let cxmlSubLineIsNoted = Rule(
        "CXM-014", "A part says what a line consists of: it stands in the note of the line, and is billed with it.",
        remedy: "Look whether the item is delivered so.", severity: .warning)
    public static let cxmlDeliveryIsNoted = Rule(
        "CXM-025",
        "A line goes to the place of its order, at one time; where it does not, that stands in its note.",
        remedy: "Look whether it is delivered so.", severity: .warning)
    public static let cxmlScheduleAddsUp = Rule(
        "CXM-026", "The quantities that a line is to come in come to its own.",
        remedy: "Ask the sender which of them is right.")
    public static let cxmlPartIsNoted = Rule(
        "CXM-027",
        "An item is named by its number; what its supplier has to know besides (SupplierPartAuxiliaryID) is noted.",
        remedy: "Look whether the item that is billed is the one that is meant.", severity: .warning)
    public static let cxmlElementIsUsed = Rule(
        "CXM-028", "What an order says is used; what is left aside is told.",
        remedy: "Look whether it matters.", severity: .information)
    public static let cxmlTaxIsVAT = Rule(
        "CXM-024", "A tax of a line or a modification is one rate of VAT: what is billed is compared with that.",
        remedy: "Look whether the buyer expects another tax than the invoice will have.", severity: .warning)
}

/// Every rule of this format family, for `explain`.
public let cxmlRules: [Rule] = [
    .cxmlPartIsGiven, .cxmlDateIsReal, .cxmlNumberIsExact, .cxmlAmountFitsCurrency, .cxmlRequestIsRead,
    .cxmlTypeIsListed, .cxmlLinesAreBounded, .cxmlCurrencyIsOne, .cxmlModificationIsPassedOver, .cxmlTextIsBounded,
    .cxmlModificationHasAmount, .cxmlShippingIsOne, .cxmlSubLineIsPart, .cxmlSubLineIsNoted,
    .cxmlTaxIsVAT, .cxmlDeliveryIsNoted, .cxmlScheduleAddsUp, .cxmlPartIsNoted, .cxmlElementIsUsed,
]
