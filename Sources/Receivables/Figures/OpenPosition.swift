public import Documents

/// What is open of an invoice, and whose it is: a line of a customer's pages of open items.
public struct OpenPosition: Hashable, Sendable {
    public var customer: CustomerID
    public var line: OpenLine

    public init(customer: CustomerID, line: OpenLine) {
        self.customer = customer
        self.line = line
    }
}
