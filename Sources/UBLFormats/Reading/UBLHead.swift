import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// What the heads of documents have in common.
extension UBLValues {
    mutating func issueDate(of root: XMLElement) -> BusinessDate? {
        let date = root.child(UBLName.issueDate)
        if date == nil { log.report(.ublElementIsGiven, "IssueDate is missing", at: root.place) }
        return self.date(date)
    }

    /// The party within a role, such as the buyer.
    mutating func party(_ name: XMLName, _ words: String, in root: XMLElement) -> Party? {
        if let element = root.descendant(name, UBLName.party) { return party(element) }
        log.report(.ublElementIsGiven, "\(words) is missing", at: root.place)
        return nil
    }

    /// The currency that a document declares, or else the one that its amounts are in.
    mutating func currency(of root: XMLElement, else amounts: Currency?) -> Currency? {
        guard let element = root.child(UBLName.currency) else {
            guard let currency = amounts else {
                log.report(.ublElementIsGiven, "DocumentCurrencyCode is missing", at: root.place)
                return nil
            }
            log.report(
                .ublCurrencyIsDeclared, "DocumentCurrencyCode is missing; the amounts are in \(currency.code)",
                at: root.place)
            return currency
        }
        let currency = Currency(element.text)
        if currency == nil {
            log.report(.ublAmountFitsCurrency, "'\(element.text.prefix(10))' is no currency", at: element.place)
        }
        return currency
    }
}
