import MailHogMachine

let server = MailHogServer()
print(server.start().status)
let (rest, reply) = server.parse(Array("EHLO client.example\r\n".utf8)[...])
print(rest.count, reply?.status ?? 0)
