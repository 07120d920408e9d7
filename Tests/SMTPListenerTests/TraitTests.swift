import Foundation
import Testing

@Suite("The package trait Live")
struct TraitTests {
    private struct Package: Decodable {
        struct Target: Decodable {
            struct Dependency: Decodable {
                /// Name, package, aliases, condition.
                var product: [Part]?
            }
            var name: String
            var type: String
            var dependencies: [Dependency]
        }
        var targets: [Target]
    }

    /// A part of a dependency: a name, or the condition.
    private enum Part: Decodable {
        case name(String), condition([String]), nothing

        private struct Condition: Decodable { var traits: [String]? }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let name = try? value.decode(String.self) {
                self = .name(name)
            } else if let condition = try? value.decode(Condition.self) {
                self = .condition(condition.traits ?? [])
            } else {
                self = .nothing
            }
        }

        var name: String? { if case .name(let name) = self { name } else { nil } }
        var traits: [String] { if case .condition(let traits) = self { traits } else { [] } }
    }

    @Test("brings all of SwiftNIO, so that who embeds the machine without it fetches none")
    func condition() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "smtpsim-trait-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path,
            "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let package = try JSONDecoder().decode(Package.self, from: text)
        let live = ["swift-nio", "swift-nio-ssl", "swift-certificates"]
        var found = 0
        for target in package.targets {
            for product in target.dependencies.compactMap(\.product)
            where live.contains(product.dropFirst().first?.name ?? "") {
                found += 1
                #expect(product.contains { $0.traits == ["Live"] }, "\(target.name): \(product)")
                #expect(
                    ["SMTPListener", "smtpsim", "SMTPListenerTests"].contains(target.name),
                    "\(target.name)")
            }
        }
        #expect(found > 5)
    }
}
