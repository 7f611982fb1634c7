import Calendars

/// Writes the XMP packet of a file that is PDF/A-3a and PDF/UA-1.
struct MetadataWriter {
    private var out = PDFBytes(reserving: 5 << 10)

    static func packet(_ description: DocumentDescription) -> [UInt8] {
        var writer = MetadataWriter()
        writer.packet(description)
        return writer.out.bytes
    }

    private mutating func packet(_ description: DocumentDescription) {
        out.put("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
        out.put("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n")
        out.put("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
        identification()
        core(description)
        for vocabulary in description.vocabularies { values(vocabulary) }
        schemas([Self.accessibility] + description.vocabularies)
        out.put("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
    }

    private mutating func identification() {
        out.put(
            """
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\
            <pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
            <pdfuaid:part>1</pdfuaid:part></rdf:Description>

            """)
    }

    private mutating func core(_ description: DocumentDescription) {
        out.put("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ")
        out.put("xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n")
        out.put("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
        escaped(description.title)
        out.put("</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq><rdf:li>")
        escaped(description.author)
        out.put("</rdf:li></rdf:Seq></dc:creator>\n")
        if let subject = description.subject {
            out.put("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">")
            escaped(subject)
            out.put("</rdf:li></rdf:Alt></dc:description>\n")
        }
        out.put("<dc:language><rdf:Bag><rdf:li>")
        escaped(description.language)
        out.put("</rdf:li></rdf:Bag></dc:language>\n<pdf:Producer>")
        escaped(description.creator)
        out.put("</pdf:Producer>\n<xmp:CreatorTool>")
        escaped(description.creator)
        out.put("</xmp:CreatorTool>\n<xmp:CreateDate>")
        escaped(description.created.description)
        out.put("</xmp:CreateDate>\n<xmp:ModifyDate>")
        escaped(description.created.description)
        out.put("</xmp:ModifyDate>\n</rdf:Description>\n")
    }

    private mutating func values(_ vocabulary: MetadataVocabulary) {
        out.put("<rdf:Description rdf:about=\"\" xmlns:")
        escaped(vocabulary.prefix)
        out.put("=\"")
        escaped(vocabulary.namespace)
        out.put("\">\n")
        for property in vocabulary.properties {
            element("\(vocabulary.prefix):\(property.name)", property.value)
        }
        out.put("</rdf:Description>\n")
    }

    // MARK: Descriptions of vocabularies

    private static let accessibility = MetadataVocabulary(
        name: "PDF/UA identification", namespace: "http://www.aiim.org/pdfua/ns/id/", prefix: "pdfuaid",
        properties: [.init("part", "1", meaning: "The part of ISO 14289 that the file conforms to")])

    private mutating func schemas(_ vocabularies: [MetadataVocabulary]) {
        out.put(
            """
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag>

            """)
        for vocabulary in vocabularies { schema(vocabulary) }
        out.put("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n")
    }

    private mutating func schema(_ vocabulary: MetadataVocabulary) {
        out.put("<rdf:li rdf:parseType=\"Resource\">\n")
        element("pdfaSchema:schema", vocabulary.name)
        element("pdfaSchema:namespaceURI", vocabulary.namespace)
        element("pdfaSchema:prefix", vocabulary.prefix)
        out.put("<pdfaSchema:property><rdf:Seq>\n")
        for property in vocabulary.properties {
            out.put("<rdf:li rdf:parseType=\"Resource\">")
            element("pdfaProperty:name", property.name)
            let isNumber = vocabulary == Self.accessibility
            element("pdfaProperty:valueType", isNumber ? "Integer" : "Text")
            element("pdfaProperty:category", isNumber ? "internal" : "external")
            element("pdfaProperty:description", property.meaning)
            out.put("</rdf:li>\n")
        }
        out.put("</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n")
    }

    private mutating func element(_ name: String, _ text: String) {
        out.put("<")
        escaped(name)
        out.put(">")
        escaped(text)
        out.put("</")
        escaped(name)
        out.put(">\n")
    }

    /// Text of XML; characters that XML forbids are left out.
    private mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.put("&amp;")
            case "<": out.put("&lt;")
            case ">": out.put("&gt;")
            case "\"": out.put("&quot;")
            default:
                guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
                out.bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
    }
}
