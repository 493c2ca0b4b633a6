#include "emit/html_style.h"

#include <nettle/sha2.h>

#include "emit/faces.h"
#include "emit/html_scripts.h"

/* Colours stand in variables, so that dark and print change those alone. Contrast of text against what lies behind it
 * is 4.5 or more, of the edges of inputs 3 or more, in both. */
#define LIGHT                                                                                                        \
  "color-scheme:light;--ink:#1b2430;--quiet:#52606d;--page:#eef1f3;--paper:#fff;--rule:#d6dde3;--band:#f5f7f9;"      \
  "--accent:#0b5f66;--fill:#fff9e3;--edge:#857339;--warn:#8f3d07;--warned:#fdf1e7;"      \
  "--good:#1d6b3a;--middling:#7a5200;--bad:#9c2f24"
#define DARK                                                                                                         \
  "color-scheme:dark;--ink:#e6ebf0;--quiet:#a5b1bd;--page:#12171c;--paper:#1a2128;--rule:#35404b;--band:#202932;"    \
  "--accent:#7fd1d0;--fill:#2b2818;--edge:#a8975c;--warn:#ffb98a;--warned:#33241a;"      \
  "--good:#86d6a0;--middling:#e8c26a;--bad:#ff9d90"

/* A table that is wider than its place shows an edge in shade as long as there is more of it to the right: what covers the
 * shade lies at the table's own end, and moves with it. */
#define MORE_TO_THE_RIGHT                                                                                             \
  "linear-gradient(to left,var(--paper) 1.1rem,transparent) right/2.2rem 100% no-repeat local,"                      \
  "linear-gradient(to left,var(--rule),transparent) right/.9rem 100% no-repeat scroll"

/* A table with what is said of it at its side. */
#define BESIDE                                                                                                       \
  ".part:has(>.beside){display:grid;grid-template-columns:minmax(0,1fr) 17rem;column-gap:2.2rem;align-items:start}"  \
  ".part:has(>.beside)>*{grid-column:1/-1}.part:has(>.beside)>.table{grid-column:1}"                                 \
  ".part:has(>.beside)>.beside{grid-column:2;padding-top:.2rem}"                                                     \
  ".beside div{grid-template-columns:1fr}.beside dt{font-size:.85rem}"

/* Items with a box each. */
#define TASKS                                                                                                        \
  ".tasks{list-style:none;margin:0 0 .8rem;padding:0}.tasks li+li{border-top:1px solid var(--rule)}"                 \
  ".tasks label{display:grid;grid-template-columns:1.3rem minmax(0,1fr) 10.5rem 13rem;gap:0 1rem;padding:.5rem 0;"   \
  "cursor:pointer}.tasks.own label{grid-template-columns:1.3rem minmax(0,1fr) 15rem}"                                \
  ".tasks input{grid-area:1/1;width:1.25rem;min-width:0;height:1.25rem;min-height:0;margin:.15rem 0 0;"              \
  "accent-color:var(--accent)}.what{grid-column:2;white-space:pre-line}.who{grid-column:3}.when{grid-column:4;color:var(--quiet)}"        \
  ".own .when{grid-column:3}.what .note{display:block;font-size:.9rem}"                                              \
  ".part .part .part:has(>.tasks){margin-top:.9rem;padding-top:0;border:0}.part:has(>.tasks)>h4{margin-bottom:.2rem}" \
  ".tasks input:checked~.what{color:var(--quiet);text-decoration:line-through}"
#define TASKS_NARROW                                                                                                 \
  ".tasks label,.tasks.own label{grid-template-columns:1.3rem minmax(0,1fr)}"                                        \
  ".tasks .who,.tasks .when{grid-column:2;font-size:.9rem}"

