public import Findings

/// The rules a JSON text must keep to be read.
///
/// RFC 8259 leaves some freedom to readers; ours takes none, so that a file means the same to everyone who reads it.
extension Rule {
    public static let jsonKeepsItsGrammar = Rule(
        "JSON-001", "Every character is where the grammar of JSON has it.",
        remedy: "Look at the place named for a missing comma, colon, bracket or double quote.")
    public static let jsonStringIsClosed = Rule(
        "JSON-002", "A string is closed on the line it begins on.",
        remedy: "Close the string with a double quote, and write a line break inside it as \\n.")
    public static let jsonEscapeIsKnown = Rule(
        "JSON-003", "A backslash is followed by one of \" \\ / b f n r t, or by u and four hexadecimal digits.",
        remedy: "Write a backslash that stands for itself as \\\\.")
    public static let jsonSurrogatesArePaired = Rule(
        "JSON-004", "The escapes of a surrogate pair come together, high before low.",
        remedy: "Write the character itself, in UTF-8, or both halves of its pair.")
    public static let jsonControlCharacterIsEscaped = Rule(
        "JSON-005", "A string holds no raw control character.",
        remedy: "Write a tab as \\t, and other control characters as \\u and four hexadecimal digits.")
    public static let jsonKeyIsUnique = Rule(
        "JSON-006", "An object has each key once.",
        remedy: "Remove or rename one of the two members.")
    public static let jsonDepthIsBounded = Rule(
        "JSON-007", "Objects and arrays are nested no deeper than the reader allows.",
        remedy: "Flatten the document, or look for brackets that are never closed.")
    public static let jsonHasNoTrailingComma = Rule(
        "JSON-008", "The last item of an object or array is not followed by a comma.",
        remedy: "Remove the comma before the closing bracket.")
    public static let jsonHasNoComment = Rule(
        "JSON-009", "There are no comments.",
        remedy: "Remove the comment; what it says may go into a member of its own.")
    public static let jsonEndsWithItsValue = Rule(
        "JSON-010", "Nothing follows the document.",
        remedy: "Remove what follows, or look for a bracket closed too early.")
    public static let jsonIsWhole = Rule(
        "JSON-011", "The text goes on until every bracket is closed.",
        remedy: "Send the whole file again, or close the bracket that the message names.")
    public static let jsonHasValue = Rule(
        "JSON-012", "There is a value.",
        remedy: "Check that the file was written to its end.")
    public static let jsonSizeIsBounded = Rule(
        "JSON-013", "The text, its strings and its values stay within what the reader allows.",
        remedy: "Split the document.")
    public static let jsonIsUTF8 = Rule(
        "JSON-014", "The text is valid UTF-8.",
        remedy: "Save the file as UTF-8.")
    public static let jsonNumberIsWellFormed = Rule(
        "JSON-015", "A number is digits without leading zeros, an optional minus, fraction and exponent.",
        remedy: "Write the number as in -12.50, or put it in double quotes if it is a code.")
    public static let jsonWordIsKnown = Rule(
        "JSON-016", "The only words outside strings are true, false and null.",
        remedy: "Put the text in double quotes, or correct the word.")
    public static let jsonIsNotUTF16 = Rule(
        "JSON-017", "The text is not UTF-16 or UTF-32.",
        remedy: "Save the file as UTF-8.")
}

/// Every rule of JSON, in the order of its code.
public let jsonRules: [Rule] = [
    .jsonKeepsItsGrammar, .jsonStringIsClosed, .jsonEscapeIsKnown, .jsonSurrogatesArePaired,
    .jsonControlCharacterIsEscaped, .jsonKeyIsUnique, .jsonDepthIsBounded, .jsonHasNoTrailingComma, .jsonHasNoComment,
    .jsonEndsWithItsValue, .jsonIsWhole, .jsonHasValue, .jsonSizeIsBounded, .jsonIsUTF8, .jsonNumberIsWellFormed,
    .jsonWordIsKnown, .jsonIsNotUTF16,
]
