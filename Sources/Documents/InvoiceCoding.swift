extension InvoiceKind: Coded {}

extension PrecedingInvoice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, issueDate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), issueDate: try reader.read())
    }
}

extension InvoiceNote: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(subject, text) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(subject: try reader.read(), try reader.read())
    }
}

extension InvoiceDelivery: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, location, date, address) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            name: try reader.read(), location: try reader.read(), date: try reader.read(), address: try reader.read())
    }
}

extension PaymentInstructions: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(meansCode, reference, iban, accountName, bic) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            meansCode: try reader.read(), reference: try reader.read(), iban: try reader.read(),
            accountName: try reader.read(), bic: try reader.read())
    }
}

extension InvoiceLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, note, quantity, netAmount, orderLine, accountingCost, allowanceCharges, price, item, vat)
        writer.write(period)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), note: try reader.read(), quantity: try reader.read(), netAmount: try reader.read(),
            orderLine: try reader.read(), accountingCost: try reader.read(), allowanceCharges: try reader.read(),
            price: try reader.read(), item: try reader.read(), vat: try reader.read(), period: try reader.read())
    }
}

extension VATSubtotal: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(vat, taxable, tax, exemptionReason, exemptionCode)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            vat: try reader.read(), taxable: try reader.read(), tax: try reader.read(),
            exemptionReason: try reader.read(), exemptionCode: try reader.read())
    }
}

extension InvoiceTotals: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(lines, allowances, charges, beforeTax, tax, withTax, prepaid, rounding, payable)
        writer.write(taxInAccountingCurrency)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            lines: try reader.read(), allowances: try reader.read(), charges: try reader.read(),
            beforeTax: try reader.read(), tax: try reader.read(), withTax: try reader.read(),
            prepaid: try reader.read(), rounding: try reader.read(), payable: try reader.read())
        taxInAccountingCurrency = try reader.read()
    }
}

extension Invoice: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, kind, issueDate, dueDate, currency, seller, buyer, lines, vatBreakdown, totals)
        writer.write(accountingCurrency, buyerReference, orderReference, salesOrderReference, contractReference)
        writer.write(despatchReference, precedingInvoices, accountingCost, notes, payee, delivery, period, payment)
        writer.write(paymentTermsNote, allowanceCharges, earlyPayment)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), kind: try reader.read(), issueDate: try reader.read(),
            dueDate: try reader.read(), currency: try reader.read(), seller: try reader.read(),
            buyer: try reader.read(), lines: try reader.read(), vatBreakdown: try reader.read(),
            totals: try reader.read())
        accountingCurrency = try reader.read()
        buyerReference = try reader.read()
        orderReference = try reader.read()
        salesOrderReference = try reader.read()
        contractReference = try reader.read()
        despatchReference = try reader.read()
        precedingInvoices = try reader.read()
        accountingCost = try reader.read()
        notes = try reader.read()
        payee = try reader.read()
        delivery = try reader.read()
        period = try reader.read()
        payment = try reader.read()
        paymentTermsNote = try reader.read()
        allowanceCharges = try reader.read()
        earlyPayment = try reader.read()
    }
}
