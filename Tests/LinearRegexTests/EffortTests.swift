import Testing

@testable import LinearRegex

@Suite("The effort of matching")
struct EffortTests {
    /// How many instructions are looked at before an expression is through with so many letters `a`.
    private func steps(_ source: String, _ count: Int) throws -> Int {
        let regex = try LinearRegex(source)
        var effort = Int.max
        _ = regex.ends(in: Array(repeating: 0x61, count: count), from: 0, effort: &effort)
        let steps = Int.max - effort
        #expect(steps <= (regex.program.count + 1) * (count + 2))
        return steps
    }

    @Test(
        "Twice the text is twice the effort, where backtracking would square it or never end",
        arguments: ["(a|aa)+b", "(a*)*b", "(a+)+$b", "(.*)(.*)(.*)(.*)b"])
    func linear(source: String) throws {
        let once = try steps(source, 1_000)
        let twice = try steps(source, 2_000)
        #expect(twice <= 2 * once)
        #expect(twice > once)
    }

    @Test("Searching ends on a text that would keep a backtracking engine busy for ever")
    func search() throws {
        let text = [UInt32](repeating: 0x61, count: 20_000)
        #expect(try !LinearRegex("(a|aa)+b").isFound(in: text))
        #expect(try !LinearRegex("(a*)*[^a]$").isFound(in: text))
        #expect(try LinearRegex("(a*)*b").isFound(in: text + [0x62]))
    }

    @Test("No more is done than was allowed, and an effort used up shows")
    func bounded() throws {
        let regex = try LinearRegex("a*")
        let text = [UInt32](repeating: 0x61, count: 100)
        var ample = 10_000
        #expect(regex.ends(in: text, from: 0, effort: &ample) == Array(0...100))
        #expect(ample > 0)
        var scarce = 50
        let ends = regex.ends(in: text, from: 0, effort: &scarce)
        #expect(scarce < 0)
        #expect(ends == Array(0..<ends.count) && ends.count < 50)
        #expect(regex.ends(in: text, from: 0, effort: &scarce).isEmpty)
    }

    @Test("Repeating nothing costs nothing")
    func emptyRepeats() throws {
        #expect(try LinearRegex("(((){1000}){1000}){1000}").program.count == 1)
        #expect(try LinearRegex("(){0,1000}(){5,}").program.count < 10)
    }
}
