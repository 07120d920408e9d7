import Foundation
import Testing

@Suite("Links in the texts")
struct LinkTests {
    @Test("Every link to a file or a heading leads somewhere", arguments: Document.all)
    func linksResolve(_ document: Document) throws {
        for target in try LinkTests.targets(in: document) where !target.contains("://") {
            let parts = target.split(separator: "#", omittingEmptySubsequences: false)
            let path = String(parts.first ?? "")
            let folder = document.url.deletingLastPathComponent()
            let file = path.isEmpty ? document.url : folder.appendingPathComponent(path)
            let exists = FileManager.default.fileExists(atPath: file.path)
            #expect(exists, "\(document.path): there is no \(target)")
            guard exists, parts.count > 1, file.pathExtension == "md" else { continue }
            let anchors = LinkTests.anchors(try String(contentsOf: file, encoding: .utf8))
            #expect(anchors.contains(String(parts[1])), "\(document.path): no heading \(target)")
        }
    }

    @Test("Every text in docs can be reached from README")
    func everythingIsReachable() throws {
        var reached: Set<String> = []
        var open = ["README.md"]
        while let path = open.popLast() {
            guard reached.insert(path).inserted, path.hasSuffix(".md") else { continue }
            let document = Document(path: path)
            guard FileManager.default.fileExists(atPath: document.url.path) else { continue }
            let folder = document.url.deletingLastPathComponent()
            let repository = Document.repository.standardizedFileURL.path + "/"
            for target in try LinkTests.targets(in: document) where !target.contains("://") {
                let name = target.split(separator: "#").first.map(String.init) ?? ""
                let url = folder.appendingPathComponent(name).standardizedFileURL
                open.append(url.path.replacingOccurrences(of: repository, with: ""))
            }
        }
        for document in Document.all {
            #expect(reached.contains(document.path), "nothing leads to \(document.path)")
        }
    }

    /// What stands in `](…)`, outside of blocks and code.
    private static func targets(in document: Document) throws -> [String] {
        var isInBlock = false
        var targets: [String] = []
        for line in try document.text().components(separatedBy: "\n") {
            if line.hasPrefix("```") { isInBlock.toggle() }
            guard !isInBlock else { continue }
            let prose = line.split(separator: "`", omittingEmptySubsequences: false)
                .enumerated().map { $0.offset % 2 == 0 ? String($0.element) : "" }
                .joined()
            for part in prose.components(separatedBy: "](").dropFirst() {
                targets.append(String(part.prefix { $0 != ")" && $0 != " " }))
            }
        }
        return targets
    }

    /// The anchors that headings get: small letters, blanks as hyphens, no punctuation.
    private static func anchors(_ text: String) -> Set<String> {
        Set(
            text.components(separatedBy: "\n").filter { $0.hasPrefix("#") }.map { line in
                let title = line.drop { $0 == "#" }.dropFirst().lowercased()
                return String(
                    title.map { $0 == " " ? "-" : $0 }.filter {
                        $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
                    })
            })
    }
}
