/* What is long is written in pieces, so that it needs no memory that lies together. */
#ifndef REMIT_PIECE_H
#define REMIT_PIECE_H

#include <stddef.h>

/* A piece of what was written; the next one goes on where it ends. */
struct remit_piece {
  struct remit_piece *next; /* NULL: it is the last */
  const char *bytes;        /* no NUL after them */
  size_t length;            /* in bytes */
};

#endif
