import Testing

@testable import SMTPScript

@Suite("Differences of files")
struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String) -> String {
        unifiedDiff(old: Array(old.utf8), new: Array(new.utf8), name: "x.smtp")
    }

    @Test("the same files differ in nothing")
    func same() {
        #expect(diff("a\nb", "a\nb") == "")
        #expect(diff("", "") == "")
    }

    @Test("changes are surrounded by three lines of context")
    func context() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"
        let expected = """
            --- x.smtp
            +++ x.smtp (updated)
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8

            """
        #expect(diff(old, new) == expected)
    }

    @Test("changes far apart are shown apart, near ones together")
    func hunks() {
        let lines = (1...20).map(String.init)
        var far = lines
        far[0] = "a"
        far[19] = "b"
        let text = diff(lines.joined(separator: "\n") + "\n", far.joined(separator: "\n") + "\n")
        #expect(
            text.split(separator: "\n").filter { $0.hasPrefix("@@") } == [
                "@@ -1,4 +1,4 @@", "@@ -17,4 +17,4 @@",
            ])
        var near = lines
        near[0] = "a"
        near[7] = "b"
        let joined = diff(lines.joined(separator: "\n") + "\n", near.joined(separator: "\n") + "\n")
        #expect(
            joined.split(separator: "\n").filter { $0.hasPrefix("@@") } == ["@@ -1,11 +1,11 @@"])
    }

    @Test("insertions, deletions and missing line ends are marked")
    func ends() {
        #expect(diff("", "a\n") == "--- x.smtp\n+++ x.smtp (updated)\n@@ -0,0 +1 @@\n+a\n")
        #expect(diff("a\n", "") == "--- x.smtp\n+++ x.smtp (updated)\n@@ -1 +0,0 @@\n-a\n")
        #expect(
            diff("a", "a\n") == "--- x.smtp\n+++ x.smtp (updated)\n@@ -1 +1 @@\n-a\n"
                + "\\ No newline at end of file\n+a\n")
    }

    @Test("the shortest difference is found", arguments: 0..<300)
    func shortest(seed: Int) {
        var generator = ScriptTestGenerator(UInt64(seed))
        let alphabet = ["a\n", "b\n", "c\n"]
        let old = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? ""
        }
        let new = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? ""
        }
        let oldLines = UnifiedDiff.lines(Array(old.joined().utf8))
        let newLines = UnifiedDiff.lines(Array(new.joined().utf8))
        let common = LineDifference(oldLines, newLines).common
        #expect(common.allSatisfy { old[$0.old] == new[$0.new] })
        for (pair, next) in zip(common, common.dropFirst()) {
            #expect(pair.old < next.old && pair.new < next.new)
        }
        #expect(common.count == longestCommonSubsequence(old, new))
    }

    private func longestCommonSubsequence(_ one: [String], _ other: [String]) -> Int {
        var lengths = [Int](repeating: 0, count: other.count + 1)
        for line in one {
            var diagonal = 0
            for (index, candidate) in other.enumerated() {
                let above = lengths[index + 1]
                lengths[index + 1] =
                    line == candidate ? diagonal + 1 : max(above, lengths[index])
                diagonal = above
            }
        }
        return lengths[other.count]
    }

    @Test("files that share little are compared in bounded time")
    func large() {
        let old = (0..<20_000).map { "old \($0)\n" }.joined()
        let new = (0..<20_000).map { "new \($0)\n" }.joined()
        let text = diff("first\n" + old, "first\n" + new)
        #expect(
            text.hasPrefix(
                "--- x.smtp\n+++ x.smtp (updated)\n@@ -1,20001 +1,20001 @@\n first\n-old"))
    }
}
