import XMLSyntax

/// The VAT categories of EN 16931, in a row.
enum VATCode: UInt8, CaseIterable, Sendable {
    case S, Z, E, AE, K, G, O, L, M, B

    /// The category that a text names.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        switch (text.count, text.first) {
        case (1, UInt8(ascii: "S")): self = .S
        case (1, UInt8(ascii: "Z")): self = .Z
        case (1, UInt8(ascii: "E")): self = .E
        case (2, UInt8(ascii: "A")) where text[1] == UInt8(ascii: "E"): self = .AE
        case (1, UInt8(ascii: "K")): self = .K
        case (1, UInt8(ascii: "G")): self = .G
        case (1, UInt8(ascii: "O")): self = .O
        case (1, UInt8(ascii: "L")): self = .L
        case (1, UInt8(ascii: "M")): self = .M
        case (1, UInt8(ascii: "B")): self = .B
        default: return nil
        }
    }
}

/// Which categories there are somewhere in an invoice.
struct VATCodes: OptionSet, Sendable {
    let rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }
    init(_ code: VATCode) { rawValue = 1 << UInt16(code.rawValue) }
}

/// What the rules on VAT ask again and again, found out once for each invoice.
struct VATFacts {
    /// A value for each category.
    typealias Counts = InlineArray<10, Int32>

    // MARK: Where categories are used, of VAT unless it says otherwise

    /// Anywhere at all.
    var anywhere: VATCodes = []
    /// In lines, and in lines below them.
    var lines: VATCodes = []
    /// In lines, whatever tax they name.
    var linesOfAnyTax: VATCodes = []
    /// In allowances of the invoice or of a line.
    var allowances: VATCodes = []
    var charges: VATCodes = []
    /// In allowances and charges, whatever tax they name.
    var allowancesAndChargesOfAnyTax: VATCodes = []
    /// In allowances of the invoice alone.
    var invoiceAllowances: VATCodes = []
    var invoiceCharges: VATCodes = []
    /// In the breakdown of the invoice.
    var breakdown: VATCodes = []
    var breakdownOfAnyTax: VATCodes = []
    /// How often the breakdown has a category.
    var breakdownCounts = Counts(repeating: 0)
    /// Whether something is of another category than "not subject to VAT": the breakdown, lines, allowances, charges.
    var hasOther = (breakdown: false, lines: false, allowances: false, charges: false)

    // MARK: Who is registered

    var sellerIsRegistered = false
    var sellerHasVATNumber = false
    var representativeHasVATNumber = false
    var buyerHasVATNumber = false
    var buyerHasLegalID = false

    let syntax: InvoiceSyntax

    init(_ invoice: CheckedInvoice) {
        syntax = invoice.syntax
        for group in invoice.all(.vatClass) { add(group) }
        for seller in invoice.all(.seller) {
            sellerIsRegistered = sellerIsRegistered || seller.groups(.taxRegistration).contains(where: \.isTaxNumber)
            sellerHasVATNumber = sellerHasVATNumber || seller.hasVATNumber
        }
        representativeHasVATNumber = invoice.all(.taxRepresentative).contains(where: \.hasVATNumber)
        for buyer in invoice.all(.buyer) {
            buyerHasVATNumber = buyerHasVATNumber || buyer.hasVATNumber
            buyerHasLegalID = buyerHasLegalID || buyer.has(.legalID)
        }
    }

    private mutating func add(_ group: InvoiceGroup) {
        let isOfVAT = group.isOfVAT
        let code = group.vatCode
        let codes = code.map { VATCodes($0) } ?? []
        let codesOfVAT = isOfVAT ? codes : []
        let isOther = isOfVAT && code != .O
        anywhere.formUnion(codesOfVAT)
        switch Scope(of: group) {
        case .lineClass, .subLineClass:
            lines.formUnion(codesOfVAT)
            linesOfAnyTax.formUnion(codes)
            hasOther.lines = hasOther.lines || isOther
        case .breakdownClass:
            breakdown.formUnion(codesOfVAT)
            breakdownOfAnyTax.formUnion(codes)
            if isOfVAT, let code { breakdownCounts[Int(code.rawValue)] += 1 }
            hasOther.breakdown = hasOther.breakdown || isOther
        case .allowanceClass:
            allowances.formUnion(codesOfVAT)
            allowancesAndChargesOfAnyTax.formUnion(codes)
            if group.parent.parent.kind == .invoice { invoiceAllowances.formUnion(codesOfVAT) }
            hasOther.allowances = hasOther.allowances || isOther
        case .chargeClass:
            charges.formUnion(codesOfVAT)
            allowancesAndChargesOfAnyTax.formUnion(codes)
            if group.parent.parent.kind == .invoice { invoiceCharges.formUnion(codesOfVAT) }
            hasOther.charges = hasOther.charges || isOther
        default: break
        }
    }
}

extension InvoiceGroup {
    /// Whether a registration gives a number, for VAT or for another tax.
    fileprivate var isTaxNumber: Bool {
        switch syntax {
        case .ubl: has(.registrationID)
        case .cii:
            values(.registrationID).contains {
                $0.attribute("schemeID", is: "VA") || $0.attribute("schemeID", is: "FC")
            }
        }
    }

    /// The category of a VAT class.
    var vatCode: VATCode? { value(.category).flatMap { $0.element.withText { VATCode($0) } } }
}
