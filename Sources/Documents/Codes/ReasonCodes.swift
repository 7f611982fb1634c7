/// Why something is taken off or added (UNTDID 5189 and 7161).
public enum ReasonCodes {
    /// The version of the lists that the codes are of.
    public static let version = "EN 16931 code lists 1.3.16"

    /// Of an allowance (UNTDID 5189), with white space between them.
    public static let allowances = """
        41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105
        """

    /// Of a charge (UNTDID 7161), likewise.
    public static let charges = """
        AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD ABF ABK ABL ABN ABR ABS ABT
        ABU ACF ACG ACH ACI ACJ ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADT ADW ADY
        ADZ AEA AEB AEC AED AEF AEH AEI AEJ AEK AEL AEM AEN AEO AEP AES AET AEU AEV AEW AEX AEY AEZ AJ
        AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO CAP CAQ CAR CAS CAT CAU CAV CAW CAX CAY CAZ CD
        CG CS CT DAB DAD DAC DAF DAG DAH DAI DAJ DAK DAL DAM DAN DAO DAP DAQ DL EG EP ER FAA FAB FAC FC
        FH FI GAA HAA HD HH IAA IAB ID IF IR IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA PAA PC PL PRV
        RAB RAC RAD RAF RE RF RH RV SA SAA SAD SAE SAI SG SH SM SU TAB TAC TT TV V1 V2 WH XAA YY ZZZ
        """

    private static let allowanceSet = set(allowances)
    private static let chargeSet = set(charges)

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Whether a code is one of those that a document may name the reason by.
    public static func contains(_ code: String, ofCharge isCharge: Bool) -> Bool {
        (isCharge ? chargeSet : allowanceSet).contains(code)
    }
}
