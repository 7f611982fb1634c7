public import Findings

/// The rules of billing.
extension Rule {
    public static let despatchedOrderIsKnown = Rule(
        "BIL-001", "A despatch advice is for an order that we have.",
        remedy: "Wait for the order, or ask which order it was for; then retry or discard.")
    public static let recipientIsKnown = Rule(
        "BIL-002", "A despatch advice names a customer of ours.",
        remedy: "Record the customer or its identifier, then retry.")
    public static let despatchedOrderIsReleased = Rule(
        "BIL-003", "What is despatched was released.",
        remedy: "Find out why goods left before the order was released; release it, then this is decided again.")
    public static let despatchLineIsOrdered = Rule(
        "BIL-004", "Each despatched line is one of the order.",
        remedy: "Ask the warehouse which order line it was for; then discard this advice for a correct one.")
    public static let despatchIsWithinOrder = Rule(
        "BIL-005", "What is despatched is more than nothing, and no more than was ordered and is still outstanding.",
        remedy: "Ask the warehouse, and the buyer whether it accepts a surplus; discard this advice for a correct one.")
    public static let despatchUnitIsKnown = Rule(
        "BIL-006", "A line is despatched in the unit ordered, or in the item's own.",
        remedy: "Ask the warehouse for the quantity in the ordered unit.")
    public static let billedIsDelivered = Rule(
        "BIL-007", "What is billed was ordered and has not been billed.",
        remedy: "Compare the delivery with the order's invoices.")
    public static let billedIsLeft = Rule(
        "BIL-031", "Of what waits to be billed, something has not been billed by now.",
        remedy: "It is billed already: discard this row.")

    public static let despatchedItemIsOrdered = Rule(
        "BIL-008", "A despatched item is that of the order line it is for.",
        remedy: "Ask the warehouse what left; then discard this advice for a correct one.")

    public static let despatchNumberIsNew = Rule(
        "BIL-009", "The number of a despatch advice is not used again for other content.",
        remedy:
            "Ask the warehouse which of the two holds; have a new one sent under its own number, and discard this one.")
    public static let despatchIsNotTakenBack = Rule(
        "BIL-017", "What was despatched, and may be billed, is not taken back by another advice.",
        remedy:
            "Credit what was billed too much with `quittance credit-note INVOICE --line LINE=QUANTITY --reason WHY`; then discard this advice."
    )
    public static let despatchHasHappened = Rule(
        "BIL-010", "Goods are billed when they have left.",
        remedy: "Correct the date, or wait: on its day it is decided again.")

