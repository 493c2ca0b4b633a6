"""Agreements as text: the dictionary that generate.py makes, in the notation of Remit and as JSON."""
import json

CURRENCY = "TWD"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def grouped(value):
    """12000 as 12_000: how a person writes it."""
    return f"{value:,}".replace(",", "_") if isinstance(value, int) and value >= 1000 else f"{value}"


def percent(share):
    return f"{round(share * 100, 4):g}%"


def money(value):
    return f"{grouped(value)} {CURRENCY}"


def duration(value):
    amount, unit = value["amount"], value["unit"]
    return f"{amount} {unit[:-1] if amount == 1 else unit}"


def names(listed):
    return ", ".join(listed)


def every(value):
    spot = next((f" on {key + ' ' if key != 'weekday' else ''}{value[key]}" for key in ("weekday", "day", "workday")
                 if key in value), "")
    return f"every {value['every']}{spot}"


def figure(value, unit):
    """A figure with the unit that its place may leave out, where it is no bare number."""
    return percent(value) if unit == ["percent"] else grouped(value)


def target(value, unit):
    form = value["form"]
    if form == "between":
        words = f"between {figure(value['low'], unit)} and {figure(value['high'], unit)}"
    else:
        words = f"{form} {percent(value['share']) if 'share' in value else figure(value['value'], unit)}"
    return words + (f" by {value['by']}" if "by" in value else "")


def unit_words(unit):
    if unit["of"] == ["score"]:
        return f"score {unit['low']} to {unit['high']}"
    return names(unit["of"]) + (f" per {names(unit['per'])}" if "per" in unit else "")


def operand(value):
    return f"spent({value['spent']})" if isinstance(value, dict) else value


def tail(value):
    return (quoted(value["text"]) + (f" by {names(value['by'])}" if "by" in value else "")
            + (f" within {duration(value['within'])}" if "within" in value else ""))


def block(head, statements):
    return [head + " {"] + ["  " + statement for statement in statements if statement] + ["}"]


def titled(kind, entity):
    return f"{kind} {entity['name']} {quoted(entity['title'])}"


def write_frame(a):
    yield from block(titled("agreement", a), [
        f"version {quoted(a['version'])}", f"term from {a['term']['from']} to {a['term']['to']}",
        f"currency {a['currency']} plus tax {percent(a['tax']['plus'])}", f"language {a['language']}",
        f"timezone {quoted(a['timezone'])}", f"mission {quoted(a['mission'])}",
        *(f"excludes {quoted(text)}" for text in a["excludes"]), *(f"assumes {quoted(text)}" for text in a["assumes"]),
        f"change requires {names(a['change']['requires'])} within {duration(a['change']['within'])}",
        f"notice {duration(a['notice'])}"])
    c = a["calendar"]
    yield from block("calendar", [
        f"workdays {c['workdays']['from']} to {c['workdays']['to']}", f"hours {c['hours']['from']} to {c['hours']['to']}",
        f"closed {c['closed']}",
        *(f"holiday from {h['from']} to {h['to']} {quoted(h['title'])}" if h["from"] != h["to"]
          else f"holiday {h['from']} {quoted(h['title'])}" for h in c["holidays"])])
    yield from block("policy", [f"set objectives {a['policy']['objectives']}"])
    for kind in ("client", "agency"):
        party = a[kind]
        yield from block(titled(kind, party), [
            *(f"person {p['name']} {quoted(p['title'])}" for p in party["persons"]),
            f"contact {party['contact']}"])
    b = a["brand"]
    yield from block("brand", [
        f"voice {quoted(b['voice'])}", *(f"always {quoted(text)}" for text in b["always"]),
        *(f"never {quoted(text)}" for text in b["never"]),
        *(f"crisis escalates to {names(c['by'])} within {duration(c['within'])}" for c in b["crisis"])])


def write_goal(goal):
    return block(titled("goal", goal), [f"owner {goal['owner']}"])


