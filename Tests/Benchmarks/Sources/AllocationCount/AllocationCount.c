// The GNU C library lets a program put its own malloc in place of the library's, and still call that.

#include "AllocationCount.h"

#include <stdlib.h>

#ifdef __GLIBC__

static unsigned long count;

unsigned long allocation_count(void) { return count; }

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

// Used by libraries only, which the linker does not see.
#define KEPT __attribute__((used, retain, visibility("default")))

KEPT void *malloc(size_t size) {
    count += 1;
    return __libc_malloc(size);
}

KEPT void *calloc(size_t number, size_t size) {
    count += 1;
    return __libc_calloc(number, size);
}

KEPT void *realloc(void *memory, size_t size) {
    count += 1;
    return __libc_realloc(memory, size);
}

#else

unsigned long allocation_count(void) { return 0; }

#endif
