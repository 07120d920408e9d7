import OctetText

extension LinePattern {
    /// The pattern that matches one text only.
    static func text(matching line: String) -> String {
        var text = ""
        var brackets = ""
        var run = VisibleRun()
        for scalar in line.unicodeScalars {
            if scalar == "{" || scalar == "[" {
                run = VisibleRun()
                brackets.unicodeScalars.append(scalar)
                continue
            }
            let shows = run.shows(scalar)
            text += written(brackets: brackets, isBeforeHole: !shows)
            brackets = ""
            text += shows ? String(scalar) : "{{\(escaped(scalar))}}"
        }
        return text + written(brackets: brackets, isBeforeHole: false)
    }

    /// A run of opening brackets: a run, because a lone `{` before a hole would shift its start.
    private static func written(brackets: String, isBeforeHole: Bool) -> String {
        guard !brackets.isEmpty else { return "" }
        let isHole = brackets.contains("{{") || brackets.contains("[[")
        guard isHole || isBeforeHole else { return brackets }
        return "{{" + brackets.map { "\\\($0)" }.joined() + "}}"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
}
