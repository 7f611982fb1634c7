import Foundation
import JSONSyntax
import Pipeline

/// A setting as it stands in a configuration.
struct WrittenSetting {
    let file: String
    /// `stage 'credit'`, `endpoint 'platform'`, `the configuration`
    let place: String
    let key: String
    /// As it is written; a secret is written as the reference to it.
    let text: String
}

extension Workspace {
    /// What the configuration writes for settings, each with what it is a setting of; of one stage only where it is
    /// named.
    func written(_ settings: [(place: String, setting: SettingDescription)], of stage: String?) -> [WrittenSetting] {
        guard let bytes = FileManager.default.contents(atPath: configPath), let root = readJSON([UInt8](bytes)).sound
        else { return [] }
        return settings.flatMap { place, setting in
            objects(of: place, in: root, stage).compactMap { name, object in
                object[setting.key].map { node in
                    WrittenSetting(file: configPath, place: name, key: setting.key, text: compact(node))
                }
            }
        }
    }

    /// The objects in which settings of a place may stand, by what people call them.
    private func objects(of place: String, in root: JSONNode, _ stage: String?) -> [(name: String, object: JSONObject)]
    {
        guard let root = root.object else { return [] }
        switch place {
        case "the configuration": return [(place, root)]
        case "desks", "endpoints":
            return (root[place]?.object?.members ?? []).compactMap { member in
                member.value.object.map { ("\(place.dropLast()) '\(member.key)'", $0) }
            }
        default:
            return (root["stages"]?.array ?? []).compactMap { node in
                guard let object = node.object, object["uses"]?.string == place, let id = object["id"]?.string,
                    stage == nil || stage == id, let settings = object["settings"]?.object
                else { return nil }
                return ("stage '\(id)'", settings)
            }
        }
    }

    private func compact(_ node: JSONNode) -> String {
        var json = JSONWriter(.compact)
        json.node(node)
        return String(decoding: json.finish(), as: UTF8.self)
    }
}
