import JSONSyntax
import Testing

struct NearestNameTests {
    private let keys = ["stages", "settings", "timeZone", "company", "ledger", "desks", "to", "id", "uses"]

    @Test(arguments: [
        ("stage", "stages"), ("satges", "stages"), ("timezone", "timeZone"), ("time_zone", "timeZone"),
        ("LEDGER", "ledger"), ("compagny", "company"), ("use", "uses"), ("ot", "to"), ("setings", "settings"),
    ])
    func `a slip of the finger finds its name`(_ typed: String, _ meant: String) {
        #expect(nearestName(to: typed, in: keys) == meant)
    }

    @Test(arguments: ["", "x", "currency", "zzzzzz", "st"])
    func `a name that is far from all finds none`(_ typed: String) {
        #expect(nearestName(to: typed, in: keys) == nil)
    }

    @Test func `a third of the letters is near and more is not`() {
        #expect(nearestName(to: "abcXYf", in: ["abcdef"]) == "abcdef")
        #expect(nearestName(to: "abXYZf", in: ["abcdef"]) == nil)
    }

    @Test func `the nearest wins and the first of equals`() {
        #expect(nearestName(to: "cart", in: ["card", "care", "cart"]) == "cart")
        #expect(nearestName(to: "carx", in: ["card", "care"]) == "card")
        #expect(nearestName(to: "anything", in: []) == nil)
    }

    @Test func `a name too long to be typed is not compared`() {
        let long = String(repeating: "a", count: 100_000)
        #expect(nearestName(to: long, in: [long]) == nil)
    }
}
