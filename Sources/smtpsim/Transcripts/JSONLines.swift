import Dispatch
import SystemCalls
import Workbench

/// JSON lines on standard input: one object a line, `{"id":…,"text":…}`, and one result a line, in the same order.
///
///     {"id":"a1","text":"220 mx.example ESMTP\nEHLO …"}     →  {"id":"a1", …}
///
/// Memory is bounded: a few lines are read, worked at side by side, and written before the next ones.
struct JSONLines {
    /// How many are worked at side by side.
    let jobs: Int

    /// A transcript among many.
    struct Item: Sendable {
        /// The value of `id`, whatever it is; the number of the line if there is none.
        let id: JSON
        let text: String

        /// What its script is called.
        var name: String { id.stringValue ?? id.text }
    }

    /// A line may have so many octets.
    private static let longest = 64 << 20
    /// So many lines, or octets of them, are read before they are worked at.
    private static let batch = (lines: 256, octets: 16 << 20)

    /// A result, and whether it has an error.
    private struct Result: Sendable {
        var text = ""
        var isError = false
    }

    /// Reads all of standard input; the members of each result follow its `id`.
    ///
    /// - Returns: Whether any result has the member `error`.
    func run(_ body: @Sendable (Item) -> [(String, JSON)]) throws(Failure) -> Bool {
        var hasErrors = false
        var lines = LongLines()
        var number = 0
        var progress = Progress(nil)
        while true {
            var batch: [(number: Int, line: [UInt8])] = []
            var size = 0
            while batch.count < JSONLines.batch.lines, size < JSONLines.batch.octets,
                let line = try lines.next(limit: JSONLines.longest)
            {
                number += 1
                size += line.count
                if !line.allSatisfy({ $0 <= 0x20 }) { batch.append((number, line)) }
            }
            guard !batch.isEmpty || size > 0 else { break }
            let results = results(batch, body)
            if results.contains(where: \.isError) { hasErrors = true }
            Console.write(results.map { $0.text + "\n" }.joined())
            progress.advance(by: batch.count)
        }
        progress.clear()
        return hasErrors
    }

    private func results(
        _ batch: [(number: Int, line: [UInt8])], _ body: @Sendable (Item) -> [(String, JSON)]
    ) -> [Result] {
        let workers = min(jobs, batch.count)
        guard workers > 1 else { return batch.map { JSONLines.result($0.line, $0.number, body) } }
        let places = UnsafeMutablePointer<Result>.allocate(capacity: batch.count)
        places.initialize(repeating: Result(), count: batch.count)
        defer {
            places.deinitialize(count: batch.count)
            places.deallocate()
        }
        // Safe: each place is written by one worker only, and read when all have ended.
        nonisolated(unsafe) let results = places
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: batch.count, by: workers) {
                results[index] = JSONLines.result(batch[index].line, batch[index].number, body)
            }
        }
        return (0..<batch.count).map { results[$0] }
    }

    private static func result(
        _ line: [UInt8], _ number: Int, _ body: (Item) -> [(String, JSON)]
    ) -> Result {
        guard line.count <= longest else {
            return failed(.null, "line \(number) has more than \(longest) octets")
        }
        guard let value = JSON(reading: line), case .object = value else {
            return failed(.null, "line \(number) is no JSON object")
        }
        let id = value["id"] ?? .number(number)
        guard let text = value["text"]?.stringValue else {
            return failed(id, "line \(number) has no text")
        }
        let members = body(Item(id: id, text: text))
        return Result(
            text: JSON(members: [("id", id)] + members).text,
            isError: members.contains { $0.0 == "error" })
    }

    private static func failed(_ id: JSON, _ why: String) -> Result {
        Result(text: JSON(members: [("id", id), ("error", .string(why))]).text, isError: true)
    }
}

/// The lines of standard input, of any length up to a limit: what is longer is cut, and one octet longer than that.
struct LongLines {
    private var buffer: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    /// The next line without its end; nil at the end.
    mutating func next(limit: Int) throws(Failure) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                line = LongLines.joined(line, buffer[start..<end], limit)
                start = end + 1
                return line
            }
            line = LongLines.joined(line, buffer[start...], limit)
            start = buffer.count
            guard !hasEnded else { return line.isEmpty ? nil : line }
            do {
                buffer = try Descriptor.standardInput.readSome(limit: 1 << 20)
            } catch {
                throw Failure("cannot read standard input: \(error)")
            }
            start = 0
            hasEnded = buffer.isEmpty
        }
    }

    private static func joined(_ line: [UInt8], _ more: ArraySlice<UInt8>, _ limit: Int) -> [UInt8]
    {
        line.count > limit ? line : line + more.prefix(limit + 1 - line.count)
    }
}
