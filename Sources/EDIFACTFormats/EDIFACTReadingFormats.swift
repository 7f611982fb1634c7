import Documents

extension EDIFACTFormat {
    public static let orders = EDIFACTFormat(
        "edifact-orders", "UN/EDIFACT ORDERS of D.96A and D.01B, EANCOM included.",
        [EDIFACTMessageType("ORDERS", .order, OrderMapping<ORDERS>.self)])

    public static let orderChanges = EDIFACTFormat(
        "edifact-ordchg", "UN/EDIFACT ORDCHG of D.96A and D.01B: changes of some lines of an order.",
        [EDIFACTMessageType("ORDCHG", .order, OrderMapping<ORDCHG>.self)])

    public static let despatchAdvices = EDIFACTFormat(
        "edifact-desadv", "UN/EDIFACT DESADV of D.96A and D.01B.",
        [EDIFACTMessageType("DESADV", .despatchAdvice, DespatchMapping.self)])

    public static let remittanceAdvices = EDIFACTFormat(
        "edifact-remadv", "UN/EDIFACT REMADV of D.96A and D.01B.",
        [EDIFACTMessageType("REMADV", .remittanceAdvice, RemittanceMapping.self)])

    public static let acknowledgements = EDIFACTFormat(
        "edifact-contrl-in", "UN/EDIFACT CONTRL: what became of an interchange of ours.",
        [EDIFACTMessageType("CONTRL", .acknowledgement, ContrlMapping.self)])

    public static let applicationErrors = EDIFACTFormat(
        "edifact-aperak", "UN/EDIFACT APERAK of D.96A and D.01B: what became of a document of ours.",
        [EDIFACTMessageType("APERAK", .acknowledgement, AperakMapping.self)])
}