/* Marks in a grid; on a phone each row is a card, and each mark has its name beside it. */
#define MATRIX                                                                                                       \
  ".legend{display:flex;flex-wrap:wrap;gap:.3rem 1.8rem}.facts.legend div{display:flex;gap:.5rem;padding:0}"         \
  ".facts.legend dt{min-width:.8rem;color:inherit;font-size:1em;font-weight:600}"                                    \
  "main:has(.matrix){max-width:82rem}.matrix tbody th{min-width:13rem}.matrix tbody td,.matrix thead tr+tr th,"       \
  ".matrix [scope=colgroup]{text-align:center}.matrix tbody td,.matrix thead tr+tr [scope=col]{min-width:5.2rem}"    \
  ".matrix [scope=colgroup],.matrix thead td{padding:.2rem .4rem;border-bottom:1px solid var(--rule)}"               \
  ".matrix [scope=colgroup]{border-left:1px solid var(--rule)}"                                                      \
  ".matrix tbody th,.matrix thead tr+tr [scope=col]{color:inherit;font-weight:600}"                                  \
  ".matrix .note{display:block;font-size:.85rem;font-weight:400;white-space:pre-line}"                               \
  ".matrix b,.matrix i{display:inline-block;min-width:1.7rem;padding:.05rem .3rem;border:1px solid var(--edge);"     \
  "border-radius:.25rem;font-style:normal;font-weight:600;text-align:center}"                                        \
  ".matrix b{color:var(--paper);background:var(--accent);border-color:var(--accent)}.matrix b+b,.matrix b+i,"        \
  ".matrix i+i{margin-left:.25rem}"
/* A page that works: its panel, statuses, fields in a grid, charts. A status is a word; its colour only helps to find it. */
#define LIVE                                                                                                         \
  ".tools{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem .8rem;margin:0 0 .4rem}"                          \
  "button{min-height:2.2rem;padding:.3rem .9rem;font:inherit;color:var(--accent);background:var(--paper);"           \
  "border:1px solid var(--accent);border-radius:.35rem;cursor:pointer}button:hover{background:var(--band)}"          \
  "[hidden]{display:none}.day{display:grid;grid-template-columns:auto auto 1fr;align-items:center;gap:.2rem .6rem;width:100%}"   \
  ".day input{width:10.5rem}.day .note{font-size:.85rem}.now,.unseen{display:none}"                                  \
  ".live .now{display:flex}.live .unseen{display:block;position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}" \
  ".panel h3{margin:0 0 .3rem;font-size:1rem}.panel .how{margin:.8rem 0 .6rem;max-width:none;font-size:.9rem}"        \
  ".columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:.6rem 2.4rem}"       \
  "ul.plain{margin:0;padding:0;list-style:none}ul.plain li{padding:.3rem 0;border-top:1px solid var(--rule)}"        \
  ".states{display:block}.state{display:inline-block;margin:.1rem .3rem .1rem 0;padding:0 .45rem;border:1px solid var(--edge);" \
  "border-radius:.3rem;font-size:.9rem;font-weight:600;white-space:nowrap}"                                          \
  ".good{color:var(--good);border-color:currentColor}.middling{color:var(--middling);border-color:currentColor;border-style:dashed}"       \
  ".bad{color:var(--paper);background:var(--bad);border-color:var(--bad)}.neutral{color:var(--quiet);border-color:var(--rule)}" \
  ".large dd .state{font-size:1rem}.wrong{display:block;max-width:16rem;margin:.2rem 0 0;color:var(--warn);font-size:.85rem;"  \
  "white-space:normal;text-align:left}input[aria-invalid]{border:2px solid var(--warn)}td .note{display:block;font-size:.8rem;" \
  "white-space:normal}.figures td{padding:.3rem .35rem}.figures input{min-width:4.6rem}.figures tbody th{min-width:8rem}"     \
  ".chart{display:block;width:100%;max-width:40rem;height:auto;margin:0 0 .8rem;background:var(--band);border-radius:.3rem}" \
  ".chart .plan{fill:none;stroke:var(--quiet);stroke-width:2;stroke-dasharray:6 4}"                                  \
  ".chart .actual{fill:none;stroke:var(--accent);stroke-width:2.5}.chart .dot{fill:var(--accent)}#said:empty{display:none}"  \
  ".keys{margin:-.4rem 0 .8rem;font-size:.85rem}.key{margin-right:1.2rem}.key::before{content:\"\";display:inline-block;width:1.6rem;"  \
  "margin-right:.4rem;vertical-align:.25em;border-top:2.5px solid var(--accent)}.key.planned::before{border-top:2px dashed var(--quiet)}"
