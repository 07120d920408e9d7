// A mail server on standard input and output, built from closures.
//
//     printf 'EHLO me.example\r\nMAIL FROM:<ann@me.example>\r\nQUIT\r\n' | ClosureServer
//     swaks --pipe ClosureServer --to bob@sim.example
//
// It accepts mail for sim.example, and at the end writes how many octets it stored to standard error.

import Foundation
import SMTPDriver
import SMTPPolicy

var octetsStored = 0

var server = SMTPServer()
server.hostname = "mx.sim.example"
server.validateRecipient = { mailbox in
    guard mailbox.lowercased().hasSuffix("@sim.example") else {
        throw Refusal(550, "5.7.1", "We take mail for sim.example only")
    }
    return true
}
server.messageReceived = { message in
    // A real server writes the message to disk here, and throws if it cannot: the client then gets
    // 451 and keeps the message.
    octetsStored += message.content?.count ?? 0
    return message.identifier
}

FileHandle.standardOutput.write(Data(server.start().wire))
while !server.isClosed {
    let octets = FileHandle.standardInput.availableData
    guard !octets.isEmpty else { break }
    FileHandle.standardOutput.write(Data(server.receive(Array(octets))))
}
// A client that hangs up without QUIT loses the message under way.
server.disconnected()
FileHandle.standardError.write(Data("stored \(octetsStored) octets\n".utf8))
