import CXML

/// Hands on what the parser calls: everything to the tree, and to the validator what the vocabulary knows.
///
/// libxml2's validator stops checking the content of an element at the first child that it does not expect, so one
/// unknown element would hide the faults after it. It never hears of those.
final class EventRelay {
    let handler: TreeHandler
    @exclusivity(unchecked) private var validator: Validator?
    /// How many elements are open from the one that is passed over, or whose content is anybody's.
    @exclusivity(unchecked) private var depth = 0
    @exclusivity(unchecked) private var isPassingOver = false
    @exclusivity(unchecked) private var isWhole = false
    @exclusivity(unchecked) private var beyondSchema = XMLNameSet()

    /// A validator's entrance.
    private struct Validator {
        let sax: UnsafeMutablePointer<xmlSAXHandler>
        let user: UnsafeMutableRawPointer?
    }

    init(_ handler: TreeHandler) { self.handler = handler }

    /// Lets a validator hear while `body` runs: everything where its schema is whole, and else what we know.
    func validating(with context: xmlSchemaValidCtxtPtr?, _ reading: XMLReading, _ body: () -> Void) {
        isWhole = reading.isSchemaWhole
        beyondSchema = reading.beyondSchema
        var sax: UnsafeMutablePointer<xmlSAXHandler>?
        var user: UnsafeMutableRawPointer?
        withUnsafeMutablePointer(to: &sax) { sax in
            withUnsafeMutablePointer(to: &user) { user in
                let plug = xmlSchemaSAXPlug(context, sax, user)
                validator = sax.pointee.map { Validator(sax: $0, user: user.pointee) }
                depth = 0
                body()
                validator = nil
                xmlSchemaSAXUnplug(plug)
            }
        }
    }

    func start(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
        _ namespaceCount: Int32, _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ attributeCount: Int32,
        _ defaultedCount: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let name = handler.start(local, uri, Int(attributeCount), attributes), let validator else { return }
        if isWhole {
            depth = 0
        } else if depth > 0 {
            depth += 1
        } else if name == .unknown, handler.openCount > 1, !handler.isInSchema {
            depth = 1
            isPassingOver = true
            handler.reportUnknown()
        } else if !beyondSchema.isEmpty, handler.openCount > 1, beyondSchema.contains(name) {
            depth = 1
            isPassingOver = true
        } else if handler.tree.vocabulary.isOpen(name) {
            depth = 1
            isPassingOver = false
        }
        guard depth == 0 || !isPassingOver else { return }
        validator.sax.pointee.startElementNs(
            validator.user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaultedCount, attributes)
    }

    func end(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?
    ) {
        handler.endElement()
        guard let validator, !handler.isStopped else { return }
        let isHeard = depth == 0 || !isPassingOver
        if depth > 0 { depth -= 1 }
        if isHeard { validator.sax.pointee.endElementNs(validator.user, local, prefix, uri) }
    }

    func text(_ characters: UnsafePointer<xmlChar>?, _ count: Int32) {
        handler.append(characters, Int(count))
        // Stopping the parser frees what it was reading, the characters too.
        guard let validator, !handler.isStopped, depth == 0 || !isPassingOver else { return }
        validator.sax.pointee.characters(validator.user, characters, count)
    }
}
