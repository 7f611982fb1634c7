public import Findings

/// The rules that an order must keep whatever the format it came in.
extension Rule {
    public static let orderHasLines = Rule(
        "ORD-001", "An order has at least one line.", remedy: "Ask the buyer for the order again.")
    public static let orderIsBounded = Rule(
        "ORD-002", "An order has no more lines than the pipeline allows.",
        remedy: "Ask the buyer to split the order, or raise maxLines.")
    public static let lineNumbersAreUnique = Rule(
        "ORD-003", "No two lines of an order have the same number.", remedy: "Ask the buyer to correct the order.")
    public static let quantityIsPositive = Rule(
        "ORD-004", "A line orders more than nothing.", remedy: "Ask the buyer to correct the quantity.")
    public static let priceIsNotNegative = Rule(
        "ORD-005", "A price is not negative.", remedy: "Ask the buyer to correct the price.")
    public static let extraIsNotNegative = Rule(
        "ORD-006", "An allowance or a charge is not negative: which it is says whether it takes off or adds.",
        remedy: "Ask the buyer whether it is an allowance or a charge.")
    public static let extraIsPercentage = Rule(
        "ORD-007", "An allowance or charge with a percentage and a base comes to that, within 0.02.",
        remedy: "Ask the buyer which of the three is right.")
    public static let sumIsNotNegative = Rule(
        "ORD-008", "A line, and the order before tax, come to no less than nothing.",
        remedy: "Ask the buyer to correct the allowances; what it is owed is credited, not ordered.")
    public static let orderIsDelivered = Rule(
        "ORD-009",
        "An order is delivered and billed: it is no blanket order (221), and none into consignment stock (227).",
        remedy: "Release it to deliver and bill all of it; or agree on its call-offs with the buyer, and discard it.")
    public static let lineAmountIsProduct = Rule(
        "ORD-010", "A line's amount is quantity times price, plus charges, less allowances, within 0.02.",
        remedy: "Ask the buyer to correct the line.")
    public static let linesAddUp = Rule(
        "ORD-011", "The line amounts add up to the total of the lines.",
        remedy: "Ask the buyer to correct the totals.")
    public static let allowancesAddUp = Rule(
        "ORD-012", "The document's allowances and charges add up to their totals.",
        remedy: "Ask the buyer to correct the totals.")
    public static let payableFollows = Rule(
        "ORD-013", "The payable amount follows from the other totals.",
        remedy: "Ask the buyer to correct the totals.")
    public static let oneCurrency = Rule(
        "ORD-014", "All amounts of an order are in its currency.", remedy: "Ask the buyer to correct the currency.")
    public static let currencyIsListed = Rule(
        "ORD-015", "The currency is listed in ISO 4217.", remedy: "Ask the buyer to correct the currency.")
    public static let dateIsPlausible = Rule(
        "ORD-016", "An order is dated within a year before, and a week after, it arrives.",
        remedy: "Check the date with the buyer.", severity: .warning)
    public static let notExpired = Rule(
        "ORD-017", "An order is still valid when it arrives.", remedy: "Ask the buyer to confirm the order.")

    public static let orderIsOfNow = Rule(
        "ORD-018", "An order is dated no more than a month after it arrives.",
        remedy: "Ask the buyer to correct the date.")