def write_objective(o):
    returns = "direct" if "direct" in o["returns"] else f"indirect {names(o['returns']['indirect'])}"
    return block(titled("objective", o), [
        f"serves {names(o['serves'])}", f"problem {quoted(o['problem'])}", f"aim {quoted(o['aim'])}",
        f"owner {o['owner']}", f"priority {o['priority']}", f"returns {returns}",
        f"inaction costs {money(o['inaction'])} per year",
        f"endorsed by {o['endorsed']['by']} on {o['endorsed']['on']}"])


def write_kpi(k):
    unit = k["unit"]["of"]
    aim = target(k["target"], unit)
    if unit == [CURRENCY]:  # a figure with two units is written with both
        aim += f" {unit[0]} per {k['unit']['per'][0]}"
    return block(titled("kpi", k), [
        f"measures {names(k['measures'])}", "means " + quoted(k["means"]) if "means" in k else None,
        f"unit {unit_words(k['unit'])}",
        "formula " + " ".join(operand(part) for part in k["formula"]) if "formula" in k else None,
        f"tally {k['tally']}" if "tally" in k else None,
        f"baseline {figure(k['baseline']['value'], unit)} on {k['baseline']['on']}" if "baseline" in k else None,
        f"target {aim}", *(f"milestone {target(m, unit)}" for m in k.get("milestones", [])),
        f"source {quoted(k['source'])}" if "source" in k else None,
        f"reported {every(k['reported'])} by {k['reported']['by']}" if "reported" in k else None,
        f"weight {percent(k['weight'])}", f"worth {money(k['worth'])} each" if "worth" in k else None,
        f"costs {money(k['costs']['each'])} each from {k['costs']['from']}" if "costs" in k else None,
        f"discipline {k['discipline']}" if "discipline" in k else None,
        f"proxy for {k['proxy']}" if "proxy" in k else None])


def write_content(c):
    reacts = f"; reacts within {duration(c['reacts'])}" if "reacts" in c else ""
    return [f"{titled('content', c)} {{ serves {names(c['serves'])}; purpose {c['purpose']}{reacts} }}"]


def share_range(item):
    return percent(item["least"]) + (f" to {percent(item['most'])}" if item["most"] != item["least"] else "")


def write_channel(c):
    posts, account = c.get("posts"), c["account"]
    return block(titled("channel", c), [
        f"media {c['media']}", f"audience {quoted(c['audience'])}", f"suits {names(c['suits'])}",
        f"posts {posts['least']} to {posts['most']} per {posts['per']}" if posts else None,
        "mix { " + "; ".join(f"{item['content']} {share_range(item)}" for item in c["mix"]) + " }" if "mix" in c else None,
        f"crosspost {c['crosspost']}" if "crosspost" in c else None,
        f"account owned by {account['owner']} admin {names(account['admin'])}", f"access {names(c['access'])}"])


def write_line(line):
    return (titled("line", line) + " " + money(line["amount"]) + (" per month" if line.get("per_month") else "")
            + (f" to {line['to']}" if "to" in line else "") + (f" for {names(line['for'])}" if "for" in line else "")
            + (" internal" if line.get("internal") else ""))


def write_split(split):
    return f"split {split['line']} {{ " + "; ".join(f"{s['objective']} {percent(s['share'])}" for s in split["shares"]) + " }"


def write_budget(a):
    budget, roi = a["budget"], a["roi"]
    yield from block(titled("budget", budget), [
        f"total {money(budget['total'])}", *(write_line(line) for line in budget["lines"]),
        *(write_split(split) for split in budget["splits"]),
        *(f"pay {pay['line']} {every(pay)}" for pay in budget["payments"])])
    yield from block("roi", [
        "counts " + ",\n         ".join(roi["counts"]), f"expect at least {percent(roi['expect'])} by {roi['by']}",
        f"judge from {roi['judge']}"])


def write_action(a):
    times = f"due {a['due']}" if "due" in a else every(a["every"]) if "every" in a else f"from {a['from']} to {a['to']}"
    return block(titled("action", a), [
        f"for {names(a['for'])}", f"on {names(a['on'])}" if "on" in a else None, f"by {names(a['by'])}", times,
        f"after {names(a['after'])}" if "after" in a else None,
        f"cost {money(a['cost']['amount'])} from {a['cost']['from']}" if "cost" in a else None,
        *(f"expects {e['kpi']} {target(e, [])}" for e in a.get("expects", []))])


