import SMTPGrammar

// RFC 5321 §4.1.1.1:
//   ehlo = "EHLO" SP ( Domain / address-literal ) CRLF
//   helo = "HELO" SP Domain CRLF
// §4.1.4: a successful EHLO drops the transaction and the buffers as RSET does; one that fails leaves
// everything as it was.

extension Session {
    mutating func performHello(
        _ line: Span<UInt8>, isExtended: Bool, _ outputs: inout [Output]
    ) {
        let start = Session.startOfArgument(line)
        guard start < line.count else {
            return refuse(
                .argumentMissing, SyntaxError(at: line.count, .argumentMissing), &outputs)
        }
        if let error = Session.helloFault(line, from: start) {
            guard tolerates(.helloName) else { return refuse(.helloName, error, &outputs) }
            outputs.append(.note(Note(.helloName, offset: error.offset)))
        }
        let name = String(decoding: Session.octets(line, from: start), as: UTF8.self)
        ask(.hello(Hello(name: name, isExtended: isExtended)), &outputs)
    }

    private static func helloFault(_ line: Span<UInt8>, from start: Int) -> SyntaxError? {
        var reader = DomainReader()
        do {
            let end = try reader.read(line, from: start)
            guard end == line.count else { return SyntaxError(at: end, .domain) }
            return end - start > 255 ? SyntaxError(at: start, .domainTooLong) : nil
        } catch {
            return error
        }
    }

    mutating func resumeHello(_ hello: Hello, _ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .helloRefused, deferred: .helloDeferred, &outputs) else {
            return
        }
        var taken = hello
        if case .rewrite(let name) = answer {
            taken.name = String(decoding: Session.visible(name), as: UTF8.self)
        }
        self.hello = taken
        resetTransaction()
        // A reply of the policy's own stands for the whole list.
        let isOwn = answer != .accept() && !isRewrite(answer)
        guard taken.isExtended, !isOwn else {
            return confirm(answer, .helloAccepted, text: greeting, &outputs)
        }
        guard configuration.questions.contains(.capabilities) else {
            return reply(.helloAccepted, text: extendedGreeting, &outputs)
        }
        ask(.capabilities(keywords), &outputs)
    }

    private func isRewrite(_ answer: Answer) -> Bool {
        if case .rewrite = answer { true } else { false }
    }

    mutating func resumeCapabilities(
        _ keywords: [String], _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .helloRefused, deferred: .helloDeferred, &outputs) else {
            return
        }
        var listed = keywords
        if case .capabilities(let own) = answer { listed = own }
        let lines = [String(decoding: greeting, as: UTF8.self)] + listed
        let text = Session.visible(Array(lines.joined(separator: "\n").utf8))
        confirm(answer, .helloAccepted, text: text, &outputs)
    }

    /// "mx.sim.example greets client.example". A name that the client chose goes into a reply only
    /// with its control characters replaced.
    private var greeting: [UInt8] {
        var text = Array(configuration.hostname.utf8)
        text.append(contentsOf: " greets ".utf8)
        text.append(contentsOf: (hello?.name ?? "").utf8)
        return Session.visible(text)
    }

    private var extendedGreeting: [UInt8] {
        var text = greeting
        for known in SMTPExtension.all where configuration.extensions.contains(known.flag) {
            let count = text.count
            text.append(ASCII.lineFeed)
            known.offer(self, &text)
            // What is not offered now left no keyword.
            if text.count == count + 1 { text.removeLast() }
        }
        return text
    }

    private var keywords: [String] {
        extendedGreeting.split(separator: ASCII.lineFeed).dropFirst()
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where the argument begins: behind the verb and the blanks after it.
    static func startOfArgument(_ line: Span<UInt8>) -> Int {
        var start = endOfVerb(line)
        while start < line.count, line[start] == ASCII.space { start += 1 }
        return start
    }
}
