extension StatusVocabulary {
    /// The reasons that may stand with a code; nil where the list leaves them open.
    public func reasons(with code: String) -> Set<String>? {
        switch self {
        case .peppolInvoiceResponse: Self.peppolReasons
        case .peppolMessageResponse: Self.messageReasons
        case .frenchLifeCycle: Self.frenchReasons[code]
        case .interchangeAcknowledgement: nil
        }
    }

    /// The actions that a sender may ask for.
    public var actions: Set<String> { ["NOA", "PIN", "NIN", "CNF", "CNP", "CNA", "OTH"] }

    private static let peppolReasons: Set<String> = [
        "NON", "REF", "LEG", "REC", "QUA", "DEL", "PRI", "QTY", "ITM", "PAY", "UNR", "FIN", "PPD", "OTH",
    ]
    /// A rule broken fatally, a rule broken with a warning, a fault of the syntax.
    private static let messageReasons: Set<String> = ["BV", "BW", "SV"]

    private static let frenchReasons: [String: Set<String>] = [
        "200": ["NON_TRANSMISE"],
        "206": partial.union(["AUTRE"]),
        "207": partial.union(general).union([
            "AUTRE", "COORD_BANC_ERR", "TX_TVA_ERR", "MONTANTTOTAL_ERR", "CALCUL_ERR", "NON_CONFORME", "DEST_INC",
        ]),
        "208": [
            "JUSTIF_ABS", "COORD_BANC_ERR", "CMD_ERR", "SIRET_ERR", "CODE_ROUTAGE_ERR", "REF_CT_ABSENT", "REF_ERR",
        ],
        "210": general.union([
            "TX_TVA_ERR", "MONTANTTOTAL_ERR", "CALCUL_ERR", "NON_CONFORME", "CMD_ERR", "ADR_ERR", "REF_CT_ABSENT",
            "RETRAIT_MAN_SERV", "ST_CT_NON_DECLAR", "SUPPR_COMP_AVOIR", "TRANSF_PMNT_REGIE", "AUTRE", "COORD_BANC_ERR",
            "LIVR_INCOMP",
        ]),
        "213": [
            "MONTANTTOTAL_ERR", "CALCUL_ERR", "DOUBLON", "DEST_INC", "ADR_ERR", "REJ_SEMAN", "REJ_UNI", "REJ_COH",
            "REJ_ADR", "REJ_CONT_B2G", "REJ_REF_PJ", "REJ_ASS_PJ",
        ],
    ]

    /// Of the buyer, the seller and the contract.
    private static let general: Set<String> = [
        "DOUBLON", "DEST_ERR", "TRANSAC_INC", "EMMET_INC", "CONTRAT_TERM", "DOUBLE_FACT",
    ]

    /// Of a part of the invoice.
    private static let partial: Set<String> = [
        "CMD_ERR", "SIRET_ERR", "CODE_ROUTAGE_ERR", "REF_CT_ABSENT", "REF_ERR", "PU_ERR", "REM_ERR", "QTE_ERR",
        "ART_ERR", "MODPAI_ERR", "QUALITE_ERR", "LIVR_INCOMP",
    ]
}
