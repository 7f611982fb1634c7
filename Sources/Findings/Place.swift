/// Where in a document something was found.
public enum Place: Hashable, Sendable {
    /// The document as a whole.
    case document
    /// A line and column, both from 1, of a text, with the path of the element or key.
    /// A column of 0 means that only the line is known.
    case text(line: Int, column: Int, path: String)
    /// A segment of an EDI message, from 1, with its element and component, from 1; 0 where the whole is meant.
    case segment(Int, tag: String, element: Int, component: Int)
    /// A byte offset from 0, in a file that could not be read as anything.
    case offset(Int)

    /// Where a text begins: for what is wrong with the whole of it, or missing from it.
    public static let beginning = Place.text(line: 1, column: 1, path: "")
}

extension Place: CustomStringConvertible {
    public var description: String {
        switch self {
        case .document: "the document"
        case .text(let line, let column, let path):
            (column > 0 ? "\(line):\(column)" : "line \(line)") + (path.isEmpty ? "" : " \(path)")
        case .segment(let number, let tag, let element, let component):
            "segment \(number)" + (tag.isEmpty ? "" : " \(tag)") + (element > 0 ? " element \(element)" : "")
                + (component > 0 ? " component \(component)" : "")
        case .offset(let offset): "byte \(offset)"
        }
    }
}
