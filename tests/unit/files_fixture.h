/* Each test of the files has a folder of its own to work in, an arena, and a watch on files left open. */
#ifndef UNIT_FILES_FIXTURE_H
#define UNIT_FILES_FIXTURE_H

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/files.h"

static jmp_buf guard;
static struct arena arena;
static char home[64];
static int files_open_before;

static inline int open_files(void) {
  int count = 0;
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return 0;
  while (readdir(folder)) count++;
  closedir(folder);
  return count;
}

static inline int set_up(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  strcpy(home, "/tmp/remit-test-files-XXXXXX");
  if (!mkdtemp(home) || chdir(home)) return -1;
  files_open_before = open_files();
  alarm(60); /* nothing here may wait for ever */
  return 0;
}

static inline int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where) {
  (void)about;
  (void)kind;
  (void)where;
  return remove(path);
}

static inline int tear_down(void **state) {
  (void)state;
  int leaked = open_files() - files_open_before;
  arena_free(&arena);
  return chdir("/") || nftw(home, remove_entry, 16, FTW_DEPTH | FTW_PHYS) || leaked;
}

static inline void put(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static inline void assert_holds(const char *path, const char *text) {
  char bytes[200] = {0};
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  assert_true(fread(bytes, 1, sizeof bytes - 1, file) < sizeof bytes);
  fclose(file);
  assert_string_equal(bytes, text);
}

static inline int entries_in(const char *path) {
  int count = -2;
  DIR *folder = opendir(path);
  assert_non_null(folder);
  while (readdir(folder)) count++;
  closedir(folder);
  return count;
}

static inline unsigned mode_of(const char *path) {
  struct stat about;
  assert_int_equal(lstat(path, &about), 0);
  return about.st_mode & 07777;
}

static inline void assert_status(struct file_result result, enum file_status status, int error) {
  assert_int_equal(result.status, status);
  assert_int_equal(result.error, error);
}

/* A child that ends by itself if the test fails before it stops it. */
static inline pid_t start_child(void) {
  pid_t child = fork();
  assert_true(child >= 0);
  if (!child) alarm(60);
  return child;
}

static inline void stop(pid_t child) {
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
