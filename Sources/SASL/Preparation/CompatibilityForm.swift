/// What a character becomes by the compatibility decomposition of Unicode 3.2, which RFC 3454 refers to.
///
/// The standard library has form C only. These are all characters whose form KD differs from their form D, and
/// their form KD: runs of characters in hexadecimal, and what the first of a run becomes. Those after it become the
/// characters after that one.
enum CompatibilityForm {
    /// The mapping; the character itself if it has none.
    static func of(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard let run = run(with: scalar.value) else { return [scalar] }
        let offset = scalar.value - run.characters.lowerBound
        return run.form.compactMap { Unicode.Scalar($0 + offset) }
    }

    private struct Run {
        let characters: ClosedRange<UInt32>
        let form: [UInt32]
    }

    private static let runs = [first, second, third].flatMap { $0.split(separator: " ") }
        .compactMap(run)

    /// Reads `2170-2172:69` or `2171:69.69`.
    private static func run(_ text: Substring) -> Run? {
        let parts = text.split(separator: ":")
        let bounds = parts[0].split(separator: "-").compactMap { UInt32($0, radix: 16) }
        guard let low = bounds.first, let high = bounds.last else { return nil }
        return Run(
            characters: low...high,
            form: parts[1].split(separator: ".").compactMap { UInt32($0, radix: 16) })
    }

    private static func run(with character: UInt32) -> Run? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].characters.contains(character) { return runs[middle] }
            if runs[middle].characters.upperBound < character {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return nil
    }
}
