/// A piece of information in an invoice (a business term of EN 16931), whatever syntax says it.
///
/// A term that means the same in several groups stands here once: the rate of a VAT class is BT-96, BT-103, BT-119 or
/// BT-152, according to the group it is found in.
public enum Term: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    // MARK: The invoice as a whole

    /// BT-1
    case number
    /// BT-2
    case issueDate
    /// BT-3
    case typeCode
    /// BT-5
    case currency
    /// BT-6
    case vatCurrency
    /// BT-7
    case taxPointDate
    /// BT-8; UBL has it in the invoicing period, CII in the breakdown of VAT.
    case taxPointCode
    /// BT-9
    case dueDate
    /// BT-10
    case buyerReference
    /// BT-11
    case project
    /// BT-12
    case contract
    /// BT-13
    case purchaseOrder
    /// BT-14
    case salesOrder
    /// BT-15
    case receivingAdvice
    /// BT-16
    case despatchAdvice
    /// BT-17
    case tender
    /// BT-19
    case buyerAccounting
    /// BT-20
    case paymentTerms
    /// BT-22; in UBL with its subject (BT-21) between two `#` before it.
    case note
    /// BT-21, where the syntax has it apart.
    case noteSubject
    /// BT-23
    case process
    /// BT-24
    case specification

    // MARK: A preceding invoice

    /// BT-25
    case precedingNumber
    /// BT-26
    case precedingDate
    /// EXT-FR-FE-02: what kind of invoice the preceding one is.
    case precedingType

    // MARK: Parties

    /// BT-29, BT-46, BT-60; its scheme is the attribute.
    case partyID
    /// BT-27, BT-44
    case legalName
    /// BT-28, BT-45, BT-59, BT-62
    case tradingName
    /// BT-30, BT-47, BT-61
    case legalID
    /// BT-33
    case legalForm
    /// BT-34, BT-49
    case endpoint
    /// BT-31, BT-32, BT-48, BT-63
    case registrationID
    /// The tax that a registration is for: `VAT` in UBL, `VA` in CII.
    case registrationScheme
    /// BT-41, BT-56
    case contactName
    /// BT-42, BT-57
    case contactTelephone
    /// BT-43, BT-58
    case contactEmail
    /// BT-35, BT-50, BT-64, BT-75
    case street
    /// BT-36, BT-51, BT-65, BT-76
    case additionalStreet
    /// BT-162, BT-163, BT-164, BT-165
    case addressLine
    /// BT-37, BT-52, BT-66, BT-77
    case city
    /// BT-38, BT-53, BT-67, BT-78
    case postalCode
    /// BT-39, BT-54, BT-68, BT-79
    case subdivision
    /// BT-40, BT-55, BT-69, BT-80
    case country

    // MARK: Delivery and periods

    /// BT-70
    case deliveryName
    /// BT-71
    case deliveryLocation
    /// BT-72
    case deliveryDate
    /// BT-73, BT-134
    case startDate
    /// BT-74, BT-135
    case endDate

    // MARK: Payment

    /// BT-81; its text (BT-82) is the attribute `name` in UBL.
    case meansCode
    /// BT-83
    case remittance
    /// BT-84
    case account
    /// BT-85
    case accountName
    /// BT-86
    case serviceProvider
    /// BT-87
    case cardNumber
    /// BT-88
    case cardHolder
    /// BT-89
    case mandate
    /// BT-90
    case creditorID
    /// BT-91
    case debitedAccount

    // MARK: Allowances and charges

    /// Whether it is a charge.
    case chargeIndicator
    /// BT-92, BT-99, BT-136, BT-141
    case amount
    /// BT-93, BT-100, BT-137, BT-142
    case baseAmount
    /// BT-94, BT-101, BT-138, BT-143
    case percentage
    /// BT-97, BT-104, BT-139, BT-144
    case reason
    /// BT-98, BT-105, BT-140, BT-145
    case reasonCode

    // MARK: Totals

    /// BT-106
    case linesTotal
    /// BT-107
    case allowancesTotal
    /// BT-108
    case chargesTotal
    /// BT-109
    case totalBeforeVAT
    /// BT-110, BT-111; the currency says which.
    case vatTotal
    /// BT-112
    case totalWithVAT
    /// BT-113
    case prepaid
    /// BT-114
    case rounding
    /// BT-115
    case payable

    // MARK: VAT

    /// BT-116
    case taxable
    /// BT-117
    case tax
    /// BT-95, BT-102, BT-118, BT-151
    case category
    /// BT-96, BT-103, BT-119, BT-152
    case rate
    /// The tax that a category belongs to: `VAT`.
    case categoryScheme
    /// BT-120
    case exemptionReason
    /// BT-121
    case exemptionReasonCode

    // MARK: Documents that go with the invoice

    /// BT-122, or BT-18 where the type says so.
    case documentID
    /// What a document is: 130 for the invoiced object (BT-18).
    case documentType
    /// The scheme of an invoiced object, where the syntax has it apart.
    case documentScheme
    /// BT-123
    case documentDescription
    /// BT-124
    case documentURI
    /// BT-125
    case attachment

    // MARK: Lines

    /// BT-126
    case lineID
    /// EXT-FR-FE-162: the line that a line is part of.
    case parentLine
    /// EXT-FR-FE-163: whether a line is a detail, a group of lines, or for information.
    case lineStatus
    /// BT-127
    case lineNote
    /// BT-128
    case lineObject
    /// BT-129; its unit (BT-130) is the attribute.
    case quantity
    /// BT-131
    case lineNet
    /// BT-132
    case orderLine
    /// BT-133
    case lineAccounting
    /// BT-146
    case netPrice
    /// BT-147
    case priceDiscount
    /// BT-148
    case grossPrice
    /// BT-149; its unit (BT-150) is the attribute.
    case priceQuantity
    /// BT-153
    case itemName
    /// BT-154
    case itemDescription
    /// BT-155
    case sellerItem
    /// BT-156
    case buyerItem
    /// BT-157
    case standardItem
    /// BT-158
    case classification
    /// BT-159
    case originCountry
    /// BT-160
    case attributeName
    /// BT-161
    case attributeValue
}

extension Term {
    /// Whether the term is an amount, a quantity or a rate, so that its text is read as a number once.
    var isNumber: Bool {
        switch self {
        case .amount, .baseAmount, .percentage, .linesTotal, .allowancesTotal, .chargesTotal, .totalBeforeVAT,
            .vatTotal,
            .totalWithVAT, .prepaid, .rounding, .payable, .taxable, .tax, .rate, .quantity, .lineNet, .netPrice,
            .priceDiscount, .grossPrice, .priceQuantity:
            true
        default: false
        }
    }
}
