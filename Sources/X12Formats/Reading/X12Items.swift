import Documents
import EDISyntax
import Findings
import Money

extension X12Values {
    /// The product that pairs of qualifier (element 235) and identifier name, from an element on.
    @inline(__always)
    mutating func item(_ segment: borrowing SegmentReader, from first: Int) -> ItemReference {
        var item = ItemReference(name: "")
        addIdentifiers(segment, from: first, to: &item)
        return item
    }

    @inline(__always)
    mutating func addIdentifiers(_ segment: borrowing SegmentReader, from first: Int, to item: inout ItemReference) {
        var element = first
        while element < segment.elementCount {
            addIdentifier(segment, element, to: &item)
            element &+= 2
        }
    }

    @inline(__always)
    private mutating func addIdentifier(
        _ segment: borrowing SegmentReader, _ element: Int, to item: inout ItemReference
    ) {
        let qualifier = segment.code(element)
        guard qualifier != .none, let value = segment.text(element + 1) else { return }
        switch qualifier {
        case "VP", "VN", "VC", "VA": item.sellerID = item.sellerID ?? value
        case "BP", "IN", "CB", "PI", "SK": item.buyerID = item.buyerID ?? value
        case "EN", "UK", "EO": setStandardID(value, of: &item)
        case "UP": setStandardID(asEAN(value), of: &item)
        case "UA": setStandardID(withCheckDigit(value, from: 12), of: &item)
        case "UI": setStandardID(asEAN(withCheckDigit(value, from: 11)), of: &item)
        case "PD": if item.name.isEmpty { item.name = value }
        default: leaveAside(segment, element)
        }
    }

    private func setStandardID(_ value: String, of item: inout ItemReference) {
        guard item.standardID == nil else { return }
        item.standardID = PartyIdentifier(scheme: "0160", value)
    }

    /// A UPC of twelve digits is the EAN of thirteen that begins with a nought.
    private func asEAN(_ value: String) -> String { value.utf8.count == 12 ? "0" + value : value }

    /// A number that is written without its check digit (UA: 2-5-5, UI: 1-5-5), with it.
    private func withCheckDigit(_ value: String, from length: Int) -> String {
        let digits = value.utf8.compactMap { $0 >= 0x30 && $0 <= 0x39 ? Int($0 - 0x30) : nil }
        guard digits.count == length, value.utf8.count == length else { return value }
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
        return value + "\((10 - sum % 10) % 10)"
    }

    /// Takes a description (PID).
    @inline(__always)
    mutating func addDescription(_ segment: borrowing SegmentReader, to item: inout ItemReference) {
        guard let text = segment.text(5) else {
            return leaveAside(segment, 4)
        }
        if item.name.isEmpty {
            item.name = text
        } else if let description = item.description {
            item.description = description + " " + text
        } else {
            item.description = text
        }
    }

    /// A price (element 212) with its basis (element 639).
    @inline(__always)
    mutating func price(_ segment: borrowing SegmentReader, _ element: Int, basis: Int) -> UnitPrice? {
        guard let value = decimal(segment, element) else { return nil }
        let code = segment.code(basis)
        if !isKnownBasis(code) {
            log.report(.x12PriceIsUsable, "the basis of the price is not read", at: segment.place(basis))
        }
        return UnitPrice(value, assumedCurrency, per: unitsPriced(code))
    }

    /// The basis of a price that is not known; nil where it is.
    @inline(__always)
    func unknownBasis(_ segment: borrowing SegmentReader, _ element: Int) -> String? {
        isKnownBasis(segment.code(element)) ? nil : segment.text(element)
    }

    /// An allowance or charge (SAC) by itself; nil, reported, where it has no amount, and where it is neither.
    mutating func allowanceCharge(_ segment: borrowing SegmentReader) -> AllowanceCharge? {
        X12AllowanceDraft(segment, &self)?.finished(of: AllowanceBase(nil), &self)
    }
}

/// How many units a price is for, by its basis (element 639).
@inline(__always)
private func unitsPriced(_ basis: EDICode) -> ExactDecimal {
    switch basis {
    case "PN": ExactDecimal(10)
    case "HP": ExactDecimal(100)
    case "TP": ExactDecimal(1000)
    default: ExactDecimal(1)
    }
}

/// Whether a basis says how many of the ordered units a price is for.
@inline(__always)
private func isKnownBasis(_ basis: EDICode) -> Bool {
    switch basis {
    case .none, "PE", "CT", "CA", "UM", "WE", "TE", "LE", "RE", "QE", "QT", "NT", "NC", "FX", "PR", "DR", "PN", "HP",
        "TP":
        true
    default: false
    }
}
