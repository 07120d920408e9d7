import TerminalText
import Workbench

/// Writes a listing: a table for a person, or one JSON array.
struct Listing {
    let global: GlobalOptions

    /// Writes names and what they mean in two columns, or the values as JSON.
    func write(_ rows: [(String, String)], _ values: @autoclosure () -> [JSON]) {
        guard !global.json else { return Console.write(JSON.array(values()).text + "\n") }
        Console.write(PlainTable.lines(rows, width: Console.columns), global.color.theme)
    }
}
