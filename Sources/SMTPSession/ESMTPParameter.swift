import SMTPGrammar

/// A parameter of MAIL or RCPT that an extension brings.
///
///     C: MAIL FROM:<ann@client.example> SIZE=12345
///
/// - SeeAlso: [RFC 5321 §4.1.1.11](https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.11)
public struct ESMTPParameter: Hashable, Sendable, Codable {
    /// Its keyword in capitals: `SIZE`.
    public var keyword: String
    /// The verb that takes it, MAIL or RCPT.
    public var verb: Verb
    /// What its value is.
    public var form: ParameterForm
    /// How many octets it adds to the longest command line.
    public var octets: Int
    /// A few words on what it says: `octets of the message`.
    public var meaning: String
    /// How a value is shown to a person: in `{octet} declared` a number takes the place of the braces, with
    /// the word, and in `<{}>` any value.
    public var reading: String
    /// Values that a prompt completes, with a few words on each.
    public var choices: [Choice]
    /// A value that a client could send; empty for a parameter without one.
    public var example: String

    /// A value that a prompt completes.
    ///
    /// A list of these is no dictionary: to make a dictionary's type, Swift's runtime reads all
    /// conformances of the program, for a fifth of the time and memory of a first session.
    public struct Choice: Hashable, Sendable, Codable {
        /// As it is written: `7BIT`.
        public var value: String
        /// A few words on it.
        public var meaning: String
    }

    /// A parameter.
    public init(
        _ keyword: String, on verb: Verb, _ form: ParameterForm, octets: Int, _ meaning: String,
        reading: String = "{}", choices: KeyValuePairs<String, String> = [:], example: String = ""
    ) {
        self.keyword = keyword.uppercased()
        self.verb = verb
        self.form = form
        self.octets = octets
        self.meaning = meaning
        self.reading = reading
        self.choices = choices.map { Choice(value: $0.key, meaning: $0.value) }
        self.example = example
    }

    /// How it is written, `SIZE=n`: one text for each value that can be listed.
    package var syntax: [String] {
        switch form {
        case .flag: [keyword]
        case .oneOf(let words): words.map { "\(keyword)=\($0)" }
        case .number: ["\(keyword)=n"]
        case .grammar(let grammar): ["\(keyword)=\(grammar.syntax)"]
        case .mailbox, .xtext, .text:
            choices.isEmpty
                ? ["\(keyword)=text"] : choices.map(\.value).sorted().map { "\(keyword)=\($0)" }
        }
    }

    /// The parameter as a client could send it.
    package var exampleText: String { form == .flag ? keyword : "\(keyword)=\(example)" }

    /// What a prompt completes it to, with a few words on each.
    package var completions: [(text: String, meaning: String, isWhole: Bool)] {
        let isOpen = choices.isEmpty && form != .flag && !form.isList
        guard !isOpen else { return [("\(keyword)=", meaning, false)] }
        return syntax.map { text in
            let value = text.dropFirst(keyword.count + 1)
            return (text, choices.first { $0.value == value }?.meaning ?? meaning, true)
        }
    }
}

// What the machine looks up for each parameter of a command: a flat table, whose rows can be compared
// without counting references.

/// A parameter that the machine knows, as it is looked up.
struct KnownParameter: Sendable {
    let verb: Verb
    let flag: ExtensionSet
    let keyword: String
    let form: ParameterForm
    let check: ParameterCheck?

    static let all: [KnownParameter] = SMTPExtension.known.flatMap { known in
        known.parameters.map { KnownParameter($0, of: known.flag) }
    }

    private init(_ parameter: ESMTPParameter, of flag: ExtensionSet) {
        verb = parameter.verb
        self.flag = flag
        keyword = parameter.keyword
        form = parameter.form
        check = ParameterCheck.of(keyword, verb)
    }

    /// The forms of all, by themselves, since reading one out of `all` copies the rest of it.
    static let forms: [ParameterForm] = all.map(\.form)

    /// What a parameter is found by.
    private struct Key: Sendable {
        let keyword: String
        let packed: UInt64
        let count: Int
        let verb: Verb
        let flag: ExtensionSet
        let hasCheck: Bool

        init(_ parameter: KnownParameter) {
            keyword = parameter.keyword
            let octets = Array(parameter.keyword.utf8)
            packed = KnownParameter.pack(octets.span, 0..<octets.count)
            count = octets.count
            verb = parameter.verb
            flag = parameter.flag
            hasCheck = parameter.check != nil
        }
    }

    /// One for each of `all`, at the same place.
    private static let keys: [Key] = all.map(Key.init)

    /// The last eight octets of a keyword as one number, letters in capitals.
    ///
    /// Without bit 5 a small letter is the capital; digits and hyphens stay apart from all others.
    private static func pack(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var packed: UInt64 = 0
        for index in range { packed = packed << 8 | UInt64(line[index] & 0xDF) }
        return packed
    }

    /// Where a parameter of a verb is that a keyword names.
    struct Place {
        let index: Int
        let keyword: String
        let flag: ExtensionSet
        let hasCheck: Bool
    }

    /// The place, from another on, of the parameter of a verb that a keyword names, if an extension that
    /// is on brings it.
    ///
    /// Two extensions can bring the same one, each with values of its own.
    static func place(
        of line: Span<UInt8>, _ range: Range<Int>, of verb: Verb, in offered: ExtensionSet,
        from start: Int = 0
    ) -> Place? {
        let packed = pack(line, range)
        let keys = keys
        for index in start..<keys.count
        where keys[index].packed == packed && keys[index].count == range.count
            && keys[index].verb == verb && offered.contains(keys[index].flag)
            && (range.count <= 8 || spells(line, range, keys[index].keyword))
        {
            let key = keys[index]
            return Place(
                index: index, keyword: key.keyword, flag: key.flag, hasCheck: key.hasCheck)
        }
        return nil
    }

    /// Whether a part of a line is a word that is given in capitals.
    static func spells(_ line: Span<UInt8>, _ range: Range<Int>, _ word: String) -> Bool {
        guard word.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for octet in word.utf8 {
            guard ASCII.uppercased(line[index]) == octet else { return false }
            index += 1
        }
        return true
    }
}

extension ESMTPParameter {
    /// What the extensions that the machine knows can add to a command line at the most.
    private static let mostOctets =
        max(octets(of: .mail, in: .all, []), octets(of: .rcpt, in: .all, []))

    /// What extensions can add to a command line at the most.
    static func mostOctets(with own: [SMTPExtension]) -> Int {
        own.isEmpty
            ? mostOctets : max(octets(of: .mail, in: .all, own), octets(of: .rcpt, in: .all, own))
    }

    /// Octets that extensions add to a verb's command line.
    static func octets(
        of verb: Verb, in offered: ExtensionSet, _ own: [SMTPExtension]
    ) -> Int {
        let known = SMTPExtension.known.filter { offered.contains($0.flag) }
        let parameters = (known + own.filter(\.isOn)).flatMap(\.parameters).filter {
            $0.verb == verb
        }
        // What two extensions bring can be there once only.
        let octets = Dictionary(parameters.map { ($0.keyword, $0.octets) }, uniquingKeysWith: max)
        return octets.values.reduce(0, +)
    }
}
