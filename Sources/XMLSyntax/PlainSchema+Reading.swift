extension PlainSchema {
    /// Reads a schema and what it imports; nil where any of it says more than can be asked for here.
    convenience init?(_ main: String, among files: [String: [UInt8]]) {
        var reader = PlainSchemaReader(files)
        guard reader.take(main) else { return nil }
        self.init(&reader)
    }

    private convenience init?(_ reader: inout PlainSchemaReader) {
        guard reader.areAllDefined else { return nil }
        var roots = [Int32](repeating: -1, count: reader.content.names.count)
        for (name, form) in reader.globals { roots[Int(name)] = form }
        // An element that is referred to has the form that its declaration gives it.
        for position in reader.content.particles.indices where reader.content.particles[position].form < 0 {
            let form = roots[Int(reader.content.particles[position].name)]
            guard form >= 0 else { return nil }
            reader.content.particles[position].form = form
        }
        self.init(reader.content, reader.forms.map { $0 ?? Form() }, roots: roots)
    }
}

/// Takes in the files of a schema.
private struct PlainSchemaReader {
    private typealias Name = PlainSchema.Name
    private static let namespace = "http://www.w3.org/2001/XMLSchema"
    /// The number of the namespace of XML Schema itself.
    private static let own = 0
    private static let vocabulary = XMLVocabulary(
        namespaces: [("xsd", namespace)],
        names: [
            "xsd:schema", "xsd:import", "xsd:element", "xsd:complexType", "xsd:sequence", "xsd:simpleContent",
            "xsd:choice", "xsd:extension", "xsd:attribute",
        ])
    private static let schema = vocabulary["xsd:schema"]
    private static let imported = vocabulary["xsd:import"]
    private static let element = vocabulary["xsd:element"]
    private static let complexType = vocabulary["xsd:complexType"]
    private static let sequence = vocabulary["xsd:sequence"]
    private static let choice = vocabulary["xsd:choice"]
    private static let simpleContent = vocabulary["xsd:simpleContent"]
    private static let typed = vocabulary["xsd:extension"]
    private static let attribute = vocabulary["xsd:attribute"]

    private let files: [String: [UInt8]]
    private var taken: Set<String> = []
    var content = PlainSchema.Content(namespaces: [namespace])
    /// What the elements that are declared by themselves hold.
    private(set) var globals: [Int32: Int32] = [:]
    private var formNumbers: [PlainSchema.Name: Int32] = [:]
    /// Nil until its type is defined.
    private(set) var forms: [PlainSchema.Form?] = []
    /// The namespace of the file that is taken, and those that its prefixes stand for, by their numbers.
    private var target = own
    private var namespaces: [String: Int] = [:]

    init(_ files: [String: [UInt8]]) { self.files = files }

    var areAllDefined: Bool { forms.allSatisfy { $0 != nil } }

    // MARK: Files

    /// Takes a file and what it imports; false where it says more than is read here.
    mutating func take(_ file: String) -> Bool {
        guard taken.insert(file).inserted else { return true }
        guard let bytes = files[file] else { return false }
        var imports: [String]?
        withPlainXML(bytes, Self.vocabulary) { root, namespaces in
            self.namespaces = namespaces.mapValues { number(ofNamespace: $0) }
            imports = takeSchema(root)
        }
        return imports?.allSatisfy { take($0) } ?? false
    }

    /// The files that a schema imports; nil where it says more than is read here.
    private mutating func takeSchema(_ root: XMLElement) -> [String]? {
        guard root.name == Self.schema, root.attribute("elementFormDefault") == "qualified",
            root.has(only: "targetNamespace", "elementFormDefault"), let uri = root.attribute("targetNamespace")
        else { return nil }
        target = number(ofNamespace: uri)
        var imports: [String] = []
        var isRead = true
        root.forEachChild { child in
            switch child.name {
            case Self.imported:
                let file = child.attribute("schemaLocation")
                isRead = isRead && file != nil
                imports += file.map { [$0] } ?? []
            case Self.element: isRead = isRead && takeGlobal(child)
            case Self.complexType: isRead = isRead && takeType(child)
            default: isRead = false
            }
        }
        return isRead ? imports : nil
    }

    // MARK: Names

    private mutating func number(ofNamespace uri: String) -> Int {
        if let known = content.namespaces.firstIndex(of: uri) { return known }
        content.namespaces.append(uri)
        return content.namespaces.count - 1
    }

    private mutating func number(_ name: Name) -> Int32 {
        if let number = content.names[name] { return number }
        let number = Int32(content.names.count)
        content.names[name] = number
        return number
    }

    private func resolved(_ text: String) -> Name? {
        let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        let local = colon.map { String(text[text.utf8.index(after: $0)...]) } ?? text
        let prefix = colon.map { String(text[..<$0]) } ?? ""
        guard !local.utf8.contains(UInt8(ascii: ":")), let namespace = namespaces[prefix] else { return nil }
        return Name(namespace: namespace, local: local)
    }

    /// The number of the form of a type, which may be defined later.
    private mutating func form(of type: String) -> Int32? { resolved(type).map { formNumber(of: $0) } }

    private mutating func formNumber(of name: Name) -> Int32 {
        if let number = formNumbers[name] { return number }
        let number = Int32(forms.count)
        formNumbers[name] = number
        forms.append(name.namespace == Self.own ? PlainSchema.Form(value: PlainValue(name.local)) : nil)
        return number
    }

