/// Who holds work: each process under an identifier of its own, for as long as it lives.
public protocol Owners: AnyObject, Sendable {
    /// This process.
    var current: String { get }
    /// Whether the process that took this identifier is still alive. A dead one stays dead.
    func isAlive(_ owner: String) -> Bool
    /// The other processes that are alive.
    func others() throws -> [String]
}
