/// Why a reply was given, or what a note says: one entry of the catalogue.
///
/// The names are for programs; a person reads `id`.
@nonexhaustive
public enum Rule: UInt8, CaseIterable, Hashable, Sendable {
    /// `connection.greeting`, 220.
    case greeting
    /// `connection.refused`, 554; `connection.deferred`, 421.
    case connectionRefused, connectionDeferred
    /// `connection.early-talk`, 554.
    case earlyTalk
    /// `connection.closing`, 221.
    case closing
    /// `connection.closed-by-policy`, 421.
    case closedByPolicy
    /// `connection.timeout`, 421.
    case timeout
    /// `connection.shutdown`, 421.
    case shutdown
    /// `connection.too-many-errors`, 421.
    case tooManyErrors
    /// `connection.other-protocol`, 554.
    case otherProtocol
    /// `connection.text-timeout`, 421.
    case textTimeout
    /// `connection.session-timeout`, 421.
    case sessionTimeout
    /// `connection.no-quit`, 421.
    case noQuit
    /// `connection.lost-in-text`, 451.
    case lostInText
    /// `connection.unfinished-line`, 500.
    case unfinishedLine
    /// `connection.stays-open`, 421.
    case staysOpen
    /// `proxy.taken`, 220.
    case proxyTaken
    /// `proxy.malformed`, 421.
    case proxyMalformed
    /// `order.hello-first`, 503.
    case helloFirst
    /// `order.lhlo-first`, 503.
    case localHelloFirst
    /// `order.nested-mail`, 503.
    case nestedMail
    /// `order.mail-first`, 503.
    case mailFirst
    /// `order.recipient-first`, 503.
    case recipientFirst
    /// `order.no-valid-recipients`, 554.
    case noValidRecipients
    /// `order.lmtp-recipients`, 503.
    case noLocalRecipients
    /// `order.refused-connection`, 503.
    case refusedConnection
    /// `order.no-mail-host`, 521.
    case noMailHost
    /// `order.already-authenticated`, 503.
    case alreadyAuthenticated
    /// `order.auth-in-transaction`, 503.
    case authInTransaction
    /// `order.tls-active`, 503.
    case tlsActive
    /// `order.authentication-required`, 530.
    case authenticationRequired
    /// `order.tls-required`, 530.
    case tlsRequired
    /// `order.hello-after-tls`, 503.
    case helloAfterTLS
    /// `order.chunks-under-way`, 503.
    case chunksUnderWay
    /// `order.chunk-failed`, 503.
    case chunkFailed
    /// `order.binary-needs-chunks`, 503.
    case binaryNeedsChunks
    /// `order.recipients-known`, 503.
    case recipientsKnown
    /// `order.odmr`, 502.
    case onlyForRelay
    /// `pipelining.not-last`, 503.
    case notLastInGroup
    /// `pipelining.unauthorized`, 554.
    case unauthorizedPipelining
    /// `command.unknown`, 500.
    case unknownCommand
    /// `command.lhlo-only`, 500.
    case localHelloOnly
    /// `command.empty`, 500.
    case emptyCommand
    /// `command.not-implemented`, 502.
    case notImplemented
    /// `command.not-offered`, 502.
    case notOffered
    /// `command.listed-but-off`, 502.
    case listedButOff
    /// `command.refused`, 550; `command.deferred`, 450.
    case commandRefused, commandDeferred
    /// `command.server-reply`, 500.
    case serverReply
    /// `command.text-after-refused-data`, 500.
    case textAfterData
    /// `command.text-after-dot`, 500.
    case textAfterDot
    /// `command.wrapped-base64`, 500.
    case wrappedBase64
    /// `command.chunk-as-commands`, 500.
    case chunkAsCommands
    /// `syntax.argument-unexpected`, 501.
    case argumentUnexpected
    /// `syntax.argument-missing`, 501.
    case argumentMissing
    /// `syntax.hello-name`, 501.
    case helloName
    /// `syntax.helo-literal`, 501.
    case helloLiteral
    /// `syntax.mail-from`, 501.
    case mailFrom
    /// `syntax.rcpt-to`, 501.
    case rcptTo
    /// `syntax.mail-space-after-colon`, 501.
    case mailSpaceAfterColon
    /// `syntax.rcpt-space-after-colon`, 501.
    case rcptSpaceAfterColon
    /// `syntax.missing-brackets`, 501.
    case missingBrackets
    /// `syntax.missing-domain`, 501.
    case missingDomain
    /// `syntax.loose-address`, 501.
    case looseAddress
    /// `syntax.unqualified-domain`, 554.
    case unqualifiedDomain
    /// `syntax.sender-address`, 501.
    case senderAddress
    /// `syntax.recipient-address`, 501.
    case recipientAddress
    /// `syntax.parameter`, 501.
    case parameter
    /// `syntax.chunk-size`, 501.
    case chunkSize
    /// `syntax.chunk-argument`, 501.
    case chunkArgument
    /// `syntax.url`, 501.
    case badURL
    /// `syntax.node-name`, 501.
    case nodeName
    /// `syntax.client-attribute`, 501.
    case clientAttribute
    /// `syntax.control-character`, 501.
    case controlCharacter
    /// `syntax.eight-bit`, 500.
    case eightBit
    /// `syntax.bare-line-feed`, 500.
    case bareLineFeed
    /// `syntax.extra-blank`, 501.
    case extraBlank
    /// `syntax.trailing-blank`, 501.
    case trailingBlank
    /// `syntax.bare-address`, 501.
    case bareAddress
    /// `syntax.hello-information`, 501.
    case helloInformation
    /// `syntax.address-tag`, 501.
    case addressTag
    /// `syntax.source-route`, 553.
    case sourceRoute
    /// `parameter.unknown`, 555.
    case unknownParameter
    /// `parameter.not-offered`, 555.
    case parameterNotOffered
    /// `parameter.listed-but-off`, 555.
    case parameterListedButOff
    /// `parameter.after-helo`, 555.
    case parameterAfterHelo
    /// `parameter.duplicate`, 501.
    case duplicateParameter
    /// `parameter.value`, 501.
    case parameterValue
    /// `limit.command-line`, 500.
    case commandLineTooLong
    /// `limit.local-part`, 501.
    case localPartTooLong
    /// `limit.domain`, 501.
    case domainTooLong
    /// `limit.path`, 501.
    case pathTooLong
    /// `limit.recipients`, 452.
    case tooManyRecipients
    /// `limit.parameters`, 501.
    case tooManyParameters
    /// `limit.message-size`, 552.
    case messageTooLarge
    /// `limit.declared-size`, 552.
    case declaredSizeTooLarge
    /// `limit.declared-size-exceeded`, 552.
    case declaredSizeExceeded
    /// `hello.accepted`, 250.
    case helloAccepted
    /// `hello.refused`, 550; `hello.deferred`, 451.
    case helloRefused, helloDeferred
    /// `reset.done`, 250.
    case resetDone
    /// `noop.done`, 250.
    case noopDone
    /// `help.text`, 214.
    case help
    /// `verify.accepted`, 252.
    case verifyAccepted
    /// `verify.refused`, 550; `verify.deferred`, 451.
    case verifyRefused, verifyDeferred
    /// `expand.accepted`, 252.
    case expandAccepted
    /// `expand.refused`, 550; `expand.deferred`, 451.
    case expandRefused, expandDeferred
    /// `verify.no-mailbox`, 250.
    case verifyWithoutMailbox
    /// `burl.fetched`, 250.
    case fetched
    /// `burl.failed`, 554.
    case fetchFailed
    /// `burl.deferred`, 451.
    case fetchDeferred
    /// `burl.not-yours`, 554.
    case foreignURL
    /// `etrn.started`, 250.
    case queueStarted
    /// `etrn.refused`, 459; `etrn.deferred`, 458.
    case queueRefused, queueDeferred
    /// `atrn.started`, 250.
    case reversalStarted
    /// `atrn.refused`, 450; `atrn.deferred`, 451.
    case reversalRefused, reversalDeferred
    /// `atrn.reversed`, 250.
    case reversed
    /// `checkpoint.resumed`, 355.
    case transactionResumed
    /// `checkpoint.kept`, 451.
    case transactionKept
    /// `xforward.noted`, 250.
    case forwardNoted
    /// `sender.accepted`, 250.
    case senderAccepted
    /// `sender.refused`, 550; `sender.deferred`, 451.
    case senderRefused, senderDeferred
    /// `recipient.accepted`, 250.
    case recipientAccepted
    /// `recipient.refused`, 550; `recipient.deferred`, 451.
    case recipientRefused, recipientDeferred
    /// `data.start`, 354.
    case dataStarted
    /// `data.refused`, 554; `data.deferred`, 451.
    case dataRefused, dataDeferred
    /// `chunk.received`, 250.
    case chunkReceived
    /// `message.accepted`, 250.
    case messageAccepted
    /// `message.refused`, 554; `message.deferred`, 451.
    case messageRefused, messageDeferred
    /// `delivery.replies-follow`, 353.
    case recipientRepliesFollow
    /// `delivery.accepted`, 250.
    case deliveryAccepted
    /// `delivery.refused`, 550; `delivery.deferred`, 450.
    case deliveryRefused, deliveryDeferred
    /// `content.bare-cr`, 554.
    case contentBareCarriageReturn
    /// `content.bare-lf`, 554.
    case contentBareLineFeed
    /// `content.end-with-bare-lf`, 554.
    case contentLineFeedEnd
    /// `content.nul`, 554.
    case contentNul
    /// `content.eight-bit`, 554.
    case contentEightBit
    /// `content.line-too-long`, 554.
    case contentLineTooLong
    /// `auth.challenge`, 334.
    case authenticationChallenge
    /// `auth.succeeded`, 235.
    case authenticationSucceeded
    /// `auth.credentials-invalid`, 535.
    case credentialsInvalid
    /// `auth.deferred`, 454.
    case authenticationDeferred
    /// `auth.mechanism-unknown`, 504.
    case mechanismUnknown
    /// `auth.mechanism-needs-tls`, 504.
    case mechanismNeedsTLS
    /// `auth.needs-ehlo`, 503.
    case authNeedsExtendedHello
    /// `auth.cancelled`, 501.
    case authenticationCancelled
    /// `auth.base64-invalid`, 501.
    case base64Invalid
    /// `auth.initial-response-unexpected`, 501.
    case initialResponseUnexpected
    /// `auth.malformed`, 501.
    case authenticationMalformed
    /// `limit.auth-line`, 500.
    case authenticationLineTooLong
    /// `auth.too-many-failures`, 421.
    case tooManyAuthenticationFailures
    /// `auth.user-unknown`, 535.
    case userUnknown
    /// `auth.password-differs`, 535.
    case passwordDiffers
    /// `auth.digest-differs`, 535.
    case digestDiffers
    /// `auth.acts-for-another`, 535.
    case actsForAnother
    /// `auth.message-incomplete`, 501.
    case messageIncomplete
    /// `tls.ready`, 220.
    case tlsReady
    /// `tls.refused`, 554; `tls.deferred`, 454.
    case tlsRefused, tlsDeferred
    /// `tls.discarded`, 501.
    case tlsDiscarded
    /// `tls.started`, 220.
    case tlsStarted
    /// `tls.too-weak`, 554.
    case tlsTooWeak
    /// `policy.raw`, 250.
    case rawReply
    /// `policy.silence`, 450.
    case silent
    /// `policy.delay`, 450.
    case delayed
    /// `policy.link`, 450.
    case linkFault
    /// `machine.other`, 250.
    case otherMachine
    /// `extension.require-tls-in-clear`, 530.
    case requireTLSInClear
    /// `extension.deliver-by-too-soon`, 555.
    case deliverByTooSoon
    /// `extension.deliver-by-not-now`, 455.
    case deliverByNotNow
    /// `extension.priority-invalid`, 501.
    case priorityInvalid
    /// `extension.priority-too-low`, 550.
    case priorityTooLow
    /// `extension.priority-too-large`, 552.
    case priorityTooLarge
    /// `extension.full-return`, 250.
    case fullReturn
    /// `extension.owner-changed`, 550.
    case ownerChanged
    /// `extension.solicitation-unwanted`, 550.
    case solicitationUnwanted
    /// `extension.conversion-not-offered`, 504.
    case conversionNotOffered
    /// `extension.submitter-differs`, 550.
    case submitterDiffers
    /// `extension.submitter-missing`, 554.
    case submitterMissing
    /// `extension.sender-not-ascii`, 550.
    case senderNotASCII
    /// `extension.recipient-not-ascii`, 553.
    case recipientNotASCII
    /// `extension.header-not-ascii`, 554.
    case headerNotASCII
    /// `extension.reply-needs-utf-8`, 252.
    case replyNeedsUTF8
    /// `syntax.invalid-utf-8`, 501.
    case invalidUTF8
    /// `limit.transactions`, 421.
    case tooManyTransactions
    /// `limit.recipient-domains`, 452.
    case tooManyRecipientDomains
    /// `limit.received-fields`, 554.
    case mailLoop
    /// `client.goes-on-after-421`, 421.
    case goesOnAfter421
    /// `client.retry-after-refusal`, 554.
    case retriesRefused
    /// `client.part-of-reply`, 503.
    case readsPartOfReply
    /// `client.password-in-clear`, 538.
    case passwordInClear
    /// `client.dot-not-stuffed`, 554.
    case dotNotStuffed
    /// `client.size-overstated`, 552.
    case sizeOverstated
    /// `client.recipients-over-limit`, 452.
    case recipientsOverLimit
    /// `client.local-name`, 550.
    case localHelloName
    /// `client.helo-without-ehlo`, 250.
    case heloWithoutEhlo
}
