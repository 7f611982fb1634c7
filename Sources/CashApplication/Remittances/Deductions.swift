public import Documents

/// What is to become of an amount that a payer keeps back.
public enum DeductionMeaning: Hashable, Sendable {
    /// Discount for paying early: right within its days, and contested after them.
    case discount
    case bankCharges
    /// The payer counts it as paid, or to be paid, elsewhere: it stays on the account.
    case onAccount
    /// The customer contests as much.
    case claim(DisputeReason)
}

/// Says what a code of UNCL 4465, or of X12's list 426, means for the invoice that less is paid of.
///
/// What the lists know and we do not, and what has no code, is contested for another reason: it is never let go in silence.
public func meaning(of deduction: RemittanceDeduction) -> DeductionMeaning {
    deduction.meaningOfCode ?? .claim(.other)
}

extension RemittanceDeduction {
    fileprivate var meaningOfCode: DeductionMeaning? {
        let code = reasonCode ?? ""
        return switch list {
        case .uncl4465: adjustmentReasons[code]
        case .x12426: x12Reasons[code]
        }
    }

    /// The code that says nothing to us; nil where there is none, or it does.
    var unknownCode: String? { meaningOfCode == nil ? reasonCode : nil }
}

extension RemittanceDeduction.List {
    var name: String {
        switch self {
        case .uncl4465: "UNCL 4465"
        case .x12426: "X12 426"
        }
    }
}

/// UNCL 4465.
private let adjustmentReasons: [String: DeductionMeaning] = [
    "2": .claim(.quality), "3": .claim(.quality), "4": .claim(.deliveryIncomplete), "5": .claim(.unitPrice),
    "6": .claim(.deliveryIncomplete), "7": .onAccount, "9": .claim(.arithmetic), "10": .bankCharges, "11": .bankCharges,
    "14": .claim(.item), "15": .claim(.quantity), "16": .claim(.quantity), "17": .claim(.quality), "19": .discount,
    "20": .claim(.deliveryIncomplete), "26": .claim(.vatRate), "28": .claim(.siret),
]

/// X12, data element 426.
private let x12Reasons: [String: DeductionMeaning] = [
    "01": .claim(.unitPrice), "02": .claim(.discount), "03": .claim(.arithmetic), "04": .claim(.quality),
    "05": .claim(.quality), "06": .claim(.quantity), "07": .claim(.item), "08": .claim(.item), "09": .claim(.discount),
    "11": .claim(.quality), "12": .claim(.quality), "19": .claim(.billedTwice), "59": .claim(.discount),
    "72": .discount, "75": .claim(.total), "CS": .onAccount, "L7": .claim(.quantity),
]