    public static let buyerIsKnown = Rule(
        "ORD-020", "The buyer is one customer of ours, by an identifier.",
        remedy: "Record the customer or its identifier: the order is then decided again.")
    public static let buyerIsSender = Rule(
        "ORD-021", "A partner's folder holds that partner's documents only.",
        remedy: "Find out who put the file there; then discard the order.")
    public static let sellerIsUs = Rule(
        "ORD-022", "An order is addressed to our company.",
        remedy: "Ask the buyer whom the order is for; then discard it.")
    public static let currencyIsAgreed = Rule(
        "ORD-023", "An order is in the currency agreed with the customer.",
        remedy: "Ask the buyer to order in the agreed currency; then discard the order.")
    public static let testIsAgreed = Rule(
        "ORD-024", "An order is marked as a test only where the partner's agreement takes tests.",
        remedy: "Discard it, or record in the partner's agreement that its tests are taken, then retry.")
    public static let payerIsBuyer = Rule(
        "ORD-025", "Who is to be billed for an order is the customer that it is booked for.",
        remedy:
            "Ask the buyer who pays; where it is the other customer, credit the invoice and book the order for that one.",
        severity: .warning)
    public static let rateInCorsicaIsSaid = Rule(
        "ORD-061", "What goes to Corsica is taxed at the rate that it has there (CGI art. 297).",
        remedy:
            "Say in `regionalRates` of the company's legal file which rate it is, with `regions` FR-20R and the `items`; a rate that stays as it is too.",
        severity: .warning)
    public static let itemIsKnown = Rule(
        "ORD-030", "Each line is for one item of ours, by an identifier.",
        remedy: "Record the item or its identifier: the order is then decided again; or discard it.")
    public static let unitIsKnown = Rule(
        "ORD-031", "An item is ordered in its own unit or one that converts to it.",
        remedy:
            "Ask the buyer for a unit that the item is sold in, and discard the order; or record the unit with the item."
    )
    public static let priceIsAgreed = Rule(
        "ORD-032", "There is an agreed price for each item on the day of the order.",
        remedy: "Record the price: the order is then decided again.")
    public static let priceMatchesAgreement = Rule(
        "ORD-033", "An ordered price is the agreed one, within the customer's tolerance.",
        remedy: "Release to confirm the agreed price, record another price and retry, or refuse the order.")
    public static let amountIsBounded = Rule(
        "ORD-034", "A line comes to no more than 100 billion.",
        remedy: "Ask the buyer to correct the line; then discard the order.")

    public static let vatMatches = Rule(
        "ORD-055", "The VAT that a line states is at the rate that is billed.",
        remedy:
            "Release to bill our VAT, and to tell the buyer so; correct the item's VAT or the customer's, and retry; or discard the order."
    )
    public static let laterVersionStands = Rule(
        "ORD-057", "What is older than the version that is booked does not take its place.",
        remedy: "Ask the buyer which of the two counts; then discard it, or have it sent as a new revision.")
    public static let vatCategoryMatches = Rule(
        "ORD-056", "The VAT that a line states is of the category that is billed, where both take as much.",
        remedy: "Nothing, unless the buyer needs the other category on the invoice.", severity: .warning)

    public static let numberIsNotReused = Rule(
        "ORD-040", "An order number is not used again for other content unless a revision is declared.",
        remedy: "Ask the buyer whether this replaces the earlier order; then discard it or have it declared.")
    public static let changedOrderIsKnown = Rule(
        "ORD-041", "A revision, a change or a cancellation is of an order that we have.",
        remedy: "Ask the buyer for the order itself: this is then decided again.")
    public static let changeIsInTime = Rule(
        "ORD-042", "A change comes before anything of the order has left the house or been billed.",
        remedy: "Tell the buyer that it came too late.")
    public static let whatCameFirstIsSeenTo = Rule(
        "ORD-045",
        "What came first under the number of an order, such as a change of it, is seen to before it goes on.",
        remedy: "Nothing: it goes on by itself.")
}

/// Every rule of this vertical, for `explain`.
public let orderIntakeRules: [Rule] = [
    .orderHasLines, .orderIsBounded, .lineNumbersAreUnique, .quantityIsPositive, .priceIsNotNegative,
    .extraIsNotNegative, .extraIsPercentage, .sumIsNotNegative, .orderIsDelivered, .lineAmountIsProduct, .linesAddUp,
    .allowancesAddUp,
    .payableFollows, .oneCurrency, .currencyIsListed,
    .dateIsPlausible, .notExpired, .orderIsOfNow, .buyerIsKnown, .buyerIsSender, .sellerIsUs, .currencyIsAgreed,
    .testIsAgreed, .payerIsBuyer, .rateInCorsicaIsSaid,
    .itemIsKnown,
    .unitIsKnown, .priceIsAgreed, .priceMatchesAgreement, .amountIsBounded, .vatMatches, .vatCategoryMatches,
    .laterVersionStands, .numberIsNotReused, .changedOrderIsKnown,
    .changeIsInTime, .whatCameFirstIsSeenTo, .referenceIsNotReused, .partnerAccepts,
]
