import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

extension PromptCommand: CustomStringConvertible {
    /// The command as it is typed, without its colon; passwords are masked.
    public var description: String { text(secrets: false) }

    /// The command as it is typed, without its colon.
    ///
    /// - Parameter secrets: whether passwords stand in it
    /// - Returns: text that parses to the same command, if secrets are in it
    public func text(secrets: Bool) -> String {
        ([name] + arguments(secrets: secrets)).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The name, as the table has it.
    public var name: String {
        switch self {
        case .help: "help"
        case .state: "state"
        case .can: "can"
        case .why: "why"
        case .explain: "explain"
        case .envelope: "envelope"
        case .messages: "messages"
        case .message: "message"
        case .log: "log"
        case .hooks: "hooks"
        case .settings: "settings"
        case .buffer: "buffer"
        case .compare: "compare"
        case .quit: "quit"
        case .undo: "undo"
        case .redo: "redo"
        case .goTo: "goto"
        case .checkpoint: "checkpoint"
        case .restore: "restore"
        case .fork: "fork"
        case .sessions: "sessions"
        case .on: "on"
        case .off: "off"
        case .next: "next"
        case .ask, .askCredentials: "ask"
        case .user: "user"
        case .send: "send"
        case .hex: "hex"
        case .file: "file"
        case .chunk: "chunk"
        case .paste: "paste"
        case .flush: "flush"
        case .connect: "connect"
        case .close: "close"
        case .tls: "tls"
        case .auth: "auth"
        case .wait: "wait"
        case .set: "set"
        case .profile: "profile"
        case .seed: "seed"
        case .save: "save"
        case .run: "run"
        case .open: "open"
        case .expect: "expect"
        case .require: "require"
        case .include: "include"
        }
    }

    private func arguments(secrets: Bool) -> [String] {
        switch self {
        case .state, .can, .envelope, .messages, .log, .hooks, .buffer, .quit, .paste, .flush,
            .close:
            []
        case .help(let text), .settings(let text): [text ?? ""]
        case .sessions(let name): [name.map(EscapedText.word) ?? ""]
        case .why(let number), .undo(let number), .redo(let number):
            number == 1 ? [] : ["\(number)"]
        case .goTo(let number): ["\(number)"]
        case .seed(let seed): ["\(seed)"]
        case .explain(let text): [text]
        case .message(let text), .checkpoint(let text), .restore(let text),
            .fork(let text), .require(let text), .save(let text), .run(let text), .open(let text),
            .include(let text):
            [EscapedText.word(text)]
        case .compare(let profile), .profile(let profile): [profile.rawValue]
        case .on(let rule): [rule.description]
        case .off(let number): [number.map { "\($0)" } ?? "all"]
        case .next(let action): [action.description]
        case .ask(let hooks, let isOn):
            Hook.allCases.filter(hooks.contains).map(\.rawValue) + (isOn ? [] : ["off"])
        case .askCredentials(let isOn): ["credentials"] + (isOn ? [] : ["off"])
        case .user(let name, let secret):
            [EscapedText.word(name), CommandWords.written(secret, secrets)]
        case .send(let bytes):
            [EscapedText.quoted(bytes.bytes), bytes.count == 1 ? "" : "*\(bytes.count)"]
        case .hex(let bytes): bytes.map(\.hexadecimal)
        case .file(let file):
            [EscapedText.word(file.path), file.mode == .raw ? "" : file.mode.rawValue]
        case .chunk(let size): [size.map { "\($0)" } ?? "off"]
        case .connect(let peer): CommandWords.written(peer)
        case .tls(let info): CommandWords.written(info)
        case .auth(let mechanism, let credential):
            [mechanism.name] + CommandWords.written(credential, secrets)
        case .wait(let milliseconds): [DurationText.print(milliseconds)]
        case .set(let key, let value): [key, EscapedText.word(value)]
        case .expect(let check): [check.description]
        }
    }
}
