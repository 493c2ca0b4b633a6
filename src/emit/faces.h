/* The faces of each script, of which the first that a reader has is taken: those of Latin with Vietnamese and Cyrillic, and
 * those with the forms of characters that Taiwan writes, which others have otherwise. */
#ifndef EMIT_FACES_H
#define EMIT_FACES_H

#define FACES_LATIN "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\""
#define FACES_TAIWAN "\"Noto Sans TC\",\"Noto Sans CJK TC\",\"PingFang TC\",\"Microsoft JhengHei\""
#define FACES_ALL FACES_LATIN "," FACES_TAIWAN ",sans-serif"
#define FACES_TAIWAN_FIRST FACES_TAIWAN "," FACES_LATIN ",sans-serif"

/* A workbook names one face, which Excel has on each system. */
#define FACE_TAIWAN_SHEET "Microsoft JhengHei"

#endif
