import Testing
import XMLSyntax

struct ShapeCacheTests {
    private func document(_ body: (inout XMLWriter) -> Void) -> [UInt8] {
        var writer = XMLWriter()
        writer.begin("Invoice")
        body(&writer)
        writer.end("Invoice")
        return writer.finish()
    }

    private func line(_ id: String, currency: String) -> [UInt8] {
        document { writer in
            writer.begin("cac:InvoiceLine")
            writer.element("cbc:LineExtensionAmount", ("currencyID", currency), text: id)
            writer.end("cac:InvoiceLine")
        }
    }

    @Test func `a document with other values in the same elements is accepted without asking the schema`() {
        let cache = ShapeCache()
        #expect(cache.accepts(line("1", currency: "EUR")) { true })
        #expect(cache.accepts(line("a > b \"and\" <c>, which is longer", currency: "an <odd> \"one\"")) { false })
    }

    @Test(
        arguments: [
            { writer in
                writer.begin("cac:InvoiceLine")
                writer.element("cbc:LineExtensionAmount", ("currency", "EUR"), text: "1")
                writer.end("cac:InvoiceLine")
            },
            { writer in
                writer.begin("cac:InvoiceLine")
                writer.element("cbc:LineExtensionAmount", text: "1")
                writer.end("cac:InvoiceLine")
            },
            { writer in
                writer.begin("cac:InvoiceLine")
                writer.end("cac:InvoiceLine")
                writer.element("cbc:LineExtensionAmount", ("currencyID", "EUR"), text: "1")
            },
            { writer in
                writer.begin("cac:InvoiceLin")
                writer.element("cbc:LineExtensionAmount", ("currencyID", "EUR"), text: "1")
                writer.end("cac:InvoiceLin")
            },
            { writer in
                writer.begin("cac:InvoiceLine")
                for _ in 0..<2 { writer.element("cbc:LineExtensionAmount", ("currencyID", "EUR"), text: "1") }
                writer.end("cac:InvoiceLine")
            },
        ] as [@Sendable (inout XMLWriter) -> Void])
    func `a document with other elements, attributes or nesting is asked about`(
        _ body: @Sendable (inout XMLWriter) -> Void
    ) {
        let cache = ShapeCache()
        #expect(cache.accepts(line("1", currency: "EUR")) { true })
        #expect(!cache.accepts(document(body)) { false })
    }
}
