import Documents
import Testing

struct PaymentReferenceTests {
    @Test(arguments: [
        ("RF18539007547034", PaymentReference.Kind.creditor, "RF18539007547034"),
        ("rf18 5390 0754 7034", .creditor, "RF18539007547034"),
        ("RF31FA2026000123", .creditor, "RF31FA2026000123"),
        ("21 00000 00003 13947 14300 09017", .swiss, "210000000003139471430009017"),
        ("+++010/8068/17183+++", .belgian, "010806817183"),
        ("602243", .norwegian, "602243"),
        ("1234561", .finnish, "1234561"),
        ("CLIENT 77", .other, "CLIENT77"),
    ])
    func `what stands in a field for a reference is known by its check digits`(
        text: String, kind: PaymentReference.Kind, value: String
    ) {
        #expect(quotedReference(text).first == PaymentReference(kind, value))
    }

    @Test func `one wrong digit is found in every kind of reference`() {
        let sound = ["RF18539007547034", "210000000003139471430009017", "010806817183"]
        for text in sound {
            let kind = quotedReference(text)[0].kind
            for index in text.indices where text[index].isNumber {
                let digit = Int(String(text[index]))!
                var wrong = text
                wrong.replaceSubrange(index...index, with: "\((digit + 1) % 10)")
                #expect(quotedReference(wrong).first?.kind != kind, "\(wrong)")
            }
        }
    }

    @Test(arguments: [
        ("Facture RF18 5390 0754 7034 merci", "RF18539007547034"),
        ("Zahlung 21 00000 00003 13947 14300 09017 danke", "210000000003139471430009017"),
        ("communication ***010/8068/17183*** svp", "010806817183"),
        ("VIITE 0001234561", "1234561"),
        ("KID: 602243", "602243"),
    ])
    func `a reference is found in what the payer wrote`(text: String, value: String) {
        #expect(writtenReferences(in: text).contains { $0.value == value })
    }

    @Test(arguments: [
        "order 1234561 of 602243", "010806817183", "RF19539007547034", "+++010/8068/17184+++", "VIITE", "KID 602244 RF",
    ])
    func `a number that is right by chance is no reference`(text: String) {
        #expect(writtenReferences(in: text).isEmpty, "\(writtenReferences(in: text))")
    }

    @Test func `what the creditor made a reference of is found in it`() {
        #expect(quotedReference("RF31FA2026000123").map(\.value) == ["RF31FA2026000123", "FA2026000123"])
    }

    @Test func `a reference that the bank broke in two is found`() {
        var transaction = BankTransaction()
        transaction.texts = ["thank you RF18539007", "547034"]
        #expect(transaction.references.first == PaymentReference(.creditor, "RF18539007547034"))
    }

    @Test func `the remainder of 97 that is nothing is written as 97`() {
        #expect(quotedReference("000000009797").first?.kind == .belgian)
    }
}
