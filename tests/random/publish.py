"""Contents, channels and the brand."""
from text import Block, listed

PER_MONTH = {"week": 5, "month": 1}


def draw(a):
    draw_contents(a)
    draw_channels(a)
    draw_brand(a)
    for kpi in a.all("kpi"):
        if a.chance(0.3):
            kpi.block.add("on", a.pick("channel").name)


def draw_contents(a):
    rng = a.rng
    objectives = a.all("objective")
    count = rng.randrange(2, 6)
    for i in range(count):
        served = objectives if i == 0 else rng.sample(objectives, rng.randrange(1, min(2, len(objectives)) + 1))
        purpose = "promote" if i == 0 else rng.choice(["engage", "inform", "serve", "trend"])
        c = a.top(a.part("content", serves=list(served), purpose=purpose, reacts=None, by=a.agency, channels=[], mixes=[]))
        b = c.block
        b.add("serves", listed([o.name for o in served]))
        b.add("purpose", purpose)
        if a.chance(0.4):
            c.by = rng.choice([a.agency, a.client])
            b.add("by", c.by.name)
        if a.chance(0.4):
            c.reacts = rng.choice(["6 workhours", "2 workdays", "3 days", "1 day"])
            c.reacts_stmt = b.add("reacts within", c.reacts)
        if a.chance(0.4):
            b.add("revisions", rng.choice(["2", "1", f"2, then {a.money(500)} each"]))
        if a.chance(0.2):
            b.add("label", a.text("title"))
        if a.chance(0.2):
            b.add("example", a.text("title"))


def draw_channels(a):
    rng = a.rng
    objectives, contents = a.all("objective"), a.all("content")
    owned = rng.randrange(1, 4)
    groups = [contents if i == 0 else rng.sample(contents, rng.randrange(2, len(contents) + 1)) for i in range(owned)]
    paid = rng.randrange(0, 3) if a.with_budget else 0
    for group in groups:
        draw_owned(a, group, bool(paid))
    for _ in range(paid):
        channel = new_channel(a, "paid", objectives)
        add_account(a, channel)
    if a.chance(0.4):
        channel = new_channel(a, "earned", rng.sample(objectives, 1))
        if a.chance(0.5):
            add_account(a, channel)
    unsuited = [o for o in objectives if not o.channels]
    if unsuited:
        channel = new_channel(a, "earned", unsuited)
    lone = [c for c in a.all("channel") if c.media != "earned" or c.account]
    for channel in a.rng.sample(lone, 1):
        if a.chance(0.5):
            person = rng.choice(channel.access)
            channel.block.add("answers within", rng.choice(["2 workhours by " + person.name, "1 workday by " + person.name,
                                                            f"4 hours by {person.name} every day 09:00 to 22:00"]))


def new_channel(a, media, suits):
    c = a.top(a.part("channel", media=media, suits=list(suits), access=[], admin=None, account=None, posts=None, mix=None, most=0, boost=None, shares={}))
    b = c.block
    b.add("media", media)
    b.add("audience", a.text("title"))
    b.add("suits", listed([o.name for o in suits]))
    for o in suits:
        o.channels.append(c)
    if a.chance(0.3):
        b.add("because", a.text("plain"))
    return c


def add_account(a, channel):
    rng = a.rng
    channel.admin = rng.choice(a.client.people)
    channel.access = rng.sample(a.agency.people, rng.randrange(1, len(a.agency.people) + 1)) + rng.sample(a.client.people, 1)
    b = channel.block
    channel.account = b.add("account owned by", a.client.name, "admin", channel.admin.name)
    b.add("access", listed([p.name for p in channel.access]))


def draw_owned(a, contents, has_paid):
    rng = a.rng
    objectives = a.all("objective")
    c = new_channel(a, "owned", objectives if has_paid and a.chance(0.4) else rng.sample(objectives, rng.randrange(1, len(objectives) + 1)))
    add_account(a, c)
    c.may_boost = False
    if a.with_budget and a.chance(0.8):
        least, per = rng.choice([(8, "month"), (12, "month"), (3, "week"), (2, "week")])
        form = rng.choice(["fixed", "range", "most"])
        c.most = (least + 4 if form == "range" else least) * PER_MONTH[per]
        c.posts = c.block.add("posts", {"fixed": f"{least} per {per}", "range": f"{least} to {least + 4} per {per}", "most": f"at most {least} per {per}"}[form])
        c.may_boost = not has_paid or a.chance(0.3)
    draw_mix(a, c, contents)
    c.block.add("crosspost", rng.choice(["adapted", "forbidden"]))


def draw_mix(a, channel, contents):
    rng = a.rng
    mix = channel.mix = Block("mix")
    shares, left = [], 100
    for i, content in enumerate(contents):
        last = i + 1 == len(contents)
        most = left - 10 * (len(contents) - i - 1)
        share = left if last else rng.randrange(10, min(40, most) + 1, 5)
        shares.append(share)
        left -= share
    ranged = a.chance(0.4)
    channel.shares = {}
    given = dict(zip(sorted(contents, key=lambda c: c.purpose != "promote"), sorted(shares)))
    if len(contents) == 3 and a.chance(0.2):
        given, ranged = dict.fromkeys(contents, 33.3), False  # three thirds
    elif len(contents) == 2 and a.chance(0.3):
        given = dict.fromkeys(contents, 50)  # not more than half promotes
        ranged = False
    for content in contents:
        share = given[content]
        wide = ranged and (content is contents[0] or a.chance(0.5))
        channel.shares[content] = (share - 5, share + 5) if wide else (share, share)
        mix.add(content.name, f"{share - 5}% to {share + 5}%" if wide else f"{share}%")
        content.channels.append(channel)
    channel.ranged = ranged
    channel.block.add(mix)


def draw_brand(a):
    b = a.brand = Block("brand")
    b.add("voice", a.text("plain"))
    for word in ("always", "never"):
        if a.chance(0.5):
            b.add(word, a.text("plain"))
    b.add("crisis", a.text("title") if a.chance(0.4) else None, "escalates to", a.rng.choice(a.client.people).name, "within",
          a.rng.choice(["2 workhours", "1 workday", "2 days"]))
    a.items.append(b)
