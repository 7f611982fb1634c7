import Documents

extension EDIFACTFormat {
    public static let orders = EDIFACTFormat(
        "edifact-orders", "UN/EDIFACT ORDERS of D.96A and D.01B, EANCOM included.",
        [EDIFACTMessageType("ORDERS", .order, OrderMapping<ORDERS>.self)])
}
