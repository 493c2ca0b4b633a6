/* Calls what a fuzzer calls with each file that is named, without a fuzzer: replay_TARGET FILE… */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

enum { LARGEST = 1 << 20 };

/* Nothing is changed here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size) {
  (void)data;
  (void)max_size;
  return size;
}

static int replay(const char *path, uint8_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t size = fread(bytes, 1, LARGEST, file);
  fclose(file);
  LLVMFuzzerTestOneInput(bytes, size);
  return 1;
}

int main(int argc, char **argv) {
  uint8_t *bytes = malloc(LARGEST);
  int count = 0;
  for (int i = 1; bytes && i < argc; i++) count += replay(argv[i], bytes);
  free(bytes);
  return count == argc - 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
