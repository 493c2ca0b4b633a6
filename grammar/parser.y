/* One statement of the language: its first word, its arguments, and the `{` that opens its block.
 *
 * Blocks, ends of statements, first words and recovery are the work of syntax/tokens.c, so that nothing here nests but
 * conditions and expressions, and a faulty statement spoils nothing but itself. Statements that are built alike share
 * one shape, whose token stands for the first word; which statement it is stands in grammar/statements.def. */
%require "3.8"
%define api.pure full
%define api.prefix {remit_yy}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type union
%define api.location.type {struct place}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct parser *p}

%code requires {
#include "syntax/parser.h"
}

%code provides {
int remit_yylex(REMIT_YYSTYPE *value, struct place *place, struct parser *p);
}

%code {
#include "syntax/build.h"
#include "syntax/errors.h"
#include "syntax/slips.h"

#define YYINITDEPTH PARSER_DEPTH
#define YYMAXDEPTH PARSER_DEPTH
#define YYLLOC_DEFAULT(current, rhs, n) ((current) = (n) ? (struct place){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, n).end} \
                                                         : (struct place){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})

static void remit_yyerror(struct place *place, struct parser *p, const char *message);
}

/* First words, by the shape of what follows */
%token H_TITLED H_BARE H_DUTY H_PERIODED H_TITLE H_ALLOW H_PARAM H_INCLUDE H_NUMBER H_TEXT H_TERM H_RENEWS H_CURRENCY
%token H_QUANTITY_ON H_LANGUAGE H_CHANGE H_NOTICE H_CLAUSE H_WORKDAYS H_HOURS H_HOLIDAY H_PERSON H_NAME H_NAMES H_NAMED
%token H_QUANTITY H_ACCOUNT H_RETURNS H_INACTION H_ENDORSED H_DATE H_UNIT H_FORMULA H_BASELINE H_TARGET H_STRETCH
%token H_MILESTONE H_BAND H_SOURCE H_REPORTED H_EACH H_COSTS H_EXCUSED H_REACTS H_REVISIONS H_POSTS H_ANSWERS H_BOOST
%token H_ITEM H_CRISIS H_LINE H_RATE H_NAME_BLOCK H_SHIFT H_PAY H_WHEN H_PAYS H_JUDGE H_FROM_TO H_DUE H_EVERY H_COST
%token H_NAME_TARGET H_TAIL H_PARTIES H_NAME_WITHIN H_SILENCE H_COVERS H_STEP H_CHANNEL_POSTS H_REVIEW_COVERS H_MINUTES
%token H_CRITERION H_SET H_LEVEL
/* A value of a parameter, given from outside */
%token H_VALUE

/* Words that join, never names */
%token AND "and" OR "or" NOT "not" BY "by" TO "to" ON "on" OF "of" OVER "over" PER "per" EACH "each" FOR "for"
%token FROM "from" INTERNAL "internal" THROUGH "through" UP_TO "up to" WITH "with" AFTER "after" WITHIN "within"
%token SPEND "spend" UP "up" AT_LEAST "at least" AT_MOST "at most" OWNED_BY "owned by" OPEN_TO "open to" AGREED_BY "agreed by"
%token ESCALATES_TO "escalates to" AT_COST "at cost" MARKED_UP "marked up" ANY_OF "any of" ALL_OF "all of"
%token ALL_KPIS "all kpis"

/* Words that may be names too */
%token <uint32_t> WORD "a name"
%token <uint32_t> EVERY "every" BETWEEN "between" GROW "grow" REDUCE "reduce"
%token <uint32_t> MAINTAIN "maintain" OBSERVE "observe" MEASURED "measured" START "start" TERM_END "end"
%token <uint32_t> MINUTE "minutes" HOUR "hours" DAY "day" WEEK "week" MONTH "month" QUARTER "quarter" YEAR "year"
%token <uint32_t> WORKHOUR "workhours" WORKDAY "workday" POINTS "pp"
%token <uint32_t> REQUIRES "requires" UNLESS "unless" BEFORE "before" PLUS "plus" INCLUDING "including" TAX "tax" IN "in"
%token <uint32_t> ADMIN "admin" INDIRECT "indirect" SCORE "score" UNTIL "until" NOTICE "notice" WEIGHT "weight"
%token <uint32_t> COSTS "costs" WHEN "when" DUE "due" THEN "then" BASELINE "baseline"

%token NUMBER "a number" DATE "a date" TIME "a time" TEXT "a text in quotes"
%token <uint32_t> PARAM "a parameter" LANGUAGE "a language"
%token END 0 "the end of the statement"
%token OPEN "{" COMMA "," LPAREN "(" RPAREN ")" PERCENT "%" EQUALS "=" LESS "<" LESS_EQUAL "<=" GREATER ">"
%token GREATER_EQUAL ">=" MINUS "-" PLUS_SIGN "+" TIMES "*" DIVIDE "/"

