import EDISyntax

/// Why ALC takes something off or adds it.
///
/// Documents name the reason of an allowance by UNCL 5189, that of a charge by UNCL 7161. EDIFACT knows both elements
/// for either; buyers write UNCL 7161.
struct AllowanceReason {
    let text: String?
    let code: String?

    init(_ segment: borrowing SegmentReader, isCharge: Bool) {
        let said = segment.text(5, 4) ?? segment.text(2)
        let service = segment.text(5)
        if isCharge {
            text = said
            code = service
        } else {
            let kind = service.flatMap { allowanceKinds[$0] }
            text = said ?? kind?.name ?? service.map { "UNCL 7161: \($0)" }
            code = segment.text(2, 2) ?? kind?.code
        }
    }
}

/// Allowances by their codes in UNCL 7161, with the nearest code of UNCL 5189.
private let allowanceKinds: [String: (name: String, code: String?)] = [
    "AA": ("Advertising allowance", nil), "DI": ("Discount", "95"), "EAB": ("Early payment allowance", nil),
    "FC": ("Freight allowance", nil), "PAD": ("Promotional allowance", nil), "QD": ("Quantity discount", "95"),
    "RAA": ("Rebate", "100"), "TD": ("Trade discount", "95"), "VAB": ("Volume discount", "95"),
]
