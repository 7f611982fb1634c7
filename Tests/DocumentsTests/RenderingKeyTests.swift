import Documents
import Testing

struct RenderingKeyTests {
    @Test(arguments: ["invoice/INV-1/ubl-invoice", "outgoing-interchange/x12/ZZ:A-1/x12-810", "order-response/1/2/3/x"])
    func `a key is taken apart into what it was made of, whatever slashes the name has`(text: String) throws {
        let key = try #require(RenderingKey(text))
        #expect(key.text == text && RenderingKey(key.kind, key.name, format: key.format) == key)
        #expect(!key.format.contains("/"))
    }

    @Test(arguments: ["", "invoice", "invoice/INV-1", "letter/C-1/pdf"])
    func `what is no key is none`(text: String) { #expect(RenderingKey(text) == nil) }
}
