import EDISyntax

/// Why SAC takes something off or adds it, in words and in the code that documents name it by: UNCL 5189 for an
/// allowance, UNCL 7161 for a charge.
struct X12AllowanceReason {
    let text: String?
    let code: String?

    init(_ segment: borrowing SegmentReader, isCharge: Bool, _ values: inout X12Values) {
        let service = segment.text(2)
        let kind = service.flatMap { (isCharge ? chargeKinds : allowanceKinds)[$0] }
        text = segment.text(15) ?? kind?.name ?? service.map { "X12 1300: \($0)" }
        code = kind?.code
        if service != nil, kind == nil { values.tellUnknownReason(segment) }
    }
}

/// Allowances by their codes in element 1300, with the nearest code of UNCL 5189.
private let allowanceKinds: [String: (name: String, code: String?)] = [
    "A260": ("Advertising allowance", nil), "A400": ("Allowance non-performance", nil),
    "B720": ("Cooperative advertising allowance", nil), "C000": ("Defective allowance", "65"),
    "C260": ("Incentive discount", "95"), "C300": ("Special discount", "95"), "C310": ("Discount", "95"),
    "C350": ("Distributor discount", "95"), "C540": ("Early buy allowance", nil),
    "C550": ("Early payment allowance", nil), "D170": ("Free goods", nil),
    "D240": ("Freight allowance", nil), "D500": ("Handling allowance", nil), "E730": ("New item allowance", nil),
    "E740": ("New store allowance", "66"),
    "F050": ("Other allowance", nil), "F340": ("Pick-up allowance", nil),
    "F670": ("Price and marketing allowance", nil), "F800": ("Promotional allowance", nil),
    "F810": ("Promotional discount", "95"), "F910": ("Quantity discount", "95"), "F970": ("Rebate", "100"),
    "H000": ("Special allowance", nil), "I170": ("Trade discount", "95"), "I180": ("Trade-in", nil),
    "I310": ("Truckload discount", "95"), "I530": ("Volume discount", "95"), "I570": ("Warehouse allowance", nil),
    "ZZZZ": ("Allowance as agreed", nil),
]

/// Charges by theirs, with the nearest code of UNCL 7161.
private let chargeKinds: [String: (name: String, code: String?)] = [
    "C040": ("Delivery", "DL"), "D240": ("Freight", "FC"), "D260": ("Fuel charge", nil),
    "D270": ("Fuel surcharge", nil), "D500": ("Handling", "HD"), "D900": ("Installation", "IAA"),
    "D980": ("Insurance", nil), "E170": ("Labelling", "LA"), "E190": ("Labour", "LAA"), "F050": ("Other charge", "ABK"),
    "F150": ("Packaging", "PC"), "F155": ("Packaging", "PC"), "F180": ("Pallets", "PL"), "F460": ("Postage", nil),
    "G740": ("Service charge", nil), "G830": ("Shipping and handling", "SAA"), "H090": ("Special handling", "SH"),
    "H550": ("Surcharge", "ABK"), "H110": ("Special packaging", "SAD"),
    "I260": ("Transportation, billed directly", nil),
    "I270": ("Transportation, billed by a third party", "TT"), "I280": ("Transportation", "TV"),
    "ZZZZ": ("Charge as agreed", "ZZZ"),
]
