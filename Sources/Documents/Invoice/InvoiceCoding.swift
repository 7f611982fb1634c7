extension Invoice: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, kind, issueDate, dueDate, currency, seller, buyer, lines, vatBreakdown, totals)
        writer.write(accountingCurrency, taxPoint, process, buyerReference, references, precedingInvoices)
        writer.write(accountingCost, notes, payee, taxRepresentative, delivery, period, payments)
        writer.write(paymentTermsNote, allowanceCharges, supportingDocuments, earlyPayment)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), kind: try reader.read(), issueDate: try reader.read(),
            dueDate: try reader.read(), currency: try reader.read(), seller: try reader.read(),
            buyer: try reader.read(), lines: try reader.read(), vatBreakdown: try reader.read(),
            totals: try reader.read())
        accountingCurrency = try reader.read()
        taxPoint = try reader.read()
        process = try reader.read()
        buyerReference = try reader.read()
        references = try reader.read()
        precedingInvoices = try reader.read()
        accountingCost = try reader.read()
        notes = try reader.read()
        payee = try reader.read()
        taxRepresentative = try reader.read()
        delivery = try reader.read()
        period = try reader.read()
        payments = try reader.read()
        paymentTermsNote = try reader.read()
        allowanceCharges = try reader.read()
        supportingDocuments = try reader.read()
        earlyPayment = try reader.read()
    }
}
