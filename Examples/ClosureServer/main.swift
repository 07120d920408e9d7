// A mail server on standard input and output, by closures.
//
//     printf 'EHLO me.example\r\nMAIL FROM:<ann@me.example>\r\nQUIT\r\n' | ClosureServer
//     swaks --pipe ClosureServer --to bob@sim.example
//
// It takes mail for sim.example, counts the messages, and says so on standard error at the end.

import Foundation
import SMTPDriver
import SMTPPolicy

var octetsStored = 0

let server = SMTPServer()
server.hostname = "mx.sim.example"
server.validateRecipient = { mailbox in
    guard mailbox.lowercased().hasSuffix("@sim.example") else {
        throw Refusal(550, "5.7.1", "We take mail for sim.example only")
    }
    return true
}
server.messageReceived = { message in
    // A real server writes the message to its disk here, and throws if it cannot: the client is then
    // told 451 and keeps the message.
    octetsStored += message.content?.count ?? 0
    return message.identifier
}

FileHandle.standardOutput.write(Data(server.start().wire))
while !server.isClosed {
    let octets = FileHandle.standardInput.availableData
    guard !octets.isEmpty else { break }
    FileHandle.standardOutput.write(Data(server.receive(Array(octets))))
}
// Whoever hangs up without QUIT loses the message that was under way.
server.disconnected()
FileHandle.standardError.write(Data("stored \(octetsStored) octets\n".utf8))
