/// Who holds work: each process under an identifier of its own, for as long as it lives.
public protocol Owners: AnyObject, Sendable {
    /// This process.
    var current: String { get }
    /// Whether the process that took this identifier is still alive. A dead one stays dead.
    func isAlive(_ owner: String) -> Bool
    /// Tells the others what configuration this process works under.
    func announce(configuration: String) throws
    /// What the other processes that are alive work under, as far as they have said.
    func configurationsOfOthers() throws -> Set<String>
    /// How a process that is dead came to its end.
    func end(of owner: String) -> OwnerEnd
    /// Forgets the dead, once nothing is theirs any more.
    func forgetDead() throws
}

/// How a process came to its end, which tells whether what it had in hand is to blame.
public enum OwnerEnd: Hashable, Sendable {
    /// It stopped by itself, for a reason that lies outside the documents, such as a full disk.
    case stopped
    /// It was killed, or the machine went down.
    case killed
    /// It broke by a fault of its own.
    case broke
}
