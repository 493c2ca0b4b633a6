#include "front_fixture.h"

/* ---- Trees as text: statement(role:node …) { … } ---- */

static const char *const statements[] = {"?",
#define STATEMENT(id, block, word, shape, often, group, opens, form) #id,
#include "statements.def"
#undef STATEMENT
};

static const char *const roles[] = {"value", "name", "title", "by", "within", "due", "on", "over", "from", "to", "per",
                                    "each", "for", "of", "unit", "through", "cost", "markup", "internal", "hours", "after",
                                    "least", "then", "tax", "reason", "until", "in", "admin", "open_to", "up_to", "spend",
                                    "when", "kind", "all", "escalate", "measured", "weight", "second"};

static const char *const nodes[] = {"name", "param", "text", "translation", "number", "quantity", "date", "relative", "shifted",
                                    "period", "time", "recurrence", "spot", "range", "target", "comparison", "state", "not",
                                    "and", "or", "binary", "negative", "call", "list", "word"};

/* Leaves as they are written; the others with their flag and their children. */
static void put_node(struct buffer *out, const struct node *node) {
  bool leaf = !node->children;
  buffer_text(out, nodes[node->kind]);
  if (node->flag) {
    buffer_char(out, '/');
    buffer_integer(out, node->flag);
  }
  buffer_text(out, leaf ? "=" : "(");
  if (leaf || node->kind == NODE_QUANTITY) buffer_bytes(out, front.text + node->start, node->end - node->start);
  for (const struct node *child = node->kind == NODE_QUANTITY ? NULL : node->children; child; child = child->next) {
    if (child != node->children) buffer_char(out, ' ');
    if (child->role != ROLE_VALUE) {
      buffer_text(out, roles[child->role]);
      buffer_char(out, ':');
    }
    put_node(out, child);
  }
  if (!leaf) buffer_char(out, ')');
}

static void put_statements(struct buffer *out, const struct statement *s) {
  for (; s; s = s->next) {
    buffer_text(out, statements[s->kind]);
    if (s->spoiled) buffer_char(out, '!');
    buffer_char(out, '(');
    for (const struct node *node = s->arguments; node; node = node->next) {
      if (node != s->arguments) buffer_char(out, ' ');
      buffer_text(out, roles[node->role]);
      buffer_char(out, ':');
      put_node(out, node);
    }
    buffer_char(out, ')');
    if (s->has_block) {
      buffer_text(out, "{");
      if (s->kind != STATEMENT_include) put_statements(out, s->block);
      buffer_text(out, "}");
    }
    if (s->next) buffer_char(out, ' ');
  }
}

static const char *tree_of(const char *text) {
  struct buffer out = buffer_in(&front.arena);
  put_statements(&out, front_parse(text)->statements);
  return buffer_string(&out);
}

static void assert_tree(const char *text, const char *tree) {
  assert_string_equal(tree_of(text), tree);
  assert_string_equal(front_found(), "");
}

/* ---- Statements ---- */

static void declarations(void **state) {
  (void)state;
  assert_tree("goal g \"G\" { owner wu; because \"x\" }",
              "goal(name:name=g title:text=\"G\"){goal_owner(value:name=wu) goal_because(value:text=\"x\")}");
  assert_tree("goal g", "goal(name:name=g)");
  assert_tree("goal g { }", "goal(name:name=g){}");
  assert_tree("kpi k $t", "kpi(name:name=k title:param=$t)");
  assert_tree("brand { voice \"v\" }", "brand(){brand_voice(value:text=\"v\")}");
  assert_tree("duty d \"D\" core", "duty(name:name=d title:text=\"D\" kind:name=core)");
  assert_tree("duty d core", "duty(name:name=d kind:name=core)");
  assert_tree("phase p from start to month 2",
              "phase(name:name=p from:relative=start to:relative/4(number=2))");
  assert_tree("client c { person p \"P\" in sales { role \"r\" } }",
              "client(name:name=c){party_person(name:name=p title:text=\"P\" in:name=sales){person_role(value:text=\"r\")}}");
  assert_tree("selection \"S\" { }", "selection(title:text=\"S\"){}");
  assert_tree("GOAL g\nGoal h", "goal(name:name=g) goal(name:name=h)");
}

