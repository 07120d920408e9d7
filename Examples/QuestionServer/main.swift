// A mail server that answers the session's questions itself: it greylists, that is, it defers every
// recipient once. The client is a list of lines, so that the program runs on its own.
//
//     QuestionServer

import SMTPGrammar
import SMTPSession

struct GreylistingServer {
    var session = Session()
    var greylisted: Set<[UInt8]> = []
    var message: [UInt8] = []

    init() {
        // Ask us only these two; the session takes the default answer to all other questions.
        session.configuration.questions = HookSet([Hook.recipient, .message])
    }

    /// Hands an input to the session and performs its outputs; an answer is the next input.
    mutating func perform(_ input: Input) throws {
        for output in try session.receive(input) {
            switch output {
            case .reply(let reply): for line in reply.lines { print("S: \(line)") }
            case .ask(let question):
                let answer = answer(question)
                print("#  asked: \(question.hook.rawValue)")
                try perform(.answer(answer))
            case .content(let piece): message += piece
            case .message(let outcome): print("#  message \(outcome.disposition.rawValue)")
            case .note(let note): print("#  \(note.rule.id)")
            case .reading, .transition, .link: break
            case .startTLS, .close: print("#  connection closed")
            @unknown default: break
            }
        }
    }

    mutating func answer(_ question: Question) -> Answer {
        switch question {
        case .recipient(let recipient):
            let isNew = greylisted.insert(Array(recipient.mailbox)).inserted
            guard isNew else { return .accept() }
            return .tempfail(CustomReply(451, EnhancedStatusCode(4, 7, 1), "Come back later"))
        case .message: return .accept(CustomReply(nil, nil, "Kept \(message.count) octets"))
        case .connect, .hello, .capabilities, .verb, .sender, .data, .authenticate, .startTLS,
            .verify, .expand, .unknown, .delivery, .queue, .fetch,
            .reversal, .turned:
            return question.hook.defaultAnswer
        @unknown default: return question.hook.defaultAnswer
        }
    }
}

var server = GreylistingServer()
try server.perform(.connected(Peer(address: "192.0.2.1")))
for line in [
    "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>",
    "RCPT TO:<bob@sim.example>", "DATA", "Subject: Hello", "", "..and welcome", ".", "QUIT",
] {
    print("C: \(line)")
    try server.perform(.bytes(Array("\(line)\r\n".utf8)))
}
