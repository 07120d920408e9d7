import OctetText
import SMTPPolicy
import SMTPScript

struct SendCommand: SendingCommand {
    static let definition = CommandDefinition(
        "send", "\"OCTETS\" [*N]", .bytes, "Sends exactly these octets.",
        details: #"The escapes are \r \n \t \0 \xHH \u{…} \\ \". Nothing is added."#,
        examples: [#":send "NOOP\r\nNOOP\r\n""#, #":send "x" *1000"#], secrecy: .authentication)

    var bytes: ClientBytes

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(
            bytes: try words.scriptText { cursor throws(LineFault) in
                let bytes = try ClientBytes(parsing: &cursor, after: ":send")
                var sent = 0
                try bytes.check(in: cursor.octets, after: ":send", ScriptLimits(), sent: &sent)
                return bytes
            })
    }

    func arguments(secrets: Bool) -> [String] {
        [EscapedText.quoted(bytes.bytes), bytes.count == 1 ? "" : "*\(bytes.count)"]
    }

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        CommandOutcome(step: try simulator.send(repeating: bytes))
    }
}

struct HexCommand: SendingCommand {
    static let definition = CommandDefinition(
        "hex", "HH…", .bytes, "Sends octets given in hexadecimal.",
        examples: [":hex 51 55 49 54 0d 0a"], secrecy: .everything)

    var bytes: [UInt8]

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let digits = words.rest
        var values: [UInt8] = []
        for (offset, octet) in digits.utf8.enumerated() where !octet.isBlank {
            guard let value = octet.hexadecimalValue else {
                throw CommandError("expected hexadecimal digits", at: words.column + offset)
            }
            values.append(value)
        }
        guard values.count.isMultiple(of: 2), !values.isEmpty else {
            throw CommandError(
                digits.isEmpty
                    ? "expected hexadecimal digits" : "expected two digits for each byte",
                at: words.column + digits.count)
        }
        let starts = stride(from: 0, to: values.count, by: 2)
        return Self(bytes: starts.map { values[$0] << 4 | values[$0 + 1] })
    }

    func arguments(secrets: Bool) -> [String] { bytes.map(\.hexadecimal) }

    func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        CommandOutcome(step: try simulator.send(bytes: bytes))
    }
}

struct FileCommand: SendingCommand, FileReadingCommand {
    static let definition = CommandDefinition(
        "file", "PATH [raw|stuff]", .bytes, "Sends a file, as it is or as message text.",
        details:
            "With stuff, dots are stuffed and lines end with CR LF; the final dot is not added.",
        examples: [":file letter.eml stuff"], completions: [.paths, .words("raw", "stuff")])

    var file: ClientFile

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(
            file: try words.scriptText { cursor throws(LineFault) in
                try ClientFile(parsing: &cursor, after: ":file")
            })
    }

    func arguments(secrets: Bool) -> [String] {
        [EscapedText.word(file.path), file.mode == .raw ? "" : file.mode.rawValue]
    }

    func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        let contents: [UInt8]
        do {
            contents = try files.read(file.path, limit: ScriptLimits().fileSize)
        } catch {
            throw .file(error)
        }
        return CommandOutcome(step: try simulator.send(bytes: file.mode.bytes(sending: contents)))
    }
}

struct ChunkCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "chunk", "N|off", .bytes, "Hands what is sent to the server N octets at a time.",
        examples: [":chunk 1", ":chunk off"])

    /// How many octets; nil for off.
    var size: Int?

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last("a number, or off")
        if word.text.lowercased() == "off" { return Self() }
        return Self(size: try CommandWords.number(word, 1...1_000_000))
    }

    func arguments(secrets: Bool) -> [String] { [size.map { "\($0)" } ?? "off"] }

    func change(_ world: inout World) { world.chunk = size }
}

package struct PasteCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "paste", .bytes, "Reads lines up to a line :end, and sends them in one write.",
        details: "A line :abort, Ctrl-C or Ctrl-D drops them instead.", place: .prompt)
}

/// Scripts take it for the end of a write before they play; elsewhere each write is one anyway.
struct FlushCommand: PlainCommand, SimulatorCommand {
    static let definition = CommandDefinition(
        "flush", .bytes, "Ends a write: what follows goes in another.",
        details: "In a script, consecutive C lines go in one write.")

    func perform(on simulator: inout Simulator) -> CommandOutcome { CommandOutcome() }
}
