import SMTPGrammar
import SMTPDriver
import SMTPScript
import SMTPSession

extension ScriptRun {
    /// Sends consecutive `C` lines, each inner list in one write.
    mutating func send(_ writes: [[Int]]) {
        refusePending()
        masked = [:]
        guard staysOnPath(before: writes) else { return }
        for write in writes where stop == nil {
            let lines = played(write)
            guard !lines.isEmpty else {
                stop = .ended
                return
            }
            send(lines)
        }
    }

    /// Those lines that are not after the one to stop at, which nearly all are.
    private func played(_ lines: [Int]) -> [Int] {
        options.until == nil ? lines : lines.filter { !isBehindEnd($0) }
    }

    private mutating func send(_ lines: [Int]) {
        openIfNeeded(at: lines[0], isByClient: true)
        var bytes: [UInt8] = []
        var parts: [(index: Int, range: Range<Int>)] = []
        for index in lines {
            let start = bytes.count
            guard let part = append(index, to: &bytes) else { return }
            switch part {
            case .bytes: parts.append((index, start..<bytes.count))
            case .command(let text):
                write(bytes, parts)
                (bytes, parts) = ([], [])
                perform(typed: text, at: index)
            }
        }
        write(bytes, parts)
    }

    private mutating func write(_ bytes: [UInt8], _ parts: [(index: Int, range: Range<Int>)]) {
        guard let last = parts.last?.index else { return }
        let indices = parts.map(\.index)
        do {
            let step = try sendAdopting(bytes, as: entry(bytes, parts), at: indices)
            if let write = step.lastWrite { mask(write, parts) }
            if adoption == nil { observe(step, at: indices) }
        } catch {
            fail(last, "cannot send this: \(error)")
        }
    }

    private mutating func mask(
        _ write: ClientWrite, _ parts: [(index: Int, range: Range<Int>)]
    ) {
        guard write.hasSecrets else { return }
        for (part, line) in zip(parts, write.cut(to: parts.map(\.range)))
        where !line.secrets.isEmpty {
            let shown = ScriptText.lines(sending: line.masked)
            masked[part.index] = shown
            report.secretLines[script.lines[part.index].text] = shown.first
        }
    }

    /// A single line counts as typed, so that undo calls it by its text.
    private func entry(_ bytes: [UInt8], _ parts: [(index: Int, range: Range<Int>)]) -> Step.Entry {
        guard parts.count == 1 else { return .bytes(bytes) }
        switch script.lines[parts[0].index].kind {
        case .clientText: return .text(Array(bytes.dropLast(2)))
        case .messageText(let text): return .messageText(Array(text.utf8))
        case .clientBytes(let repeated) where repeated.count > 1:
            return .repeated(repeated.bytes, count: repeated.count)
        case .clientBytes, .clientFile, .blank, .comment, .title, .trace, .expectLine, .expectReply,
            .optionalLine, .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur, .serverEvent,
            .answer, .command:
            return .bytes(bytes)
        }
    }

    /// What a `C` line is.
    private enum Part {
        /// Bytes, which were appended.
        case bytes
        case command(String)
    }

    /// Appends what a `C` line sends; nil if it cannot, which has been told.
    private mutating func append(_ index: Int, to bytes: inout [UInt8]) -> Part? {
        let line = script.lines[index]
        switch line.kind {
        case .clientText(let text) where text.utf8.first == UInt8(ascii: ":"):
            switch TypedLine((line.typed ?? text).utf8, isContent: simulator.takesContent) {
            case .text(let octets): ScriptRun.append(line: octets, to: &bytes)
            case .command(let octets): return .command(String(decoding: octets, as: UTF8.self))
            }
        case .clientText(let text): ScriptRun.append(line: text.utf8, to: &bytes)
        case .clientBytes(let more): bytes += more.expanded
        case .messageText(let text):
            bytes += simulator.messageText(line: Array(text.utf8), after: bytes)
        case .clientFile(let file):
            guard let contents = contents(file, index) else { return nil }
            bytes += contents
        case .blank, .comment, .title, .trace, .expectLine, .expectReply, .optionalLine,
            .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur, .serverEvent, .answer,
            .command:
            return nil
        }
        return .bytes
    }

    /// Appends a line and its end.
    private static func append(line: some Collection<UInt8>, to bytes: inout [UInt8]) {
        if bytes.isEmpty { bytes.reserveCapacity(line.count + 2) }
        bytes.append(contentsOf: line)
        bytes.append(ASCII.carriageReturn)
        bytes.append(ASCII.lineFeed)
    }

    private mutating func contents(_ file: ClientFile, _ index: Int) -> [UInt8]? {
        do {
            let limit = options.limits.fileSize
            let contents = try sections.read(file.path, limit: limit)
            return file.mode.bytes(sending: contents)
        } catch {
            fail(index, "cannot read \(error)")
            return nil
        }
    }

    /// Opens the connection at the first line; a client that sends first need not expect the greeting.
    mutating func openIfNeeded(at index: Int, isByClient: Bool) {
        guard simulator.expectation == .connection, simulator.openQuestion == nil else { return }
        do {
            // Before a line of the client nothing is recorded of the connection: what comes is that line's.
            simulator.recorded = isByClient ? [] : adoption?.upcoming ?? []
            defer { simulator.recorded = [] }
            observe(try simulator.connect(), at: isByClient ? [] : [index])
        } catch {
            return fail(index, "cannot connect: \(error)")
        }
        guard isByClient, case .reply? = pending.first?.content else { return }
        pending = pending.dropFirst()
    }
}
