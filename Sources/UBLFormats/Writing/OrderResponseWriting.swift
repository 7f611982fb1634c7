import Documents
import Money

extension UBLWriter {
    /// An OrderResponse (Peppol BIS Ordering 3, T76).
    mutating func orderResponse(_ response: OrderResponse) {
        root(.orderResponse) { xml in
            if response.isRoutable {
                xml.text("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:order_response:3")
                xml.text("cbc:ProfileID", "urn:fdc:peppol.eu:poacc:bis:ordering:3")
            }
            xml.text("cbc:ID", response.number)
            xml.date("cbc:IssueDate", response.issueDate)
            xml.text("cbc:OrderResponseCode", response.decision.code)
            xml.text("cbc:Note", response.note)
            xml.text("cbc:DocumentCurrencyCode", response.currency.code)
            xml.text("cbc:CustomerReference", response.customerReference)
            xml.element("cac:OrderReference") { xml in
                xml.text("cbc:ID", response.orderNumber)
                guard let change = response.changeNumber else { return }
                // UNCL 1001: a request to change an order.
                xml.element("cac:DocumentReference") { xml in
                    xml.text("cbc:ID", change)
                    xml.text("cbc:DocumentTypeCode", "230")
                }
            }
            xml.element("cac:SellerSupplierParty") { $0.responseParty(response.seller) }
            xml.element("cac:BuyerCustomerParty") { $0.responseParty(response.buyer) }
            if response.decision != .rejected { xml.promised(response.requestedDelivery) }
            // Only an answer with amendments has lines (PEPPOL-T76-R007 to R009).
            guard response.decision == .conditionallyAccepted else { return }
            for line in response.lines { xml.responseLine(line) }
        }
    }

    /// What is accepted is promised for when the buyer wants it.
    private mutating func promised(_ delivery: Period?) {
        guard let delivery else { return }
        element("cac:Delivery") { $0.period("cac:PromisedDeliveryPeriod", delivery) }
    }

    private mutating func responseParty(_ party: Party) {
        element("cac:Party") { xml in
            if let endpoint = party.endpoint { xml.identifier("cbc:EndpointID", endpoint) }
            for identifier in party.identifiers.prefix(1) {
                xml.element("cac:PartyIdentification") { $0.identifier("cbc:ID", identifier) }
            }
            xml.element("cac:PartyLegalEntity") { $0.text("cbc:RegistrationName", party.name) }
        }
    }

    private mutating func responseLine(_ line: OrderResponseLine) {
        element("cac:OrderLine") { xml in
            xml.element("cac:LineItem") { xml in
                xml.text("cbc:ID", line.id)
                xml.text("cbc:Note", line.note)
                xml.text("cbc:LineStatusCode", line.status.peppolCode)
                xml.quantity("cbc:Quantity", line.quantity)
                if line.status.isComing { xml.promised(line.requestedDelivery) }
                if let price = line.price { xml.price(price, unit: line.quantity.unit) }
                xml.element("cac:Item") { $0.itemNames(line.item) }
            }
            xml.element("cac:OrderLineReference") { $0.text("cbc:LineID", line.orderLine) }
        }
    }
}

extension OrderResponseLine.Status {
    /// UNCL 1229 as Peppol BIS Ordering uses it: of a line that was taken back nothing is accepted.
    fileprivate var peppolCode: String { self == .deleted ? OrderResponseLine.Status.rejected.code : code }
}

extension OrderResponse {
    /// Whether both sides have an electronic address: else Peppol has no way for it, and it says nothing of Peppol. Nor
    /// does an answer to a change, which its ordering profile does not know.
    fileprivate var isRoutable: Bool { seller.endpoint != nil && buyer.endpoint != nil && changeNumber == nil }
}
