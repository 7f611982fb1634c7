import XMLSyntax

/// Which groups a rule looks at: more exact than their kind where it matters what they are part of.
public enum Scope: UInt8, CaseIterable, Sendable {
    case invoice, note, precedingInvoice, seller, buyer, payee, taxRepresentative
    case sellerAddress, buyerAddress, representativeAddress, deliveryAddress, otherAddress
    case taxRegistration, contact, delivery, invoicePeriod, linePeriod
    case paymentMeans, creditTransfer, card, directDebit
    case allowance, charge, lineAllowance, lineCharge, priceAllowance
    case totals, vatTotal, lineVATTotal, breakdown, lineBreakdown
    case breakdownClass, lineClass, subLineClass, allowanceClass, chargeClass, otherClass
    case document, lineDocument, line, subLine, price, itemAttribute
    /// An allowance or charge that does not say which of the two it is.
    case undecidedAllowanceCharge
    case logisticsCharge
}

extension Scope {
    /// What a group is, seen from the rules.
    init(of group: InvoiceGroup) {
        switch group.kind {
        case .invoice: self = .invoice
        case .note: self = .note
        case .precedingInvoice: self = .precedingInvoice
        case .seller: self = .seller
        case .buyer: self = .buyer
        case .payee: self = .payee
        case .taxRepresentative: self = .taxRepresentative
        case .address: self = Self.address(within: group.parent.kind)
        case .contact: self = .contact
        case .taxRegistration: self = .taxRegistration
        case .delivery: self = .delivery
        case .period: self = group.parent.kind == .line ? .linePeriod : .invoicePeriod
        case .paymentMeans: self = .paymentMeans
        case .creditTransfer: self = .creditTransfer
        case .card: self = .card
        case .directDebit: self = .directDebit
        case .allowanceCharge: self = Self.allowanceCharge(group)
        case .logisticsCharge: self = .logisticsCharge
        case .totals: self = .totals
        case .vatTotal: self = [.invoice, .totals].contains(group.parent.kind) ? .vatTotal : .lineVATTotal
        case .breakdown: self = group.parent.parent.kind == .invoice ? .breakdown : .lineBreakdown
        case .vatClass: self = Self.vatClass(group)
        case .document: self = group.parent.kind == .invoice ? .document : .lineDocument
        case .line: self = .line
        case .subLine: self = .subLine
        case .price: self = .price
        case .itemAttribute: self = .itemAttribute
        }
    }

    private static func address(within kind: GroupKind) -> Scope {
        switch kind {
        case .seller: .sellerAddress
        case .buyer: .buyerAddress
        case .taxRepresentative: .representativeAddress
        case .delivery: .deliveryAddress
        default: .otherAddress
        }
    }

    private static func allowanceCharge(_ group: InvoiceGroup) -> Scope {
        switch (group.parent.kind, group.isCharge) {
        case (.price, _): .priceAllowance
        case (.invoice, false?): .allowance
        case (.invoice, true?): .charge
        case (.line, false?): .lineAllowance
        case (.line, true?): .lineCharge
        default: .undecidedAllowanceCharge
        }
    }

    private static func vatClass(_ group: InvoiceGroup) -> Scope {
        let parent = group.parent
        switch parent.kind {
        case .breakdown: return parent.parent.parent.kind == .invoice ? .breakdownClass : .otherClass
        case .line: return .lineClass
        case .subLine: return .subLineClass
        case .allowanceCharge: return parent.isCharge.map { $0 ? .chargeClass : .allowanceClass } ?? .otherClass
        default: return .otherClass
        }
    }
}

extension InvoiceGroup {
    /// Whether an allowance or charge is a charge; nil where it does not say so in a way that can be read.
    var isCharge: Bool? {
        value(.chargeIndicator)?.element.withText { text in
            if text.spells("false") || text.spells("0") { return false }
            if text.spells("true") || text.spells("1") { return true }
            return nil
        }
    }
}
