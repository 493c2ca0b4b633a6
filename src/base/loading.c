#include "base/loading.h"

#include <dlfcn.h>
#include <string.h>

/* It is never unloaded: what it, or a library that it brings, leaves to the end of the program must still be there. */
void *loading_open(const char *name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE); }

void loading_close(void *library) { dlclose(library); }

/* Object and function pointers have one size wherever dlsym is. */
bool loading_find(void *library, const char *name, void *function, size_t size) {
  void *found = dlsym(library, name);
  memcpy(function, &found, size);
  return found != NULL;
}
