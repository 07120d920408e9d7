import OctetText

/// Reads the script language.
///
/// A script is lines of UTF-8, each ended by LF or CRLF, and file sections after them:
///
///     # Greylisting
///     C: RCPT TO:<bob@sim.example>
///     S= 451 4.7.1
///     -- letter.eml --
///     Subject: hello
///
/// The parser never guesses: a line that begins like no script line is an error, not text to send.
/// It goes on after an error, so that a person sees all of them.
public struct ScriptParser {
    private let limits: ScriptLimits
    private var script: Script
    private var faults: FaultCollector
    private var expandedSize = 0
    private var sectionNames: Set<[UInt8]> = []

    private init(name: String, limits: ScriptLimits) {
        self.limits = limits
        script = Script(name: name)
        faults = FaultCollector(file: name, bound: limits.errorCount)
    }

    /// Reads a script from the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: What diagnostics call it, usually its path.
    ///   - limits: The bounds it must keep.
    /// - Returns: The script.
    /// - Throws: ``ScriptError`` with everything that is wrong, each with line and column.
    public static func parse(
        _ bytes: [UInt8], name: String, limits: ScriptLimits = ScriptLimits()
    ) throws(ScriptError) -> Script {
        var parser = Self(name: name, limits: limits)
        parser.read(bytes)
        if let error = parser.faults.error { throw error }
        return parser.script
    }

    /// Reads a script from text, as from the bytes of a file.
    package static func parse(
        _ text: String, name: String, limits: ScriptLimits = ScriptLimits()
    ) throws(ScriptError) -> Script {
        try parse(Array(text.utf8), name: name, limits: limits)
    }

    private mutating func read(_ bytes: [UInt8]) {
        guard bytes.count <= limits.fileSize else {
            let message = "a script of \(bytes.count) bytes; at most \(limits.fileSize) are read"
            return faults.add(LineFault(at: 0, message), line: 1, source: [])
        }
        script.startsWithByteOrderMark = bytes.starts(with: Script.byteOrderMark)
        var lines = RawLines(script.startsWithByteOrderMark ? bytes[3...] : bytes[...])
        var number = 1
        while !faults.isTruncated {
            let start = lines.rest
            guard let line = lines.next() else { break }
            if ScriptSection.sectionName(in: line.text) != nil {
                readSections(start, from: number)
                break
            }
            guard read(line, of: bytes, number: number) else { break }
            number += 1
        }
        checkStructure()
    }

    /// A line that could not be read may have opened or closed a group, so then nothing is said.
    private mutating func checkStructure() {
        guard faults.error == nil else { return }
        for (fault, line) in StructureCheck.faults(in: script) {
            faults.add(fault, line: line.number, source: line.octets)
        }
    }

    /// Reads a line, and says whether it makes sense to go on.
    private mutating func read(_ line: RawLines.Line, of source: [UInt8], number: Int) -> Bool {
        do throws(LineFault) {
            guard number <= limits.lineCount else {
                throw LineFault(at: 0, "a script of more than \(limits.lineCount) lines")
            }
            guard !line.text.contains(0) else {
                faults = FaultCollector(file: script.name, bound: 1)
                throw LineFault(at: 0, "not a script: the file is not text, it has a NUL byte")
            }
            try check(line)
            let text = SourceText(source, line.text.indices)
            let parsed = try ScriptLine(parsing: text, number: number, ending: line.ending)
            try count(parsed)
            script.lines.append(parsed)
        } catch {
            // Nobody wants to see a line that is too long, or not text.
            let isShown = line.text.count <= limits.lineLength
            let source = isShown ? line.text : line.text.prefix(ScriptParser.shownLength)
            faults.add(error, line: number, source: source)
            return number <= limits.lineCount && !line.text.contains(0)
        }
        return true
    }

    /// How much is shown of a line that is too long.
    private static let shownLength = 256

    /// Demands a line of UTF-8 that is not too long.
    private func check(_ line: RawLines.Line) throws(LineFault) {
        guard line.text.count <= limits.lineLength else {
            throw LineFault(at: 0, "a line of more than \(limits.lineLength) bytes")
        }
        guard !line.text.allSatisfy({ $0 < 0x80 }) else { return }
        guard String(validating: line.text, as: UTF8.self) != nil else {
            let offset = line.text.firstMalformedOffset ?? 0
            let digits = line.text[line.text.startIndex + offset].hexadecimal
            throw LineFault(
                at: offset, "byte \(digits) is not UTF-8",
                hint: "in a `C+` line it is written `\\x\(digits)`")
        }
    }

    private mutating func count(_ line: ScriptLine) throws(LineFault) {
        guard case .clientBytes(let bytes) = line.kind else { return }
        try bytes.check(in: Array(line.octets), after: "C+", limits, sent: &expandedSize)
    }
}

extension ScriptParser {
    /// Reads everything from the first section header on.
    private mutating func readSections(_ rest: ArraySlice<UInt8>, from first: Int) {
        var number = first
        for line in RawLines(rest) {
            if let name = ScriptSection.sectionName(in: line.text) {
                begin(section: name, line, number: number)
            } else {
                let last = script.sections.count - 1
                script.sections[last].contents += line.text
                script.sections[last].contents += Array(line.ending.rawValue.utf8)
            }
            number += 1
        }
    }

    private mutating func begin(section name: String, _ line: RawLines.Line, number: Int) {
        if !sectionNames.insert(Array(name.utf8)).inserted {
            let fault = LineFault(at: 3, "a second section with the name `\(name)`")
            faults.add(fault, line: number, source: line.text)
        }
        script.sections.append(
            ScriptSection(
                name: name, number: number, header: String(decoding: line.text, as: UTF8.self),
                ending: line.ending, contents: []))
    }
}