    // MARK: Declarations

    private mutating func takeGlobal(_ element: XMLElement) -> Bool {
        guard element.has(only: "name", "type"), let name = element.attribute("name"),
            let form = formOfElement(element)
        else { return false }
        globals[number(Name(namespace: target, local: name))] = form
        return true
    }

    /// What an element holds, by its type or by what stands within its declaration.
    private mutating func formOfElement(_ element: XMLElement) -> Int32? {
        if let type = element.attribute("type") { return element.hasChildren ? nil : form(of: type) }
        guard let inner = element.child(Self.complexType), inner.hasNoAttributes, let form = content(of: inner) else {
            return nil
        }
        forms.append(form)
        return Int32(forms.count - 1)
    }

    private mutating func takeType(_ type: XMLElement) -> Bool {
        guard type.has(only: "name"), let name = type.attribute("name"), let content = content(of: type) else {
            return false
        }
        forms[Int(formNumber(of: Name(namespace: target, local: name)))] = content
        return true
    }

    private mutating func content(of type: XMLElement) -> PlainSchema.Form? {
        guard let content = type.onlyChild else { return nil }
        switch content.name {
        case Self.sequence: return elements(of: content)
        case Self.choice: return elements(of: content).flatMap(choosing)
        case Self.simpleContent: return content.onlyChild.flatMap { values($0) }
        default: return nil
        }
    }

    /// A value of a built-in type, with attributes.
    private mutating func values(_ extended: XMLElement) -> PlainSchema.Form? {
        guard extended.name == Self.typed, extended.has(only: "base"),
            let base = extended.attribute("base").flatMap(resolved), base.namespace == Self.own
        else { return nil }
        let first = content.attributes.count
        var isRead = true
        extended.forEachChild { isRead = isRead && $0.name == Self.attribute && takeAttribute($0) }
        let end = content.attributes.count
        guard isRead, end - first < 64 else { return nil }
        return PlainSchema.Form(
            value: PlainValue(base.local), firstAttribute: Int32(first), endAttribute: Int32(end))
    }

    private mutating func takeAttribute(_ element: XMLElement) -> Bool {
        guard element.has(only: "name", "type", "use"), let name = element.attribute("name"),
            let type = element.attribute("type").flatMap(resolved), type.namespace == Self.own
        else { return false }
        let use = element.attribute("use") ?? "optional"
        guard use == "optional" || use == "required" else { return false }
        content.attributes.append(
            PlainSchema.Attribute(
                nameStart: content.letters.count, nameCount: name.utf8.count, value: PlainValue(type.local),
                isRequired: use == "required"))
        content.letters += name.utf8
        return true
    }

    private mutating func elements(of sequence: XMLElement) -> PlainSchema.Form? {
        guard sequence.hasNoAttributes else { return nil }
        var members: [PlainSchema.Particle] = []
        var isRead = true
        var isForeign = false
        sequence.forEachChild { child in
            if child.name != Self.element {
                isForeign = true
            } else if let member = particle(child), !members.contains(where: { $0.name == member.name }) {
                members.append(member)
            } else {
                isRead = false
            }
        }
        guard isRead else { return nil }
        // What somebody else's elements are, is not told by this schema.
        if isForeign { return PlainSchema.Form(value: .anything) }
        let first = Int32(content.particles.count)
        content.particles += members
        let required = members.lastIndex(where: \.isRequired).map { first + Int32($0) }
        return PlainSchema.Form(
            firstParticle: first, endParticle: Int32(content.particles.count), lastRequired: required ?? -1)
    }

    /// One of some elements, each of which may be there once.
    private func choosing(_ form: PlainSchema.Form) -> PlainSchema.Form? {
        let options = content.particles[Int(form.firstParticle)..<Int(form.endParticle)]
        guard options.allSatisfy({ $0.isRequired && !$0.isRepeated }) else { return nil }
        var form = form
        form.isChoice = true
        form.lastRequired = form.firstParticle
        return form
    }

    private mutating func particle(_ element: XMLElement) -> PlainSchema.Particle? {
        let (least, most) = (element.attribute("minOccurs") ?? "1", element.attribute("maxOccurs") ?? "1")
        guard element.has(only: "ref", "name", "type", "minOccurs", "maxOccurs"), least == "0" || least == "1",
            most == "1" || most == "unbounded"
        else { return nil }
        var form: Int32 = -1
        var name = element.attribute("ref").flatMap(resolved)
        if let local = element.attribute("name") {
            guard name == nil, let own = formOfElement(element) else { return nil }
            form = own
            name = Name(namespace: target, local: local)
        }
        return name.map {
            PlainSchema.Particle(
                name: number($0), form: form, isRequired: least == "1",
                isRepeated: most == "unbounded")
        }
    }
}

extension XMLElement {
    /// The child that is all that it has; nil where it has none, or several.
    fileprivate var onlyChild: XMLElement? {
        var children: [XMLElement] = []
        forEachChild { children.append($0) }
        return children.count == 1 ? children[0] : nil
    }

    fileprivate var hasNoAttributes: Bool { !hasAttributes }

    /// Whether it has no other attributes without namespace than these.
    fileprivate func has(only names: StaticString...) -> Bool {
        var isSo = true
        forEachAttribute { name, _ in isSo = isSo && names.contains { name.spells($0) } }
        return isSo
    }
}
