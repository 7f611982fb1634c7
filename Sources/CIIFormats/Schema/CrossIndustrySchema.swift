import XMLSyntax

/// The namespaces of a Cross Industry message: each version of the library of components has its own.
struct CrossIndustryNamespaces: Sendable {
    let root: String
    let aggregates: String
    let qualified: String
    let unqualified: String

    init(root: String, library: Int) {
        let standard = "urn:un:unece:uncefact:data:standard:"
        self.root = root
        aggregates = standard + "ReusableAggregateBusinessInformationEntity:\(library)"
        qualified = standard + "QualifiedDataType:\(library)"
        unqualified = standard + "UnqualifiedDataType:\(library)"
    }

    var prefixes: [(prefix: String, uri: String)] {
        [("rsm", root), ("ram", aggregates), ("udt", unqualified), ("qdt", qualified)]
    }
}

/// A schema of a Cross Industry message, put together from a table of its aggregates.
struct CrossIndustrySchema {
    let rootName: String
    let namespaces: CrossIndustryNamespaces
    let structure: CrossIndustryStructure

    var compiled: CompiledSchema {
        CompiledSchema(ours: "root.xsd", among: files.mapValues { Array($0.utf8) })
    }

    private var files: [String: String] {
        ["root.xsd": root, "aggregates.xsd": aggregates, "values.xsd": values, "qualified.xsd": qualified]
    }

    private func schema(_ namespace: String, imports: [(prefix: String, uri: String, file: String)], _ body: String)
        -> String
    {
        let prefixes = imports.map { " xmlns:\($0.prefix)=\"\($0.uri)\"" }.joined()
        let statements = imports.map { "<xsd:import namespace=\"\($0.uri)\" schemaLocation=\"\($0.file)\"/>" }.joined()
        return """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"\(prefixes) xmlns="\(namespace)" \
            targetNamespace="\(namespace)" elementFormDefault="qualified">\(statements)\(body)</xsd:schema>
            """
    }

    private var valueImport: (String, String, String) { ("udt", namespaces.unqualified, "values.xsd") }

    // MARK: The root and the aggregates

    private var root: String {
        schema(
            namespaces.root, imports: [("ram", namespaces.aggregates, "aggregates.xsd")],
            """
            <xsd:element name="\(rootName)"><xsd:complexType><xsd:sequence>\
            <xsd:element name="ExchangedDocumentContext" type="ram:ExchangedDocumentContext"/>\
            <xsd:element name="ExchangedDocument" type="ram:ExchangedDocument"/>\
            <xsd:element name="SupplyChainTradeTransaction" type="ram:SupplyChainTradeTransaction"/>\
            </xsd:sequence></xsd:complexType></xsd:element>
            """)
    }

    private var aggregates: String {
        schema(
            namespaces.aggregates, imports: [valueImport, ("qdt", namespaces.qualified, "qualified.xsd")],
            structure.types.map { type in
                let members = type.members.map(declaration).joined()
                return
                    "<xsd:complexType name=\"\(type.name)\"><xsd:sequence>\(members)</xsd:sequence></xsd:complexType>"
            }.joined())
    }

    private func declaration(_ member: CrossIndustryStructure.Member) -> String {
        let least = member.isRequired ? "" : " minOccurs=\"0\""
        let most = member.isRepeated ? " maxOccurs=\"unbounded\"" : ""
        let isAggregate = member.type.first?.isUppercase ?? false
        let prefix = isAggregate ? "" : member.type == "formattedDate" ? "qdt:" : "udt:"
        return "<xsd:element name=\"\(member.name)\" type=\"\(prefix)\(member.type)\"\(least)\(most)/>"
    }

    // MARK: Values

    private var values: String {
        schema(namespaces.unqualified, imports: [], Self.valueTypes)
    }

    private var qualified: String {
        schema(
            namespaces.qualified, imports: [valueImport],
            """
            <xsd:complexType name="formattedDate"><xsd:sequence><xsd:element name="DateTimeString" type="udt:formatted"/>\
            </xsd:sequence></xsd:complexType>
            """)
    }

    private static let valueTypes =
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
        + choice("indicator", ("IndicatorString", "formatted"), ("Indicator", "xsd:boolean"))

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

/// The aggregates of a Cross Industry message, each with its elements in their order.
struct CrossIndustryStructure: Sendable {
    /// An element of an aggregate.
    struct Member: Hashable {
        let name: String
        let type: String
        let isRequired: Bool
        let isRepeated: Bool

        fileprivate init(_ text: Substring) {
            let parts = text.split(separator: ":")
            let name = parts[0]
            let mark = name.last.map { "*?+".contains($0) ? $0 : " " }
            isRepeated = mark == "*" || mark == "+"
            isRequired = mark != "*" && mark != "?"
            self.name = String(mark == " " ? name : name.dropLast())
            type = parts.count > 1 ? String(parts[1]) : self.name
        }
    }

    /// The types with their members, in the order of the table.
    let types: [(name: String, members: [Member])]

    /// A line of the table names a type and, in their order, its elements: `?` may be left out, `*` may be repeated, `+`
    /// stands once at least. After the colon is the type; without one it is called like the element.
    init(_ table: String) {
        var types: [(name: String, members: [Member])] = []
        for word in table.split(whereSeparator: { $0 == " " || $0.isNewline }) where word != "=" {
            if word.contains(where: { "?*+:".contains($0) }) {
                types[types.count - 1].members.append(Member(word))
            } else {
                types.append((String(word), []))
            }
        }
        self.types = types
    }

    /// The names of all elements.
    var elementNames: Set<String> { Set(types.flatMap { $0.members.map(\.name) }) }
}
