import FlatFileSyntax

/// What a column, or a member of a JSON object, can say of an order.
enum OrderTerm: Int, MappedTerm {
    // Of the order.
    case number, function, revision, issueDate, currency
    case buyerGln, buyerSiret, buyerVat, buyerId, buyerName
    case sellerGln, sellerSiret, sellerVat, sellerId, sellerName
    case deliveryGln, deliveryId, deliveryName, deliveryStreet, deliveryPostalCode, deliveryCity, deliveryCountry
    case requestedDelivery, customerReference, buyerReference, contractReference, accountingCost, note, total
    case shipping, discount, deliveryTerms
    // Of a line.
    case line, sellerItem, buyerItem, gtin, itemName, quantity, unit, price, priceBase, priceUnit, amount, lineDelivery,
        lineNote, vatRate, vatCategory, lineDiscount, lineDiscountPercent

    var isOfLine: Bool { rawValue >= OrderTerm.line.rawValue }

    static let ofOrder = allCases.filter { !$0.isOfLine }
    static let ofLine = allCases.filter(\.isOfLine)
    /// Orders of two buyers may have the same number.
    static let identifying: [OrderTerm] = [.number, .buyerGln, .buyerSiret, .buyerVat, .buyerId]

    /// What its values look like.
    enum Form { case text, number, day, currency }

    var form: Form {
        switch self {
        case .revision, .total, .quantity, .price, .priceBase, .amount, .shipping, .discount, .lineDiscount: .number
        case .issueDate, .requestedDelivery, .lineDelivery: .day
        case .currency: .currency
        default: .text
        }
    }

    var meaning: String {
        switch self {
        case .number: "The number of the order."
        case .function: "Whether it is a first order, a revision or a cancellation, in codes that `functions` explains."
        case .revision: "Which revision of the order it is, counted by the sender."
        case .issueDate: "The day of the order."
        case .currency: "The currency (ISO 4217)."
        case .buyerGln: "The buyer by its GLN."
        case .buyerSiret: "The buyer by its SIRET."
        case .buyerVat: "The buyer by its VAT number."
        case .buyerId: "The buyer by a number of no scheme, such as the one that we gave it."
        case .buyerName: "The name of the buyer."
        case .sellerGln: "The seller by its GLN."
        case .sellerSiret: "The seller by its SIRET."
        case .sellerVat: "The seller by its VAT number."
        case .sellerId: "The seller by a number of no scheme."
        case .sellerName: "The name of the seller."
        case .deliveryGln: "The place of delivery by its GLN."
        case .deliveryId: "The place of delivery by a number of no scheme."
        case .deliveryName: "The name of who takes delivery."
        case .deliveryStreet: "The street of the place of delivery."
        case .deliveryPostalCode: "The postal code of the place of delivery."
        case .deliveryCity: "The city of the place of delivery."
        case .deliveryCountry: "The country of the place of delivery (ISO 3166-1)."
        case .requestedDelivery: "The day on which the buyer wants all of it."
        case .customerReference: "What the buyer calls the purchase."
        case .buyerReference: "What the buyer wants to see on the invoice (BT-10)."
        case .contractReference: "The contract that the order is under."
        case .accountingCost: "Where the buyer books the cost."
        case .note: "A note on the order."
        case .total: "What the lines come to, without VAT."
        case .shipping: "What delivery costs, without VAT: a charge on top of the lines."
        case .discount: "What is taken off the lines as a whole, without VAT."
        case .deliveryTerms: "The terms of delivery, such as `DAP Lyon`: they are noted on the order."
        case .line: "The number of the line; else the lines are counted."
        case .sellerItem: "The item by the seller's number."
        case .buyerItem: "The item by the buyer's number."
        case .gtin: "The item by its GTIN."
        case .itemName: "The name of the item."
        case .quantity: "How much is ordered."
        case .unit: "The unit, as UN/ECE Recommendation 20 has it or as `units` explains."
        case .price: "The net price."
        case .priceBase: "For how many units the price is."
        case .priceUnit:
            "The unit that the price is for, where it is another one than that of the quantity; in the words of `unit`."
        case .amount: "The net amount of the line."
        case .lineDelivery: "The day on which the buyer wants the line."
        case .lineNote: "A note on the line."
        case .vatRate:
            "The rate of VAT in percent that the buyer expects, with or without a percent sign; another than is billed keeps the order waiting (ORD-055)."
        case .vatCategory:
            "The VAT category that the buyer expects, as UNCL 5305 has it or as `vatCategories` explains."
        case .lineDiscount: "What is taken off the line, which its price does not have yet."
        case .lineDiscountPercent: "What is taken off the line in percent of quantity times price."
        }
    }
}
