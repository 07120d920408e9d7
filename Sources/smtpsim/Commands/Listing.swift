import TerminalText
import Workbench

/// Writes a listing: a table for a person, or one JSON array.
struct Listing {
    let global: GlobalOptions

    /// Writes the rows in two columns, or the values as JSON.
    ///
    /// - Parameters:
    ///   - rows: names and what they mean
    ///   - values: the same for programs
    func write(_ rows: [(String, String)], _ values: @autoclosure () -> [JSON]) {
        guard !global.json else { return Console.write(JSON.array(values()).text + "\n") }
        let theme = global.color.theme
        let lines = PlainTable.lines(rows, width: Console.columns)
        Console.write(lines.map { theme.render($0) + "\n" }.joined())
    }
}
