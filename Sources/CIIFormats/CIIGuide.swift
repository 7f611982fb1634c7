import PDFSyntax
import Pipeline
import XMLSyntax

/// What is true of every Cross Industry message.
func ciiGuide(_ passedOver: [FormatGuide.PassedOver] = []) -> FormatGuide {
    FormatGuide(
        rules: xmlRules + ciiRules,
        passedOver: passedOver + [
            .init(
                "elements that our table of the message does not have",
                because: "no profile of it uses them; each is reported as XSD-010")
        ])
}

let orderXGuide = ciiGuide([
    .init("gross prices", because: "the net price is what the buyer expects to be billed"),
    .init(
        "packages, serial numbers, characteristics, classifications", because: "our own catalogue says what an item is"),
    .init(
        "deliveries after the first of a line",
        because: "a line is despatched as a whole; the others are reported as CII-017"),
    .init("references to quotations, catalogues and the orders of others", because: "nothing is decided by them"),
    .init("payment means", because: "a buyer cannot choose our bank account"),
])

/// A PDF adds its own faults to those of the document within.
func hybridGuide(_ content: FormatGuide) -> FormatGuide {
    var guide = content
    guide.rules += pdfRules
    guide.passedOver = [
        .init("the pages", because: "the XML within is the original; what the pages say beside it is not compared"),
        .init(
            "attachments under other names",
            because: "only factur-x.xml, order-x.xml, zugferd-invoice.xml and xrechnung.xml are the document"),
    ]
    return guide
}
