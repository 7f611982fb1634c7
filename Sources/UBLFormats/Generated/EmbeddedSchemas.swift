let embeddedSchemas: [String: String] = [:]
