public import Documents

/// What the law wants said of VAT on an invoice, for formats that have no place of their own for it.
extension VATSubtotal {
    /// Why no VAT is taken, under the category that it is about (BT-120, BT-121).
    public var exemption: String? {
        guard exemptionReason != nil || exemptionCode != nil else { return nil }
        let code = exemptionCode.map { exemptionReason == nil ? $0 : "(\($0))" }
        return "\(vat.category.code): " + [exemptionReason, code].compactMap(\.self).joined(separator: " ")
    }
}
