/// The grammars of the transaction sets, as text.
///
/// One grammar serves 004010 and 005010. In an 856 TD5 may stand before TD1 as well as after it: many senders turn the
/// two around, and nothing hangs on it.
enum SetNotation {
    static let purchaseOrder =
        "ST BEG \(orderHead) (PO1 \(orderLine))*100000 (CTT AMT?*5)? SE"

    static let purchaseOrderChange =
        "ST BCH \(orderHead) (POC \(orderLine))?*100000 (CTT AMT?*5)? SE"

    static let orderAcknowledgement =
        "ST BAK \(orderHead) (PO1 \(orderLine))?*100000 (CTT AMT?*5)? SE"

    static let orderChangeAcknowledgement =
        "ST BCA \(orderHead) (POC \(orderLine))?*100000 (CTT AMT?*5)? SE"

    static let shipNotice =
        """
        ST BSN DTM?*10 \
        (HL LIN? SN1? SLN?*1000 PRF? PO4? PID?*200 MEA?*40 PWK?*25 PKG?*25 TD1?*20 TD5?*12 TD1?*20 TD3?*12 TD4?*5 \
        TSD? REF?*200 PER?*3 (LS LDT?*99 LE)? (CLD REF?*200)?*200 MAN?*100 DTM?*10 FOB? PAL? \
        (N1 N2?*2 N3?*2 N4? REF?*12 PER?*3 FOB?)?*200 SDQ?*50 ETD? CUR? (SAC CUR?)?*999 YNQ?*10 (LM LQ*100)?*10)*200000 \
        CTT? SE
        """

    static let invoice =
        """
        ST BIG NTE?*100 CUR? REF?*12 YNQ?*10 PER?*3 (N1 N2?*2 N3?*2 N4? REF?*12 PER?*3 DMG?)?*200 ITD?*99 DTM?*10 FOB? \
        PID?*200 MEA?*40 PWK?*25 PKG?*25 BAL?*99 INC? PAM?*99 (LM LQ*100)?*10 (N9 MSG*10)? \
        (IT1 QTY?*5 CUR? IT3?*5 TXI?*10 CTP?*25 PAM?*10 MEA?*40 (PID MEA?*10)?*1000 PWK?*25 PKG?*25 PO4? ITD?*2 \
        REF?*99 YNQ?*10 PER?*5 SDQ?*500 DTM?*10 CAD?*99 (SAC TXI?*10)?*25 (SLN DTM? REF?*99 PID?*1000 SAC?*10 TC2?*2 \
        TXI?*10)?*1000 (N1 N2?*2 N3?*2 N4? REF?*12 PER?*3 DMG?)?*200 (LM LQ*100)?*10)?*200000 \
        TDS TXI?*10 CAD? AMT?*99 (SAC TXI?*10)?*25 (ISS PID?)?*99 CTT? SE
        """

    static let remittance =
        """
        ST BPR NTE?*99 TRN? CUR? REF?*99 DTM?*99 (N1 N2? N3?*99 N4? REF?*99 PER?*99 RDM? DTM?)?*99 \
        (ENT (NM1 N2?*99 N3?*99 N4? REF?*99 PER?*99)?*99 (ADX NTE?*99 PER?*99 DTM? (REF DTM?*99)?*99)?*99999 \
        (RMR NTE?*99 REF?*99 DTM?*99 (IT1 \(remittedItem))?*99999 \
        (ADX NTE?*99 PER?*99 DTM? (REF DTM?*99)?*99 (IT1 \(remittedItem))?*99999)?*99999)?*99999)?*99999 SE
        """

    static let acknowledgement = "ST AK1 (AK2 (AK3 AK4?*99)?*999999 AK5)?*999999 AK9 SE"

    static let implementationAcknowledgement =
        "ST AK1 (AK2 (IK3 CTX?*10 (IK4 CTX?*10)?*99)?*999999 IK5)?*999999 AK9 SE"

    /// What an order, a change and an answer have before their lines.
    private static let orderHead =
        """
        CUR? REF?*99999 PER?*3 TAX?*999 FOB?*999 CTP?*999 PAM?*10 CSH?*5 (SAC CUR?)?*25 ITD?*99 DIS?*20 INC? DTM?*10 \
        LDT?*12 LIN?*5 SI?*99 PID?*200 MEA?*40 PWK?*25 PKG?*200 TD1?*20 TD5?*12 TD3?*12 TD4?*5 MAN?*10 PCT?*99 CTB?*99 \
        TXI?*99 (N9 DTM?*99 MSG?*1000)?*1000 (N1 N2?*2 N3?*2 N4?*99 NX2?*99 REF?*12 PER?*3 SI?*99 FOB? TD1?*2 TD5?*12 \
        TD3?*12 TD4?*5 PKG?*200)?*200 (LM LQ*100)?*10
        """

    /// What they have in a line, after its first segment.
    private static let orderLine =
        """
        LIN?*99 SI?*99 CUR? CN1? PO3?*25 (CTP CUR?)?*99 PAM?*10 MEA?*40 (PID MEA?*10)?*1000 PWK?*25 PO4?*99 REF?*99 \
        PER?*3 (SAC CUR? CTP?)?*25 IT8?*25 CSH? ITD?*2 DIS?*20 INC? TAX?*3 FOB? SDQ?*500 IT3?*5 DTM?*10 TC2?*99 TD1? \
        TD5?*12 TD3?*12 TD4?*5 PCT?*99 MAN?*10 MSG?*99 SPI?*99 TXI?*99 CTB?*99 (QTY SI?*99)?*99 (ACK DTM?)?*104 \
        (SCH TD1?*2 TD5?*12 TD3?*12 TD4?*5 REF?*99)?*200 (PKG MEA?*99)?*200 (LS LDT?*99 LE)? \
        (N9 DTM?*99 MEA?*40 MSG?*1000)?*1000 \
        (N1 N2?*2 N3?*2 N4? NX2?*99 REF?*12 PER?*3 SI?*99 DTM? FOB? SCH?*200 TD1?*2 TD5?*12 TD3?*12 TD4?*5 QTY?*99 \
        PKG?*200)?*200 \
        (SLN MSG?*99 SI?*99 PID?*1000 PO3?*104 TC2?*99 DTM?*10 CTP?*25 PAM?*10 PO4? TAX?*3 (SAC CUR? CTP?)?*25 \
        (N9 DTM?*99 MSG?*1000)?*99 (QTY SI?*99)?*99 (N1 N2?*2 N3?*2 N4? NX2?*99 REF?*12 PER?*3 SI?*99)?*10)?*1000 \
        (AMT REF? PCT?*99)?*99 (LM LQ*100)?*10
        """

    private static let remittedItem =
        "QTY?*99 TXI?*99 (SLN REF?*99 DTM?*99)?*99 REF?*99"
}
