/* The model as JSON, read again by jansson. That its shape is that of model.schema.json is held by tests/schema.py. */

#include <jansson.h>
#include <string.h>

#include "emit/model_json.h"
#include "model/build.h"
#include "syntax/syntax.h"

#include "arena_fixture.h"

/* The model of a text, whatever is wrong with it. */
static struct model *model_of(const char *text) {
  static struct sources sources;
  static struct findings findings;
  sources = (struct sources){.arena = &arena};
  findings = (struct findings){.arena = &arena, .sources = &sources, .limit = 100};
  struct names *names = names_new(&arena);
  struct words *words = words_new(&arena);
  struct syntax syntax = {.arena = &arena, .names = names, .words = words, .sources = &sources, .findings = &findings};
  size_t length = strlen(text);
  char *bytes = ARENA_ARRAY(&arena, char, length + 2);
  memcpy(bytes, text, length);
  uint32_t file = sources_add(&sources, "plan.remit", NULL, bytes, (uint32_t)length);
  struct model_input input = {.arena = &arena, .names = names, .words = words, .sources = &sources, .findings = &findings,
                              .root = syntax_parse(&syntax, file)};
  return model_build(&input);
}

static json_t *written(const struct model *model, bool forced) {
  struct buffer out = buffer_in(&arena);
  json_error_t error;
  emit_model_json(&out, model, forced);
  json_t *root = json_loadb(out.data, out.length, JSON_REJECT_DUPLICATES, &error);
  if (!root) fail_msg("%s at byte %d", error.text, error.position);
  return root;
}

static json_t *json_of(const char *text) { return written(model_of(text), false); }

/* The value at a path such as "kpis/0/target/by". */
static json_t *at(json_t *value, const char *path) {
  while (value && *path) {
    size_t length = strcspn(path, "/");
    char step[64] = {0};
    assert_true(length < sizeof step);
    memcpy(step, path, length);
    value = json_is_array(value) ? json_array_get(value, (size_t)strtoul(step, NULL, 10)) : json_object_get(value, step);
    path += length + (path[length] == '/');
  }
  if (!value) fail_msg("nothing stands at %s", path);
  return value;
}

static void assert_value(json_t *root, const char *path, const char *expected) {
  char *text = json_dumps(at(root, path), JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(12));
  if (strcmp(text, expected) != 0) fail_msg("%s is %s, not %s", path, text, expected);
  free(text);
}

#define FRAME \
  "agreement plan \"Plan\" { term from 2027-01-01 to 2027-12-31; currency EUR; exchange 0.9 EUR per USD on 2026-12-31 }\n" \
  "client maker \"Maker\" { person nora \"Nora\" }\n"                                                                     \
  "agency studio \"Studio\" { person luca \"Luca\" }\n"                                                                   \
  "objective more \"More\" { }\n"

static void test_frame(void **state) {
  (void)state;
  json_t *root = json_of(FRAME);
  assert_value(root, "version", "1");
  assert_value(root, "fingerprint", "null");
  assert_value(root, "forced", "false");
  assert_value(root, "agreement/name", "\"plan\"");
  assert_value(root, "agreement/title", "{\"text\":\"Plan\",\"second\":null}");
  assert_value(root, "agreement/status", "\"agreed\"");
  assert_value(root, "agreement/term", "{\"from\":\"2027-01-01\",\"to\":\"2027-12-31\"}");
  assert_value(root, "agreement/notice", "null");
  assert_value(root, "calendar/workdays", "[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\"]");
  assert_value(root, "calendar/opens", "\"09:00\"");
  assert_value(root, "parties/1/kind", "\"agency\"");
  assert_value(root, "persons/1/party", "\"studio\"");
  assert_value(root, "brand", "null");
  assert_value(root, "budget", "null");
  assert_value(root, "kpis", "[]");
  json_decref(root);
}

static void test_forced_and_fingerprint(void **state) {
  (void)state;
  struct model *model = model_of(FRAME);
  model->fingerprint = "00ff";
  json_t *root = written(model, true);
  assert_value(root, "forced", "true");
  assert_value(root, "fingerprint", "\"00ff\"");
  json_decref(root);
}

static void test_second_language(void **state) {
  (void)state;
  json_t *root = json_of("agreement a \"會員\" en \"Members\" { term 12 months from 2027-01-01; currency TWD; language zh-Hant, en }");
  assert_value(root, "agreement/title", "{\"text\":\"會員\",\"second\":\"Members\"}");
  assert_value(root, "agreement/language", "\"zh-Hant\"");
  assert_value(root, "agreement/second_language", "\"en\"");
  json_decref(root);
}

