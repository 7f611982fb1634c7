import EDISyntax

/// The transaction sets whose structure is known here.
enum X12Set: String, CaseIterable, Sendable {
    case invoice = "810"
    case remittance = "820"
    case purchaseOrder = "850"
    case orderAcknowledgement = "855"
    case shipNotice = "856"
    case purchaseOrderChange = "860"
    case orderChangeAcknowledgement = "865"
    case acknowledgement = "997"
    case implementationAcknowledgement = "999"

    /// The functional identifier (GS01) of the groups that it stands in.
    var groupIdentifier: String {
        switch self {
        case .invoice: "IN"
        case .remittance: "RA"
        case .purchaseOrder: "PO"
        case .orderAcknowledgement: "PR"
        case .shipNotice: "SH"
        case .purchaseOrderChange: "PC"
        case .orderChangeAcknowledgement: "CA"
        case .acknowledgement, .implementationAcknowledgement: "FA"
        }
    }

    /// Where its lines begin.
    var line: String {
        switch self {
        case .invoice: "IT1"
        case .remittance: "ENT/RMR"
        case .purchaseOrder, .orderAcknowledgement: "PO1"
        case .shipNotice: "HL"
        case .purchaseOrderChange, .orderChangeAcknowledgement: "POC"
        case .acknowledgement, .implementationAcknowledgement: "AK2"
        }
    }

    func grammar(_ version: X12Version) -> MessageGrammar {
        version == .v004010 ? grammar004010 : MessageGrammar(notation, segments005010)
    }

    var grammar004010: MessageGrammar { MessageGrammar(notation, segments004010) }

    private var notation: String {
        switch self {
        case .invoice: SetNotation.invoice
        case .remittance: SetNotation.remittance
        case .purchaseOrder: SetNotation.purchaseOrder
        case .orderAcknowledgement: SetNotation.orderAcknowledgement
        case .shipNotice: SetNotation.shipNotice
        case .purchaseOrderChange: SetNotation.purchaseOrderChange
        case .orderChangeAcknowledgement: SetNotation.orderChangeAcknowledgement
        case .acknowledgement: SetNotation.acknowledgement
        case .implementationAcknowledgement: SetNotation.implementationAcknowledgement
        }
    }
}

/// The versions whose directories are known.
enum X12Version: Sendable {
    case v004010, v005010

    /// The nearer of the two to a version such as `005010X230`: 005010 for what was released as version 5 or later.
    init(nearest version: String) {
        self = version.prefix(3) >= "005" ? .v005010 : .v004010
    }
}
