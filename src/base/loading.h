/* Libraries that are loaded when they are needed and not before, so that the program starts no slower for them. */
#ifndef BASE_LOADING_H
#define BASE_LOADING_H

#include <stdbool.h>
#include <stddef.h>

/* The library of this name, as the system finds it; NULL where it is not there. It stays in memory when it is closed. */
void *loading_open(const char *name);
void loading_close(void *library);

/* *function, of `size` bytes, becomes the library's function of this name; false where it has none. */
bool loading_find(void *library, const char *name, void *function, size_t size);

#endif