static void ends_of_statements(void **state) {
  (void)state;
  const char *tree = "goal(name:name=g){goal_owner(value:name=wu) goal_because(value:text=\"x\")}";
  assert_tree("goal g { owner wu\n because \"x\"\n}", tree);
  assert_tree("goal g\n\n{ owner wu ;; because \"x\" };", tree);
  assert_tree("goal g { owner wu # who\r\n because \"x\" # why\r\n}\r\n", tree);
  assert_tree("goal g\xEF\xBD\x9B owner wu\xEF\xBC\x9B because \"x\" \xEF\xBD\x9D", tree); /* ｛；｝ */
  assert_tree("action a { by jo,\n  an and\tbo }", "action(name:name=a){action_by(value:list(name=jo name=an name=bo))}");
}

static void lists_go_on_after_a_comma(void **state) {
  (void)state;
  assert_string_equal(tree_of("action a { by jo,\n  an }"), tree_of("action a { by jo, an }"));
  assert_string_equal(tree_of("kpi k { formula min(a,\n\n b) }"), tree_of("kpi k { formula min(a, b) }"));
  assert_string_equal(tree_of("kpi k { formula (a +\n b) / c }"), tree_of("kpi k { formula (a + b) / c }"));
}

static void figures(void **state) {
  (void)state;
  assert_tree("kpi k { target at least 20_000 followers by end }",
              "kpi(name:name=k){kpi_target(value:target(quantity/3(20_000 followers)) due:relative/1=end)}");
  assert_tree("kpi k { target grow 2.5pp each month }",
              "kpi(name:name=k){kpi_target(value:target/3(quantity/2=2.5pp each:name=month))}");
  assert_tree("kpi k { target between 5% and 12 % }",
              "kpi(name:name=k){kpi_target(value:target/2(quantity/1=5% quantity/1=12 %))}");
  assert_tree("kpi k { target at most -3 }", "kpi(name:name=k){kpi_target(value:target/1(quantity=-3))}");
  assert_tree("kpi k { target maintain within 10% of baseline }",
              "kpi(name:name=k){kpi_target(value:target/8(quantity/1=10%))}");
  assert_tree("kpi k { target maintain }", "kpi(name:name=k){kpi_target(value:target/5=maintain)}");
  assert_tree("budget b { total 40 TWD per order }", "budget(name:name=b){budget_total(value:quantity/4(40 TWD per order))}");
  assert_tree("budget b { total 30 \xE8\x90\xAC TWD }", "budget(name:name=b){budget_total(value:quantity/3(30 \xE8\x90\xAC TWD))}");
  assert_tree("channel c { posts 12 to 20 per month }",
              "channel(name:name=c){channel_posts(value:range/1(number=12 number=20) per:name=month)}");
  assert_tree("kpi k { unit score -100 to 100 }", "kpi(name:name=k){kpi_unit(from:number=-100 to:number=100)}");
}

static void dates_and_recurrences(void **state) {
  (void)state;
  assert_tree("objective o { by 2026-Q1 }", "objective(name:name=o){objective_by(value:date=2026-Q1)}");
  assert_tree("objective o { by 2026 }", "objective(name:name=o){objective_by(value:date=2026)}");
  assert_tree("objective o { by end of p - 2 weeks + 1 day }",
              "objective(name:name=o){objective_by(value:shifted(shifted/1(relative/1(name=p) quantity/3(2 weeks)) "
              "quantity/3(1 day)))}");
  assert_tree("objective o { by $d + $n }", "objective(name:name=o){objective_by(value:shifted(param=$d param=$n))}");
  assert_tree("action a { every 2 weeks on friday from start to end }",
              "action(name:name=a){action_every(value:recurrence(number=2 unit:name=weeks on:spot(name=friday) "
              "from:relative=start to:relative/1=end))}");
  assert_tree("action a { every month on last workday }",
              "action(name:name=a){action_every(value:recurrence(unit:name=month on:spot(name=last name=workday)))}");
  assert_tree("calendar { holiday from 2026-02-16 to 2026-02-20 \"x\" }",
              "calendar(){calendar_holiday(on:period(date=2026-02-16 date=2026-02-20) value:text=\"x\")}");
}

