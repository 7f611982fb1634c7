import JSONSyntax
import Pipeline

/// The JSON Schema of `pipeline.json` (2020-12), from what the registry says of itself.
enum PipelineSchema {
    static func bytes(of registry: Registry) -> [UInt8] {
        var json = JSONWriter(.indented)
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("title", "A pipeline of Quittance")
            json.member("type", "object")
            json.member("additionalProperties", false)
            json.strings("required", ["company", "stages"])
            json.member("properties") { json in
                json.object { json in
                    json.property("$schema") { $0.member("type", "string") }
                    json.property("note") { $0.member("type", "string") }
                    json.property("version") { $0.member("const", 1) }
                    for setting in ConfigurationSettings.general where setting.key != "version" {
                        json.property(setting.key) { $0.setting(setting) }
                    }
                    json.property("roles") { $0.map { $0.settings(ConfigurationSettings.role) } }
                    json.property("desks") { $0.map { $0.member("$ref", "#/$defs/desk") } }
                    json.property("endpoints") { $0.map { $0.member("$ref", "#/$defs/endpoint") } }
                    json.property("stages") { json in
                        json.member("type", "array")
                        json.member("items") { json in
                            json.object { json in
                                json.member("oneOf") { json in
                                    json.array { json in for type in registry.stageTypes { json.stage(type) } }
                                }
                            }
                        }
                    }
                }
            }
            json.member("$defs") { $0.definitions() }
        }
        return json.finish()
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ key: String, _ texts: [String]) {
        member(key) { json in json.array { json in for text in texts { json.string(text) } } }
    }

    fileprivate mutating func property(_ key: String, _ body: (inout JSONWriter) -> Void) {
        member(key) { json in json.object(body) }
    }

    /// A text, or a reference to the environment or a file.
    fileprivate mutating func text() { orReference { $0.member("type", "string") } }

    private mutating func orReference(_ value: (inout JSONWriter) -> Void) {
        member("anyOf") { json in
            json.array { json in
                json.object(value)
                json.object { $0.member("$ref", "#/$defs/reference") }
            }
        }
    }

    fileprivate mutating func map(_ body: (inout JSONWriter) -> Void) {
        member("type", "object")
        property("additionalProperties", body)
    }

    fileprivate mutating func stage(_ type: StageType) {
        object { json in
            json.member("title", type.name)
            json.member("description", type.summary)
            json.member("type", "object")
            json.member("additionalProperties", false)
            json.strings("required", ["id", "uses"])
            json.member("properties") { json in
                json.object { json in
                    json.property("note") { $0.member("type", "string") }
                    json.property("id") { $0.member("pattern", "^[a-z0-9]+(-[a-z0-9]+)*$") }
                    json.property("uses") { $0.member("const", type.name) }
                    json.property("settings") { $0.settings(type.settings) }
                    json.property("to") { $0.names(type.ports.map { ($0.name, $0.summary) }) }
                    json.property("waits") { $0.names(type.waits.map { ($0.name, $0.summary) }) }
                }
            }
        }
    }

    private mutating func names(_ names: [(name: String, summary: String)]) {
        member("type", "object")
        member("additionalProperties", false)
        property("properties") { json in
            json.property("note") { $0.member("type", "string") }
            for (name, summary) in names {
                json.property(name) { json in
                    json.member("type", "string")
                    json.member("description", summary)
                }
            }
        }
    }

    fileprivate mutating func settings(_ settings: [SettingDescription]) {
        member("type", "object")
        member("additionalProperties", false)
        let required = settings.filter { $0.defaultValue == nil }.map(\.key)
        if !required.isEmpty { strings("required", required) }
        property("properties") { json in
            json.property("note") { $0.member("type", "string") }
            for setting in settings { json.property(setting.key) { $0.setting(setting) } }
        }
    }

    fileprivate mutating func setting(_ setting: SettingDescription) {
        member("description", setting.documentation)
        kind(setting.kind)
    }

    private mutating func kind(_ kind: SettingDescription.Kind) {
        switch kind {
        case .text, .path: text()
        case .secret: member("$ref", "#/$defs/reference")
        case .flag: orReference { $0.member("type", "boolean") }
        case .number(let range):
            orReference { json in
                json.member("type", "integer")
                json.member("minimum", range.lowerBound)
                json.member("maximum", range.upperBound)
            }
        case .choice(let names): strings("enum", names)
        case .list(let names):
            member("type", "array")
            property("items") { $0.strings("enum", names) }
        case .texts:
            member("type", "array")
            property("items") { $0.member("type", "string") }
        case .members(let settings): map { $0.settings(settings) }
        case .object(let settings): self.settings(settings)
        case .names: map { $0.member("type", "string") }
        case .textOrNumber(let range): textOrNumber(range)
        }
    }

    private mutating func textOrNumber(_ range: ClosedRange<Int>) {
        member("anyOf") { json in
            json.array { json in
                json.object { $0.member("type", "string") }
                json.object { json in
                    json.member("type", "integer")
                    json.member("minimum", range.lowerBound)
                    json.member("maximum", range.upperBound)
                }
            }
        }
    }

    fileprivate mutating func definitions() {
        object { json in
            json.property("reference") { json in
                json.member("description", "A value from an environment variable, with a default, or from a file.")
                json.member("type", "object")
                json.member("additionalProperties", false)
                json.property("properties") { json in
                    for key in ["fromEnv", "fromFile", "note"] { json.property(key) { $0.member("type", "string") } }
                    json.property("default") { $0.strings("type", ["string", "integer", "boolean"]) }
                }
            }
            json.property("desk") { json in
                json.member("type", "object")
                json.member("additionalProperties", false)
                json.strings("required", ["role"])
                json.property("properties") { json in
                    json.property("note") { $0.member("type", "string") }
                    json.property("role") { $0.text() }
                }
            }
            json.property("endpoint") { json in
                json.member("type", "object")
                json.member("additionalProperties", false)
                json.strings("required", ["url"])
                json.property("properties") { json in
                    json.property("note") { $0.member("type", "string") }
                    for key in ["url", "caFile", "certificateFile", "keyFile"] { json.property(key) { $0.text() } }
                    json.property("authorization") { $0.member("$ref", "#/$defs/reference") }
                    json.property("allowPrivateAddress") { $0.member("type", "boolean") }
                }
            }
        }
    }
}