%nterm <struct node *> name own_name plain_name unit_name number plain_number quantity plain_quantity amount text literal date
%nterm <struct node *> plain_date date_base period recurrence recurrence_every spot target range condition conjunction
%nterm <struct node *> comparable expression product factor translation value duration share time
%nterm <uint32_t> soft common_soft unit_soft
%nterm <int> compare
%nterm <struct node_list> declaration simple title any_title given_title line_amount names tail recurrence_end each_unit expressions by_date
%nterm <struct node_list> translations tax plain_names languages line_tails line_tail pay covers spend_limits silence
%nterm <struct node_list> revisions boost_money spelling spellings

%start input

%%

input
  : simple                                     { parser_accept(p, $1); }
  | declaration                                { parser_accept(p, $1); }
  | declaration "{"                            { parser_accept(p, $1); p->opens = true; }
  ;

declaration
  : H_TITLED own_name any_title                { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_BARE                                     { $$ = nothing(); }
  | H_DUTY own_name any_title                  { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_DUTY own_name any_title own_name         { $$ = both(as(ROLE_NAME, $2), both($3, as(ROLE_KIND, $4))); }
  | H_PERIODED own_name any_title              { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_PERIODED own_name any_title "from" date "to" date
      { $$ = both(as(ROLE_NAME, $2), both($3, both(as(ROLE_FROM, $5), as(ROLE_TO, $7)))); }
  | H_TITLE any_title                          { $$ = $2; }
  | H_PERSON own_name any_title                { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_PERSON own_name any_title "in" name      { $$ = both(as(ROLE_NAME, $2), both($3, as(ROLE_IN, $5))); }
  | H_NAME_BLOCK name                          { $$ = as(ROLE_VALUE, $2); }
  ;

simple
  : H_ALLOW own_name text                      { $$ = both(as(ROLE_VALUE, $2), as(ROLE_REASON, $3)); }
  | H_ALLOW own_name text "until" date         { $$ = both(both(as(ROLE_VALUE, $2), as(ROLE_REASON, $3)), as(ROLE_UNTIL, $5)); }
  | H_ALLOW own_name text "agreed by" names
      { $$ = both(both(as(ROLE_VALUE, $2), as(ROLE_REASON, $3)), as(ROLE_BY, names_node(p, $5))); }
  | H_ALLOW own_name text "agreed by" names "until" date
      { $$ = both(both(as(ROLE_VALUE, $2), as(ROLE_REASON, $3)), both(as(ROLE_BY, names_node(p, $5)), as(ROLE_UNTIL, $7))); }
  | H_PARAM own_name own_name title                { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_KIND, $3), $4)); }
  | H_PARAM own_name own_name title "=" value
      { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_KIND, $3), both($4, as(ROLE_VALUE, $6)))); }
  | H_VALUE value                              { $$ = as(ROLE_VALUE, $2); }
  | H_INCLUDE literal                          { $$ = as(ROLE_VALUE, $2); }
  | H_NUMBER number                            { $$ = as(ROLE_VALUE, $2); }
  | H_NAME name                                { $$ = as(ROLE_VALUE, $2); }
  | H_NAMES names                              { $$ = as(ROLE_VALUE, names_node(p, $2)); }
  | H_NAMED own_name any_title                 { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_TEXT text                                { $$ = as(ROLE_VALUE, $2); }
  | H_QUANTITY quantity                        { $$ = as(ROLE_VALUE, $2); }
  | H_DATE date                                { $$ = as(ROLE_VALUE, $2); }
  | H_TERM "from" date "to" date               { $$ = both(as(ROLE_FROM, $3), as(ROLE_TO, $5)); }
  | H_TERM duration "from" date                { $$ = both(as(ROLE_VALUE, $2), as(ROLE_FROM, $4)); }
  | H_RENEWS duration "unless" "notice" duration "before" "end"
      { $$ = both(as(ROLE_VALUE, $2), as(ROLE_WITHIN, $5)); }
  | H_CURRENCY name tax                        { $$ = both(as(ROLE_VALUE, $2), $3); }
  | H_QUANTITY_ON quantity "on" date           { $$ = both(as(ROLE_VALUE, $2), as(ROLE_ON, $4)); }
  | H_LANGUAGE languages                       { $$ = $2; }
  | H_CHANGE "requires" names "within" duration { $$ = both(as(ROLE_BY, names_node(p, $3)), as(ROLE_WITHIN, $5)); }
  | H_NOTICE duration                          { $$ = as(ROLE_VALUE, $2); }
  | H_NOTICE duration "from" date              { $$ = both(as(ROLE_VALUE, $2), as(ROLE_FROM, $4)); }
  | H_CLAUSE own_name text text                { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_TITLE, $3), as(ROLE_VALUE, $4))); }
  | H_WORKDAYS name "to" name                  { $$ = both(as(ROLE_FROM, $2), as(ROLE_TO, $4)); }
  | H_WORKDAYS names                           { $$ = as(ROLE_VALUE, list_node(p, $2)); }
  | H_HOURS time "to" time                     { $$ = both(as(ROLE_FROM, $2), as(ROLE_TO, $4)); }
  | H_HOLIDAY period text                      { $$ = both(as(ROLE_ON, $2), as(ROLE_VALUE, $3)); }
  | H_ACCOUNT "owned by" name                  { $$ = as(ROLE_BY, $3); }
  | H_ACCOUNT "owned by" name "admin" names    { $$ = both(as(ROLE_BY, $3), as(ROLE_ADMIN, names_node(p, $5))); }
  | H_RETURNS WORD                             { $$ = as(ROLE_VALUE, name_node(p, $2, @2)); }
  | H_RETURNS PARAM                            { $$ = as(ROLE_VALUE, param_node(p, $2, @2)); }
  | H_RETURNS "indirect" plain_names           { $$ = both(as(ROLE_VALUE, name_node(p, $2, @2)), as(ROLE_KIND, list_node(p, $3))); }
  | H_INACTION "costs" quantity                { $$ = as(ROLE_VALUE, $3); }
  | H_ENDORSED "by" names "on" date            { $$ = both(as(ROLE_BY, names_node(p, $3)), as(ROLE_ON, $5)); }
  | H_UNIT "score" number "to" number          { $$ = both(as(ROLE_FROM, $3), as(ROLE_TO, $5)); }
  | H_UNIT spelling                            { $$ = as(ROLE_VALUE, list_node(p, $2)); }
  | H_UNIT spelling "per" spelling             { $$ = both(as(ROLE_VALUE, list_node(p, $2)), as(ROLE_PER, list_node(p, $4))); }
  | H_FORMULA expression                       { $$ = as(ROLE_VALUE, $2); }
  | H_BASELINE quantity "on" date              { $$ = both(as(ROLE_VALUE, $2), as(ROLE_ON, $4)); }
  | H_BASELINE quantity "over" period          { $$ = both(as(ROLE_VALUE, $2), as(ROLE_OVER, $4)); }
  | H_BASELINE "measured" "by" date "by" name  { $$ = both(as(ROLE_MEASURED, $4), as(ROLE_BY, $6)); }
  | H_TARGET target by_date                    { $$ = both(as(ROLE_VALUE, $2), $3); }
  | H_STRETCH target                           { $$ = as(ROLE_VALUE, $2); }
  | H_MILESTONE target "by" date               { $$ = both(as(ROLE_VALUE, $2), as(ROLE_DUE, $4)); }
  | H_BAND "at least" quantity                 { $$ = as(ROLE_VALUE, target_node(p, TARGET_LEAST, @$, node_list_of($3))); }
  | H_BAND "at most" quantity                  { $$ = as(ROLE_VALUE, target_node(p, TARGET_MOST, @$, node_list_of($3))); }
  | H_SOURCE text                              { $$ = as(ROLE_VALUE, $2); }
  | H_SOURCE text "open to" names              { $$ = both(as(ROLE_VALUE, $2), as(ROLE_OPEN_TO, names_node(p, $4))); }
  | H_REPORTED recurrence_every "by" names     { $$ = both(as(ROLE_VALUE, $2), as(ROLE_BY, names_node(p, $4))); }
  | H_EACH amount "each"                       { $$ = as(ROLE_VALUE, $2); }
  | H_COSTS amount "each" "from" name          { $$ = both(as(ROLE_VALUE, $2), as(ROLE_FROM, $5)); }
  | H_COSTS amount "each" "for" share "from" name
      { $$ = both(as(ROLE_VALUE, $2), both(as(ROLE_FOR, $5), as(ROLE_FROM, $7))); }
  | H_EXCUSED "from" date "to" date text "agreed by" names
      { $$ = both(both(as(ROLE_FROM, $3), as(ROLE_TO, $5)), both(as(ROLE_REASON, $6), as(ROLE_BY, names_node(p, $8)))); }
  | H_REACTS "within" duration                 { $$ = as(ROLE_WITHIN, $3); }
  | H_REVISIONS revisions                      { $$ = $2; }
  | H_POSTS range "per" unit_name              { $$ = both(as(ROLE_VALUE, $2), as(ROLE_PER, $4)); }
  | H_CHANNEL_POSTS name range "per" unit_name { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_VALUE, $3), as(ROLE_PER, $5))); }
  | H_ANSWERS "within" duration "by" names     { $$ = both(as(ROLE_WITHIN, $3), as(ROLE_BY, names_node(p, $5))); }
  | H_ANSWERS "within" duration "by" names recurrence_every time "to" time
      { $$ = both(both(as(ROLE_WITHIN, $3), as(ROLE_BY, names_node(p, $5))),
                  both(as(ROLE_VALUE, $6), both(as(ROLE_FROM, $7), as(ROLE_TO, $9)))); }
  | H_BOOST "when" condition boost_money       { $$ = both(as(ROLE_WHEN, $3), $4); }
  | H_ITEM name share                          { $$ = both(as(ROLE_NAME, $2), as(ROLE_FROM, $3)); }
  | H_ITEM name share "to" share               { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_FROM, $3), as(ROLE_TO, $5))); }
  | H_CRISIS any_title "escalates to" names "within" duration
      { $$ = both($2, both(as(ROLE_BY, names_node(p, $4)), as(ROLE_WITHIN, $6))); }
  | H_LINE own_name line_tails                 { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_LINE own_name literal line_tails         { $$ = both(both(as(ROLE_NAME, $2), as(ROLE_TITLE, $3)), $4); }
  | H_LINE own_name line_amount line_tails     { $$ = both(as(ROLE_NAME, $2), both($3, $4)); }
  | H_LINE own_name literal line_amount line_tails
      { $$ = both(both(as(ROLE_NAME, $2), as(ROLE_TITLE, $3)), both($4, $5)); }
  | H_LINE own_name given_title line_amount line_tails { $$ = both(both(as(ROLE_NAME, $2), $3), both($4, $5)); }
  | H_RATE own_name text amount "each" "to" name
      { $$ = both(both(as(ROLE_NAME, $2), as(ROLE_TITLE, $3)), both(as(ROLE_VALUE, $4), as(ROLE_TO, $7))); }
  | H_SHIFT "up to" share "between" names "by" name
      { $$ = both(as(ROLE_UP_TO, $3), both(as(ROLE_VALUE, names_node(p, $5)), as(ROLE_BY, $7))); }
  | H_PAY name pay                             { $$ = both(as(ROLE_NAME, $2), $3); }
  | H_WHEN condition                           { $$ = as(ROLE_WHEN, $2); }
  | H_PAYS amount "to" name                    { $$ = both(as(ROLE_VALUE, $2), as(ROLE_TO, $4)); }
  | H_PAYS amount "each" "to" name             { $$ = both(both(as(ROLE_VALUE, $2), as(ROLE_EACH, word_node(p, @3))), as(ROLE_TO, $5)); }
  | H_PAYS share "of" name                     { $$ = both(as(ROLE_VALUE, $2), as(ROLE_OF, $4)); }
  | H_JUDGE "from" date                        { $$ = as(ROLE_FROM, $3); }
  | H_FROM_TO date "to" date                   { $$ = both(as(ROLE_FROM, $2), as(ROLE_TO, $4)); }
  | H_DUE date                                 { $$ = as(ROLE_DUE, $2); }
  | H_DUE recurrence_every                     { $$ = as(ROLE_VALUE, $2); }
  | H_EVERY recurrence                         { $$ = as(ROLE_VALUE, widened($2, @$)); }
  | H_COST amount "from" name                  { $$ = both(as(ROLE_VALUE, $2), as(ROLE_FROM, $4)); }
  | H_NAME_TARGET name target                  { $$ = both(as(ROLE_NAME, $2), as(ROLE_VALUE, $3)); }
  | H_TAIL text tail                           { $$ = both(as(ROLE_VALUE, $2), $3); }
  | H_PARTIES name "to" name                   { $$ = both(as(ROLE_FROM, $2), as(ROLE_TO, $4)); }
  | H_NAME_WITHIN name "within" duration       { $$ = both(as(ROLE_BY, $2), as(ROLE_WITHIN, $4)); }
  | H_SILENCE silence                          { $$ = $2; }
  | H_COVERS covers                            { $$ = $2; }
  | H_STEP name "within" duration              { $$ = both(as(ROLE_BY, $2), as(ROLE_WITHIN, $4)); }
  | H_STEP "any of" plain_names "within" duration
      { $$ = both(as(ROLE_BY, names_node(p, $3)), as(ROLE_WITHIN, $5)); }
  | H_STEP "all of" plain_names "within" duration
      { $$ = both(both(as(ROLE_BY, names_node(p, $3)), as(ROLE_WITHIN, $5)), as(ROLE_ALL, word_node(p, @2))); }
  | H_REVIEW_COVERS "all kpis"                 { $$ = as(ROLE_ALL, word_node(p, @2)); }
  | H_REVIEW_COVERS names                      { $$ = as(ROLE_VALUE, names_node(p, $2)); }
  | H_MINUTES "by" name "within" duration      { $$ = both(as(ROLE_BY, $3), as(ROLE_WITHIN, $5)); }
  | H_CRITERION own_name any_title "weight" share { $$ = both(as(ROLE_NAME, $2), both($3, as(ROLE_WEIGHT, $5))); }
  | H_SET own_name value                       { $$ = both(as(ROLE_NAME, $2), as(ROLE_VALUE, $3)); }
  | H_LEVEL own_name name any_title            { $$ = both(as(ROLE_NAME, $2), both(as(ROLE_VALUE, $3), $4)); }
  ;

/* Parts of statements */

title: %empty { $$ = nothing(); } | literal { $$ = as(ROLE_TITLE, $1); };
any_title: title | given_title;
given_title: PARAM { $$ = as(ROLE_TITLE, param_node(p, $1, @1)); };

by_date: %empty { $$ = nothing(); } | "by" date { $$ = as(ROLE_DUE, $2); };

tail
  : %empty                            { $$ = nothing(); }
  | "by" names                        { $$ = as(ROLE_BY, names_node(p, $2)); }
  | "within" duration                 { $$ = as(ROLE_WITHIN, $2); }
  | "due" date                        { $$ = as(ROLE_DUE, $2); }
  | "by" names "within" duration      { $$ = both(as(ROLE_BY, names_node(p, $2)), as(ROLE_WITHIN, $4)); }
  | "by" names "due" date             { $$ = both(as(ROLE_BY, names_node(p, $2)), as(ROLE_DUE, $4)); }
  ;

tax
  : %empty                            { $$ = nothing(); }
  | "plus" "tax" share                { $$ = both(as(ROLE_TAX, $3), as(ROLE_KIND, word_node(p, @1))); }
  | "including" "tax" share           { $$ = as(ROLE_TAX, $3); }
  ;

languages
  : name                              { $$ = as(ROLE_VALUE, $1); }
  | name "," name                     { $$ = both(as(ROLE_VALUE, $1), as(ROLE_SECOND, $3)); }
  ;

revisions
  : number                            { $$ = as(ROLE_VALUE, $1); }
  | number "," "then" amount "each"   { $$ = both(as(ROLE_VALUE, $1), as(ROLE_THEN, $4)); }
  ;

boost_money: "with" "up to" amount "per" unit_name "from" name
      { $$ = both(as(ROLE_UP_TO, $3), both(as(ROLE_PER, $5), as(ROLE_FROM, $7))); };

line_amount
  : amount                            { $$ = as(ROLE_VALUE, $1); }
  | share "of" name                   { $$ = both(as(ROLE_VALUE, $1), as(ROLE_OF, $3)); }
  | share "of" name "at least" amount { $$ = both(as(ROLE_VALUE, $1), both(as(ROLE_OF, $3), as(ROLE_LEAST, $5))); }
  ;
line_tails: %empty { $$ = nothing(); } | line_tails line_tail { $$ = both($1, $2); };
line_tail
  : "per" unit_name                   { $$ = as(ROLE_PER, $2); }
  | "to" name                         { $$ = as(ROLE_TO, $2); }
  | "through" name                    { $$ = as(ROLE_THROUGH, $2); }
  | "at cost"                         { $$ = as(ROLE_COST, word_node(p, @1)); }
  | "marked up" share                 { $$ = as(ROLE_MARKUP, $2); }
  | "for" names                       { $$ = as(ROLE_FOR, names_node(p, $2)); }
  | "for" plain_number unit_name "per" unit_name { $$ = as(ROLE_HOURS, quantity_node(@$, $2, $3, $5)); }
  | "internal"                        { $$ = as(ROLE_INTERNAL, word_node(p, @1)); }
  ;

pay
  : recurrence_every                  { $$ = as(ROLE_VALUE, $1); }
  | recurrence_every "within" duration { $$ = both(as(ROLE_VALUE, $1), as(ROLE_WITHIN, $3)); }
  | share "on" date                   { $$ = both(as(ROLE_OF, $1), as(ROLE_ON, $3)); }
  | share "after" name                { $$ = both(as(ROLE_OF, $1), as(ROLE_AFTER, $3)); }
  ;

silence
  : name                              { $$ = as(ROLE_VALUE, $1); }
  | "escalates to" name "within" duration { $$ = both(as(ROLE_ESCALATE, $2), as(ROLE_WITHIN, $4)); }
  ;

covers
  : names                             { $$ = as(ROLE_VALUE, names_node(p, $1)); }
  | "spend" spend_limits              { $$ = both(as(ROLE_SPEND, word_node(p, @$)), $2); }
  ;
spend_limits
  : %empty                            { $$ = nothing(); }
  | spend_limits "over" amount        { $$ = both($1, as(ROLE_OVER, $3)); }
  | spend_limits "up to" amount       { $$ = both($1, as(ROLE_UP_TO, $3)); }
  | spend_limits "on" name            { $$ = both($1, as(ROLE_ON, $3)); }
  ;

/* Names */

name: WORD { $$ = name_node(p, $1, @1); } | soft { $$ = name_node(p, $1, @1); } | PARAM { $$ = param_node(p, $1, @1); };
/* What is declared, a code, a limit: written out, never given by a parameter. */
own_name: WORD { $$ = name_node(p, $1, @1); } | soft { $$ = name_node(p, $1, @1); };
plain_name: WORD { $$ = name_node(p, $1, @1); } | common_soft { $$ = name_node(p, $1, @1); };
unit_name: WORD { $$ = name_node(p, $1, @1); } | unit_soft { $$ = name_node(p, $1, @1); };

names: name { $$ = node_list_of($1); } | names "," name { $$ = node_list_add($1, $3); }
  | names "and" name { $$ = node_list_add($1, $3); };
plain_names: names;
spelling: unit_name spellings { $$ = both(node_list_of($1), $2); };
spellings: %empty { $$ = nothing(); } | spellings "," unit_name { $$ = node_list_add($1, $3); };

soft: common_soft | START | TERM_END | DAY | WEEK | MONTH | QUARTER;
common_soft: EVERY | BETWEEN | GROW | REDUCE | MAINTAIN | OBSERVE | MEASURED | MINUTE | HOUR | YEAR | WORKHOUR | WORKDAY
  | POINTS | REQUIRES | UNLESS | BEFORE | PLUS | INCLUDING | TAX | IN | ADMIN | INDIRECT | SCORE | UNTIL | NOTICE | WEIGHT
  | COSTS | WHEN | DUE | THEN | BASELINE;
unit_soft: MINUTE | HOUR | DAY | WEEK | MONTH | QUARTER | YEAR | WORKHOUR | WORKDAY;

/* Texts */

text: literal | PARAM { $$ = param_node(p, $1, @1); };
literal: TEXT { $$ = text_node(p, @1, nothing()); } | TEXT translations { $$ = text_node(p, @1, $2); };
translations: translation { $$ = node_list_of($1); } | translations translation { $$ = node_list_add($1, $2); };
translation: LANGUAGE TEXT { $$ = translation_node(p, $1, @2, @$); };

/* Figures */

number: plain_number | "-" plain_number { $$ = negative_node($2, @$); } | PARAM { $$ = param_node(p, $1, @1); };
plain_number: NUMBER { $$ = node_new(p->arena, NODE_NUMBER, @1.start, @1.end); };

quantity: plain_quantity | "-" plain_quantity { $$ = negative_node($2, @$); } | PARAM { $$ = param_node(p, $1, @1); };
plain_quantity
  : plain_number                              { $$ = figure_node(QUANTITY_BARE, @$, $1); }
  | plain_number "%"                          { $$ = figure_node(QUANTITY_SHARE, @$, $1); }
  | plain_number "pp"                         { $$ = figure_node(QUANTITY_POINTS, @$, $1); }
  | plain_number unit_name                    { $$ = quantity_node(@$, $1, $2, NULL); }
  | plain_number unit_name "per" unit_name    { $$ = quantity_node(@$, $1, $2, $4); }
  ;
amount
  : plain_number unit_name                    { $$ = quantity_node(@$, $1, $2, NULL); }
  | plain_number                              { $$ = figure_node(QUANTITY_BARE, @$, $1); }
  | "-" plain_number unit_name                { $$ = negative_node(quantity_node(@$, $2, $3, NULL), @$); }
  | PARAM                                     { $$ = param_node(p, $1, @1); }
  ;
share
  : plain_number "%"                          { $$ = figure_node(QUANTITY_SHARE, @$, $1); }
  | "-" plain_number "%"                      { $$ = negative_node(figure_node(QUANTITY_SHARE, @$, $2), @$); }
  | plain_number                              { $$ = figure_node(QUANTITY_BARE, @$, $1); }
  | PARAM                                     { $$ = param_node(p, $1, @1); }
  ;
duration: amount;
time: TIME { $$ = node_new(p->arena, NODE_TIME, @1.start, @1.end); };

range
  : number                                    { $$ = range_node(p, BOUND_EXACT, @$, $1, NULL); }
  | number "to" number                        { $$ = range_node(p, BOUND_RANGE, @$, $1, $3); }
  | "at least" number                         { $$ = range_node(p, BOUND_LEAST, @$, $2, NULL); }
  | "at most" number                          { $$ = range_node(p, BOUND_MOST, @$, $2, NULL); }
  ;

/* Dates */

date: plain_date | PARAM { $$ = param_node(p, $1, @1); }
  | PARAM "+" duration { $$ = shifted_node(p, false, @$, param_node(p, $1, @1), $3); }
  | PARAM "-" duration { $$ = shifted_node(p, true, @$, param_node(p, $1, @1), $3); };
plain_date
  : date_base
  | plain_date "+" duration                   { $$ = shifted_node(p, false, @$, $1, $3); }
  | plain_date "-" duration                   { $$ = shifted_node(p, true, @$, $1, $3); }
  ;
date_base
  : DATE                                      { $$ = node_new(p->arena, NODE_DATE, @1.start, @1.end); }
  | NUMBER                                    { $$ = node_new(p->arena, NODE_DATE, @1.start, @1.end); }
  | "start"                                   { $$ = relative_node(p, RELATIVE_START, @$, NULL); }
  | "end"                                     { $$ = relative_node(p, RELATIVE_END, @$, NULL); }
  | "start" "of" name                         { $$ = relative_node(p, RELATIVE_START, @$, $3); }
  | "end" "of" name                           { $$ = relative_node(p, RELATIVE_END, @$, $3); }
  | "day" plain_number                        { $$ = relative_node(p, RELATIVE_DAY, @$, $2); }
  | "week" plain_number                       { $$ = relative_node(p, RELATIVE_WEEK, @$, $2); }
  | "month" plain_number                      { $$ = relative_node(p, RELATIVE_MONTH, @$, $2); }
  | "quarter" plain_number                    { $$ = relative_node(p, RELATIVE_QUARTER, @$, $2); }
  ;
period
  : date                                      { $$ = period_node(p, @$, $1, NULL); }
  | "from" date "to" date                     { $$ = period_node(p, @$, $2, $4); }
  ;

/* After `every`, which is the statement's first word or stands before: the whole begins at that word. */
recurrence_every: "every" recurrence { $$ = widened($2, @$); };
recurrence
  : unit_name recurrence_end                  { $$ = recurrence_node(p, @$, NULL, $1, NULL, $2); }
  | unit_name "on" spot recurrence_end        { $$ = recurrence_node(p, @$, NULL, $1, $3, $4); }
  | plain_number unit_name recurrence_end     { $$ = recurrence_node(p, @$, $1, $2, NULL, $3); }
  | plain_number unit_name "on" spot recurrence_end { $$ = recurrence_node(p, @$, $1, $2, $4, $5); }
  ;
recurrence_end
  : %empty                                    { $$ = nothing(); }
  | "from" date "to" date                     { $$ = both(as(ROLE_FROM, $2), as(ROLE_TO, $4)); }
  ;
spot
  : plain_name                                { $$ = spot_node(p, @$, $1, NULL); }
  | plain_name plain_name                     { $$ = spot_node(p, @$, $1, $2); }
  | plain_name "day"                          { $$ = spot_node(p, @$, $1, name_node(p, $2, @2)); }
  | "workday" plain_number                    { $$ = spot_node(p, @$, name_node(p, $1, @1), $2); }
  | "day" plain_number                        { $$ = spot_node(p, @$, name_node(p, $1, @1), $2); }
  ;

/* Targets */

target
  : "at least" quantity                       { $$ = target_node(p, TARGET_LEAST, @$, node_list_of($2)); }
  | "at most" quantity                        { $$ = target_node(p, TARGET_MOST, @$, node_list_of($2)); }
  | "between" quantity "and" quantity         { $$ = target_node(p, TARGET_BETWEEN, @$, node_list_add(node_list_of($2), $4)); }
  | "grow" quantity each_unit                 { $$ = target_node(p, TARGET_GROW, @$, both(node_list_of($2), $3)); }
  | "reduce" quantity each_unit               { $$ = target_node(p, TARGET_REDUCE, @$, both(node_list_of($2), $3)); }
  | "maintain"                                { $$ = target_node(p, TARGET_MAINTAIN, @$, nothing()); }
  | "maintain" "at least" quantity            { $$ = target_node(p, TARGET_MAINTAIN_LEAST, @$, node_list_of($3)); }
  | "maintain" "at most" quantity             { $$ = target_node(p, TARGET_MAINTAIN_MOST, @$, node_list_of($3)); }
  | "maintain" "within" quantity "of" "baseline" { $$ = target_node(p, TARGET_MAINTAIN_WITHIN, @$, node_list_of($3)); }
  | "observe"                                 { $$ = target_node(p, TARGET_OBSERVE, @$, nothing()); }
  ;
each_unit: %empty { $$ = nothing(); } | "each" unit_name { $$ = as(ROLE_EACH, $2); };

/* Conditions */

condition: conjunction | condition "or" conjunction { $$ = pair_node(p, NODE_OR, 0, @$, $1, $3); };
conjunction: comparable | conjunction "and" comparable { $$ = pair_node(p, NODE_AND, 0, @$, $1, $3); };
comparable
  : name name                                 { $$ = pair_node(p, NODE_STATE, 0, @$, $1, $2); }
  | name compare quantity                     { $$ = pair_node(p, NODE_COMPARISON, $2, @$, $1, $3); }
  | "not" comparable                          { $$ = pair_node(p, NODE_NOT, 0, @$, $2, NULL); }
  | "(" condition ")"                         { $$ = $2; }
  ;
compare: "<" { $$ = COMPARE_LESS; } | "<=" { $$ = COMPARE_LESS_EQUAL; } | ">" { $$ = COMPARE_GREATER; }
  | ">=" { $$ = COMPARE_GREATER_EQUAL; } | "=" { $$ = COMPARE_EQUAL; };

/* Expressions */

expression: product
  | expression "+" product                    { $$ = pair_node(p, NODE_BINARY, '+', @$, $1, $3); }
  | expression "-" product                    { $$ = pair_node(p, NODE_BINARY, '-', @$, $1, $3); }
  ;
product: factor
  | product "*" factor                        { $$ = pair_node(p, NODE_BINARY, '*', @$, $1, $3); }
  | product "/" factor                        { $$ = pair_node(p, NODE_BINARY, '/', @$, $1, $3); }
  ;
factor
  : name
  | plain_quantity
  | name "(" expressions ")"                  { $$ = call_node(p, @$, $1, $3); }
  | "(" expression ")"                        { $$ = $2; }
  | "-" factor                                { $$ = pair_node(p, NODE_NEGATIVE, 0, @$, $2, NULL); }
  ;
expressions: expression { $$ = node_list_of($1); } | expressions "," expression { $$ = node_list_add($1, $3); };

/* What a parameter or a policy may be set to */
value
  : quantity
  | literal
  | plain_name
  | DATE                                      { $$ = node_new(p->arena, NODE_DATE, @1.start, @1.end); }
  | value "+" duration                        { $$ = shifted_node(p, false, @$, $1, $3); }
  | value "-" duration                        { $$ = shifted_node(p, true, @$, $1, $3); }
  | "start"                                   { $$ = relative_node(p, RELATIVE_START, @$, NULL); }
  | "end"                                     { $$ = relative_node(p, RELATIVE_END, @$, NULL); }
  | "start" "of" name                         { $$ = relative_node(p, RELATIVE_START, @$, $3); }
  | "end" "of" name                           { $$ = relative_node(p, RELATIVE_END, @$, $3); }
  | "day" plain_number                        { $$ = relative_node(p, RELATIVE_DAY, @$, $2); }
  | "week" plain_number                       { $$ = relative_node(p, RELATIVE_WEEK, @$, $2); }
  | "month" plain_number                      { $$ = relative_node(p, RELATIVE_MONTH, @$, $2); }
  | "quarter" plain_number                    { $$ = relative_node(p, RELATIVE_QUARTER, @$, $2); }
  ;

%%

static void remit_yyerror(struct place *place, struct parser *p, const char *message) {
  (void)message; /* only "memory exhausted" comes here: the statement nests deeper than PARSER_DEPTH */
  errors_too_deep(p, *place);
}

/* Words that may be names too say nothing where any name may stand. */
static bool is_soft(yysymbol_kind_t symbol) { return symbol >= YYSYMBOL_EVERY && symbol <= YYSYMBOL_BASELINE; }

static int yyreport_syntax_error(const yypcontext_t *context, struct parser *p) {
  yysymbol_kind_t expected[YYNTOKENS];
  const char *names[YYNTOKENS];
  int count = errors_full(p) ? 0 : yypcontext_expected_tokens(context, expected, YYNTOKENS), kept = 0;
  bool any_name = false;
  for (int i = 0; i < count; i++) any_name = any_name || expected[i] == YYSYMBOL_WORD;
  for (int i = 0; i < count; i++)
    if (!any_name || !is_soft(expected[i])) names[kept++] = yysymbol_name(expected[i]);
  slips_report(p, *yypcontext_location(context), names, kept);
  return 0;
}