#define LIVE_NARROW ".day{grid-template-columns:1fr}.day input{width:100%}.tools button{flex:1 1 auto}"
#define LIVE_PRINT                                                                                                   \
  ".tools,.how,#said,.unseen{display:none}.bad{color:inherit;background:none;border:2px solid}.chart{max-width:9cm;margin:0 0 .3rem;background:none}" \
  ".good,.middling,.neutral{color:inherit}.figures td{padding:.15rem .2rem}.figures input{min-width:0}.columns{gap:.3rem 1.6rem}"     \
  ".state{margin:0 .2rem 0 0;padding:0 .3rem;line-height:1.25}.keys{margin:0}"

#define MATRIX_NARROW                                                                                                \
  "@media screen and (max-width:36rem){.matrix table,.matrix caption,.matrix tbody,.matrix tr,"                      \
  ".matrix tbody tr:not(.group) th{display:block;position:static}"                                                   \
  ".matrix thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"                       \
  ".matrix tr{padding:.6rem 0;border-bottom:1px solid var(--rule)}.matrix th{padding:0 0 .3rem}"                     \
  ".matrix th,.matrix td{border:0}.matrix td{display:inline-block;min-width:0;padding:.15rem 1rem .15rem 0}"         \
  ".matrix td:empty{display:none}.matrix td::after{content:\"\\00a0\" attr(data-of)}}"

/* A KPI's course: nothing is told by colour alone, but by how lines are broken, which form a sign has and what is hatched. */
#define COURSE                                                                                                       \
  ".chart-frame{margin:0 0 1rem}.chart-frame .table{margin:0 0 .4rem}.course{display:block;width:100%;min-width:34rem;"  \
  "max-width:46rem;height:auto}.course text{font-size:13px;fill:var(--quiet)}.course .strong{fill:var(--ink);font-weight:600}"  \
  ".course .middle{text-anchor:middle}.course .end{text-anchor:end}.course .back{fill:var(--band)}"                  \
  ".course .grid{stroke:var(--rule)}.course .zero{stroke:var(--quiet)}.course .judged{stroke:var(--ink);stroke-width:1.5}" \
  ".chart-frame .plan{fill:none;stroke:var(--quiet);stroke-width:2;stroke-dasharray:6 4}"                            \
  ".chart-frame .span{fill:var(--quiet);fill-opacity:.16}.chart-frame .ground{fill:var(--middling);fill-opacity:.1}" \
  ".chart-frame .hatch{stroke:var(--middling);stroke-opacity:.6;stroke-width:1.6}.chart-frame .grain{fill:var(--quiet)}"  \
  ".chart-frame .actual{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}.chart-frame .dot{fill:var(--accent)}" \
  ".chart-frame .hollow{fill:var(--paper);stroke:var(--accent);stroke-width:2}.chart-frame .goal{fill:var(--ink)}"   \
  ".chart-frame .projected{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-dasharray:.1 5;stroke-linecap:round}" \
  ".chart-frame .level{fill:none;stroke:var(--ink)}.chart-frame .far{stroke-dasharray:2 3}"                          \
  ".signs{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem;margin:0;padding:0;list-style:none;font-size:.85rem}"        \
  ".swatch{width:30px;height:14px;margin-right:.2rem;vertical-align:-.1em}"
#define COURSE_PRINT ".chart-frame{break-inside:avoid}.course{min-width:0;max-width:12.5cm}.signs{gap:0 1rem}"

