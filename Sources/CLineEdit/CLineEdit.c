// The editor: libedit's variadic calls under fixed signatures.

#define _GNU_SOURCE  // wcwidth

#include "CLineEdit.h"

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

// Text is passed on without copying.
_Static_assert(sizeof(wchar_t) == sizeof(int32_t), "wchar_t holds a Unicode scalar");

struct cline_editor {
    EditLine *editline;
    HistoryW *history;
    wchar_t *prompt;
    cline_callbacks callbacks;
};

static bool is_utf8(void) {
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool cline_use_utf8(void) {
    // The last two are names of macOS.
    static const char *const names[] = {"", "C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (setlocale(LC_CTYPE, names[i]) != NULL && is_utf8()) {
            return true;
        }
    }
    return false;
}

static cline_editor *owner(EditLine *editline) {
    void *data = NULL;
    el_wget(editline, EL_CLIENTDATA, &data);
    return data;
}

static wchar_t *show_prompt(EditLine *editline) {
    return owner(editline)->prompt;
}

static int read_key(EditLine *editline, wchar_t *key) {
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    int32_t scalar = 0;
    int result = callbacks->read_key(callbacks->context, &scalar);
    *key = (wchar_t)scalar;
    return result;
}

static unsigned char answer(cline_action action) {
    switch (action) {
    case CLINE_NORMAL:
        return CC_NORM;
    case CLINE_REFRESH:
        return CC_REFRESH;
    case CLINE_BEEP:
        return CC_ERROR;
    case CLINE_FINISH:
        return CC_NEWLINE;
    }
}

static unsigned char complete(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->complete(callbacks->context));
}

static unsigned char paste(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->paste(callbacks->context));
}

static unsigned char go_right(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->forward(callbacks->context, false));
}

static unsigned char go_to_end(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->forward(callbacks->context, true));
}

static unsigned char search_back(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->search(callbacks->context, true));
}

static unsigned char search_forward(EditLine *editline, wint_t key) {
    (void)key;
    cline_callbacks *callbacks = &owner(editline)->callbacks;
    return answer(callbacks->search(callbacks->context, false));
}

static void bind_own_keys(EditLine *editline) {
    const wchar_t pasted[] = {CLINE_KEY_PASTE, 0};
    const wchar_t end[] = {CLINE_KEY_END_OF_LINE, 0};
    el_wset(editline, EL_BIND, pasted, L"line-paste", NULL);
    el_wset(editline, EL_BIND, end, L"ed-move-to-end", NULL);
    // The keys of vi's command mode.
    el_wset(editline, EL_BIND, L"-a", pasted, L"line-paste", NULL);
    el_wset(editline, EL_BIND, L"-a", end, L"ed-move-to-end", NULL);
}

static void configure(cline_editor *editor) {
    EditLine *editline = editor->editline;
    el_wset(editline, EL_CLIENTDATA, editor);
    // libedit's own handlers would send each signal on to the whole process group.
    el_wset(editline, EL_SIGNAL, 0);
    el_wset(editline, EL_EDITOR, L"emacs");
    el_wset(editline, EL_GETCFN, read_key);
    el_wset(editline, EL_PROMPT_ESC, show_prompt, L'\1');
    el_wset(editline, EL_HIST, history_w, editor->history);
    el_wset(editline, EL_ADDFN, L"line-complete", L"Complete the word", complete);
    el_wset(editline, EL_ADDFN, L"line-paste", L"Take pasted text", paste);
    el_wset(editline, EL_ADDFN, L"line-right", L"Right, or take what is shown", go_right);
    el_wset(editline, EL_ADDFN, L"line-end", L"To the end, or take it", go_to_end);
    el_wset(editline, EL_ADDFN, L"line-search-back", L"Earlier line that begins so", search_back);
    el_wset(editline, EL_ADDFN, L"line-search-forward", L"Later line", search_forward);
    // libedit would turn LF into CR, and CR LF would look like two line ends.
    el_wset(editline, EL_SETTY, L"-d", L"-icrnl", L"-inlcr", NULL);
    bind_own_keys(editline);
}

