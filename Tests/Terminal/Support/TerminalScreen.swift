/// What a terminal shows: the part of an xterm that line editors use.
///
/// When the width changes, rows that the terminal itself had broken are broken anew, as most terminals do.
struct TerminalScreen {
    private struct Row {
        var cells: [Character] = []
        /// Whether the text goes on in the next row without a line end.
        var isContinued = false
    }

    private(set) var columns: Int
    private(set) var rowCount: Int
    /// Whether the program has asked for bracketed paste.
    private(set) var hasBracketedPaste = false

    private var rows = [Row()]
    private var row = 0
    private var column = 0
    private var isInserting = false
    /// Bytes of a character or an escape sequence that has not ended.
    private var unfinished: [UInt8] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        rowCount = rows
    }

    /// The rows without trailing blanks, down to the last that has text or the cursor.
    var text: [String] {
        var lines = rows.map { row in
            var cells = row.cells[...]
            while cells.last == " " { cells.removeLast() }
            return String(cells.filter { $0 != "\u{0}" })
        }
        while lines.count > row + 1, lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Where the cursor is, both counted from 0.
    var cursor: (row: Int, column: Int) { (row, min(column, columns - 1)) }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            unfinished.append(byte)
            if let first = unfinished.first, first == 0x1B {
                takeEscape(byte)
            } else if let scalar = String(validating: unfinished, as: UTF8.self) {
                unfinished = []
                scalar.unicodeScalars.forEach { show($0) }
            }
        }
    }

    mutating func resize(columns: Int, rows: Int) {
        let lines = logicalLines
        self.columns = columns
        rowCount = rows
        self.rows = []
        for line in lines.cells.indices {
            if line == lines.cursorLine {
                row = self.rows.count + lines.cursorOffset / columns
                column = lines.cursorOffset % columns
            }
            var rest = lines.cells[line][...]
            repeat {
                let isContinued = rest.count > columns
                self.rows.append(Row(cells: Array(rest.prefix(columns)), isContinued: isContinued))
                rest = rest.dropFirst(columns)
            } while !rest.isEmpty
        }
        while self.rows.count <= row { self.rows.append(Row()) }
    }

    private var logicalLines: (cells: [[Character]], cursorLine: Int, cursorOffset: Int) {
        var lines: [[Character]] = [[]]
        var cursor = (line: 0, offset: 0)
        for (index, row) in rows.enumerated() {
            if index == self.row {
                cursor = (lines.count - 1, (lines.last?.count ?? 0) + column)
            }
            lines[lines.count - 1] += row.cells
            if !row.isContinued, index + 1 < rows.count {
                lines.append([])
            }
        }
        return (lines, cursor.line, cursor.offset)
    }

    // MARK: - Characters

    private mutating func show(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\r": column = 0
        case "\n": lineFeed()
        case "\u{8}": column = max(0, min(column, columns - 1) - 1)
        case "\u{7}": break
        case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
        default: put(scalar)
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if (0x300...0x36F).contains(scalar.value), column > 0 {
            let base = rows[row].cells[column - 1]
            rows[row].cells[column - 1] = Character("\(base)\(scalar)")
            return
        }
        let isWide =
            (0x1100...0x115F).contains(scalar.value)
            || (0x2E80...0xFFDC).contains(scalar.value) && scalar.value != 0xFFFD
            || scalar.value >= 0x1F000
        let width = isWide ? 2 : 1
        if column + width > columns {
            // The row was full; only now does the text go on in the next.
            rows[row].isContinued = true
            lineFeed()
            column = 0
        }
        while rows[row].cells.count < column { rows[row].cells.append(" ") }
        let cells = [Character(scalar)] + (isWide ? ["\u{0}"] : [])
        let end = isInserting ? column : min(column + width, rows[row].cells.count)
        rows[row].cells.replaceSubrange(column..<max(column, end), with: cells)
        column += width
    }

    private mutating func lineFeed() {
        row += 1
        if row == rows.count {
            rows.append(Row())
        }
    }

    // MARK: - Escape sequences

    private mutating func takeEscape(_ byte: UInt8) {
        guard unfinished.count > 1 else { return }
        guard unfinished[1] == UInt8(ascii: "[") else {
            unfinished = []
            return
        }
        guard unfinished.count > 2, (0x40...0x7E).contains(byte) else { return }
        let parameters = String(decoding: unfinished[2..<(unfinished.count - 1)], as: UTF8.self)
        unfinished = []
        perform(byte, parameters)
    }

    private mutating func perform(_ command: UInt8, _ parameters: String) {
        let count = max(1, Int(parameters) ?? 1)
        switch Character(Unicode.Scalar(command)) {
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count where row + 1 < rows.count { row += 1 }
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, min(column, columns - 1) - count)
        case "G": column = min(columns, count) - 1
        case "H": goHome(parameters)
        case "J": erase(below: parameters)
        case "K": clearToEndOfRow()
        case "P": delete(count)
        case "@": insert(count)
        case "h", "l": setMode(parameters, command == UInt8(ascii: "h"))
        default: break
        }
    }

    private mutating func goHome(_ parameters: String) {
        guard parameters.isEmpty else { return }
        row = 0
        column = 0
    }

    private mutating func erase(below parameters: String) {
        if parameters == "2" {
            rows = [Row()]
            row = 0
        } else {
            clearToEndOfRow()
            rows.removeSubrange((row + 1)...)
        }
    }

    private mutating func clearToEndOfRow() {
        rows[row].isContinued = false
        rows[row].cells.removeSubrange(min(column, rows[row].cells.count)...)
    }

    private mutating func delete(_ count: Int) {
        guard column < rows[row].cells.count else { return }
        rows[row].cells.removeSubrange(column..<min(column + count, rows[row].cells.count))
    }

    private mutating func insert(_ count: Int) {
        guard column < rows[row].cells.count else { return }
        rows[row].cells.insert(contentsOf: Array(repeating: " ", count: count), at: column)
        rows[row].cells = Array(rows[row].cells.prefix(columns))
    }

    private mutating func setMode(_ parameters: String, _ isOn: Bool) {
        if parameters == "4" {
            isInserting = isOn
        } else if parameters == "?2004" {
            hasBracketedPaste = isOn
        }
    }
}
