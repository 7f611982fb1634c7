public import Findings

/// The rules that every XML file must keep, whatever it says.
extension Rule {
    public static let xmlIsWellFormed = Rule(
        "XML-001", "A file is well-formed XML.", remedy: "Ask the sender for a sound file.")
    public static let xmlIsComplete = Rule(
        "XML-002", "A file is complete.", remedy: "Ask the sender to send the file again.")
    public static let xmlHasNoDoctype = Rule(
        "XML-003",
        "A file has no document type declaration, but for the name of a DTD in cXML: entities are never expanded.",
        remedy: "Ask the sender to leave the declaration out.")
    public static let xmlIsShallow = Rule(
        "XML-004", "No more than 64 elements are open at once.", remedy: "Ask the sender for a sound file.")
    public static let xmlTextIsBounded = Rule(
        "XML-005", "A text has no more than 1 MiB.", remedy: "Ask the sender to leave attachments out.")
    public static let xmlTagIsBounded = Rule(
        "XML-006", "A tag, a comment or an instruction has no more than 64 KiB.",
        remedy: "Ask the sender for a sound file.")
    public static let xmlCharactersAreEncoded = Rule(
        "XML-007", "A file is in the character set that it declares, and has no forbidden characters.",
        remedy: "Ask the sender to correct the encoding.")

    public static let elementIsInPlace = Rule(
        "XSD-001", "Each element stands where the schema has it, and as often.",
        remedy: "Ask the sender to correct the document.")
    public static let valueHasType = Rule(
        "XSD-002", "A value has the form that the schema gives it.", remedy: "Ask the sender to correct the value.")
    public static let attributeIsGiven = Rule(
        "XSD-003", "An attribute that the schema wants is given.", remedy: "Ask the sender to add the attribute.")
    public static let attributeIsKnown = Rule(
        "XSD-004", "Attributes are those that the schema has.", remedy: "Ask the sender to remove the attribute.")
    public static let documentIsOfSchema = Rule(
        "XSD-005", "The document is one of the schema.", remedy: "Ask the sender for the right kind of document.")
    public static let schemaIsKept = Rule(
        "XSD-006", "The document keeps its schema.", remedy: "Ask the sender to correct the document.")
    public static let elementIsKnown = Rule(
        "XSD-010", "Elements are those that we read; others are passed over.",
        remedy: "Nothing, unless the element says something that matters.", severity: .information)
}

/// Every rule of XML, for `explain`.
public let xmlRules: [Rule] = [
    .xmlIsWellFormed, .xmlIsComplete, .xmlHasNoDoctype, .xmlIsShallow, .xmlTextIsBounded, .xmlTagIsBounded,
    .xmlCharactersAreEncoded, .elementIsInPlace, .valueHasType, .attributeIsGiven, .attributeIsKnown,
    .documentIsOfSchema, .schemaIsKept, .elementIsKnown,
]
