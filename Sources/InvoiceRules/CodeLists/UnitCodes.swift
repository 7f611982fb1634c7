import Documents

extension CodeList {
    /// Units of measure (UNECE Recommendations 20 and 21).
    static let units = CodeList(
        UnitCodes.version, UnitCodes.text)
}