def write_deliverable(d):
    return block(titled("deliverable", d), [
        f"from {d['from']} to {d['to']}", "due " + (d["due"] if "due" in d else every(d["every"])),
        f"needs {names(d['needs'])}" if "needs" in d else None,
        f"accepted by {d['accepted']['by']} within {duration(d['accepted']['within'])}", f"revisions {d['revisions']}"])


def write_duty(d):
    return block(titled("duty", d) + (f" {d['nature']}" if d["nature"] else ""), [
        f"responsible {names(d['responsible'])}", f"accountable {names(d['accountable'])}",
        *(f"{role} {names(d[role])}" for role in ("consulted", "informed") if role in d),
        f"includes {names(d['includes'])}"])


def spend(limit):
    return ("spend" + (f" over {money(limit['over'])}" if "over" in limit else "")
            + (f" up to {money(limit['up_to'])}" if "up_to" in limit else "")
            + (f" on {limit['on']}" if "on" in limit else ""))


def write_approval(a):
    silence = a.get("silence")
    said = (None if not silence else "rejects" if "rejects" in silence
            else f"escalates to {silence['escalates']} within {duration(silence['within'])}")
    return block(titled("approval", a), [
        "covers " + (names(a["covers"]) if "covers" in a else spend(a["spend"])),
        *(f"step {names(step['by'])} within {duration(step['within'])}" for step in a.get("steps", [])),
        f"silence {said}" if said else None, f"delegated to {a['delegated']}" if "delegated" in a else None])


def write_review(r):
    return block(titled("review", r), [
        f"on {r['on']}" if "on" in r else every(r),
        f"chair {r['chair']}" if "chair" in r else None,
        f"attended by {names(r['attended'])}" if "attended" in r else None, f"covers {names(r['covers'])}",
        *(f"asks {tail(question)}" for question in r.get("asks", []))])


def write_diagnosis(d):
    when = " and ".join(f"{part['kpi']} {part['state']}" for part in d["when"])
    return block(titled("diagnosis", d), [f"when {when}", *(f"then {tail(step)}" for step in d["then"])])


def remit_text(a):
    lines = list(write_frame(a))
    for key, write in (("goals", write_goal), ("objectives", write_objective), ("kpis", write_kpi),
                       ("contents", write_content), ("channels", write_channel)):
        for entity in a[key]:
            lines += write(entity)
    lines += write_budget(a)
    for key, write in (("actions", write_action), ("deliverables", write_deliverable), ("duties", write_duty),
                       ("approvals", write_approval)):
        for entity in a[key]:
            lines += write(entity)
    lines += [f"{titled('phase', p)} from {p['from']} to {p['to']}" for p in a["phases"]]
    for key, write in (("reviews", write_review), ("diagnoses", write_diagnosis)):
        for entity in a[key]:
            lines += write(entity)
    return "\n".join(lines) + "\n"


def json_text(agreement):
    """A line for each entity: a person can read it, and little of it is white space for the peer to skip."""
    def compact(value):
        return json.dumps(value, ensure_ascii=False)

    def member(key, value):
        listed = isinstance(value, list) and value and isinstance(value[0], dict)
        return f"{compact(key)}: " + ("[\n  " + ",\n  ".join(map(compact, value)) + "\n]" if listed else compact(value))

    def people_listed(party):
        head = {key: value for key, value in party.items() if key != "persons"}
        return compact(head)[:-1] + ", " + member("persons", party["persons"]) + "}"
    parts = [f"{compact(key)}: {people_listed(value)}" if key in ("client", "agency") else member(key, value)
             for key, value in agreement.items() if key != "budget"]
    budget = agreement["budget"]
    parts.append('"budget": {' + ",\n".join(member(key, value) for key, value in budget.items()) + "}")
    return "{" + ",\n".join(parts) + "}\n"
