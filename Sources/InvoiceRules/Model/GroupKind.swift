/// What belongs together in an invoice (a business group of EN 16931), whatever syntax says it.
public enum GroupKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// The whole.
    case invoice
    /// BG-1
    case note
    /// BG-3
    case precedingInvoice
    /// BG-4
    case seller
    /// BG-7
    case buyer
    /// BG-10
    case payee
    /// BG-11
    case taxRepresentative
    /// BG-5, BG-8, BG-12, BG-15: within a party or a delivery.
    case address
    /// BG-6, BG-9: within a party.
    case contact
    /// A number that a party has with a tax authority, within the party.
    case taxRegistration
    /// BG-13
    case delivery
    /// BG-14 within the invoice, BG-26 within a line.
    case period
    /// BG-16
    case paymentMeans
    /// BG-17
    case creditTransfer
    /// BG-18
    case card
    /// BG-19
    case directDebit
    /// BG-20 and BG-21 within the invoice, BG-27 and BG-28 within a line; the indicator says which.
    case allowanceCharge
    /// A charge for transport that CII has beside the others; EN 16931 does not use it.
    case logisticsCharge
    /// BG-22
    case totals
    /// An amount of VAT in one currency, with its breakdown.
    case vatTotal
    /// BG-23: within an amount of VAT.
    case breakdown
    /// Category and rate: within a breakdown, an allowance or charge, or a line (BG-30).
    case vatClass
    /// BG-24
    case document
    /// BG-25
    case line
    /// A line that stands below another, where a specification beyond EN 16931 has them.
    case subLine
    /// BG-29
    case price
    /// BG-32
    case itemAttribute
}
