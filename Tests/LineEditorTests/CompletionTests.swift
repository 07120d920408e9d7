import Testing

@testable import LineEditor

@Suite("What Tab does is decided")
struct CompletionTests {
    private func step(_ line: String, cursor: Int? = nil, from: Int, _ texts: [String])
        -> CompletionStep
    {
        let candidates = texts.map { Completion.Candidate(Array($0.utf8)) }
        let line = Array(line.utf8)
        return Completion(replaceFrom: from, candidates: candidates)
            .step(line: line, cursor: cursor ?? line.count)
    }

    @Test("No candidate beeps, one is inserted with its suffix")
    func single() {
        #expect(step("x", from: 0, []) == .beep)
        #expect(step("a eh", from: 2, ["EHLO"]) == .replace(from: 2, text: Array("EHLO ".utf8)))
    }

    @Test("A suffix that is already there is not inserted again")
    func suffix() {
        let expected = CompletionStep.replace(from: 0, text: Array("EHLO".utf8))
        #expect(step("EH x", cursor: 2, from: 0, ["EHLO"]) == expected)
    }

    @Test("Several are inserted as far as they agree, then listed")
    func several() {
        let names = ["NOOP", "NOTIFY"]
        #expect(step("n", from: 0, names) == .replace(from: 0, text: Array("NO".utf8)))
        let candidates = names.map { Completion.Candidate(Array($0.utf8)) }
        #expect(step("NO", from: 0, names) == .list(candidates))
    }

    @Test("What candidates agree on is not cut inside a character")
    func characterBorder() {
        #expect(step("x", from: 0, ["xyé", "xyè"]) == .replace(from: 0, text: Array("xy".utf8)))
        #expect(step("", from: 0, ["é", "éa"]) == .replace(from: 0, text: Array("é".utf8)))
    }

    @Test("An offset beyond the cursor is the cursor")
    func offset() {
        #expect(step("ab", from: 7, ["c"]) == .replace(from: 2, text: Array("c ".utf8)))
    }

    private func rows(_ candidates: [Completion.Candidate], columns: Int, maximumRows: Int = 20)
        -> [String]
    {
        CandidateList(candidates: candidates, columns: columns, maximumRows: maximumRows).rows
    }

    private let letters = ["a", "bb", "ccc", "d", "e"].map { Completion.Candidate(Array($0.utf8)) }

    @Test("Candidates are listed in columns, read downwards")
    func columns() {
        #expect(rows(letters, columns: 80) == ["a    bb   ccc  d    e"])
        #expect(rows(letters, columns: 16) == ["a    ccc  e", "bb   d"])
        #expect(rows(letters, columns: 1) == ["a", "b", "c", "d", "e"])
    }

    @Test("With descriptions each has a row, cut to the width")
    func described() {
        let candidates = [
            Completion.Candidate(Array("EHLO".utf8), description: "introduce yourself"),
            Completion.Candidate(Array("QUIT".utf8)),
        ]
        #expect(rows(candidates, columns: 80) == ["EHLO  introduce yourself", "QUIT"])
        #expect(rows(candidates, columns: 16) == ["EHLO  introduce", "QUIT"])
    }

    @Test("Those that do not fit in height are counted")
    func many() {
        #expect(rows(letters, columns: 1, maximumRows: 2) == ["a", "b", "."])
        let shown = rows(letters, columns: 12, maximumRows: 2)
        #expect(shown == ["a    d", "bb   e", "... and 1 m"])
    }

    @Test("A candidate cannot send the terminal anything but text")
    func control() {
        let candidates = ["a\u{1B}[2J", "b\u{9B}\n"].map { Completion.Candidate(Array($0.utf8)) }
        #expect(rows(candidates, columns: 80) == ["a?[2J  b??"])
    }
}
