import Foundation

/// Writes UBL orders of a size, all different, that our own master data knows.
struct SampleOrders {
    static let customerCount = 1000
    static let prices = ["6480.00", "129.90", "0.6475", "18.40", "2.15", "310.00", "44.99", "7.05", "1250.00", "88.10"]

    /// An order of so many lines.
    static func order(_ number: Int, lines: Int) -> String {
        let customer = number % customerCount
        var text = head(number, customer)
        for line in 1...lines { text += self.line(line, quantity: (number + line) % 7 + 1) }
        return text + "</Order>\n"
    }

    static func siret(_ customer: Int) -> String { "99990000000" + String(1000 + customer).dropFirst() }

    private static func head(_ number: Int, _ customer: Int) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>
          <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>
          <cbc:ID>B-\(number)</cbc:ID>
          <cbc:IssueDate>2026-11-20</cbc:IssueDate>
          <cbc:OrderTypeCode>220</cbc:OrderTypeCode>
          <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
          <cac:BuyerCustomerParty>
            <cac:Party>
              <cbc:EndpointID schemeID="0009">\(siret(customer))</cbc:EndpointID>
              <cac:PartyIdentification>
                <cbc:ID schemeID="0009">\(siret(customer))</cbc:ID>
              </cac:PartyIdentification>
              <cac:PostalAddress>
                <cbc:StreetName>1 rue du Four</cbc:StreetName>
                <cbc:CityName>Lyon</cbc:CityName>
                <cbc:PostalZone>69001</cbc:PostalZone>
                <cac:Country>
                  <cbc:IdentificationCode>FR</cbc:IdentificationCode>
                </cac:Country>
              </cac:PostalAddress>
              <cac:PartyLegalEntity>
                <cbc:RegistrationName>Customer \(customer)</cbc:RegistrationName>
              </cac:PartyLegalEntity>
            </cac:Party>
          </cac:BuyerCustomerParty>
          <cac:SellerSupplierParty>
            <cac:Party>
              <cbc:EndpointID schemeID="0225">999941602</cbc:EndpointID>
              <cac:PartyLegalEntity>
                <cbc:RegistrationName>Ormelune Équipement</cbc:RegistrationName>
              </cac:PartyLegalEntity>
            </cac:Party>
          </cac:SellerSupplierParty>

        """
    }

    private static func line(_ number: Int, quantity: Int) -> String {
        let item = (number - 1) % prices.count
        return """
              <cac:OrderLine>
                <cac:LineItem>
                  <cbc:ID>\(number)</cbc:ID>
                  <cbc:Quantity unitCode="C62">\(quantity)</cbc:Quantity>
                  <cac:Price>
                    <cbc:PriceAmount currencyID="EUR">\(prices[item])</cbc:PriceAmount>
                  </cac:Price>
                  <cac:Item>
                    <cbc:Description>An item of the catalogue, as it is described to customers</cbc:Description>
                    <cbc:Name>Item \(item)</cbc:Name>
                    <cac:SellersItemIdentification>
                      <cbc:ID>IT-\(item)</cbc:ID>
                    </cac:SellersItemIdentification>
                    <cac:ClassifiedTaxCategory>
                      <cbc:ID>S</cbc:ID>
                      <cbc:Percent>20</cbc:Percent>
                      <cac:TaxScheme>
                        <cbc:ID>VAT</cbc:ID>
                      </cac:TaxScheme>
                    </cac:ClassifiedTaxCategory>
                  </cac:Item>
                </cac:LineItem>
              </cac:OrderLine>

            """
    }
}
