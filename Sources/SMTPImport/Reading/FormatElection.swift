import SMTPGrammar

/// Which format a source is in, by a vote of its first lines.
///
/// The format with most lines wins; a mark with a direction counts more than other lines. Message text
/// does not vote: a mail may well quote a log.
struct FormatElection {
    /// As many lines are looked at.
    static let mostLines = 400
    /// A line is looked at so far: marks stand near its beginning.
    static let mostOctets = 400

    /// What was found.
    struct Result {
        var format: any TranscriptFormat.Type
        /// How many of the lines fit, from 0 to 100.
        var percentage: Int
        /// What stands before the lines, if most have something there.
        var prefixes: [LinePrefix] = []
        /// How many lines had a mark with a direction.
        var directions = 0
        /// How many of these no client and no server would send as they stand.
        var marks = 0
        /// Whether one of them can be nobody else's.
        var isCertain = false
    }

    /// The lines that vote.
    private let lines: [LineText]

    init(_ lines: [LineText]) {
        self.lines = FormatElection.voters(lines.prefix(FormatElection.mostLines))
    }

    /// The winner among formats; nil if the lines are in none of them.
    ///
    /// Marks that can be learned from the lines win if they explain more of what was said.
    func winner(among formats: [any TranscriptFormat.Type]) -> Result? {
        let known = knownWinner(among: formats)
        guard known?.isCertain != true, formats.contains(where: { $0 is MarkedLog.Type }),
            let marks = LearnedMarks(lines), marks.lines > known?.directions ?? 0
        else { return known }
        return Result(
            format: MarkedLog.self, percentage: marks.lines * 100 / max(1, lines.count),
            prefixes: marks.prefixes, directions: marks.lines, marks: marks.lines)
    }

    private func knownWinner(among formats: [any TranscriptFormat.Type]) -> Result? {
        let best = FormatElection.best(formats.map(count).filter(isElected))
        let isEnough = best.map { $0.percentage >= 60 } ?? false
        if isEnough, best?.isCertain == true { return best }
        let prefixed = formats.compactMap(countWithPrefix).filter(isElected)
        guard let other = FormatElection.best(prefixed) else { return best }
        let mayWin = !isEnough || (other.isCertain && other.format != best?.format)
        return mayWin && other.directions > (best?.directions ?? 0) ? other : best
    }

    private func isElected(_ result: Result) -> Bool {
        guard result.directions > 0 else { return false }
        if result.format is BareTranscript.Type {
            // What a terminal says around a short session leaves few lines with a code.
            return result.directions >= 2
                && (result.directions * 10 >= lines.count * 3 || result.percentage >= 80)
        }
        // SMTP itself is in no other format: in plain input, a few lines may look like marks.
        guard lines.contains(where: \.isCommand) else { return result.marks >= 2 }
        let enough = result.format.description.isHandwritten ? 50 : 25
        return result.marks >= 2 && result.percentage >= enough
    }

    private static func best(_ results: [Result]) -> Result? {
        var best: Result?
        for result in results where result.directions > 0 {
            guard let known = best else {
                best = result
                continue
            }
            // Lines of its own decide; with as many, it has to explain clearly more of the rest.
            let isBetter =
                result.directions > known.directions
                || (result.directions == known.directions
                    && result.percentage > known.percentage + 15)
            if isBetter { best = result }
        }
        return best
    }

    private func count(_ format: any TranscriptFormat.Type) -> Result {
        count(format, lines)
    }

    private func count(_ format: any TranscriptFormat.Type, _ lines: [LineText]) -> Result {
        var fits = 0
        var directions = 0
        var marks = 0
        var isCertain = false
        for line in lines {
            let vote = format.vote(line)
            fits += vote == .none ? 0 : 1
            isCertain = isCertain || vote == .certain
            let weight = vote == .certain ? 2 : vote == .direction ? 1 : 0
            directions += weight
            if weight > 0, line.replyCode == nil, !line.isCommand { marks += weight }
        }
        if format.needsCertainLine, !isCertain { return Result(format: format, percentage: 0) }
        let percentage = lines.isEmpty ? 0 : fits * 100 / lines.count
        return Result(
            format: format, percentage: percentage, directions: directions, marks: marks,
            isCertain: isCertain)
    }

    private func countWithPrefix(_ format: any TranscriptFormat.Type) -> Result? {
        let found = PrefixSearch(format: format).prefixes(of: lines)
        guard !found.isEmpty else { return nil }
        let stripped = lines.map { line in
            found.lazy.compactMap { $0.match(line)?.rest }.first ?? line
        }
        var result = count(format, stripped)
        result.prefixes = found.map { PrefixSearch.keyed($0, by: lines) }
        return result
    }

    /// The lines without those of message text that stand bare after DATA, unless the server refused it.
    private static func voters(_ lines: some Sequence<LineText>) -> [LineText] {
        var voters: [LineText] = []
        var isText = false
        var mayRefuse = false
        for line in lines where !line.isEmpty {
            if isText, !(mayRefuse && (line.replyCode ?? 300) >= 400), !line.begins(with: "354") {
                isText = !line.equals(".")
                mayRefuse = false
                continue
            }
            isText = line.replyCode == 354 || (line.count == 4 && line.begins(withWord: "DATA"))
            mayRefuse = isText
            voters.append(line.prefix(mostOctets))
        }
        return voters
    }
}
