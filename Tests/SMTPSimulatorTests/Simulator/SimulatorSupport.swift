import Foundation
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

extension Simulator {
    /// Types lines as at the prompt: commands, answers while a question is open, and text.
    mutating func play(_ lines: String...) throws {
        for line in lines { try play(line) }
    }

    mutating func play(_ line: String) throws {
        switch TypedLine(line.utf8, isContent: takesContent) {
        case .command(let text):
            try perform(try PromptCommand.parse(String(decoding: text, as: UTF8.self)))
        case .text(let text):
            if line.hasPrefix("A: ") {
                try answer(String(line.dropFirst(3)))
            } else {
                try type(line: text)
            }
        }
    }

    /// The lines of the last step, as the terminal shows them.
    var lastLines: [String] { steps.last.map { Transcript.lines(of: $0).flatMap(\.lines) } ?? [] }

    /// The text of the last reply's first line.
    var lastReplyLine: String? { lastReply?.reply.lines.first }

    static func greeted(_ settings: SimulatorSettings = SimulatorSettings()) throws -> Simulator {
        var simulator = Simulator(settings)
        try simulator.connect()
        return simulator
    }
}

/// Runs a script, and explains a failure by its report.
func expectGreen(
    _ text: String, files: any ScriptFiles = NoFiles(),
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let report = ScriptRunner(files: files).run(Array(text.utf8), name: "test.smtp")
    #expect(
        report.outcome == .passed,
        Comment(rawValue: report.lines.joined(separator: "\n") + "\n\n" + text),
        sourceLocation: sourceLocation)
}

/// Files in memory.
struct MemoryFiles: ScriptFiles {
    var contents: [String: [UInt8]]
    var programs: Set<String>

    init(_ texts: [String: String], programs: Set<String> = []) {
        contents = texts.mapValues { Array($0.utf8) }
        self.programs = programs
    }

    func hasProgram(_ name: String) -> Bool { programs.contains(name) }

    func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
        guard let file = contents[path] else {
            throw ScriptFileError(path: path, reason: "no such file")
        }
        return file
    }
}
