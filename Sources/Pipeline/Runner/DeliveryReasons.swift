public import Findings

extension WaitReason {
    /// At every deliver stage.
    public static let dead = WaitReason(
        "dead", "A delivery that the receiver will not take, or whose fate nobody knows.",
        nextAction: "Ask the receiver what became of it; then retry it, or discard it.")
    public static let paused = WaitReason(
        "paused", "A delivery that is kept back: the receiver, or our configuration, is not as it should be.",
        nextAction: "Correct what the receiver complains of, and run again.")
    public static let gone = WaitReason(
        "gone",
        "A delivery whose endpoint says that it is gone for good: nothing is sent there until somebody decides.",
        nextAction:
            "Ask the receiver for the new address and put it into the configuration; then retry it, or discard it.")
    public static let retrying = WaitReason(
        "retrying", "A delivery whose last attempt failed as it may only for a time.",
        nextAction: "None: it is sent again by itself.")

    /// Those of a delivery that no desk is named for in the configuration: what somebody must look at comes to that of
    /// `dead`.
    public static let ofDeliveries: [WaitReason] = [paused, gone, retrying]
}

extension Rule {
    public static let receiverTakesDelivery = Rule(
        "DLV-001", "The receiver takes what is delivered.",
        remedy: "Look at the receiver's answer, which `quittance work show` and `trace` give with it.",
        severity: .warning)
    public static let receiverExplains = Rule(
        "DLV-002", "What the receiver answered, as it came: the first 2,000 bytes, where they are text.",
        remedy: "None: it says why a delivery was not taken.", severity: .information)
}