    public static let invoiceIsDatedForward = Rule(
        "INV-001", "A series never issues a date earlier than its last.",
        remedy: "Bill on the date of the last invoice or later.")
    public static let invoiceHasSeller = Rule(
        "INV-002", "An invoice names its seller with address, register number and VAT number (C. com. L441-9).",
        remedy: "Complete the company's data.")
    public static let invoiceHasBuyer = Rule(
        "INV-003", "An invoice names its buyer with address (C. com. L441-9).", remedy: "Complete the customer's data.")
    public static let invoiceHasMentions = Rule(
        "INV-004",
        "An invoice states late-payment penalties, the recovery indemnity and the discount (C. com. L441-9).",
        remedy: "Complete the mentions in the company's data.")
    public static let totalsAreConsistent = Rule(
        "INV-005", "The totals of an invoice follow from its lines (EN 16931 BR-CO-10 to BR-CO-17).",
        remedy: "This is a fault of ours: report it.")
    public static let buyerHasVATNumber = Rule(
        "INV-006", "An intra-Community supply names the buyer's VAT number (BR-IC-02).",
        remedy: "Record the customer's VAT number, then retry.")
    public static let amountIsOwed = Rule(
        "INV-007", "An invoice comes to an amount that is not negative.",
        remedy: "Bill it together with other deliveries, or write a credit note.")
    public static let creditIsPossible = Rule(
        "INV-008", "A credit note is for an invoice that was issued, and for no more than is left of it.",
        remedy: "Compare it with the invoice and the credit notes that there are; then give the instruction again.")
    public static let exemptionHasReason = Rule(
        "INV-010", "An invoice says why no VAT is taken (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10).",
        remedy: "Add the exemption to the file that `legal` names in the company's data, then retry.")
    public static let outsideScopeStandsApart = Rule(
        "INV-012",
        "What is outside the scope of VAT (O) is billed apart from all else, but in EXTENDED-CTC-FR (BR-O-11 to BR-O-14).",
        remedy: "Bill the two sorts on two invoices, with `quittance delivered`; then discard this one.")
    public static let oneReasonForEachClass = Rule(
        "INV-022", "An invoice says one reason why no VAT is taken for each VAT category (BR-E-01 and its siblings).",
        remedy:
            "Bill what has another reason on an invoice of its own, with `quittance delivered`; then discard this one.")
    public static let amountsAreHundredths = Rule(
        "INV-032", "An amount of an invoice has two decimal places, whatever its currency has (EN 16931, BR-DEC).",
        remedy:
            "Agree on a price or a quantity that comes to whole hundredths, VAT included, or bill in another currency; then retry."
    )
    public static let rateIsKnown = Rule(
        "INV-011",
        "An invoice in a foreign currency says its VAT in the accounting currency too (BT-6, BT-111; BR-53, BR-FR-CO-12).",
        remedy: "Add the rate to `exchangeRates` of the company's data, then retry.")
    public static let roundingIsSaid = Rule(
        "INV-052", "An amount that was rounded is said (BT-114), which BASIC WL of Factur-X has no place for.",
        remedy:
            "Agree another profile with the customer, such as `factur-x`, in the partner's `formats`; then retry.")
    public static let termIsWithinLimit = Rule(
        "INV-009", "An invoice is due within the longest term that the law allows (C. com. L441-10, L441-11).",
        remedy: "Agree on a shorter term with the customer.", severity: .warning)
    public static let summaryIsOfOneKind = Rule(
        "BIL-012", "What is billed together is in one currency.",
        remedy: "Bill the orders one by one with `quittance delivered`.")
    public static let prepaymentFits = Rule(
        "BIL-013", "A prepayment is asked for an order that is open, and for no more than is left of it.",
        remedy: "Look at what was billed and asked for before.")
    public static let prepaymentIsPaid = Rule(
        "BIL-014", "What was asked for ahead is paid before its goods are billed.",
        remedy: "Wait for the payment, or credit the prepayment invoice; this is then decided again.")
    public static let correctionFits = Rule(
        "BIL-011", "An invoice is written anew once, whole, and comes to no less than was paid of it.",
        remedy: "Take payments off it first, or write a credit note.")
}

/// Every rule of this vertical, for `explain`.
public let billingRules: [Rule] = [
    .despatchedOrderIsKnown, .recipientIsKnown, .despatchedOrderIsReleased, .despatchLineIsOrdered,
    .despatchIsWithinOrder, .despatchUnitIsKnown, .billedIsDelivered, .billedIsLeft, .despatchedItemIsOrdered,
    .despatchNumberIsNew,
    .despatchHasHappened, .despatchIsNotTakenBack, .invoiceIsDatedForward, .invoiceHasSeller,
    .invoiceHasBuyer, .invoiceHasMentions, .totalsAreConsistent, .buyerHasVATNumber, .amountIsOwed, .creditIsPossible,
    .exemptionHasReason, .outsideScopeStandsApart, .oneReasonForEachClass, .amountsAreHundredths,
    .rateIsKnown, .roundingIsSaid, .termIsWithinLimit, .creditHasRoom,
    .summaryIsOfOneKind, .prepaymentFits,
    .prepaymentIsPaid,
    .correctionFits, .creditedIsBilledAnew, .statedVATStillApplies,
]
