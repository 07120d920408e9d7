import SMTPSession

// The parameters of MAIL and RCPT. Those that an extension of the machine declares are made from its
// declaration; the others stand in the table, and leave it when the machine knows them.

extension Reference {
    static func parameters(in configuration: Configuration) -> [ReferenceEntry] {
        let declared = configuration.allExtensions.flatMap { known in
            known.parameters.map { ($0, known) }
        }
        // Two extensions can bring the same one, perhaps with values of its own.
        var keywords: [String] = []
        for (parameter, _) in declared where !keywords.contains(parameter.keyword) {
            keywords.append(parameter.keyword)
        }
        return keywords.compactMap { keyword in
            ReferenceEntry(declared.filter { $0.0.keyword == keyword })
        }
    }

    fileprivate static func belongs(to keyword: String) -> String {
        "It belongs to the extension \(keyword): a client sends it only if EHLO lists that."
    }
}

extension ReferenceEntry {
    /// The article on a parameter, by its declarations; nil without any.
    fileprivate init?(_ declared: [(parameter: ESMTPParameter, known: SMTPExtension)]) {
        guard let (parameter, known) = declared.first else { return nil }
        let name = parameter.keyword
        let choices = declared.flatMap { $0.parameter.choices.sorted { $0.value < $1.value } }
            .map { "\($0.value): \($0.meaning)" }.joined(separator: "; ")
        var examples: [String] = []
        for (parameter, _) in declared {
            let example = "\(parameter.verb.declaration.syntax) \(parameter.exampleText)"
            if !examples.contains(example) { examples.append(example) }
        }
        self.init(
            "parameter \(name)", .parameter, known.clause,
            [
                "What it says: \(parameter.meaning).",
                values(declared.map(\.parameter)), choices.isEmpty ? "" : "Values: \(choices).",
                Reference.belongs(to: declared.map(\.known.keyword).joined(separator: " or ")),
            ], examples: examples, names: [name, name + "=*"])
    }
}

/// What follows the keyword, by the first declaration and those that widen it.
private func values(_ parameters: [ESMTPParameter]) -> String {
    var forms: [String] = []
    for parameter in parameters where !forms.contains(parameter.form.description) {
        forms.append(parameter.form.description)
    }
    let octets = parameters.map(\.octets).max() ?? 0
    return "After it: \(forms.joined(separator: "; or "))."
        + " It makes the command line longer by up to \(octets) octets."
}
