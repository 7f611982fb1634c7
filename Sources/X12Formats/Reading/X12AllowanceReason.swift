import EDISyntax

/// Why SAC takes something off or adds it, in words and in the code that documents name it by: UNCL 5189 for an
/// allowance, UNCL 7161 for a charge.
struct X12AllowanceReason {
    let text: String?
    let code: String?

    init(_ segment: borrowing SegmentReader, isCharge: Bool) {
        let service = segment.text(2)
        let kind = service.flatMap { (isCharge ? chargeKinds : allowanceKinds)[$0] }
        text = segment.text(15) ?? kind?.name ?? service.map { "X12 1300: \($0)" }
        code = kind?.code
    }
}

/// Allowances by their codes in element 1300.
private let allowanceKinds: [String: (name: String, code: String?)] = [
    "A260": ("Advertising allowance", nil), "C000": ("Defective allowance", nil), "C310": ("Discount", "95"),
    "D240": ("Freight allowance", nil), "F800": ("Promotional allowance", nil), "F910": ("Quantity discount", "95"),
    "I170": ("Trade discount", "95"), "I530": ("Volume discount", "95"),
]

/// Charges by theirs.
private let chargeKinds: [String: (name: String, code: String?)] = [
    "D240": ("Freight", "FC"), "D500": ("Handling", "HD"), "D980": ("Insurance", nil), "F180": ("Pallets", nil),
    "G740": ("Service charge", nil), "G830": ("Shipping and handling", nil), "H850": ("Tax", nil),
]
