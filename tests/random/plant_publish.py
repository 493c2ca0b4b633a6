"""M: contents and channels."""
from plant import add_block, choose, cover, fresh_objective, in_text, need, one, plants
from text import Block, Stmt, listed
from work import posts_of


def mixes(a, *, ranged, posts=False):
    return [c for c in a.all("channel") if c.mix and c.ranged == ranged and (c.posts or not posts)]


def entry(channel, content):
    return next(s for s in channel.mix.body if s[0].text == content.name)


def set_share(channel, content, share):
    stmt = entry(channel, content)
    channel.shares[content] = (share, share)
    return stmt.replace(1, len(stmt.toks), f"{share:g}%")


@plants("M001")
def mix_off(a):
    channel = choose(a, mixes(a, ranged=False))
    content = choose(a, [c for c in channel.shares if c.purpose != "promote"])
    set_share(channel, content, channel.shares[content][0] - 4)
    return channel.mix.at_head


@plants("M001")
def campaign_mix_off(a):
    mix = need(a.campaign_mix)
    stmt = mix.body[-1]
    stmt.replace(1, 2, f"{int(stmt[1].text.rstrip('%')) - 4}%")
    return one(mix.head[0])


@plants("M002")
def ranges_off(a):
    channel = choose(a, mixes(a, ranged=True))
    content = choose(a, [c for c in channel.shares if c.purpose != "promote"])
    others = [share for c, share in channel.shares.items() if c is not content]
    need(any(least != most for least, most in others))
    least, most = sum(s[0] for s in others), sum(s[1] for s in others)
    low = 100 - most - 4
    stmt = entry(channel, content)
    if low > 5 and a.chance(0.5):
        stmt.replace(1, len(stmt.toks), f"{low}%")
    else:
        need(posts_of(content) == 0 or content in a.delegated)
        stmt.replace(1, len(stmt.toks), f"{100 - least + 4}%")
    return channel.mix.at_head


def fresh_content(a):
    content = add_block(a, "content")
    content.block.add("serves", choose(a, a.all("objective")).name)
    content.block.add("purpose inform")
    cover(a, [content.name])
    return content


@plants("M003")
def in_no_mix(a):
    return fresh_content(a).block.at_head


@plants("M004")
def hardly_a_post(a):
    channel = choose(a, [c for c in mixes(a, ranged=False, posts=True) if len([k for k in c.shares if k.purpose != "promote"]) > 1])
    small, large = a.rng.sample([k for k in channel.shares if k.purpose != "promote"], 2)
    need(large in a.delegated)
    was = channel.shares[small][0]
    set_share(channel, large, channel.shares[large][0] + was - 1)
    set_share(channel, small, 1)
    return one(entry(channel, small)[0])


@plants("M005")
def suits_nothing(a):
    channel = choose(a, [c for c in a.all("channel") if c.media == "earned" and all(len(o.channels) > 1 for o in c.suits)])
    channel.block.drop_all("suits")
    return channel.block.at_head


@plants("M006")
def no_audience(a):
    channel = choose(a, [c for c in a.all("channel") if c.media == "owned"])
    channel.block.drop_all("audience")
    return channel.block.at_head


@plants("M007")
def no_mix(a):
    channel = choose(a, [c for c in a.all("channel") if c.mix and c.posts and all(len(k.channels) > 1 for k in c.shares)])
    need(not a.campaign_mix)
    channel.block.drop(channel.mix)
    return channel.block.at_head


@plants("M008")
def too_promotional(a):
    channel = choose(a, [c for c in mixes(a, ranged=False) if any(k.purpose == "promote" for k in c.shares)])
    need(all(k in a.delegated for k in channel.shares) or not channel.posts)
    need(not any("email" in s.words for k in a.all("kpi") for s in k.block.stmts("discipline")))  # newsletters may
    others = len(channel.shares) - 1
    part = {1: 40, 2: 20, 3: 15, 4: 12}[others]
    for content in list(channel.shares):
        set_share(channel, content, 100 - part * others if content.purpose == "promote" else part)
    return channel.mix.at_head


@plants("M009")
def allowed_thrice(a):
    channels = [c for c in in_text(a, a.all("channel")) if c.block.stmt("crosspost")]
    need(len(channels) == 3)
    for channel in channels:
        channel.block.stmt("crosspost").replace(1, 2, "allowed")
    return channels[2].block.stmt("crosspost").span()