static void conditions_and_formulas(void **state) {
  (void)state;
  assert_tree("diagnosis d { when a met and not b missed or c >= 5 x }",
              "diagnosis(name:name=d){diagnosis_when(when:or(and(state(name=a name=met) not(state(name=b name=missed))) "
              "comparison/3(name=c quantity/3(5 x))))}");
  assert_tree("kpi k { formula -a + b * 2 / sum(c, spent(l)) }",
              "kpi(name:name=k){kpi_formula(value:binary/43(negative(name=a) binary/47(binary/42(name=b quantity=2) "
              "call(name=c call(name=l)))))}");
  assert_tree("kpi k { formula a - b - c }", "kpi(name:name=k){kpi_formula(value:binary/45(binary/45(name=a name=b) name=c))}");
}

static void texts(void **state) {
  (void)state;
  assert_tree("goal g \"a\" zh-Hant \"b\" vi \"c\"",
              "goal(name:name=g title:text(translation(text=\"b\") translation(text=\"c\")))");
  assert_tree("agreement a { language ZH-hant, EN }", "agreement(name:name=a){agreement_language(value:name=ZH-hant second:name=EN)}");
  assert_tree("goal g \"\"\"\n  a \"b\"\n  \"\"\"", "goal(name:name=g title:text=\"\"\"\n  a \"b\"\n  \"\"\")");
}

static void words_may_be_names(void **state) {
  (void)state;
  assert_tree("goal kpi { owner owner }", "goal(name:name=kpi){goal_owner(value:name=owner)}");
  assert_tree("channel c { mix { trend 30%; mix 5% to 10%; end $x } }",
              "channel(name:name=c){channel_mix(){mix_share(name:name=trend from:quantity/1=30%) "
              "mix_share(name:name=mix from:quantity/1=5% to:quantity/1=10%) mix_share(name:name=end from:param=$x)}}");
}

/* ---- Places and comments ---- */

static void places(void **state) {
  (void)state;
  const struct statement *s = front_parse("# a\ngoal g \"G\" { # b\n  owner wu # c\n}\n")->statements;
  assert_int_equal(s->start, 4);
  assert_int_equal(s->end, 14);
  assert_int_equal(s->head_length, 4);
  assert_int_equal(s->close, 36);
  assert_int_equal(s->block->start, 23);
  assert_int_equal(s->block->end, 31);
  assert_int_equal(s->block->arguments->start, 29);
  assert_int_equal(front.tree->comments.count, 3);
  assert_int_equal(front.tree->comments.items[2].start, 32);
  assert_int_equal(front.tree->comments.items[2].end, 35);
}

/* ---- Faults ---- */

/* The tree of what is left, and what was found. */
static void assert_faulty(const char *text, const char *tree, const char *found) {
  assert_string_equal(tree_of(text), tree);
  assert_string_equal(front_found(), found);
}

static void a_fault_spoils_its_statement_only(void **state) {
  (void)state;
  assert_faulty("goal g { owner wu wu; because \"x\" }", "goal(name:name=g){goal_owner!() goal_because(value:text=\"x\")}",
                "E007 1:19");
  assert_faulty("goal g { owner 12,000\n because \"x\" }", "goal(name:name=g){goal_owner!() goal_because(value:text=\"x\")}",
                "E005 1:16");
  assert_faulty("goal by { owner wu }\ngoal h", "goal!(){goal_owner(value:name=wu)} goal(name:name=h)", "E007 1:6");
  assert_faulty("goal g { owner wu { x { y } } because \"x\" }",
                "goal(name:name=g){goal_owner!(){} goal_because(value:text=\"x\")}", "E007 1:19");
}

