#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

/// How often memory was asked for since the program began; 0 where the allocator cannot be watched.
unsigned long allocation_count(void);

#endif
