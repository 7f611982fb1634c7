import Documents
import InvoiceRules

extension AllowanceCharge {
    /// With a reason that an invoice can give, whatever the order said.
    ///
    /// A code stands on its list (BR-CL-19, BR-CL-20) or is left away, and there is a text where there is no code
    /// (BR-33, BR-38, BR-42, BR-44): the data are the buyer's, and nobody could bill the order otherwise.
    func givingReason(in words: InvoiceWords) -> AllowanceCharge {
        var given = self
        given.reasonCode = reasonCode.flatMap { ListedCode.isReason($0, ofCharge: isCharge) ? $0 : nil }
        if given.reasonCode == nil, reason?.isEmpty ?? true { given.reason = isCharge ? words.charge : words.allowance }
        return given
    }
}
