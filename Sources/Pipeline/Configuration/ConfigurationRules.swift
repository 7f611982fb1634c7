public import Findings

/// The rules that a `pipeline.json` must keep.
extension Rule {
    public static let keyIsKnown = Rule(
        "CFG-001", "Every key is one that its object has.", remedy: "Correct the key, or remove it.")
    public static let keyIsGiven = Rule("CFG-002", "A key without a default is given.", remedy: "Add the key.")
    public static let valueHasType = Rule("CFG-003", "A value is of its key's type.", remedy: "Correct the value.")
    public static let valueIsAllowed = Rule(
        "CFG-004", "A value is one of those allowed.", remedy: "Correct the value.")
    public static let stageTypeIsKnown = Rule(
        "CFG-005", "A stage uses a type of stage that ships with the program.",
        remedy: "Correct `uses`; `quittance explain stages` lists the types.")
    public static let targetIsKnown = Rule(
        "CFG-006", "A port leads to a stage of the pipeline, or to `end`.", remedy: "Correct the target.")
    public static let deskIsKnown = Rule(
        "CFG-007", "A wait reason names a desk of the pipeline.", remedy: "Correct the desk, or add it to `desks`.")
    public static let portIsRouted = Rule(
        "CFG-008", "Every port leads somewhere: a document that nobody sees is lost.",
        remedy: "Route the port under `to`; `end` where the journey ends.")
    public static let waitHasDesk = Rule(
        "CFG-009", "Every wait reason has a desk: a document that nobody sees is lost.",
        remedy: "Name a desk for it under `waits`.")
    public static let stageIsUnique = Rule("CFG-010", "No two stages have the same id.", remedy: "Rename one of them.")
    public static let stageIsReached = Rule(
        "CFG-011", "Every stage is reached from a source.", remedy: "Route a port to it, or remove it.")
    public static let planHasNoCycle = Rule(
        "CFG-012", "No document comes back to a stage it left: waiting is what decides again.",
        remedy: "Route the port elsewhere.")
    public static let portFitsTarget = Rule(
        "CFG-013", "A port gives what the stage it leads to takes.", remedy: "Route the port to another stage.")
    public static let portIsKnown = Rule(
        "CFG-014", "A route is for a port that the stage has.", remedy: "Correct the name of the port.")
    public static let waitIsKnown = Rule(
        "CFG-015", "A desk is named for a wait reason that the stage has.", remedy: "Correct the name of the reason.")
    public static let variableIsSet = Rule(
        "CFG-016", "An environment variable that has no default is set, and none is set to nothing.",
        remedy: "Set the variable, or give a default and leave the variable unset.")
    public static let secretIsReferred = Rule(
        "CFG-017", "A secret stands in the environment or a file, never in the configuration, and at one place alone.",
        remedy: "Write {\"fromEnv\": \"NAME\"} or {\"fromFile\": \"path\"}.")
    public static let endpointIsKnown = Rule(
        "CFG-018", "A delivery names an endpoint of the pipeline.",
        remedy: "Correct the endpoint, or add it to `endpoints`.")
    public static let versionIsKnown = Rule(
        "CFG-019", "The configuration is of a version that this program reads.",
        remedy: "Write \"version\": 1, or take a newer program.")
    public static let secretIsReadable = Rule(
        "CFG-020", "The file of a secret can be read, and holds one.",
        remedy: "Correct the path or the permissions, or put the secret there.")
    public static let nameIsWellFormed = Rule(
        "CFG-021", "Ids are kebab-case: small letters, digits and single dashes.", remedy: "Rename it.")
    public static let formatIsListed = Rule(
        "CFG-022", "A format is one that ships with the program.",
        remedy: "Correct the format; `quittance describe formats` lists them.")
    public static let instructionsAreTaken = Rule(
        "CFG-023", "Exactly one stage takes the instructions of people and other systems.",
        remedy: "Have one stage, which uses `follow-instruction`, take them and lead to the others.")
    public static let planHasSource = Rule(
        "CFG-024", "A pipeline has a source that documents come from.", remedy: "Add a `folder` stage.")
    public static let timeIsWellFormed = Rule(
        "CFG-025", "A time of day is written HH:MM.", remedy: "Correct the time.")
    public static let schemasAreThere = Rule(
        "CFG-026", "A folder of schemas holds a sound schema for each format that is read.",
        remedy: "Correct the path, or put the official schemas there; without the setting ours are used.")
    public static let outletIsNoInlet = Rule(
        "CFG-027", "No stage puts documents into a folder that another takes files from: they would come in again.",
        remedy: "Name another folder.")
    public static let addressIsWellFormed = Rule(
        "CFG-028", "The address of an endpoint has http or https, and a host.", remedy: "Correct the address.")
    public static let companyIsReadable = Rule(
        "CFG-031", "The file that `company` names can be read.", remedy: "Correct the path.")
    public static let inletIsOfOneStage = Rule(
        "CFG-044", "No two stages take files from one folder: which of them gets a file would be chance.",
        remedy: "Name another folder, or remove one of the stages.")
    public static let inletIsNotOurs = Rule(
        "CFG-047", "No stage takes files from a folder that the program keeps its own files in: they would be gone.",
        remedy: "Name a folder of its own, such as .quittance/inbox.")
    public static let addressIsAllowed = Rule(
        "CFG-045", "The address of an endpoint is one that documents may be sent to.",
        remedy: "Correct the address; one within the house needs \"allowPrivateAddress\": true.")
    public static let deliveryPathIsWellFormed = Rule(
        "CFG-048", "What a delivery adds to the address of its endpoint leaves its host as it is.",
        remedy: "Begin the path with a slash; it has no spaces and no ends of lines.")
    public static let certificateIsReadable = Rule(
        "CFG-049", "The files of certificates and keys can be read.", remedy: "Correct the path or the permissions.")
    public static let folderIsOne = Rule(
        "CFG-050", "Where a folder is named there is one, or nothing yet.",
        remedy: "Correct the path, or move the file away that lies there.")
    public static let secretIsHidden = Rule(
        "CFG-051", "Not everybody on the machine may read the file of a secret.",
        remedy: "Take the permission to read from others.", severity: .warning)
    public static let roleIsKnown = Rule(
        "CFG-029", "A role that a setting names is that of a desk, or one of `roles`.",
        remedy: "Correct the role, or add it to `roles`.")
    public static let roleIsHeld = Rule(
        "DSK-003", "Whoever acts in a role has it.",
        remedy: "Name a role of the pipeline that you have, or have somebody decide who has it.")
}

