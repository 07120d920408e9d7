/// A way to write a conversation down so that it can be repeated, or read by others.
///
/// One format is one file: its declaration, from which the command line, completion, docs/export.md and the
/// warnings are made, and the function that writes it.
public struct ExportFormat: Sendable {
    /// The word that `--to` takes.
    public let word: String
    /// What comes out, as a phrase: `a Python program`.
    public let title: String
    /// How it is used, as a sentence.
    public let usage: String
    /// What it can hold, of what a conversation may have.
    public let holds: Set<PlayedFeature>
    /// Whether credentials are in it if the person wants that.
    let writesSecrets: Bool
    /// What to say of what it cannot hold, where that is something special.
    let losses: [PlayedFeature: String]
    /// The word of `smtpsim import --from` for what comes out; nil if it is not read back.
    public let readAs: String?
    /// Why a conversation cannot be written so, if it cannot.
    let refusal: @Sendable (PlayedConversation) -> String?
    /// Writes the lines, given what they cannot hold.
    let lines: @Sendable (PlayedConversation, ExportOptions, [String]) -> [String]

    init(
        _ word: String, _ title: String, usage: String, holds: Set<PlayedFeature>,
        writesSecrets: Bool = true, losses: [PlayedFeature: String] = [:],
        readAs: String? = nil,
        refusal: @escaping @Sendable (PlayedConversation) -> String? = { _ in nil },
        lines: @escaping @Sendable (PlayedConversation, ExportOptions, [String]) -> [String]
    ) {
        self.word = word
        self.title = title
        self.usage = usage
        self.holds = holds
        self.writesSecrets = writesSecrets
        self.losses = losses
        self.readAs = readAs
        self.refusal = refusal
        self.lines = lines
    }

    /// All formats, in the order of the manual.
    public static let all: [ExportFormat] = [
        swaks, curl, python, go, nodejs, telnet, eximClient, mermaid, markdown, json, text,
    ]

    /// The format of a word, in any case.
    public static func named(_ word: String) -> ExportFormat? {
        all.first { $0.word == word.lowercased() }
    }
}

extension ExportFormat {
    /// Writes a conversation.
    ///
    /// - Throws: ``ExportRefusal`` if the format cannot repeat what matters in it.
    public func write(
        _ conversation: PlayedConversation, options: ExportOptions = ExportOptions()
    ) throws(ExportRefusal) -> Export {
        if let refusal = refusal(conversation) { throw ExportRefusal(description: refusal) }
        let warnings = warnings(conversation, options)
        let lines = lines(conversation, options, warnings)
        return Export(text: lines.map { $0 + "\n" }.joined(), warnings: warnings)
    }

    /// What the conversation has and the format cannot hold.
    func warnings(_ conversation: PlayedConversation, _ options: ExportOptions) -> [String] {
        var warnings: [String] = []
        for feature in PlayedFeature.allCases where !holds.contains(feature) {
            if feature == .secrets, options.showsSecrets, writesSecrets { continue }
            guard let loss = losses[feature] ?? feature.loss, conversation.has(feature) else {
                continue
            }
            warnings.append(feature == .commands ? "\(loss): \(others(conversation))." : loss)
        }
        return warnings
    }

    private func others(_ conversation: PlayedConversation) -> String {
        let others = ClientStory(conversation).connections.flatMap(\.others)
        let more = others.count > 5 ? " and \(others.count - 5) more" : ""
        return others.prefix(5).map { "`\($0)`" }.joined(separator: ", ") + more
    }
}