@plants("M009")
def crosspost_unsaid(a):
    channels = [c for c in in_text(a, a.all("channel")) if c.block.stmt("crosspost")]
    need(len(channels) == 2)
    shared = [k for k in channels[0].shares if k in channels[1].shares]
    for channel in channels:
        channel.block.drop_all("crosspost")
    return one(next(s for s in channels[1].mix.body if s[0].text in [content.name for content in shared])[0])


@plants("M010")
def no_channel(a):
    o = fresh_objective(a)
    channel = a.items[[i for i, b in enumerate(a.items) if isinstance(b, Block) and b.stmt("suits") and b.stmt("suits").words == ["suits", o.name]][0]]
    channel.drop_all("suits")
    channel.add("suits", choose(a, [other for other in a.all("objective") if other is not o]).name)
    return o.block.at_head


@plants("M011")
def paid_without_line(a):
    need(len([c for c in a.all("channel") if c.media == "paid"]) != 1)
    channel = add_block(a, "channel")
    b = channel.block
    b.add("media paid")
    b.add("audience", a.text("title"))
    b.add("suits", listed([o.name for o in a.all("objective")]))
    b.add("account owned by", a.client.name, "admin", a.client.people[0].name)
    return b.at_head


@plants("M012")
def agencys_account(a):
    channel = choose(a, [c for c in a.all("channel") if c.account and c.media != "earned"])
    return channel.account.replace(3, 4, a.agency.name)


@plants("M012")
def agencys_asset(a):
    asset = choose(a, a.all("asset"))
    return asset.block.stmt("account").replace(3, 4, a.agency.name)


@plants("M013")
def no_upper_bound(a):
    channel = choose(a, [c for c in a.all("channel") if c.posts and all(k in a.delegated for k in c.shares)])
    channel.posts.replace(1, len(channel.posts.toks), "at least 8 per month")
    return channel.posts.span(1, 3)


@plants("M014")
def no_content_for_it(a):
    channel = choose(a, [c for c in a.all("channel") if c.posts and c.boost])
    o = fresh_objective(a)
    channel.block.stmt("suits").toks += Stmt(",", o.name).toks
    return o.block.at_head


@plants("M015")
def organic_alone(a):
    need(not any(c.media == "paid" for c in a.all("channel")))
    channel = choose(a, [c for c in a.all("channel") if c.posts and c.boost])
    channel.block.drop(channel.boost)
    return channel.block.at_head


@plants("M016")
def action_for_nothing(a):
    action = choose(a, [t for t in a.all("action") if t is not a.begin])
    action.block.drop_all("for")
    return action.block.at_head


@plants("M016")
def content_for_nothing(a):
    content = choose(a, a.all("content")[1:])
    content.block.drop_all("serves")
    return content.block.at_head


@plants("M017")
def no_admin(a):
    channel = choose(a, [c for c in a.all("channel") if c.account and not any(t.channel is c and c.admin in t.people for t in a.all("action"))])
    channel.account.replace(4, len(channel.account.toks))
    return channel.block.at_head


@plants("M017")
def no_access(a):
    action = choose(a, [t for t in a.all("action") if t.channel])
    channel = action.channel
    other = choose(a, [p for p in a.agency.people if p not in channel.access])
    return action.block.stmt("by").replace(1, 2, other.name)


@plants("M018")
def single_platform(a):
    paid = [c for c in a.all("channel") if c.media == "paid"]
    need(len(paid) == 2 and not a.roi and not any("of" in line.stmt.words for line in a.lines))
    line = choose(a, [line for line in a.ads if line.channels])
    stmt = line.stmt
    i = stmt.index(a.currency)
    more = 2_900_000 - line.amount
    stmt.replace(i - 1, i, str(2_900_000))
    total = a.budget.block.stmt("total")
    total.replace(1, 2, str(a.total + more))
    return line.stmt.span()


@plants("M019")
def boost_always(a):
    channel = choose(a, [c for c in a.all("channel") if c.boost])
    kpi = choose(a, [k for k in a.all("kpi") if k.form in ("least", "grow", "share") and isinstance(k.unit, tuple) and k.tally == "latest" and k.block.stmt("baseline")])
    stmt = channel.boost
    return stmt.replace(2, stmt.index("with"), kpi.name, ">=", str(kpi.baseline - 50))
