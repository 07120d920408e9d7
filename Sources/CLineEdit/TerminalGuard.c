// The guard: whatever ends the reading of a line, the terminal is restored.
//
// Signal handlers belong to the process, so their state is global; they touch it only with atomic
// and async-signal-safe operations. A handler notes what came and writes to a pipe which the
// reading loop polls: no signal falls between looking and waiting, whichever thread gets it.

#include "CLineEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

/// Signals that are watched for, and what to do about each.
static const int fatal_signals[] = {SIGTERM, SIGHUP, SIGQUIT};
static const int notice_signals[] = {SIGTSTP, SIGCONT, SIGWINCH};
enum { FATAL_COUNT = 3, NOTICE_COUNT = 3 };

static struct {
    atomic_bool reading;
    atomic_bool bracketed_paste;
    atomic_uint pending;
    int wake[2];
    struct termios mode;
    bool catches_interrupt;
    struct sigaction interrupt;
    struct sigaction fatal[FATAL_COUNT];
    struct sigaction notice[NOTICE_COUNT];
} guard = {.wake = {-1, -1}};

static void put(const char *bytes, size_t count) {
    // If the terminal has gone, there is nobody to report it to.
    (void)!write(STDOUT_FILENO, bytes, count);
}

static void give_back_terminal(void) {
    if (!atomic_exchange(&guard.reading, false)) {
        return;
    }
    if (atomic_load(&guard.bracketed_paste)) {
        put(paste_off, sizeof paste_off - 1);
    }
    put("\n", 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &guard.mode);
}

static unsigned notice_of(int signal_number) {
    switch (signal_number) {
    case SIGINT:
        return CLINE_INTERRUPTED;
    case SIGWINCH:
        return CLINE_RESIZED;
    case SIGTSTP:
        return CLINE_SUSPENDED;
    default:
        return CLINE_CONTINUED;
    }
}

static void on_notice(int signal_number) {
    int saved = errno;
    atomic_fetch_or(&guard.pending, notice_of(signal_number));
    // A full pipe wakes as well.
    (void)!write(guard.wake[1], "", 1);
    errno = saved;
}

static void on_interrupt(int signal_number) {
    // Nobody has looked at the first Ctrl-C: the person means it.
    if (!atomic_load(&guard.reading) && cline_guard_is_interrupted()) {
        sigaction(signal_number, &guard.interrupt, NULL);
        raise(signal_number);
        return;
    }
    on_notice(signal_number);
}

static void on_fatal(int signal_number) {
    int saved = errno;
    give_back_terminal();
    for (int i = 0; i < FATAL_COUNT; i++) {
        if (fatal_signals[i] == signal_number) {
            sigaction(signal_number, &guard.fatal[i], NULL);
        }
    }
    raise(signal_number);
    errno = saved;
}

// ---- Bugs -------------------------------------------------------------------------------------

/// Signals by which a bug ends a program.
static const int bug_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { BUG_COUNT = 6 };

static struct {
    const char *sentence;
    size_t length;
    int status;
} bug;

static void on_bug(int signal_number) {
    (void)signal_number;
    give_back_terminal();
    (void)!write(STDERR_FILENO, bug.sentence, bug.length);
    _exit(bug.status);
}

void cline_guard_bugs(const char *sentence, int status) {
    // A stack that has overflowed has no room for a handler.
    static char stack[1 << 16];
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    bug.sentence = sentence;
    bug.length = strlen(sentence);
    bug.status = status;
    struct sigaction action = {.sa_handler = on_bug, .sa_flags = SA_ONSTACK | SA_RESETHAND};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < BUG_COUNT; i++) {
        sigaction(bug_signals[i], &action, NULL);
    }
}

static void catch_signal(int signal_number, void (*handler)(int), struct sigaction *previous) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    // A handler in the background may set the terminal's mode without being stopped for it.
    sigaddset(&action.sa_mask, SIGTTOU);
    sigaction(signal_number, &action, previous);
}

/// A signal the process was started to ignore, as by nohup, stays ignored.
static void catch_unless_ignored(
    int signal_number, void (*handler)(int), struct sigaction *previous
) {
    sigaction(signal_number, NULL, previous);
    if (previous->sa_handler != SIG_IGN) {
        catch_signal(signal_number, handler, previous);
    }
}

