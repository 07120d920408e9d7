/// Why a reply was given, or what a note tells: one entry of the catalogue.
///
/// The names are for programs; a person reads `id`.
public enum Rule: UInt8, CaseIterable, Hashable, Sendable {
    case greeting, connectionRefused, connectionDeferred, earlyTalk, closing, closedByPolicy,
        timeout, shutdown, tooManyErrors, otherProtocol
    case helloFirst, nestedMail, mailFirst, recipientFirst, noValidRecipients, refusedConnection,
        alreadyAuthenticated, authInTransaction, tlsActive, authenticationRequired, tlsRequired,
        notLastInGroup, unauthorizedPipelining
    case unknownCommand, emptyCommand, notImplemented, commandRefused, commandDeferred
    case argumentUnexpected, argumentMissing, helloName, helloLiteral, mailFrom, rcptTo,
        mailSpaceAfterColon, rcptSpaceAfterColon, missingBrackets, missingDomain, looseAddress,
        unqualifiedDomain, senderAddress, recipientAddress, parameter, controlCharacter, eightBit,
        bareLineFeed, extraBlank, trailingBlank
    case unknownParameter, parameterAfterHelo, duplicateParameter, parameterValue
    case commandLineTooLong, localPartTooLong, domainTooLong, pathTooLong, tooManyRecipients,
        tooManyParameters, messageTooLarge, declaredSizeTooLarge, declaredSizeExceeded
    case helloAccepted, helloRefused, helloDeferred, resetDone, noopDone, help, verifyAccepted,
        verifyRefused, verifyDeferred, expandAccepted, expandRefused, expandDeferred
    case senderAccepted, senderRefused, senderDeferred, recipientAccepted, recipientRefused,
        recipientDeferred, dataStarted, dataRefused, dataDeferred, messageAccepted,
        messageRefused, messageDeferred
    case contentBareCarriageReturn, contentBareLineFeed, contentLineFeedEnd, contentNul,
        contentEightBit, contentLineTooLong
    case authenticationChallenge, authenticationSucceeded, credentialsInvalid,
        authenticationDeferred, mechanismUnknown, mechanismNeedsTLS, authNeedsExtendedHello,
        authenticationCancelled, base64Invalid, initialResponseUnexpected,
        authenticationMalformed, authenticationLineTooLong, tooManyAuthenticationFailures
    case tlsReady, tlsRefused, tlsDeferred, tlsDiscarded, tlsStarted
    case rawReply, silent, delayed, otherMachine
}