static void a_misspelt_word_is_read_as_what_was_meant(void **state) {
  (void)state;
  assert_faulty("clent c { persn p { role \"x\" } }",
                "client!(name:name=c){party_person!(name:name=p){person_role(value:text=\"x\")}}", "E010 1:1, E010 1:11");
  assert_faulty("xyzzy a { b { c } }\ngoal g", "?!(){} goal(name:name=g)", "E010 1:1");
}

static void missing_braces(void **state) {
  (void)state;
  const char *two = "goal(name:name=g){goal_owner(value:name=wu)} goal(name:name=h)";
  assert_faulty("goal g {\n owner wu\ngoal h", two, "E008 1:8");
  assert_faulty("goal g\n owner wu\n}\ngoal h", two, "E007 2:2");
  assert_faulty("goal g owner wu\n}\ngoal h", "goal!(){goal_owner(value:name=wu)} goal(name:name=h)", "E007 1:8");
  assert_faulty("goal g { owner wu }}\ngoal h", two, "E007 1:20");
  assert_faulty("channel c {\n mix {\n a 5%\n posts 3 per week\n}\ngoal g",
                "channel(name:name=c){channel_mix(){mix_share(name:name=a from:quantity/1=5%)} "
                "channel_posts(value:range(number=3) per:name=week)} goal(name:name=g)",
                "E008 2:6");
  assert_faulty("objective o {\n  kpi k { unit x }\n  by end\n}",
                "objective(name:name=o){objective_by(value:relative/1=end)} kpi!(name:name=k){kpi_unit(value:list(name=x))}",
                "E010 2:3");
}

static void lines_that_belong_together(void **state) {
  (void)state;
  assert_faulty("kpi k {\n target at least 5\n  by end\n unit x }",
                "kpi(name:name=k){kpi_target!(value:target(quantity=5)) ?!() kpi_unit(value:list(name=x))}", "E007 3:3");
  assert_faulty("kpi k {\n target at least\n  5 by end\n unit x }",
                "kpi(name:name=k){kpi_target!() kpi_unit(value:list(name=x))}", "E007 3:3");
  assert_faulty("kpi k {\n measures o,\n unit x }", "kpi(name:name=k){kpi_measures!() kpi_unit(value:list(name=x))}",
                "E007 3:2");
}

static void open_texts(void **state) {
  (void)state;
  assert_faulty("goal g \"G { owner wu }\ngoal h", "goal!(name:name=g title:text=\"G { owner wu }) goal(name:name=h)", "E004 1:8");
  assert_faulty("goal g \"G {\n owner wu }\ngoal h", "goal!(name:name=g title:text=\"G ){goal_owner(value:name=wu)} goal(name:name=h)", "E004 1:8");
  assert_faulty("goal g { because \"x }\ngoal h", "goal(name:name=g){goal_because!(value:text=\"x )} goal(name:name=h)", "E004 1:18");
  assert_faulty("goal g G\" { owner wu }\ngoal h", "goal!() goal(name:name=h)", "E004 1:8");
}

static void values_alone(void **state) {
  (void)state;
  front_parse("x");
  const char *good[] = {"5", "-5.5%", "30_000 TWD", "5 days", "2026-03-31", "start + 2 months", "\"a\"", "name", "month 3"};
  const char *bad[] = {"", "5 5", "by", "12,000", "5 days x", "\"a", "(5)"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    if (!syntax_parse_value(&front.syntax, front_source(good[i]))) fail_msg("%s", good[i]);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    uint32_t before = front.findings.list.count;
    if (syntax_parse_value(&front.syntax, front_source(bad[i])) || front.findings.list.count == before) fail_msg("%s", bad[i]);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, front_set_up, front_tear_down)
  const struct CMUnitTest tests[] = {
      TEST(declarations), TEST(ends_of_statements), TEST(lists_go_on_after_a_comma), TEST(figures),
      TEST(dates_and_recurrences), TEST(conditions_and_formulas), TEST(texts), TEST(words_may_be_names), TEST(places),
      TEST(a_fault_spoils_its_statement_only), TEST(a_misspelt_word_is_read_as_what_was_meant), TEST(missing_braces),
      TEST(lines_that_belong_together), TEST(open_texts), TEST(values_alone)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
