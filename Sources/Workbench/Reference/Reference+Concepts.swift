extension Reference {
    /// What people say who talk about mail, in three tables.
    static let concepts = mailConcepts + protocolConcepts + policyConcepts

    static func concept(
        _ title: String, _ clause: String, _ meaning: String, examples: [String] = [],
        names: [String] = []
    ) -> ReferenceEntry {
        ReferenceEntry(title, .concept, clause, [meaning], examples: examples, names: names)
    }
}
