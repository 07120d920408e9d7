import LineEditor

/// Prints events up to the end of the input.
func runPlain(_ source: inout PlainLineSource) {
    while true {
        let event = source.nextLine()
        print(description(of: event))
        switch event {
        case .endOfInput, .failed:
            return
        case .line, .lines, .interrupted, .tooLong, .dismissed:
            break
        }
    }
}

/// Prints events up to the line `quit`, or to the second end of input in a row.
func runTerminal(_ source: TerminalLineSource, _ options: ProbeOptions) {
    source.completer = complete
    if options.hasGhost { source.ghostwriter = rest }
    if options.hasOthers { source.interjector = Others.interjector() }
    load(options.historyPath, into: source)
    var hasEnded = false
    loop: while true {
        let event = source.nextLine(prompt: Prompt("C: ", style: "1;36"))
        print(description(of: event))
        switch event {
        case .line(Array("quit".utf8), _), .failed:
            break loop
        case .line(Array("work".utf8), _):
            work()
        case .line(Array("deaf work".utf8), _):
            work()
            while true {}
        case .line(let line, _):
            do {
                try source.add(line)
            } catch {
                print("<\(error)>")
            }
        case .endOfInput where hasEnded:
            break loop
        case .endOfInput, .lines, .interrupted, .tooLong, .dismissed:
            break
        }
        hasEnded = event == .endOfInput
    }
    print("<bye>")
}

/// Works until Ctrl-C.
private func work() {
    print("<working>")
    while !Terminal.isInterrupted {}
    print("<stopped>")
}

private func load(_ path: String?, into source: TerminalLineSource) {
    guard let path else { return }
    do {
        try source.loadHistory(path)
    } catch {
        print("<\(error)>")
    }
}

private func rest(of line: [UInt8]) -> String {
    let usual = Array("MAIL FROM:<ann@client.example>".utf8)
    guard usual.starts(with: line) else { return "" }
    return String(decoding: usual.dropFirst(line.count), as: UTF8.self)
}

private func complete(line: [UInt8], cursor: Int) -> Completion {
    let start = line[..<cursor].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    let word = line[start..<cursor].map { $0 & 0xDF }
    let candidates = ["EHLO", "EXPN", "MAIL FROM:<", "NOOP", "NOTIFY"].filter {
        $0.utf8.starts(with: word)
    }
    return Completion(
        replaceFrom: start,
        candidates: candidates.map {
            Completion.Candidate(Array($0.utf8), suffix: $0.hasSuffix("<") ? [] : [0x20])
        })
}
