import Documents

/// The steps that deliver to the endpoints that agreements may name, besides that of their stage.
///
/// Each endpoint of a stage `send` is a step of its own, `send@endpoint`, with work, pauses and retries of its own.
func partnerDeliveries(_ steps: [Plan.Step], _ endpoints: [String: Endpoint]) -> [Plan.Step] {
    steps.flatMap { step -> [Plan.Step] in
        guard case .deliver(let settings) = step.body, settings.purpose != .nothing else { return [] }
        return endpoints.keys.sorted().filter { $0 != settings.endpoint }.map { endpoint in
            var own = settings
            own.endpoint = endpoint
            own.purpose = .nothing
            return Plan.Step(
                id: step.deliveryID(to: endpoint), type: step.type, body: .deliver(own), targets: step.targets,
                desks: step.desks)
        }
    }
}

extension Plan.Step {
    /// What the step is called that delivers to an endpoint in place of this one.
    func deliveryID(to endpoint: String) -> String {
        if case .deliver(let settings) = body, settings.endpoint == endpoint { return id }
        return "\(id)@\(endpoint)"
    }
}
