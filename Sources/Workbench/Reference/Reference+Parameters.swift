import SMTPSession

// The parameters of MAIL and RCPT. Those that an extension of the machine declares are made from its
// declaration; the others stand in the table, and leave it when the machine knows them.

extension Reference {
    static func parameters(in configuration: Configuration) -> [ReferenceEntry] {
        var seen: Set<ESMTPParameter> = []
        return configuration.allExtensions.flatMap { known in
            // Two extensions can bring the same one.
            known.parameters.filter { seen.insert($0).inserted }
                .map { ReferenceEntry($0, of: known) }
        }
    }

    fileprivate static func belongs(to keyword: String) -> String {
        "It belongs to the extension \(keyword): a client sends it only if EHLO lists that."
    }
}

extension ReferenceEntry {
    fileprivate init(_ parameter: ESMTPParameter, of known: SMTPExtension) {
        let choices = parameter.choices.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        let name = parameter.keyword
        self.init(
            "parameter \(name)", .parameter, known.clause,
            [
                "What it says: \(parameter.meaning).", choices.isEmpty ? "" : "Values: \(choices).",
                Reference.belongs(to: known.keyword),
            ],
            examples: ["\(parameter.verb.declaration.syntax) \(parameter.exampleText)"],
            names: [name, name + "="])
    }
}
