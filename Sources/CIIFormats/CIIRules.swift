public import Findings

/// The rules of reading CII.
extension Rule {
    public static let ciiElementIsGiven = Rule(
        "CII-001", "An element that the document cannot do without is given.",
        remedy: "Ask the sender to complete the document.")
    public static let ciiDateIsReal = Rule(
        "CII-002", "A date is a day of the calendar, written YYYYMMDD with format 102.",
        remedy: "Ask the sender to correct the date.")
    public static let ciiNumberIsExact = Rule(
        "CII-003", "A number is a decimal with a point, of at most 18 digits.",
        remedy: "Ask the sender to correct the number.")
    public static let ciiAmountFitsCurrency = Rule(
        "CII-004", "An amount has no more decimal places than its currency, and no more than 100 billion.",
        remedy: "Ask the sender to correct the amount.")
    public static let ciiQuantityHasUnit = Rule(
        "CII-005", "A quantity has a unit of UNECE Recommendation 20.", remedy: "Ask the sender to add the unit code.")
    public static let ciiLinesAreBounded = Rule(
        "CII-006", "A document has no more lines than the pipeline allows.",
        remedy:
            "Raise `maxLines` in pipeline.json and retry; or ask the sender to split the document, and discard this one.",
        isOurs: true)
    public static let ciiBaseQuantityIsPositive = Rule(
        "CII-007", "A price is for a positive quantity.", remedy: "Ask the sender to correct the price.")
    public static let ciiVATCategoryIsListed = Rule(
        "CII-008", "A VAT category is one of UNCL 5305.", remedy: "Ask the sender to correct the category.",
        severity: .warning)
    public static let ciiTextIsBounded = Rule(
        "CII-009", "A number or identifier has no more than 200 characters.",
        remedy: "Ask the sender to correct the document.")
    public static let ciiTypeIsListed = Rule(
        "CII-011", "The type of an invoice is one of UNTDID 1001 that EN 16931 allows (BT-3).",
        remedy: "Ask the sender to correct the type.")
    public static let ciiCurrencyIsKnown = Rule(
        "CII-012", "A currency is one of ISO 4217.", remedy: "Ask the sender to correct the currency.")
    public static let ciiAttachmentIsReadable = Rule(
        "CII-013", "An attachment is written in base64 and names its file and its type.",
        remedy: "Ask the sender to attach the file once more.")
    public static let orderTypeIsRead = Rule(
        "CII-014", "The type of an Order-X document is an order (220) or an order change (230).",
        remedy: "Ask the sender for an order: answers to orders are not read.")
    public static let orderPurposeIsRead = Rule(
        "CII-015",
        "The purpose of an order is one that orders have (UNCL 1225): original, replacement, change, cancellation.",
        remedy: "Ask the sender for one of these.")
    public static let lineStatusIsRead = Rule(
        "CII-016",
        "The status of a line in an order change says what becomes of it: added, removed or changed (UNCL 1229).",
        remedy: "Ask the sender what it means; the line stays as it was.", severity: .warning)
    public static let deliveryIsOne = Rule(
        "CII-017", "A line, or an order, is to be delivered at one time; of several the first counts.",
        remedy: "Agree with the buyer on the other deliveries.", severity: .warning)
    public static let orderHasLines = Rule(
        "CII-018", "An order has at least one line that can be used.", remedy: "Ask the sender to correct the lines.")
}

extension Rule {
    public static let orderIsNoCopy = Rule(
        "CII-040", "An order is no copy (CopyIndicator) of one that was sent before: it is booked once all the same.",
        remedy: "Look whether the buyer has sent it in another way too; refuse it then.", severity: .warning)
    public static let partsAreTaken = Rule(
        "CII-041",
        "A line may be delivered in parts; where it may not (PartialDeliveryAllowedIndicator), that stands in its note.",
        remedy: "Look whether it is delivered so.", severity: .warning)
}

/// Every rule of this format, for `explain`.
public let ciiRules: [Rule] = [
    .ciiElementIsGiven, .ciiDateIsReal, .ciiNumberIsExact, .ciiAmountFitsCurrency, .ciiQuantityHasUnit,
    .ciiLinesAreBounded, .ciiBaseQuantityIsPositive, .ciiVATCategoryIsListed, .ciiTextIsBounded, .ciiTypeIsListed,
    .ciiCurrencyIsKnown, .ciiAttachmentIsReadable, .orderTypeIsRead, .orderPurposeIsRead, .lineStatusIsRead,
    .deliveryIsOne, .orderHasLines, .hybridContentIsKnown, .orderIsNoCopy, .partsAreTaken,
]
