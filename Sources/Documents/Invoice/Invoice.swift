public import Calendars
public import Money

/// An invoice or a credit note, in the terms of EN 16931.
///
/// What a specification wants beyond that (BT-24) is no part of it: whoever writes it chooses the specification.
public struct Invoice: Hashable, Sendable {
    /// BT-1.
    public var number: String
    /// BT-3.
    public var kind: InvoiceKind
    /// BT-2.
    public var issueDate: BusinessDate
    /// BT-9.
    public var dueDate: BusinessDate?
    /// BT-5.
    public var currency: Currency
    /// BT-6, with BT-111 in `totals`.
    public var accountingCurrency: Currency?
    /// When the VAT falls due, where that is not the rule (BT-7, BT-8).
    public var taxPoint: TaxPoint?
    /// The process that it is part of (BT-23), such as `B1` in France.
    public var process: String?
    /// BT-10.
    public var buyerReference: String?
    public var references: InvoiceReferences
    /// BG-3.
    public var precedingInvoices: [PrecedingInvoice]
    /// BT-19.
    public var accountingCost: String?
    /// BG-1.
    public var notes: [InvoiceNote]
    /// BG-4.
    @Boxed public var seller: Party
    /// BG-7.
    @Boxed public var buyer: Party
    /// BG-10.
    @Boxed public var payee: Party?
    /// Who answers for the seller's VAT (BG-11): a name, a VAT number and an address.
    @Boxed public var taxRepresentative: Party?
    /// BG-13.
    public var delivery: InvoiceDelivery?
    /// BG-14.
    public var period: Period?
    /// How to pay (BG-16), way by way.
    public var payments: [PaymentInstructions]
    /// BT-20.
    public var paymentTermsNote: String?
    /// What the terms take off for paying early; EN 16931 has it in their text only.
    public var earlyPayment: EarlyPaymentDiscount?
    /// BG-20, BG-21.
    public var allowanceCharges: [AllowanceCharge]
    /// BG-25.
    public var lines: [InvoiceLine]
    /// BG-23.
    public var vatBreakdown: [VATSubtotal]
    /// BG-22.
    public var totals: InvoiceTotals
    /// BG-24.
    public var supportingDocuments: [SupportingDocument]

    public init(
        number: String, kind: InvoiceKind = .invoice, issueDate: BusinessDate, dueDate: BusinessDate?,
        currency: Currency, seller: Party, buyer: Party, lines: [InvoiceLine], vatBreakdown: [VATSubtotal],
        totals: InvoiceTotals
    ) {
        self.number = number
        self.kind = kind
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.currency = currency
        self.seller = seller
        self.buyer = buyer
        self.lines = lines
        self.vatBreakdown = vatBreakdown
        self.totals = totals
        references = InvoiceReferences()
        precedingInvoices = []
        notes = []
        payments = []
        allowanceCharges = []
        supportingDocuments = []
    }
}

extension Invoice {
    /// The first way to pay, which is mostly the only one.
    public var payment: PaymentInstructions? {
        get { payments.first }
        set {
            payments.removeFirst(min(1, payments.count))
            if let newValue { payments.insert(newValue, at: 0) }
        }
    }

    /// What it adds to what its buyer owes: less than nothing for a credit note.
    public var owed: Money { kind.isCredit ? -totals.payable : totals.payable }

    /// BT-13.
    public var orderReference: String? {
        get { references.order }
        set { references.order = newValue }
    }

    /// BT-12.
    public var contractReference: String? {
        get { references.contract }
        set { references.contract = newValue }
    }

    /// BT-16.
    public var despatchReference: String? {
        get { references.despatch }
        set { references.despatch = newValue }
    }
}
