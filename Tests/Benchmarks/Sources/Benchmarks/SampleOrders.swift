import Foundation

/// Writes orders of a size, all different, that our own master data knows.
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

extension SampleOrders {
    static let ourGLN = "9520417000017"

    static func gln(_ customer: Int) -> String {
        let digits = "54123450" + String(10_000 + customer).dropFirst()
        let sum = digits.enumerated().reduce(0) { $0 + $1.element.wholeNumberValue! * ($1.offset % 2 == 0 ? 1 : 3) }
        return digits + String((10 - sum % 10) % 10)
    }

    /// An EDIFACT interchange of the orders of some numbers.
    static func interchange(_ reference: String, of orders: Range<Int>, lines: Int) -> String {
        var text = "UNA:+.? '\nUNB+UNOC:3+\(gln(0)):14+\(ourGLN):14+261123:0930+\(reference)'\n"
        for order in orders { text += message(order, lines: lines) }
        return text + "UNZ+\(orders.count)+\(reference)'\n"
    }

    private static func message(_ order: Int, lines: Int) -> String {
        let buyer = gln(order % customerCount)
        let head = """
            UNH+\(order + 1)+ORDERS:D:96A:UN:EAN008'
            BGM+220+B-\(order)+9'
            DTM+137:20261123:102'
            DTM+2:20261130:102'
            NAD+BY+\(buyer)::9++Customer of the benchmark+1 rue du Four+Lyon++69001+FR'
            NAD+SU+\(ourGLN)::9++Ormelune Equipement'
            NAD+DP+\(buyer)::9'
            CUX+2:EUR:9'

            """
        let body = (1...lines).map { line in
            let item = (line - 1) % prices.count
            return """
                LIN+\(line)++9520417130103:EN'
                PIA+1+IT-\(item):SA+BK-\(order % 100):IN'
                IMD+F++:::An item of the catalogue ?+ more'
                QTY+21:\((order + line) % 7 + 1):PCE'
                PRI+AAA:\(prices[item])'

                """
        }
        let count = 8 + lines * 5 + 3
        return head + body.joined() + "UNS+S'\nCNT+2:\(lines)'\nUNT+\(count)+\(order + 1)'\n"
    }
}
