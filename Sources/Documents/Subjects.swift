extension Document {
    /// The numbers of what it is about, where that is not in its title: the orders, invoices, payments and cases that an
    /// instruction names.
    public var subjects: [String] {
        switch self {
        case .instruction(let instruction): instruction.order.subjects
        case .billableDelivery(let delivery): [delivery.order.number]
        case .despatchAdvice(let advice): [advice.orderNumber].compactMap(\.self)
        default: []
        }
    }
}

extension Instruction.Order {
    /// The numbers of what it is about.
    var subjects: [String] {
        switch self {
        case .recordCustomers, .recordItems, .recordPrices, .recordPartners, .collection: []
        case .setCreditLimit(let customer, _), .setCreditStop(let customer, _): [customer.text]
        case .confirmDelivery(let order, _, _): [order.number]
        case .creditInvoice(let request): [request.original.number]
        case .cash(let order): order.subjects
        case .cases(let order): order.subjects
        case .credit(let order): order.subjects
        case .billing(let order): order.subjects
        }
    }
}

extension CashInstruction {
    fileprivate var subjects: [String] {
        switch self {
        case .recordPayments, .recordRemittances: []
        case .allocate(let payment, let shares, _): [payment] + shares.map(\.invoice)
        case .unallocate(let payment, let invoices): [payment] + invoices
        case .returned(let payment, let other), .refund(let payment, let other): [payment, other]
        case .credit(let payment, let customer, _): [payment, customer.text]
        case .writeOff(let invoice, _), .undoWriteOff(let invoice): [invoice]
        }
    }
}

extension CaseInstruction {
    fileprivate var subjects: [String] {
        switch self {
        case .openDispute(let opening): [opening.invoice]
        case .assignDispute(let id, _, _), .resolveDispute(let id, _), .cancelPromise(let id): [id]
        case .makePromise(let making): [making.customer.text] + making.invoices
        }
    }
}

extension CreditInstruction {
    fileprivate var subjects: [String] {
        switch self {
        case .agree(let customer, _), .grant(let customer, _), .proceedings(let customer, _),
            .withdraw(let customer, _):
            [customer.text]
        case .onboard: []
        }
    }
}

extension BillingInstruction {
    fileprivate var subjects: [String] {
        switch self {
        case .creditPeriod(let credit): credit.invoices.map(\.number)
        case .askPrepayment(let order, _): [order.number]
        case .correctInvoice(let correction): [correction.original.number]
        }
    }
}
