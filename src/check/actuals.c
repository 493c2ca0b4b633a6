/* D: figures that were reported. These are the rows of the rules; what they find is found where figures are read and
 * scored, in src/score, and comes here by late.c. */
#include "check/rules.h"

/* The head that every sheet has. */
#define HEAD "kind,name,date,value,note\n"

const struct rule rule_D001 = {
    .row = {"D001", "unreadable-row", LEVEL_ERROR,
            "a row that is not CSV as RFC 4180 has it, a column that is missing or stands twice, an unknown kind"},
    .why = "A row that cannot be taken apart for certain would be guessed at. It is left out of the scoring, and named. Each row has "
           "as many cells as the first line has columns; a cell with a comma, a quote or a line break stands in quotes, in which "
           "a quote is written twice. Of a workbook the hidden sheet that says whose its cells are must be as it was written.",
    .wrong = HEAD "orders,kpi,2026-01-31,120,\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\n",
};

const struct rule rule_D002 = {
    .row = {"D002", "unknown-actual", LEVEL_ERROR, "a figure of a thing that the agreement lacks"},
    .why = "A figure under a misspelt name would be missing where it belongs, and nobody would know. The name is that of the "
           "agreement; of a KPI that is counted on several things, with the thing after a slash.",
    .wrong = HEAD "kpi,order,2026-01-31,120,\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\n",
};

const struct rule rule_D003 = {
    .row = {"D003", "computed-actual", LEVEL_ERROR, "a figure for a KPI that has a formula"},
    .why = "What is computed cannot be reported as well: the two would differ one day, and both sides would have a figure to "
           "their liking. Its parts are reported.",
    .wrong = HEAD "kpi,cost_per_order,2026-01-31,130,\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\nspend,ads,2026-01-31,15600,\n",
};

const struct rule rule_D004 = {
    .row = {"D004", "bad-figure", LEVEL_ERROR, "a figure that is no plain number, or has a unit that is not the thing's"},
    .why = "1.234 is a bit more than one to one reader and over a thousand to another. A figure has only one reading or it is "
           "refused: plain digits with a point (in a sheet with `;` a comma will do) and no marks between thousands, a share "
           "with its `%`.",
    .wrong = HEAD "kpi,orders,2026-01-31,1.234,\n",
    .right = HEAD "kpi,orders,2026-01-31,1234,\n",
};

const struct rule rule_D005 = {
    .row = {"D005", "bad-actual-date", LEVEL_ERROR, "no date, or one outside the term"},
    .why = "3/4/2026 is a day in March to one reader and in April to another. A figure of another time than the agreement's says "
           "nothing of it. The date is the last day of the period that the figure is of; money, actions and deliverables may lie "
           "up to 30 days before the term and 90 after it.",
    .wrong = HEAD "kpi,orders,3/4/2026,120,\n",
    .right = HEAD "kpi,orders,2026-04-03,120,\n",
};

const struct rule rule_D006 = {
    .row = {"D006", "figure-twice", LEVEL_ERROR, "two rows for the same thing and date"},
    .why = "Of two figures for one thing and one day each side would take its own. The first counts until one of them is gone.",
    .wrong = HEAD "kpi,orders,2026-01-31,120,\nkpi,orders,2026-01-31,140,\n",
    .right = HEAD "kpi,orders,2026-01-31,140,\n",
};

const struct rule rule_D007 = {
    .row = {"D007", "figure-missing", LEVEL_WARNING, "a period whose report was due by the day, and that has no row"},
    .why = "A figure that nobody reported is not a figure of 0, and not the last one either. A sum or an average without it is "
           "marked as incomplete.",
    .wrong = HEAD "kpi,orders,2026-01-31,120,\nkpi,orders,2026-03-31,140,\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\nkpi,orders,2026-02-28,130,\nkpi,orders,2026-03-31,140,\n",
};

const struct rule rule_D008 = {
    .row = {"D008", "figure-after-day", LEVEL_INFO, "a row that is later than the day of the scoring, and is left out"},
    .why = "What the agreement looked like on a day is told by what was known of that day. Rows that are later stay in the sheet "
           "and out of the scoring.",
    .wrong = "# scored with --as-of 2026-01-31\n" HEAD "kpi,orders,2026-01-31,120,\nkpi,orders,2026-02-28,130,\n",
    .right = "# scored with --as-of 2026-02-28\n" HEAD "kpi,orders,2026-01-31,120,\nkpi,orders,2026-02-28,130,\n",
};

const struct rule rule_D009 = {
    .row = {"D009", "cannot-compute", LEVEL_WARNING,
            "a computed KPI whose parts lack a figure, or that would divide by zero"},
    .why = "A quotient of which one part is missing has no figure, and one by 0 is none. The KPI then counts as one without data.",
    .wrong = HEAD "kpi,orders,2026-01-31,0,\nspend,ads,2026-01-31,15600,\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\nspend,ads,2026-01-31,15600,\n",
};

const struct rule rule_D010 = {
    .row = {"D010", "other-version", LEVEL_WARNING, "figures from a sheet that was made of another version of the agreement"},
    .why = "The sheet asks for what the agreement asked for when the sheet was made. After an amendment it may lack what is new and "
           "ask for what is gone. The note of its first line says what it was made from.",
    .wrong = HEAD "kpi,orders,2026-01-31,120,\"made from version 1.0, fingerprint 0123456789ab\"\n",
    .right = HEAD "kpi,orders,2026-01-31,120,\n",
};
