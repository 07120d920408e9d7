import TerminalText
import Workbench

/// Writes what there is: a table for a person, or one JSON array.
struct Listing {
    let global: GlobalOptions

    /// Writes rows of two columns, or the values.
    ///
    /// - Parameters:
    ///   - rows: a name and what it means
    ///   - values: the same for programs
    func write(_ rows: [(String, String)], _ values: @autoclosure () -> [JSON]) {
        guard !global.json else { return Console.write(JSON.array(values()).text + "\n") }
        Console.write(PlainTable.lines(rows, width: Console.columns), global.color.theme)
    }
}
