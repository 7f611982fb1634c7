import CXML
import Findings

/// What keeps a file from being well-formed XML: the parser's first complaint, in our words.
struct SyntaxFault {
    private(set) var rule: Rule
    private(set) var message: String
    private(set) var line: Int
    private(set) var column: Int

    /// Nil where the parser only warns.
    init?(_ error: xmlError) {
        guard
            error.level == XML_ERR_FATAL
                || error.domain == Int32(XML_FROM_NAMESPACE.rawValue) && error.level == XML_ERR_ERROR
        else { return nil }
        let code = xmlParserErrors(rawValue: UInt32(bitPattern: error.code))
        rule = Self.rule(of: code)
        message = Self.words(code, error)
        line = Int(error.line)
        column = Int(error.int2)
    }

    /// What keeps bytes from being turned into characters; nil where it is something else. Where it happened is told by
    /// the handler, for the library does not know.
    init?(ofConversion error: xmlError) {
        let domains = [XML_FROM_I18N, XML_FROM_IO].map { Int32($0.rawValue) }
        guard domains.contains(error.domain) else { return nil }
        rule = .xmlCharactersAreEncoded
        message = Self.words(XML_ERR_INVALID_ENCODING, error)
        line = 0
        column = 0
    }

    /// The fault as what it is where nothing follows: the file was cut off.
    func atEnd(inside element: String) -> SyntaxFault {
        guard rule == .xmlIsWellFormed else { return self }
        var fault = self
        fault.rule = .xmlIsComplete
        fault.message = "the file ends inside \(element)"
        return fault
    }

    func found(inLine line: Int, column: Int) -> SyntaxFault {
        var fault = self
        fault.line = line
        fault.column = column
        return fault
    }

    private static func rule(of code: xmlParserErrors) -> Rule {
        switch code {
        case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED,
            XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_PI_NOT_FINISHED:
            .xmlIsComplete
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING,
            XML_ERR_UNSUPPORTED_ENCODING:
            .xmlCharactersAreEncoded
        default: .xmlIsWellFormed
        }
    }

    private static func words(_ code: xmlParserErrors, _ error: xmlError) -> String {
        let first = text(error.str1)
        let second = text(error.str2)
        return switch code {
        case XML_ERR_DOCUMENT_EMPTY: "the file holds no element"
        case XML_ERR_DOCUMENT_END: "something follows the end of the document"
        case XML_ERR_TAG_NOT_FINISHED: "the file ends inside \(first), which was opened in line \(error.int1)"
        case XML_ERR_TAG_NAME_MISMATCH: "\(first), opened in line \(error.int1), is closed as \(second)"
        case XML_ERR_CDATA_NOT_FINISHED: "the file ends inside a CDATA section"
        case XML_ERR_COMMENT_NOT_FINISHED: "the file ends inside a comment"
        case XML_ERR_PI_NOT_FINISHED: "the file ends inside a processing instruction"
        case XML_ERR_HYPHEN_IN_COMMENT: "a comment contains two hyphens"
        case XML_ERR_INVALID_CHAR: "there is a character that XML forbids"
        case XML_ERR_INVALID_CHARREF: "a character reference names a character that XML forbids"
        case XML_ERR_INVALID_ENCODING: "there are bytes that are not of the character set that the file declares"
        case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING: "the declared character set \(first) is not known"
        case XML_ERR_UNDECLARED_ENTITY: "the entity \(first) is not defined"
        case XML_ERR_ATTRIBUTE_REDEFINED: "the attribute \(first) is given twice"
        case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED: "the value of an attribute is not in quotes"
        case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: "the attribute \(first) has no value"
        case XML_ERR_LT_IN_ATTRIBUTE: "the value of an attribute contains <"
        case XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_NO_NAME: "a name is missing after < or &"
        case XML_ERR_ENTITYREF_SEMICOL_MISSING: "an entity is not closed with a semicolon"
        case XML_ERR_GT_REQUIRED: "a tag is not closed with >"
        case XML_ERR_LTSLASH_REQUIRED: "an end tag is expected"
        case XML_ERR_MISPLACED_CDATA_END: "]]> stands in a text"
        case XML_ERR_RESERVED_XML_NAME: "the XML declaration does not stand at the beginning"
        case XML_NS_ERR_UNDEFINED_NAMESPACE: "the prefix \(first) is not declared"
        case XML_NS_ERR_ATTRIBUTE_REDEFINED: "the attribute \(first) is given twice"
        default: "this is not well-formed XML"
        }
    }

    /// A name of the document, shortened: a hostile one may be long.
    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(String(cString: $0).prefix(60)) } ?? ""
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        text(pointer.map { UnsafePointer($0) })
    }
}
