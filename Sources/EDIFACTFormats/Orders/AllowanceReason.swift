import Documents
import EDISyntax
import Findings

/// Why ALC takes something off or adds it.
///
/// Documents name the reason of an allowance by UNCL 5189, that of a charge by UNCL 7161. EDIFACT knows both elements
/// for either; buyers write UNCL 7161, and more of its codes than documents may name.
struct AllowanceReason {
    let text: String?
    let code: String?
    /// Whether it is a tax.
    let isTax: Bool

    init(_ segment: borrowing SegmentReader, isCharge: Bool, _ values: inout EDIFACTValues) {
        let said = segment.text(5, 4) ?? segment.text(2)
        let service = segment.text(5)
        let kind = service.flatMap { (isCharge ? chargeKinds : allowanceKinds)[$0] }
        let own = isCharge ? service : segment.text(2, 2)
        let usable = own.flatMap { ReasonCodes.contains($0, ofCharge: isCharge) ? $0 : nil }
        isTax = service.map(taxes.contains) == true
        code = usable ?? kind?.code
        text = said ?? kind?.name ?? (usable == nil || !isCharge ? service.map { "UNCL 7161: \($0)" } : nil)
        if service != nil, kind == nil, usable == nil, !isTax {
            let words = "'\(service?.prefix(20) ?? "")' is a reason that is not read: it stands as it is written"
            values.log.report(.edifactCodeIsRead, words, at: segment.place(5))
        }
    }
}

/// The taxes of UNCL 7161: local and state ones, and any.
private let taxes: Set<String> = ["LS", "TS", "TX"]

/// Allowances by their codes in UNCL 7161, as the directories name them, with the nearest code of UNCL 5189.
private let allowanceKinds: [String: (name: String, code: String?)] = [
    "AA": ("Advertising allowance", nil), "ABQ": ("Tonnage rebate", "100"), "ABZ": ("Rebate or discount", "95"),
    "ACA": ("Allowance", nil), "ADC": ("Consolidation allowance", nil), "ADR": ("Other services", nil),
    "ADS": ("Full pallet ordering", nil), "ADT": ("Pick-up allowance", nil), "CAC": ("Cash discount", "95"),
    "CAK": ("Customer collection rebate", "100"), "CL": ("Contract allowance", nil),
    "DA": ("Defective allowance", "65"),
    "DAC": ("Assortment allowance", nil), "DAE": ("Distributor discount", "95"), "DAJ": ("Introduction allowance", nil),
    "DAO": ("Point of sales threshold allowance", "71"), "DAP": ("Wholesaling discount", "95"),
    "DI": ("Discount", "95"),
    "EAA": ("Early buy allowance", nil), "EAB": ("Early payment allowance", nil), "FA": ("Freight allowance", nil),
    "FC": ("Freight allowance", nil), "FG": ("Free goods", nil), "HD": ("Handling allowance", nil),
    "MAC": ("Minimum order allowance", nil), "PAD": ("Promotional allowance", nil),
    "PAE": ("Promotional discount", "95"),
    "PC": ("Packing allowance", nil), "PI": ("Pick-up allowance", nil), "QD": ("Quantity discount", "95"),
    "RAA": ("Rebate", "100"), "RAE": ("Resellers discount", "95"), "SAB": ("Special allowance", nil),
    "SF": ("Special rebate", "100"), "SH": ("Special handling allowance", nil), "TAE": ("Truckload discount", "95"),
    "TD": ("Trade discount", "95"), "TZ": ("Temporary allowance", "103"),
    "UM": ("Unsaleable merchandise allowance", nil),
    "VAB": ("Volume discount", "95"), "VL": ("Vehicle load allowance", nil),
]

/// Charges whose codes in UNCL 7161 are not among those that documents may name, with the nearest of these.
private let chargeKinds: [String: (name: String, code: String?)] = [
    "IN": ("Insurance", nil), "MAC": ("Minimum order charge", "DAN"), "PN": ("Pallets", "PL"),
    "SC": ("Surcharge", "ABK"),
]