static void test_targets(void **state) {
  (void)state;
  json_t *root = json_of(FRAME
      "kpi rate { measures more; unit percent; baseline 2.50% on 2026-12-31; target grow 20% by month 6 }\n"
      "kpi fans { measures more; unit fans; baseline 1_000 on 2026-12-31; target between 1_500 and 2k }\n"
      "kpi time { measures more; unit hours; target at most 90 minutes }\n"
      "kpi seen { measures more; unit fans; target observe }\n");
  assert_value(root, "kpis/0/baseline",
               "{\"form\":\"on\",\"figure\":0.025,\"on\":\"2026-12-31\",\"over\":null,\"by\":null}");
  assert_value(root, "kpis/0/target",
               "{\"form\":\"grow\",\"figures\":[0.2],\"relative\":true,\"each\":null,\"by\":\"2027-06-30\","
               "\"by_stated\":true,\"low\":0.03,\"high\":null}");
  assert_value(root, "kpis/1/target/figures", "[1500,2000]");
  assert_value(root, "kpis/1/target/by", "\"2027-12-31\"");
  assert_value(root, "kpis/1/target/by_stated", "false");
  assert_value(root, "kpis/2/target/high", "1.5");
  assert_value(root, "kpis/3/target/figures", "[]");
  assert_value(root, "kpis/3/weight", "null");
  assert_value(root, "kpis/3/proxy", "null");
  json_decref(root);
}

static void test_recurrences(void **state) {
  (void)state;
  json_t *root = json_of(FRAME
      "action a { every 2 weeks on friday }\n"
      "action b { every month on second tuesday from 2027-03-01 to 2027-06-30 }\n"
      "action c { due month 2 }\n"
      "calendar { closed next }\n"
      "deliverable d { from studio to maker; due every month on day 2 }\n");
  assert_value(root, "actions/0/every/interval", "2");
  assert_value(root, "actions/0/every/spot", "\"weekday\"");
  assert_value(root, "actions/0/every/weekday", "\"friday\"");
  assert_value(root, "actions/0/every/first", "\"2027-01-01\"");
  assert_value(root, "actions/1/every/number", "2");
  assert_value(root, "actions/1/every/from", "\"2027-03-01\"");
  assert_value(root, "actions/1/every/first", "\"2027-03-09\"");
  assert_value(root, "actions/2/every", "null");
  assert_value(root, "actions/2/due", "\"2027-02-28\"");
  assert_value(root, "deliverables/0/every/first", "\"2027-01-04\""); /* the 2nd is a Saturday */
  json_decref(root);
}

static void test_money(void **state) {
  (void)state;
  json_t *root = json_of(FRAME "budget year { total 10_000 EUR; line ads 100 USD per month; line fee 15% of ads at least 50 EUR }\n");
  assert_value(root, "budget/total", "{\"amount\":10000,\"currency\":\"EUR\",\"written\":null}");
  assert_value(root, "budget/lines/0/amount",
               "{\"amount\":90,\"currency\":\"EUR\",\"written\":{\"amount\":100,\"currency\":\"USD\"}}");
  assert_value(root, "budget/lines/0/whole/amount", "1080");
  assert_value(root, "budget/lines/1/amount", "null");
  assert_value(root, "budget/lines/1/share/part", "0.15");
  assert_value(root, "budget/lines/1/share/of", "\"ads\"");
  assert_value(root, "budget/lines/1/whole/amount", "162");
  json_decref(root);
}

#define KPIS \
  "kpi a { measures more; unit apples, apple; target at least 5 }\n"  \
  "kpi b { measures more; unit apples, apple; target at least 5 }\n"  \
  "kpi t { measures more; unit hours; target at most 5 }\n"           \
  "kpi s { measures more; unit percent; target at least 5% }\n"       \
  "kpi m { measures more; unit score 1 to 5; target at least 4 }\n"

static void test_conditions(void **state) {
  (void)state;
  json_t *root = json_of(FRAME KPIS
      "diagnosis d1 { when not (a met or b >= 3 apples) and s < 5%; then \"x\" }\n"
      "diagnosis d2 { when a behind and b behind and (t > 2 hours or m = 4.50); then \"x\" by luca within 2 workdays }\n");
  assert_value(root, "diagnoses/0/when/text", "\"not (a met or b >= 3 apples) and s < 5%\"");
  assert_value(root, "diagnoses/0/when/tree/kind", "\"and\"");
  assert_value(root, "diagnoses/0/when/tree/of/0/kind", "\"not\"");
  assert_value(root, "diagnoses/0/when/tree/of/1",
               "{\"kind\":\"comparison\",\"kpi\":\"s\",\"comparison\":\"<\",\"figure\":0.05,\"unit\":\"percent\"}");
  assert_value(root, "diagnoses/1/when/text", "\"a behind and b behind and (t > 2 hours or m = 4.5)\"");
  assert_value(root, "diagnoses/1/then/0",
               "{\"text\":{\"text\":\"x\",\"second\":null},\"by\":[\"luca\"],\"within\":{\"amount\":2,\"unit\":\"workday\"},"
               "\"due\":null}");
  json_decref(root);
}