/* Two languages: beside each other where there is room, else below each other; in tables always below. */
#define TWO                                                                                                          \
  "main.two{max-width:76rem}.two .side{display:block}.two p,.two .clause{max-width:none}"                            \
  ".two .number{width:4.4rem}.two .clause>.number+span{flex:1}"                                                      \
  ".two h1,.two h1~p,.two .part p:not(.clause),.two .clause>.number+span,.two dd{display:grid;"                      \
  "grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2rem}"                                                    \
  ".two h2:has(>.number),.two h3:has(>.number),.two h4:has(>.number),.two h5:has(>.number){display:grid;"            \
  "grid-template-columns:auto minmax(0,1fr) minmax(0,1fr);gap:0 2rem}.two :is(h2,h3,h4,h5)>.number{margin-right:-2rem}" \
  ".two :is(h2,h3,h4,h5){align-items:end}"                                                                           \
  ".two dd>.side:only-child{grid-column:1/-1}.two .facts div{grid-template-columns:9rem 1fr;padding:.25rem 0}"       \
  ".two .facts dd{grid-template-columns:minmax(0,1fr) calc(50% + 1.8rem)}"                                           \
  ".two>.facts dd{grid-template-columns:minmax(0,1fr) calc(50% + 4rem)}.two caption .side{display:inline}"           \
  ".two caption .other{margin-left:1rem}"                                                                            \
  ".two .facts .side{display:block;padding:0}.two .facts dt .other,.two .table .other,.two nav .other{font-size:.9em}" \
  ".two .table .other,.two nav .other{color:var(--quiet)}.two :is(td,th)>.side+.side{margin-top:.15rem}"             \
  ".two .part .signature p,.two .part .signature dd{display:block}.two .signature .facts .side{padding:0}"                       \
  ".two .signature .facts div{grid-template-columns:8rem 1fr}"
#define TWO_NARROW                                                                                                   \
  ".two .number{width:auto}.two h1,.two h1~p,.two .part p:not(.clause),.two .clause>.number+span,.two dd{display:block}" \
  ".two h2:has(>.number),.two h3:has(>.number),.two h4:has(>.number),.two h5:has(>.number){"                         \
  "grid-template-columns:auto minmax(0,1fr);gap:0}.two :is(h2,h3,h4,h5)>.number{margin:0}"                           \
  ".two :is(h2,h3,h4,h5)>.other{grid-column:2}.two .facts div{grid-template-columns:1fr}"                            \
  ".two .side+.side{margin-top:.25rem}"

/* Chinese in the forms of Taiwan, with lines that begin with no closing mark, and not slanted. */
#define SCRIPTS                                                                                                      \
  ":lang(zh-Hant){font-family:" FACES_TAIWAN_FIRST ";line-break:strict;word-break:normal}"                           \
  ":lang(zh-Hant) .missing{font-style:normal}:lang(en),:lang(bg),:lang(vi){font-family:" FACES_ALL "}"

