/// Why a customer contests an invoice: the reasons of the French life cycle of invoices.
///
/// Status 207 (disputed) takes all of them, status 206 (approved in part) some.
public enum DisputeReason: String, Hashable, Sendable, CaseIterable {
    case other = "AUTRE"
    case bankDetails = "COORD_BANC_ERR"
    case vatRate = "TX_TVA_ERR"
    case total = "MONTANTTOTAL_ERR"
    case arithmetic = "CALCUL_ERR"
    case notConforming = "NON_CONFORME"
    case duplicate = "DOUBLON"
    case unknownRecipient = "DEST_INC"
    case wrongRecipient = "DEST_ERR"
    case unknownTransaction = "TRANSAC_INC"
    case unknownIssuer = "EMMET_INC"
    case contractEnded = "CONTRAT_TERM"
    case billedTwice = "DOUBLE_FACT"
    case orderNumber = "CMD_ERR"
    case address = "ADR_ERR"
    case siret = "SIRET_ERR"
    case routingCode = "CODE_ROUTAGE_ERR"
    case contractReferenceMissing = "REF_CT_ABSENT"
    case reference = "REF_ERR"
    case unitPrice = "PU_ERR"
    case discount = "REM_ERR"
    case quantity = "QTE_ERR"
    case item = "ART_ERR"
    case paymentMode = "MODPAI_ERR"
    case quality = "QUALITE_ERR"
    case deliveryIncomplete = "LIVR_INCOMP"

    public var code: String { rawValue }

    public var inWords: String {
        switch self {
        case .other: "another reason"
        case .bankDetails: "the bank details are wrong"
        case .vatRate: "the VAT rate is wrong"
        case .total: "the total is wrong"
        case .arithmetic: "the invoice is added up wrongly"
        case .notConforming: "a mention that the law wants is missing"
        case .duplicate: "the invoice came twice"
        case .unknownRecipient: "the recipient is unknown"
        case .wrongRecipient: "the recipient is wrong"
        case .unknownTransaction: "the transaction is unknown"
        case .unknownIssuer: "the issuer is unknown"
        case .contractEnded: "the contract has ended"
        case .billedTwice: "the same is billed twice"
        case .orderNumber: "the order number is wrong or missing"
        case .address: "the billing address is wrong"
        case .siret: "the SIRET is wrong or missing"
        case .routingCode: "the routing code is wrong or missing"
        case .contractReferenceMissing: "the reference of the contract is missing"
        case .reference: "a reference is wrong"
        case .unitPrice: "the unit price is wrong"
        case .discount: "a discount is wrong or missing"
        case .quantity: "the quantity is wrong"
        case .item: "the item is wrong"
        case .paymentMode: "the way of payment is wrong"
        case .quality: "the goods or the service are not as agreed"
        case .deliveryIncomplete: "the delivery is incomplete"
        }
    }

    /// Whose matter it is, where nobody says.
    public var usualOwner: String {
        switch self {
        case .quantity, .item, .quality, .deliveryIncomplete: "logistics"
        case .unitPrice, .discount, .orderNumber, .contractEnded, .contractReferenceMissing: "sales"
        case .bankDetails, .paymentMode: "cash"
        default: "billing"
        }
    }
}

extension DisputeReason: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeText(rawValue) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let code = try reader.readText()
        guard let reason = DisputeReason(rawValue: code) else { throw .invalid("\(code) is no reason for a dispute") }
        self = reason
    }
}
