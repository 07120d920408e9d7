import Foundation

/// The recordings beside the tests.
enum Fixture {
    static func url(_ path: String) throws -> URL {
        guard let root = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return root.appendingPathComponent("Fixtures").appendingPathComponent(path)
    }

    static func lines(_ path: String) throws -> [String] {
        let text = try String(contentsOf: url(path), encoding: .utf8)
        var lines = text.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    static func traceNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url("traces").path)
            .filter { $0.hasSuffix(".txt") }
            .map { String($0.dropLast(4)) }
            .sorted()
    }
}
