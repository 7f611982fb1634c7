public import XMLSyntax

enum CIINamespace {
    static let root = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    static let aggregates = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    static let qualified = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"
    static let unqualified = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
}

/// The schema that a Cross Industry Invoice is checked against, compiled once.
public enum CIISchema {
    public static let invoice: CompiledSchema = {
        do {
            return try CompiledSchema("invoice.xsd", among: files.mapValues { Array($0.utf8) })
        } catch {
            preconditionFailure("the schema of CII that the program carries does not compile: \(error)")
        }
    }()

    /// The elements that the schema has.
    public static let vocabulary = CII.vocabulary

    private static let files = [
        "invoice.xsd": invoiceSchema, "aggregates.xsd": aggregateSchema, "values.xsd": valueSchema,
        "qualified.xsd": qualifiedSchema,
    ]

    private static func schema(
        _ namespace: String, imports: [(prefix: String, uri: String, file: String)], _ body: String
    ) -> String {
        let prefixes = imports.map { " xmlns:\($0.prefix)=\"\($0.uri)\"" }.joined()
        let statements = imports.map { "<xsd:import namespace=\"\($0.uri)\" schemaLocation=\"\($0.file)\"/>" }.joined()
        return """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"\(prefixes) xmlns="\(namespace)" \
            targetNamespace="\(namespace)" elementFormDefault="qualified">\(statements)\(body)</xsd:schema>
            """
    }

    private static let values = ("udt", CIINamespace.unqualified, "values.xsd")
    private static let qualified = ("qdt", CIINamespace.qualified, "qualified.xsd")

    // MARK: The root and the aggregates

    private static let invoiceSchema = schema(
        CIINamespace.root, imports: [("ram", CIINamespace.aggregates, "aggregates.xsd")],
        """
        <xsd:element name="CrossIndustryInvoice"><xsd:complexType><xsd:sequence>\
        <xsd:element name="ExchangedDocumentContext" type="ram:ExchangedDocumentContext"/>\
        <xsd:element name="ExchangedDocument" type="ram:ExchangedDocument"/>\
        <xsd:element name="SupplyChainTradeTransaction" type="ram:SupplyChainTradeTransaction"/>\
        </xsd:sequence></xsd:complexType></xsd:element>
        """)

    private static let aggregateSchema = schema(
        CIINamespace.aggregates, imports: [values, qualified],
        CIIStructure.types.map { type in
            let members = type.members.map(declaration).joined()
            return "<xsd:complexType name=\"\(type.name)\"><xsd:sequence>\(members)</xsd:sequence></xsd:complexType>"
        }.joined())

    private static func declaration(_ member: CIIStructure.Member) -> String {
        let least = member.isRequired ? "" : " minOccurs=\"0\""
        let most = member.isRepeated ? " maxOccurs=\"unbounded\"" : ""
        let isAggregate = member.type.first?.isUppercase ?? false
        let prefix = isAggregate ? "" : member.type == "formattedDate" ? "qdt:" : "udt:"
        return "<xsd:element name=\"\(member.name)\" type=\"\(prefix)\(member.type)\"\(least)\(most)/>"
    }

    // MARK: Values

    private static let valueSchema = schema(
        CIINamespace.unqualified, imports: [],
        value("text", "string", ["languageID", "languageLocaleID"])
            + value(
                "id", "token",
                [
                    "schemeID", "schemeName", "schemeAgencyID", "schemeAgencyName", "schemeVersionID", "schemeDataURI",
                    "schemeURI",
                ])
            + value(
                "code", "token",
                [
                    "listID", "listAgencyID", "listAgencyName", "listName", "listVersionID", "name", "languageID",
                    "listURI", "listSchemeURI",
                ])
            + value("amount", "decimal", ["currencyID", "currencyCodeListVersionID"])
            + value(
                "quantity", "decimal", ["unitCode", "unitCodeListID", "unitCodeListAgencyID", "unitCodeListAgencyName"])
            + value("measure", "decimal", ["unitCode", "unitCodeListVersionID"])
            + value("number", "decimal", ["format"])
            + value(
                "binary", "base64Binary", ["format", "mimeCode", "encodingCode", "characterSetCode", "uri", "filename"])
            + value("formatted", "string", ["format"])
            + choice("dateTime", ("DateTimeString", "formatted"), ("DateTime", "xsd:dateTime"))
            + choice("date", ("DateString", "formatted"), ("Date", "xsd:date"))
            + choice("indicator", ("IndicatorString", "formatted"), ("Indicator", "xsd:boolean")))

    private static let qualifiedSchema = schema(
        CIINamespace.qualified, imports: [values],
        """
        <xsd:complexType name="formattedDate"><xsd:sequence><xsd:element name="DateTimeString" type="udt:formatted"/>\
        </xsd:sequence></xsd:complexType>
        """)

    private static func value(_ name: String, _ base: String, _ attributes: [String]) -> String {
        let attributes = attributes.map { "<xsd:attribute name=\"\($0)\" type=\"xsd:string\"/>" }.joined()
        return """
            <xsd:complexType name="\(name)"><xsd:simpleContent><xsd:extension base="xsd:\(base)">\(attributes)\
            </xsd:extension></xsd:simpleContent></xsd:complexType>
            """
    }

    private static func choice(_ name: String, _ options: (element: String, type: String)...) -> String {
        let options = options.map { "<xsd:element name=\"\($0.element)\" type=\"\($0.type)\"/>" }.joined()
        return "<xsd:complexType name=\"\(name)\"><xsd:choice>\(options)</xsd:choice></xsd:complexType>"
    }
}

extension CIISchema {
    /// The official schema, among the files that UN/CEFACT publishes.
    static func official(among files: [String: [UInt8]]) -> CompiledSchema? {
        let name = files.keys.sorted().first { $0.hasPrefix("CrossIndustryInvoice_100p") && !$0.contains("_urn_") }
        return name.flatMap { try? CompiledSchema($0, among: files) }
    }
}
