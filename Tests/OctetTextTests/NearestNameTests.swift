import OctetText
import Testing

@Suite("The nearest name")
struct NearestNameTests {
    static let names = ["sender", "recipient", "message", "data", "auth", "capabilities"]

    @Test(
        "is found for a slip of the finger",
        arguments: [
            ("recipent", "recipient"), ("RECIPIENT", "recipient"), ("sendre", "sender"),
            ("dat", "data"), ("mesage", "message"), ("capabilites", "capabilities"),
            ("cap", "capabilities"),
        ])
    func near(_ word: String, _ name: String) {
        #expect(nearestName(to: word, among: Self.names) == name)
    }

    @Test("is nil where nothing is near", arguments: ["", "x", "zebra", "transmogrify"])
    func far(_ word: String) {
        #expect(nearestName(to: word, among: Self.names) == nil)
    }

    @Test("is not looked for in words longer than any name")
    func endless() {
        #expect(nearestName(to: String(repeating: "a", count: 100_000), among: Self.names) == nil)
    }

    @Test("prefers fewer slips, then the earlier name")
    func order() {
        #expect(nearestName(to: "rat", among: ["cat", "rate", "rat"]) == "rat")
        #expect(nearestName(to: "bat", among: ["cat", "rat"]) == "cat")
    }
}
