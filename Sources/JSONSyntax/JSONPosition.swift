public import Findings

/// Where a value or key begins in a text.
///
/// Line and column count from 1. A column is a Unicode scalar, not a byte, so that it is what an editor shows.
/// Lines end with a line feed.
public struct JSONPosition: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place to name in a finding about the value that `pointer` leads to.
    public func place(at pointer: JSONPointer) -> Place {
        .text(line: line, column: column, path: pointer.description)
    }
}

extension JSONPosition: CustomStringConvertible {
    public var description: String { "\(line):\(column)" }
}