const char html_style[] =
    ":root{" LIGHT "}\n"
    "@media screen and (prefers-color-scheme:dark){:root{" DARK "}}\n"
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}\n"
    "body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 " FACES_ALL ";overflow-wrap:break-word}\n"
    "main{max-width:62rem;margin:0 auto;padding:1.5rem 1rem 4rem}\n"
    "h1,h2,h3,h4,h5{margin:0 0 .6rem;line-height:1.25;text-wrap:balance}\n"
    "h1{font-size:1.9rem;letter-spacing:-.01em}h2{font-size:1.4rem}h3{font-size:1.15rem}h4,h5{font-size:1rem}\n"
    ".kicker{display:block;font-size:.8rem;font-weight:600;letter-spacing:.04em;color:var(--accent)}\n"
    "p{margin:0 0 .8rem;max-width:44rem}\n"
    "a{color:var(--accent);text-underline-offset:.15em}\n"
    ":focus-visible{outline:3px solid var(--accent);outline-offset:2px}\n"
    ".text{white-space:pre-wrap}\n"
    ".missing{color:var(--warn);font-style:italic}\n"
    ".quiet{color:var(--quiet)}\n"
    ".notice{margin:0 0 1.2rem;padding:.8rem 1rem;max-width:none;border-left:.35rem solid var(--warn);"
    "background:var(--warned);font-weight:600}\n"
    "header .notice{margin-top:1rem}\n"
    "nav{margin:0 0 1.2rem}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0;padding:0;list-style:none}\n"
    "nav a{display:inline-block;padding:.25rem 0}\n"
    ".part{margin:0 0 1.2rem;padding:1.2rem 1.4rem;background:var(--paper);border:1px solid var(--rule);"
    "border-radius:.6rem}\n"
    ".part .part{margin:1.4rem 0 0;padding:1.4rem 0 0;border:0;border-top:1px solid var(--rule);border-radius:0}\n"
    ".facts{margin:0 0 1rem}\n"
    ".facts div{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:0 1rem;padding:.3rem 0}\n"
    ".facts dt{color:var(--quiet)}\n"
    ".facts dd{margin:0;min-width:0}\n"
    ".note{color:var(--quiet)}\n"
    "@media(min-width:54rem){" BESIDE "}\n"
    ".large{display:flex;flex-wrap:wrap;gap:.8rem 2.4rem;padding:.2rem 0 .4rem}\n"
    ".large div{display:block;padding:0;max-width:21rem}\n"
    ".large dt{font-size:.8rem}\n"
    ".large dd{font-size:1.2rem;font-weight:600;line-height:1.3}\n"
    ".large .note{display:block;font-size:.85rem;font-weight:400;line-height:1.4}\n"
    ".table{overflow-x:auto;margin:0 0 1rem;border-radius:.3rem}\n"
    "@media screen{.table{background:" MORE_TO_THE_RIGHT "}}\n"
    "table{border-collapse:separate;border-spacing:0;width:100%;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:600;padding:.2rem 0 .4rem}\n"
    "th,td{padding:.4rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}\n"
    "thead th{font-size:.85rem;font-weight:600;line-height:1.3;color:var(--quiet);vertical-align:bottom;"
    "border-bottom:2px solid var(--rule)}\n"
    "tbody th{font-weight:400}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    ".w{min-width:10rem}.n.range{white-space:normal;min-width:8rem}\n"
    ".line{white-space:nowrap}\n"
    "thead .n{white-space:normal}\n"
    ".group th{padding-top:.9rem;font-weight:600;background:var(--band)}\n"
    ".total th,.total td{font-weight:600;border-top:2px solid var(--rule)}\n"
    "ul.lines,ol.lines{margin:0;padding-left:1.1rem}\n"
    "ul.lines li{margin:0 0 .15rem}\n"
    "input,textarea{width:100%;min-width:5.5rem;min-height:1.9rem;margin:0;padding:.15rem .4rem;font:inherit;"
    "color:inherit;background:var(--fill);border:1px solid var(--edge);border-radius:.25rem}\n"
    "td input{margin:-.15rem 0}\n"
    ".n input{text-align:right;max-width:9rem}\n"
    "textarea{display:block;min-height:5.5rem;resize:vertical}\n"
    ".room{margin:0 0 1rem}\n"
    ".room label{display:block;margin:0 0 .3rem;max-width:44rem}\n"
    "td.follows{min-width:5rem}\n"
    ".number{display:inline-block;min-width:3.4rem;padding-right:.6rem;font-weight:400;color:var(--quiet);text-decoration:none;"
    "font-variant-numeric:tabular-nums}.number:hover{text-decoration:underline}\n"
    "h2:has(>.number),h3:has(>.number),h4:has(>.number){display:grid;grid-template-columns:auto 1fr}"
    ".number~span{min-width:0}h2 .kicker,h3 .kicker,h4 .kicker{grid-column:1/-1}\n"
    ".clause{display:flex;align-items:baseline;max-width:50rem}.clause .number{flex:none}\n"
    ".signature{display:inline-block;vertical-align:top;width:calc(50% - 2.2rem);min-width:15rem;margin:0 2rem 1.6rem 0;"
    "break-inside:avoid}.signature p{margin:0 0 .6rem;font-weight:600}\n"
    ".signature .facts div{grid-template-columns:8rem 1fr;padding:.5rem 0 0}"
    ".signature dd{min-height:1.9rem;border-bottom:1px solid var(--edge)}\n"
    TASKS "\n" MATRIX "\n" TWO "\n" SCRIPTS "\n" LIVE "\n" COURSE "\n"
    "footer{color:var(--quiet);font-size:.85rem}\n"
    "@media(max-width:36rem){main{padding:1rem .4rem 3rem}h1{font-size:1.5rem}.part{padding:1rem .7rem}"
    ".facts div{grid-template-columns:1fr;padding:.35rem 0}.facts dt{font-size:.85rem}.large{gap:.8rem 1.6rem}"
    "table{font-size:.86rem}th,td{padding:.3rem}.range{white-space:normal}.part:has(>.beside) thead .unit{display:none}"
    ".paper .line{white-space:normal}.number{min-width:2.6rem}.signature{width:100%;margin-right:0}"
    ".w{min-width:6.5rem}input{min-width:4rem}"
    "tbody tr:not(.group) th{position:sticky;left:0;background:var(--paper)}" TASKS_NARROW TWO_NARROW LIVE_NARROW "}\n"
    MATRIX_NARROW "\n"
    "@page{size:A4;margin:14mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:8pt " FACES_ALL ";color:#52606d}}"
    "@page wide{size:A4 landscape}\n"
    "@media print{:root{--edge:#777;font-size:9.4pt}body{background:#fff;line-height:1.4}main{max-width:none;padding:0}"
    "nav{display:none}h1,h2,h3,h4{break-inside:avoid}h1,h2,h3,h4,caption,h2+p{break-after:avoid}"
    ".part{padding:0;border:0}.part .part{margin-top:1rem;padding-top:.8rem}.part+.part{margin-top:1.6rem}"
    ".paper .table,.clause{break-inside:avoid}"
    "main:has(.matrix){page:wide}.matrix b{color:inherit;background:none;border:2px solid}"
    ".tasks li{break-inside:avoid}.tasks label{padding:.22rem 0}"
    ".tasks input{width:1rem;height:1rem;border-width:1px}"
    ".keep,.facts,.room,.notice,tr{break-inside:avoid}.keep:has(.part),.keep:has(.tasks){break-inside:auto}"
    ".table{overflow:visible;margin-bottom:.6rem}"
    "thead{display:table-header-group}a{color:inherit;text-decoration:none}p{orphans:3;widows:3}"
    "th,td{padding:.2rem .5rem}.facts div{padding:.12rem 0}.large{gap:.4rem 1.8rem}.large dd{font-size:1.1rem}"
    BESIDE ".part:has(>.beside){grid-template-columns:minmax(0,1fr) 15rem;column-gap:1.6rem}"
    "input,textarea{background:none;border-width:0 0 1px;border-radius:0}td input{min-width:0;min-height:1.25rem}"
    LIVE_PRINT COURSE_PRINT ".n input{width:5.5rem}.figures .n input{width:100%}textarea{border-width:1px;min-height:24mm;resize:none}}\n";

