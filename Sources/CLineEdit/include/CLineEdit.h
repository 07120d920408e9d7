// What LineEditor needs of libedit and of signals, without variadic calls.
//
// libedit's el_set() and history() are variadic, and stdin and stdout are mutable globals: Swift
// can use neither. Text crosses this border as Unicode scalars, terminated by 0, so that it depends
// on no locale.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// ---- The editor -------------------------------------------------------------------------------

/// One libedit editor on standard input and output, with its history. Single-threaded.
typedef struct cline_editor cline_editor;

/// What libedit does after a callback.
typedef enum {
    CLINE_NORMAL,
    CLINE_REFRESH,
    CLINE_BEEP,
    CLINE_FINISH,
} cline_action;

/// What the editor calls while it reads a line, on the thread that reads.
typedef struct {
    void *context;
    /// Stores the next key; 1 for a key, 0 at the end of input, -1 to abandon the line.
    int (*read_key)(void *context, int32_t *key);
    /// The Tab key.
    cline_action (*complete)(void *context);
    /// The keys Right and End.
    cline_action (*forward)(void *context, bool to_end);
    /// The keys that search the history.
    cline_action (*search)(void *context, bool backwards);
    /// The key CLINE_KEY_PASTE.
    cline_action (*paste)(void *context);
} cline_callbacks;

/// Keys that only `read_key` can produce. They are C1 controls, which no keyboard sends.
enum {
    CLINE_KEY_PASTE = 0x9d,
    CLINE_KEY_END_OF_LINE = 0x9e,
};

/// Makes LC_CTYPE a UTF-8 locale, the environment's if that is one. False if there is none.
bool cline_use_utf8(void);

cline_editor *_Nullable cline_open(const char *program, int history_size);
/// Sets the callbacks; before anything is read.
void cline_set_callbacks(cline_editor *editor, cline_callbacks callbacks);
void cline_close(cline_editor *editor);

/// Binds a key sequence, in libedit's notation, to a libedit command.
void cline_bind(cline_editor *editor, const char *key, const char *command);
/// Reads the person's editrc, then binds again what a switch to vi keys has unbound.
void cline_read_editrc(cline_editor *editor);
/// False after `edit off`.
bool cline_edits(cline_editor *editor);
/// Whether the terminal knows how to clear to the end of a line: a dumb one does not.
bool cline_clears(cline_editor *editor);

/// Sets the prompt; each part between two U+0001 is taken to have no width.
void cline_set_prompt(cline_editor *editor, const int32_t *prompt);
void cline_history_add(cline_editor *editor, const int32_t *line);
void cline_history_clear(cline_editor *editor);

/// Reads a line. `count` becomes its length, 0 for Ctrl-D on an empty line, -1 if abandoned.
const int32_t *_Nullable cline_gets(cline_editor *editor, int *count);

/// The line being edited, and how many scalars are before the cursor.
const int32_t *cline_line(cline_editor *editor, size_t *length, size_t *cursor);
/// Deletes scalars before the cursor, then inserts there. False if there was no room.
bool cline_replace(cline_editor *editor, int deleted, const int32_t *inserted);
void cline_move_cursor(cline_editor *editor, int distance);
/// Draws prompt and line again, from the terminal's cursor on.
void cline_redraw(cline_editor *editor);
/// Tells libedit the size of the terminal.
void cline_resize(cline_editor *editor);
/// Puts the terminal into the mode for editing, or back.
void cline_prepare_terminal(cline_editor *editor, bool editing);

// ---- The terminal -----------------------------------------------------------------------------

/// Writes to standard output after what libedit has written, at once.
void cline_write(const uint8_t *bytes, size_t count);
/// The columns a scalar takes, as the locale has it; -1 for one that does not print.
int cline_width(int32_t scalar);

// ---- The guard --------------------------------------------------------------------------------

/// Signals since they were last taken.
enum {
    CLINE_INTERRUPTED = 1,
    CLINE_RESIZED = 2,
    CLINE_SUSPENDED = 4,
    CLINE_CONTINUED = 8,
};

/// Guards the terminal: remembers its mode, asks for bracketed paste, and catches signals. Whatever
/// ends the process from here on restores the terminal first. Returns an errno.
int cline_guard_enter(bool bracketed_paste);
/// Stops watching: no bracketed paste, the signals as they were, but for SIGINT.
void cline_guard_leave(void);
/// Gives SIGINT back as well.
void cline_guard_close(void);
/// Stops the process as SIGTSTP does by default, and returns when it goes on.
void cline_guard_suspend(void);
/// Asks for bracketed paste again, after the process was stopped.
void cline_guard_resume(void);
/// Takes the signals.
unsigned cline_guard_take(void);
/// Whether SIGINT came since signals were taken last.
bool cline_guard_is_interrupted(void);

/// From now on, a signal caused by a bug, such as SIGSEGV or SIGTRAP, restores the terminal, writes the
/// sentence to standard error, and ends the process with the status. The sentence is kept, not copied.
/// This replaces the crash report of the Swift runtime, if there is one.
void cline_guard_bugs(const char *sentence, int status);

/// What ended a wait.
typedef enum {
    CLINE_READABLE,
    CLINE_SIGNALLED,
    CLINE_LATE,
    /// The other descriptor can be read.
    CLINE_CALLED,
    /// See errno.
    CLINE_FAILED,
} cline_wait;

/// Waits for standard input, a signal, another descriptor unless it is negative, or until the time is up; a
/// negative time is forever. Standard input comes before the other.
cline_wait cline_guard_wait(int milliseconds, int other);

#pragma clang assume_nonnull end