/// What the program itself handles it goes on handling: it means to end in its own way.
static void catch_unless_handled(int signal_number, struct sigaction *previous) {
    sigaction(signal_number, NULL, previous);
    // The Swift runtime's own handler of SIGQUIT knows of no terminal.
    if (signal_number == SIGQUIT ? previous->sa_handler != SIG_IGN
                                 : previous->sa_handler == SIG_DFL) {
        catch_signal(signal_number, on_fatal, previous);
    }
}

static int make_wake_pipe(void) {
    if (guard.wake[0] >= 0) {
        return 0;
    }
    if (pipe(guard.wake) != 0) {
        return errno;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(guard.wake[i], F_SETFL, O_NONBLOCK);
        fcntl(guard.wake[i], F_SETFD, FD_CLOEXEC);
    }
    atexit(give_back_terminal);
    return 0;
}

int cline_guard_enter(bool bracketed_paste) {
    int error = make_wake_pipe();
    if (error != 0) {
        return error;
    }
    if (tcgetattr(STDIN_FILENO, &guard.mode) != 0) {
        return errno;
    }
    atomic_store(&guard.pending, 0);
    atomic_store(&guard.bracketed_paste, bracketed_paste);
    atomic_store(&guard.reading, true);
    if (!guard.catches_interrupt) {
        catch_signal(SIGINT, on_interrupt, &guard.interrupt);
        guard.catches_interrupt = true;
    }
    for (int i = 0; i < FATAL_COUNT; i++) {
        catch_unless_handled(fatal_signals[i], &guard.fatal[i]);
    }
    for (int i = 0; i < NOTICE_COUNT; i++) {
        catch_unless_ignored(notice_signals[i], on_notice, &guard.notice[i]);
    }
    fflush(stdout);
    if (bracketed_paste) {
        put(paste_on, sizeof paste_on - 1);
    }
    return 0;
}

void cline_guard_leave(void) {
    if (!atomic_exchange(&guard.reading, false)) {
        return;
    }
    fflush(stdout);
    if (atomic_load(&guard.bracketed_paste)) {
        put(paste_off, sizeof paste_off - 1);
    }
    for (int i = 0; i < NOTICE_COUNT; i++) {
        sigaction(notice_signals[i], &guard.notice[i], NULL);
    }
    for (int i = 0; i < FATAL_COUNT; i++) {
        sigaction(fatal_signals[i], &guard.fatal[i], NULL);
    }
}

void cline_guard_close(void) {
    cline_guard_leave();
    if (guard.catches_interrupt) {
        sigaction(SIGINT, &guard.interrupt, NULL);
        guard.catches_interrupt = false;
    }
}

void cline_guard_suspend(void) {
    struct sigaction stop = {.sa_handler = SIG_DFL};
    struct sigaction caught;
    sigemptyset(&stop.sa_mask);
    fflush(stdout);
    if (atomic_load(&guard.bracketed_paste)) {
        put(paste_off, sizeof paste_off - 1);
    }
    atomic_store(&guard.reading, false);
    sigaction(SIGTSTP, &stop, &caught);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &caught, NULL);
    atomic_store(&guard.reading, true);
    atomic_fetch_or(&guard.pending, CLINE_CONTINUED);
}

void cline_guard_resume(void) {
    if (atomic_load(&guard.bracketed_paste)) {
        put(paste_on, sizeof paste_on - 1);
    }
}

unsigned cline_guard_take(void) {
    return atomic_exchange(&guard.pending, 0);
}

bool cline_guard_is_interrupted(void) {
    return (atomic_load(&guard.pending) & CLINE_INTERRUPTED) != 0;
}

cline_wait cline_guard_wait(int milliseconds, int other) {
    struct pollfd watched[] = {
        {.fd = guard.wake[0], .events = POLLIN},
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = other, .events = POLLIN},
    };
    int ready = poll(watched, 3, milliseconds);
    if (ready < 0) {
        return errno == EINTR ? CLINE_SIGNALLED : CLINE_FAILED;
    }
    if (watched[0].revents != 0) {
        char drained[64];
        while (read(guard.wake[0], drained, sizeof drained) > 0) {
        }
        return CLINE_SIGNALLED;
    }
    // Hang-up and error show when reading.
    if (watched[1].revents != 0) {
        return CLINE_READABLE;
    }
    return watched[2].revents != 0 ? CLINE_CALLED : CLINE_LATE;
}
