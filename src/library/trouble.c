#include "library/trouble.h"

#include <errno.h>

static const struct {
  int error;
  enum text_key key;
} troubles[] = {
    {ENOENT, TEXT_TROUBLE_MISSING},         {ENOTDIR, TEXT_TROUBLE_NOT_FOLDER}, {EACCES, TEXT_TROUBLE_FORBIDDEN},
    {EPERM, TEXT_TROUBLE_FORBIDDEN},        {ELOOP, TEXT_TROUBLE_LINKS},        {ENAMETOOLONG, TEXT_TROUBLE_LONG_NAME},
    {EISDIR, TEXT_TROUBLE_FOLDER},          {ENOSPC, TEXT_TROUBLE_DISK_FULL},   {EDQUOT, TEXT_TROUBLE_QUOTA},
    {EROFS, TEXT_TROUBLE_READ_ONLY},        {EIO, TEXT_TROUBLE_DEVICE},         {EPIPE, TEXT_TROUBLE_CLOSED_PIPE},
    {EFBIG, TEXT_TROUBLE_TOO_LARGE},        {EMFILE, TEXT_TROUBLE_OPEN_FILES},  {ENFILE, TEXT_TROUBLE_OPEN_FILES},
    {EBADF, TEXT_TROUBLE_CLOSED},
};

enum text_key trouble_key(int error) {
  for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++)
    if (troubles[i].error == error) return troubles[i].key;
  return TEXT_TROUBLE_OTHER;
}
