public import Calendars

/// What an invoice refers to, each by the number that its owner gave it.
public struct InvoiceReferences: Hashable, Sendable {
    /// BT-11.
    public var project: String?
    /// BT-12.
    public var contract: String?
    /// The buyer's order (BT-13).
    public var order: String?
    /// The seller's order (BT-14).
    public var salesOrder: String?
    /// BT-15.
    public var receipt: String?
    /// BT-16.
    public var despatch: String?
    /// The call for tenders or the lot (BT-17).
    public var tender: String?
    /// What is invoiced, such as a meter or a subscription (BT-18).
    public var object: InvoicedObject?

    public init(
        project: String? = nil, contract: String? = nil, order: String? = nil, salesOrder: String? = nil,
        receipt: String? = nil, despatch: String? = nil, tender: String? = nil, object: InvoicedObject? = nil
    ) {
        self.project = project
        self.contract = contract
        self.order = order
        self.salesOrder = salesOrder
        self.receipt = receipt
        self.despatch = despatch
        self.tender = tender
        self.object = object
    }
}

/// The identifier of what is invoiced (BT-18, BT-128), such as `AMW` for a meter (UNTDID 1153).
public struct InvoicedObject: Hashable, Sendable {
    public var scheme: String?
    public var value: String

    public init(scheme: String? = nil, _ value: String) {
        self.scheme = scheme
        self.value = value
    }
}

/// An earlier invoice that this one corrects or completes (BG-3).
public struct PrecedingInvoice: Hashable, Sendable {
    /// BT-25.
    public var number: String
    /// BT-26.
    public var issueDate: BusinessDate?

    public init(number: String, issueDate: BusinessDate? = nil) {
        self.number = number
        self.issueDate = issueDate
    }
}

/// A document that stands behind an invoice, such as a delivery note or a time sheet (BG-24).
public struct SupportingDocument: Hashable, Sendable {
    /// BT-122.
    public var id: String
    /// BT-123.
    public var description: String?
    /// Where it can be fetched (BT-124).
    public var location: String?
    /// BT-125.
    public var attachment: Attachment?

    public init(id: String, description: String? = nil, location: String? = nil, attachment: Attachment? = nil) {
        self.id = id
        self.description = description
        self.location = location
        self.attachment = attachment
    }
}

/// A file within a document (BT-125).
public struct Attachment: Hashable, Sendable {
    /// Such as `application/pdf`.
    public var mimeType: String
    public var fileName: String
    public var content: [UInt8]

    public init(mimeType: String, fileName: String, content: [UInt8]) {
        self.mimeType = mimeType
        self.fileName = fileName
        self.content = content
    }
}

extension InvoiceReferences: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(project, contract, order, salesOrder, receipt, despatch, tender, object)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            project: try reader.read(), contract: try reader.read(), order: try reader.read(),
            salesOrder: try reader.read(), receipt: try reader.read(), despatch: try reader.read(),
            tender: try reader.read(), object: try reader.read())
    }
}

extension InvoicedObject: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(scheme, value) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(scheme: try reader.read(), try reader.read())
    }
}

extension PrecedingInvoice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, issueDate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), issueDate: try reader.read())
    }
}

extension SupportingDocument: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(id, description, location, attachment) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), description: try reader.read(), location: try reader.read(),
            attachment: try reader.read())
    }
}

extension Attachment: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(mimeType, fileName)
        writer.writeBytes(content)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(mimeType: try reader.read(), fileName: try reader.read(), content: try reader.readBytes())
    }
}