cline_editor *cline_open(const char *program, int history_size) {
    cline_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) {
        return NULL;
    }
    editor->prompt = wcsdup(L"");
    editor->history = history_winit();
    editor->editline = el_init(program, stdin, stdout, stderr);
    if (editor->prompt == NULL || editor->history == NULL || editor->editline == NULL) {
        cline_close(editor);
        return NULL;
    }
    HistEventW event;
    history_w(editor->history, &event, H_SETSIZE, history_size);
    configure(editor);
    return editor;
}

void cline_set_callbacks(cline_editor *editor, cline_callbacks callbacks) {
    editor->callbacks = callbacks;
}

void cline_close(cline_editor *editor) {
    if (editor->editline != NULL) {
        el_end(editor->editline);
    }
    if (editor->history != NULL) {
        history_wend(editor->history);
    }
    free(editor->prompt);
    free(editor);
}

void cline_bind(cline_editor *editor, const char *key, const char *command) {
    el_set(editor->editline, EL_BIND, key, command, NULL);
}

void cline_read_editrc(cline_editor *editor) {
    el_source(editor->editline, NULL);
    const wchar_t *keys = NULL;
    el_wget(editor->editline, EL_EDITOR, &keys);
    if (keys != NULL && wcscmp(keys, L"vi") == 0) {
        // `bind -v` has thrown away all bindings made before it.
        cline_bind(editor, "^I", "line-complete");
    }
    bind_own_keys(editor->editline);
}

bool cline_edits(cline_editor *editor) {
    int edits = 0;
    return el_wget(editor->editline, EL_EDITMODE, &edits) == 0 && edits != 0;
}

bool cline_clears(cline_editor *editor) {
    char name[] = "ce";
    char *capability = NULL;
    return el_get(editor->editline, EL_GETTC, name, &capability) == 0 && capability != NULL
        && *capability != '\0';
}

void cline_set_prompt(cline_editor *editor, const int32_t *prompt) {
    wchar_t *copy = wcsdup((const wchar_t *)prompt);
    if (copy != NULL) {
        free(editor->prompt);
        editor->prompt = copy;
    }
}

void cline_history_add(cline_editor *editor, const int32_t *line) {
    HistEventW event;
    history_w(editor->history, &event, H_ENTER, (const wchar_t *)line);
}

void cline_history_clear(cline_editor *editor) {
    HistEventW event;
    history_w(editor->history, &event, H_CLEAR);
}

const int32_t *cline_gets(cline_editor *editor, int *count) {
    return (const int32_t *)el_wgets(editor->editline, count);
}

const int32_t *cline_line(cline_editor *editor, size_t *length, size_t *cursor) {
    const LineInfoW *info = el_wline(editor->editline);
    *length = (size_t)(info->lastchar - info->buffer);
    *cursor = (size_t)(info->cursor - info->buffer);
    return (const int32_t *)info->buffer;
}

bool cline_replace(cline_editor *editor, int deleted, const int32_t *inserted) {
    if (deleted > 0) {
        el_wdeletestr(editor->editline, deleted);
    }
    return *inserted == 0 || el_winsertstr(editor->editline, (const wchar_t *)inserted) == 0;
}

void cline_move_cursor(cline_editor *editor, int distance) {
    el_cursor(editor->editline, distance);
}

void cline_redraw(cline_editor *editor) {
    el_wset(editor->editline, EL_REFRESH);
}

void cline_resize(cline_editor *editor) {
    el_resize(editor->editline);
}

void cline_prepare_terminal(cline_editor *editor, bool editing) {
    el_wset(editor->editline, EL_PREP_TERM, editing ? 1 : 0);
}

void cline_write(const uint8_t *bytes, size_t count) {
    fwrite(bytes, 1, count, stdout);
    fflush(stdout);
}

int cline_width(int32_t scalar) {
    return wcwidth((wchar_t)scalar);
}
