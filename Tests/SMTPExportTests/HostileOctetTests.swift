import Foundation
import SMTPExport
import Testing

@Suite("Hostile octets in exports")
struct HostileOctetTests {
    private static let conversations = HostileConversations.all

    private func text(
        _ word: String, _ conversation: PlayedConversation, secrets: Bool = false
    ) throws -> String? {
        var options = ExportOptions()
        options.showsSecrets = secrets
        let format = try #require(ExportFormat.named(word))
        return try? format.write(conversation, options: options).text
    }

    @Test("No format writes anything that does not show as itself", arguments: conversations)
    func visible(_ conversation: PlayedConversation) throws {
        for format in ExportFormat.all {
            guard let text = try text(format.word, conversation, secrets: true) else { continue }
            let hidden = text.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar != "\n" && scalar != "\t"
                case .format, .lineSeparator, .paragraphSeparator: true
                default: false
                }
            }
            #expect(hidden.isEmpty, "\(format.word): \(Array(hidden))")
            #expect(text.hasSuffix("\n"))
        }
    }

    @Test(
        "Literals of programs are ASCII and stand for the octets, write by write",
        arguments: ["python", "nodejs", "go"])
    func literals(_ word: String) throws {
        for conversation in Self.conversations {
            let text = try #require(try text(word, conversation, secrets: true))
            let sent = conversation.turns.compactMap { turn -> [UInt8]? in
                if case .sent(let write) = turn { write.octets(secrets: true) } else { nil }
            }
            #expect(LiteralReader.writes(in: text) == sent)
            let code = text.split(separator: "\n").filter {
                let line = $0.drop { $0 == " " || $0 == "\t" }
                return !line.hasPrefix("#") && !line.hasPrefix("//")
            }
            #expect(code.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
            #expect(!code.contains { $0.contains("</") || $0.contains("<!") })
        }
    }

    @Test("The first lines of a program name no encoding and no build constraint but ours")
    func head() throws {
        for source in ["coding:utf-7", "x coding=latin-1 y", "+build ignore", "a\n+build ignore"] {
            let conversation = PlayedConversation(source: source, turns: [.connected])
            let python = try #require(try text("python", conversation)).split(separator: "\n")
            #expect(python[0] == "#!/usr/bin/env python3")
            #expect(python[1] == "# -*- coding: utf-8 -*-")
            let go = try #require(try text("go", conversation)).split(separator: "\n")
            #expect(go[0] == "package main")
        }
    }

    @Test("Secrets are in no format, unless they are asked for")
    func secrets() throws {
        let secret = Array("AHRpbQB0YW5zdGFhZnRhbnN0YWFm".utf8)
        let harmless = Array("AHRpbQAqKioqKioqKioqKioqKioq".utf8)
        let write = PlayedWrite([
            .init(.command, Array("AUTH PLAIN ".utf8)),
            .init(.command, secret, harmless: harmless, mechanism: "PLAIN"),
            .init(.command, [0x0D, 0x0A]),
        ])
        let conversation = PlayedConversation(turns: [
            .connected, .sent(PlayedWrite([.init(.command, Array("EHLO x.example\r\n".utf8))])),
            .sent(write),
            .sent(PlayedWrite([.init(.command, Array("MAIL FROM:<a@b.example>\r\n".utf8))])),
            .sent(PlayedWrite([.init(.command, Array("RCPT TO:<c@d.example>\r\n".utf8))])),
            .sent(PlayedWrite([.init(.command, Array("DATA\r\n".utf8))])),
            .sent(PlayedWrite([.init(.text, Array("x\r\n.\r\n".utf8))])),
        ])
        for format in ExportFormat.all {
            let export = try format.write(conversation)
            #expect(
                !export.text.contains(String(decoding: secret, as: UTF8.self)), "\(format.word)")
            #expect(!export.warnings.isEmpty, "\(format.word)")
        }
        #expect(try text("python", conversation)?.contains("secret(\"SMTP_SECRET_1\")") == true)
        #expect(try text("swaks", conversation)?.contains("SMTP_PASSWORD") == true)
        let shown = try #require(try text("json", conversation, secrets: true))
        #expect(shown.contains(String(decoding: secret, as: UTF8.self)))
    }

    @Test("JSON is JSON, and holds all octets", arguments: conversations)
    func json(_ conversation: PlayedConversation) throws {
        let text = try #require(try text("json", conversation, secrets: true))
        #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        #expect(!text.contains("</"))
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let turns = try #require(value?["turns"] as? [[String: Any]])
        #expect(turns.count == conversation.turns.count)
        for (turn, read) in zip(conversation.turns, turns) {
            guard case .sent(let write) = turn else { continue }
            let parts = try #require(read["parts"] as? [[String: Any]])
            #expect(parts.flatMap(octets) == write.octets(secrets: true))
        }
    }

    private func octets(_ part: [String: Any]) -> [UInt8] {
        if let text = part["text"] as? String { return Array(text.utf8) }
        let digits = Array((part["hex"] as? String ?? "").utf8)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
        }
    }

    @Test("A script for Exim's client has no line that is not meant", arguments: conversations)
    func exim(_ conversation: PlayedConversation) throws {
        guard let text = try text("exim-client", conversation, secrets: true) else { return }
        var sent: [[UInt8]] = []
        for line in text.split(separator: "\n") {
            if line == "STARTTLS" {
                sent.append(Array("STARTTLS\r\n".utf8))
            } else if line.hasPrefix(">>> ") {
                sent.append(unescaped(line.dropFirst(4)))
            } else {
                #expect(line.hasPrefix("??? ") || line == "???*", "\(line)")
            }
        }
        let expected = conversation.turns.compactMap { turn -> [UInt8]? in
            if case .sent(let write) = turn { write.octets(secrets: true) } else { nil }
        }
        #expect(sent == expected)
    }

    private func unescaped(_ text: Substring) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\" else {
                octets += character.utf8
                continue
            }
            switch rest.popFirst() {
            case "r": octets.append(0x0D)
            case "n": octets.append(0x0A)
            case "x":
                octets.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            case let other?: octets += other.utf8
            case nil: break
            }
        }
        return octets
    }

    @Test("An arrow of Mermaid has only letters, digits and numbers of characters")
    func mermaid() throws {
        for conversation in Self.conversations {
            let text = try #require(try text("mermaid", conversation))
            for line in text.split(separator: "\n") where !line.hasPrefix("%%") {
                let arrow = try #require(
                    line.firstMatch(of: /^    (?:C->>S|S-->>C|Note over C,S): (.*)$/)?.1
                        ?? (line.contains("participant") || line == "sequenceDiagram" ? "x" : nil),
                    "\(line)")
                let text = arrow.replacing("<br/>", with: " ")
                #expect(text.wholeMatch(of: /[A-Za-z0-9 .,=@\/?_#;-]+/) != nil, "\(line)")
                #expect(!text.lowercased().split(separator: " ").contains("end"), "\(line)")
            }
            let comments = text.split(separator: "\n").filter { $0.hasPrefix("%%") }
            #expect(!comments.contains { $0.contains("{") || $0.contains("}") })
        }
    }

    @Test("In Markdown nothing of the dialogue ends its fence, and nothing around it is markup")
    func markdown() throws {
        for conversation in Self.conversations {
            let text = try #require(try text("md", conversation))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let fences = lines.indices.filter { lines[$0].hasPrefix("```") }
            let first = try #require(fences.first)
            let fence = lines[first].prefix { $0 == "`" }
            let last = try #require(fences.last)
            #expect(fences.count == 2 && lines[last] == fence)
            for line in lines[(first + 1)..<last] {
                #expect(line.hasPrefix("C:") || line.hasPrefix("S:"))
                #expect(!line.contains(fence))
            }
            for line in lines[..<first] + lines[(last + 1)...] {
                #expect(!line.contains("<") && !line.contains("`") && !line.contains("["))
            }
        }
    }

    @Test("swaks and curl refuse addresses that could be taken for something else")
    func addresses() throws {
        let hostile = [
            "-x@y.example", "@/etc/passwd", "a b@c.example", "a,b@c.example", "a\r\nRCPT TO:<e@f>",
            "a\"b@c.example", "$(id)@c.example", "a'b@c.example", "%TO%@c.example",
            "a\u{00}@c.example",
            "é@c.example",
        ]
        for address in hostile {
            let lines = [
                "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<\(address)>",
                "DATA",
            ]
            let conversation = PlayedConversation(
                turns: lines.map {
                    .sent(PlayedWrite([.init(.command, Array("\($0)\r\n".utf8))]))
                } + [.sent(PlayedWrite([.init(.text, Array("x\r\n.\r\n".utf8))]))])
            for word in ["swaks", "curl"] {
                #expect(try text(word, conversation) == nil, "\(word) \(address)")
            }
        }
    }

    @Test("An address of a shell script is one word in single quotes")
    func quoting() throws {
        let lines = [
            "EHLO client.example", "MAIL FROM:<ann+x=y/z@client.example>",
            "RCPT TO:<bob@sim.example>",
        ]
        let conversation = PlayedConversation(
            turns: lines.map { .sent(PlayedWrite([.init(.command, Array("\($0)\r\n".utf8))])) })
        let text = try #require(try text("swaks", conversation))
        #expect(text.contains("--from 'ann+x=y/z@client.example' \\\n"))
        #expect(text.contains("--to 'bob@sim.example' \\\n"))
        #expect(text.contains("--quit-after RCPT"))
    }
}