static void put_base64(struct buffer *out, const uint8_t *bytes, size_t length) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < length; i += 3) {
    size_t left = length - i;
    uint32_t group = (uint32_t)bytes[i] << 16 | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
    buffer_char(out, letters[group >> 18]);
    buffer_char(out, letters[group >> 12 & 63]);
    buffer_char(out, left > 1 ? letters[group >> 6 & 63] : '=');
    buffer_char(out, left > 2 ? letters[group & 63] : '=');
  }
}

static void put_digest(struct buffer *out, const void *bytes, size_t length) {
  uint8_t digest[SHA256_DIGEST_SIZE];
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, length, bytes);
  sha256_digest(&context, sizeof digest, digest);
  buffer_text(out, " 'sha256-");
  put_base64(out, digest, sizeof digest);
  buffer_char(out, '\'');
}

/* Each script with the least that a page must do to have it. */
static const struct {
  enum page_kind page;
  const unsigned char *text;
  const size_t *length;
} scripts[] = {{PAGE_KEPT, script_keep, &script_keep_length},
               {PAGE_LIVE, script_figures, &script_figures_length},
               {PAGE_LIVE, script_scoring, &script_scoring_length},
               {PAGE_LIVE, script_scorecard, &script_scorecard_length}};
enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0] };

void html_policy(struct buffer *out, enum page_kind page) {
  buffer_text(out, "default-src 'none'; style-src");
  put_digest(out, html_style, strlen(html_style));
  if (page != PAGE_STILL) buffer_text(out, "; script-src");
  for (int i = 0; i < SCRIPT_COUNT; i++)
    if (page >= scripts[i].page) put_digest(out, scripts[i].text, *scripts[i].length);
  buffer_text(out, "; base-uri 'none'; form-action 'none'");
}

void html_scripts(struct buffer *out, enum page_kind page) {
  for (int i = 0; i < SCRIPT_COUNT; i++) {
    if (page < scripts[i].page) continue;
    buffer_text(out, "<script>");
    buffer_bytes(out, (const char *)scripts[i].text, *scripts[i].length);
    buffer_text(out, "</script>\n");
  }
}