static void test_boost(void **state) {
  (void)state;
  json_t *root = json_of(FRAME KPIS "budget year { total 10 EUR; line ads 10 EUR }\n"
                               "channel page { boost when post > 100 apples with up to 5 EUR per month from ads }\n");
  assert_value(root, "channels/0/boost/when/text", "\"post > 100 apples\"");
  assert_value(root, "channels/0/boost/when/tree/kpi", "null");
  assert_value(root, "channels/0/boost/from", "\"ads\"");
  assert_value(root, "channels/0/answers", "null");
  json_decref(root);
}

static void test_formulas(void **state) {
  (void)state;
  json_t *root = json_of(FRAME KPIS
      "budget year { total 10 EUR; line ads 10 EUR }\n"
      "kpi f1 { measures more; unit percent; formula (a - b) / sum(a, b); target observe }\n"
      "kpi f2 { measures more; unit hours; formula t - (t - 90 minutes) * 20%; target observe }\n"
      "kpi f3 { measures more; unit EUR per apple, apples; formula -spent(ads) / a; target observe }\n"
      "kpi f4 { measures more; unit apples; formula nothing; target observe }\n");
  assert_value(root, "kpis/5/formula/text", "\"(a - b) / sum(a, b)\"");
  assert_value(root, "kpis/5/formula/tree/of/1/kind", "\"sum\"");
  assert_value(root, "kpis/6/formula/text", "\"t - (t - 90 minutes) * 20%\"");
  assert_value(root, "kpis/6/formula/tree/of/1/of/0/of/1", "{\"kind\":\"quantity\",\"value\":90,\"unit\":\"minutes\"}");
  assert_value(root, "kpis/7/formula/tree/operator", "\"/\"");
  assert_value(root, "kpis/7/unit/spelling", "\"EUR per apple\"");
  assert_value(root, "kpis/8/formula", "null");
  json_decref(root);
}

static void test_approvals(void **state) {
  (void)state;
  json_t *root = json_of(FRAME "content news { serves more }\n"
      "approval one { covers news; step any of nora, luca within 1 workday; silence escalates to nora within 3 hours }\n"
      "approval two { covers spend over 5 EUR; delegated to studio }\n"
      "approval three { covers spend up to 5 EUR; step nora within 1 day; silence approves }\n");
  assert_value(root, "approvals/0/covers", "[\"news\"]");
  assert_value(root, "approvals/0/steps/0/all", "false");
  assert_value(root, "approvals/0/silence",
               "{\"means\":\"escalates\",\"to\":\"nora\",\"within\":{\"amount\":3,\"unit\":\"hour\"}}");
  assert_value(root, "approvals/1/spend/0/over/amount", "5");
  assert_value(root, "approvals/1/spend/0/up_to", "null");
  assert_value(root, "approvals/1/delegated", "\"studio\"");
  assert_value(root, "approvals/1/silence", "null");
  assert_value(root, "approvals/2/silence/means", "\"approves\"");
  json_decref(root);
}

/* What a faulty text leaves unknown is null, and nothing points nowhere. */
static void test_unknown_values(void **state) {
  (void)state;
  json_t *root = json_of(FRAME
      "kpi a { measures nobody; unit apples; target at least 5 pears; baseline 3 on 2026-02-30; weight 5 }\n"
      "phase p from month 1 to month 2 { reach nothing at least 5 }\n"
      "deliverable d { from studio to nowhere; due soon }\n"
      "duty u { accountable ghost; responsible nora, ghost }\n");
  assert_value(root, "kpis/0/measures", "[]");
  assert_value(root, "kpis/0/target", "null");
  assert_value(root, "kpis/0/weight", "null");
  assert_value(root, "deliverables/0/to", "null");
  assert_value(root, "deliverables/0/due", "null");
  assert_value(root, "duties/0/accountable", "null");
  assert_value(root, "duties/0/responsible", "[\"nora\"]");
  json_decref(root);
}

/* A fact of an entity stands on a line of its own, with all that belongs to it. */
static void test_layout(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  emit_model_json(&out, model_of(FRAME "goal g \"G\" { owner nora }\n"), false);
  assert_non_null(strstr(buffer_string(&out),
                         "  \"goals\": [\n    {\n      \"name\": \"g\",\n      \"title\": {\"text\": \"G\", \"second\": null},\n"
                         "      \"owner\": \"nora\",\n      \"because\": null\n    }\n  ],\n"));
  assert_int_equal(out.data[out.length - 1], '\n');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_frame, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_forced_and_fingerprint, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_second_language, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_targets, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_recurrences, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_money, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_conditions, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_boost, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_formulas, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_approvals, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_unknown_values, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_layout, arena_begin, arena_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
