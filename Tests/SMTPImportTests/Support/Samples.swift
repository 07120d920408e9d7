import Foundation
import SMTPImport
import Testing

/// The samples of formats: what programs write, and beside it what is to be read.
struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let octets: [UInt8]

    var testDescription: String { name }

    /// All of them, by name.
    static let all: [Sample] = names.map { name in
        Sample(
            name: name, octets: [UInt8](FileManager.default.contents(atPath: path(name)) ?? Data()))
    }

    /// The lines that are expected: the format and percentage, then the turns.
    var expected: [String] {
        let octets = FileManager.default.contents(atPath: Sample.path(name) + ".expected") ?? Data()
        return String(decoding: octets, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Writes what is expected anew.
    func write(expected lines: [String]) {
        let text = lines.joined(separator: "\n") + "\n"
        try? Data(text.utf8).write(to: URL(filePath: Sample.path(name) + ".expected"))
    }

    /// The sample as lines without their ends.
    var lines: [[UInt8]] {
        octets.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    }

    private static let folder = #filePath.replacing(/Support\/Samples.swift$/, with: "Samples")

    private static func path(_ name: String) -> String { "\(folder)/\(name)" }

    private static var names: [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { !$0.hasSuffix(".expected") && !$0.hasPrefix(".") }.sorted()
    }
}
