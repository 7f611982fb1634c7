import Calendars
import Documents
import Money
import XMLSyntax

extension XMLWriter {
    /// A ConfirmationRequest. What is accepted or rejected as a whole has no items; else each line that is answered
    /// has one, and the others stand as ordered.
    mutating func confirmation(_ response: OrderResponse) {
        let day = "\(response.issueDate)T00:00:00+00:00"
        begin("cXML", [("payloadID", response.number), ("timestamp", day), ("xml:lang", "en")])
        begin("Header")
        credentials("From", response.seller)
        credentials("To", response.buyer)
        begin("Sender")
        credential(response.seller)
        element("UserAgent", text: "Quittance")
        end("Sender")
        end("Header")
        begin("Request")
        begin("ConfirmationRequest")
        header(response, day)
        begin("OrderReference", [("orderID", response.orderNumber)])
        element("DocumentReference", [("payloadID", response.messageReference ?? "")], text: "")
        end("OrderReference")
        if response.decision == .conditionallyAccepted {
            for (index, line) in response.lines.enumerated() { item(line, number: index + 1) }
        }
        end("ConfirmationRequest")
        end("Request")
        end("cXML")
    }

    private mutating func credentials(_ role: StaticString, _ party: Party) {
        begin(role)
        credential(party)
        end(role)
    }

    private mutating func credential(_ party: Party) {
        let identifier = party.allIdentifiers.first
        begin("Credential", [("domain", identifier.map { domain(of: $0.scheme) } ?? "name")])
        element("Identity", text: identifier?.value ?? party.name)
        end("Credential")
    }

    private func domain(of scheme: String) -> String {
        switch scheme {
        case "0060": "DUNS"
        case PartyIdentifier.gln: "GLN"
        case PartyIdentifier.siret: "SIRET"
        case PartyIdentifier.siren: "SIREN"
        case PartyIdentifier.vat: "VATID"
        default: scheme
        }
    }

    private mutating func header(_ response: OrderResponse, _ day: String) {
        let type =
            switch response.decision {
            case .accepted: "accept"
            case .rejected: "reject"
            case .conditionallyAccepted: "except"
            }
        begin("ConfirmationHeader", [("confirmID", response.number), ("type", type), ("noticeDate", day)])
        if let note = response.note { element("Comments", ("xml:lang", "en"), text: note) }
        end("ConfirmationHeader")
    }

    private mutating func item(_ line: OrderResponseLine, number: Int) {
        let quantity = "\(line.quantity.value)"
        let lineNumber = UInt(line.orderLine).map { "\($0)" } ?? "\(number)"
        begin("ConfirmationItem", [("quantity", quantity), ("lineNumber", lineNumber)])
        element("UnitOfMeasure", text: line.quantity.unit)
        let isChanged = line.status == .acceptedWithChange
        let type = line.status.isRefusal || line.status == .deleted ? "reject" : isChanged ? "detail" : "accept"
        begin("ConfirmationStatus", [("quantity", quantity), ("type", type)])
        element("UnitOfMeasure", text: line.quantity.unit)
        if isChanged, let price = line.price, let value = perUnit(price) {
            begin("UnitPrice")
            element("Money", ("currency", price.currency.code), text: "\(value)")
            end("UnitPrice")
        }
        if let note = line.note { element("Comments", ("xml:lang", "en"), text: note) }
        end("ConfirmationStatus")
        end("ConfirmationItem")
    }

    /// The price for one, as cXML knows no other basis here, to six decimal places; nil where it does not fit.
    private func perUnit(_ price: UnitPrice) -> ExactDecimal? {
        guard price.baseQuantity != ExactDecimal(1) else { return price.value }
        let shift = 6 + Int(price.baseQuantity.scale) - Int(price.value.scale)
        guard shift >= 0 else { return nil }
        var (units, overflow) = (Int128(price.value.units), false)
        for _ in 0..<shift where !overflow { (units, overflow) = units.multipliedReportingOverflow(by: 10) }
        let base = Int128(price.baseQuantity.units)
        let rounded = (units + (units < 0 ? -base : base) / 2) / base
        guard !overflow, let value = Int64(exactly: rounded) else { return nil }
        return ExactDecimal(units: value, scale: 6).normalised
    }
}