/// Every rule of the configuration and the kernel, for `explain`.
public let pipelineRules: [Rule] = [
    .keyIsKnown, .keyIsGiven, .valueHasType, .valueIsAllowed, .stageTypeIsKnown, .targetIsKnown, .deskIsKnown,
    .portIsRouted, .waitHasDesk, .stageIsUnique, .stageIsReached, .planHasNoCycle, .portFitsTarget, .portIsKnown,
    .waitIsKnown, .variableIsSet, .secretIsReferred, .endpointIsKnown, .versionIsKnown, .secretIsReadable,
    .nameIsWellFormed, .formatIsListed, .instructionsAreTaken, .planHasSource, .timeIsWellFormed, .schemasAreThere,
    .outletIsNoInlet, .companyIsReadable, .inletIsOfOneStage, .inletIsNotOurs, .addressIsAllowed, .roleIsKnown,
    .roleIsHeld,
    .addressIsWellFormed, .deliveryPathIsWellFormed, .certificateIsReadable, .folderIsOne, .secretIsHidden,
    .fileIsNotEmpty, .formatIsKnown, .receiverTakesDelivery, .receiverExplains, .workIsSurvived, .keyIsOfOneDocument,
    .nameIsFree,
    .fileIsOrdinary,
    .fileHasOneName, .fileIsNotTooLarge, .fileMayBeRead, .booksAreOpen,
]
