import Foundation
import MailHogMachine
import Testing

struct TraceTests {
    @Test("all 52 traces are here, and each setup belongs to one of them")
    func completeness() throws {
        let names = try Fixture.traceNames()
        #expect(names.count == 52)
        #expect(Set(TraceSetups.changes.keys).isSubset(of: names))
    }

    @Test(
        "the original's calls write each trace anew, line for line",
        arguments: try Fixture.traceNames())
    func server(name: String) throws {
        let recorded = try Fixture.lines("traces/\(name).txt")
        var trace = ServerTrace(name: name, TraceSetups.setup(name))
        for line in recorded.dropFirst() {
            switch try TraceLine(line) {
            case .start: trace.start()
            case .input(let octets): trace.receive(octets)
            case .consequence: break
            }
        }
        #expect(trace.lines == recorded)
    }

    @Test("the shared vocabulary reproduces each trace", arguments: try Fixture.traceNames())
    func machine(name: String) throws {
        let recorded = try Fixture.lines("traces/\(name).txt")
        var trace = MachineTrace(name: name, TraceSetups.setup(name))
        for line in recorded.dropFirst() {
            switch try TraceLine(line) {
            case .start: try trace.start()
            case .input(let octets): try trace.receive(octets)
            case .consequence: break
            }
        }
        #expect(trace.lines == recorded.compactMap(TraceLine.inSharedVocabulary))
    }

    @Test("a trace line that is not understood is an error")
    func strangeLine() {
        #expect(throws: TraceLine.Strange.self) { try TraceLine("    something else") }
        #expect(throws: TraceLine.Strange.self) { try TraceLine("  < unquoted   [state 6/MAIL]") }
    }
}

/// A line of a recording.
enum TraceLine {
    case start
    case input([UInt8])
    /// What follows from the inputs: hook calls, replies, states.
    case consequence

    struct Strange: Error { let line: String }

    init(_ line: String) throws {
        if line == "  Start()" {
            self = .start
        } else if line.hasPrefix("  < ") {
            guard let end = line.range(of: "   [state ", options: .backwards)?.lowerBound,
                let octets = GoText.unquoted(line[..<end].dropFirst(4))
            else { throw Strange(line: line) }
            self = .input(octets)
        } else if ["    reply: ", "    hook ", "    => state ", "    calling Done()"]
            .contains(where: line.hasPrefix)
        {
            self = .consequence
        } else {
            throw Strange(line: line)
        }
    }

    /// The line as far as outputs can show it: one text a reply, no callback, no decoded credentials.
    static func inSharedVocabulary(_ line: String) -> String? {
        if line == "    calling Done()" { return nil }
        if line.hasPrefix("    hook ValidateAuthentication") {
            return "    hook ValidateAuthentication"
        }
        guard line.hasPrefix("    reply: "), let start = line.firstIndex(of: "\""),
            let end = line.range(of: " done=", options: .backwards)?.lowerBound
        else { return line }
        return "    reply: " + line[start..<end].replacingOccurrences(of: "\\n\" \"", with: "\\n")
    }
}
