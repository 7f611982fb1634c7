import Documents
import Findings
import Money
import XMLSyntax

extension CXMLValues {
    /// What modifies an amount, as allowances and charges; each that gives no amount is reported.
    ///
    /// - Parameter base: what a percentage is taken of where the modification names no price of its own.
    mutating func modifications(of element: XMLElement?, base: Money?) -> [AllowanceCharge] {
        guard let all = element?.child(CXMLName.modifications) else { return [] }
        return all.children(CXMLName.modification).compactMap { modification($0, base: base) }
    }

    private mutating func modification(_ element: XMLElement, base: Money?) -> AllowanceCharge? {
        let original = amount(in: element.child(CXMLName.originalPrice)) ?? base
        let deduction = element.child(CXMLName.additionalDeduction)
        let (amount, percentage) =
            deduction.map { self.deduction($0, from: original) }
            ?? cost(element.child(CXMLName.additionalCost), on: original)
        guard let amount else {
            report(.cxmlModificationHasAmount, "a modification gives no amount, and no rate of one", at: element)
            return nil
        }
        let detail = element.child(CXMLName.modificationDetail)
        return AllowanceCharge(
            isCharge: deduction == nil, amount: amount, base: percentage == nil ? nil : original,
            percentage: percentage,
            reason: text(detail?.child(CXMLName.description)) ?? attribute("name", of: detail)
                ?? attribute("type", of: deduction), vat: vatClass(element.child(CXMLName.tax), of: "a modification"),
            source: SourceLine(element.line))
    }

    private mutating func deduction(_ element: XMLElement, from original: Money?) -> (Money?, Percentage?) {
        if let after = amount(in: element.child(CXMLName.deductedPrice)) {
            guard let original, original.currency == after.currency else { return (nil, nil) }
            return (original - after, nil)
        }
        guard let rate = element.child(CXMLName.deductionPercent) else {
            return (amount(in: element.child(CXMLName.deductionAmount)), nil)
        }
        return part(rate, of: original)
    }

    private mutating func cost(_ element: XMLElement?, on original: Money?) -> (Money?, Percentage?) {
        guard let rate = element?.child(CXMLName.percentage) else { return (amount(in: element), nil) }
        return part(rate, of: original)
    }

    private mutating func part(_ rate: XMLElement, of original: Money?) -> (Money?, Percentage?) {
        guard let number = decimal("percent", of: rate), number <= 1000, number >= 0 else { return (nil, nil) }
        let percentage = Percentage(number)
        return (original.map(percentage.of), percentage)
    }
}
