#!/usr/bin/env python3
"""Compares decimal_cases with Python's decimals: decimal_oracle.py PROGRAM [CASES [SEED]]"""
import decimal
import random
import subprocess
import sys
from decimal import Decimal

LEAST, MOST = -6176, 6144
CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=MOST, Emin=-6143, clamp=0, traps=[])
WIDE = decimal.Context(prec=100, rounding=decimal.ROUND_HALF_EVEN, Emax=999999, Emin=-999999, traps=[])
PLACES = ("add", "sub", "mul", "div", "cmp")


def digits(r):
    kind = r.random()
    if kind < 0.25:
        return r.randrange(1000)
    if kind < 0.45:
        return r.randrange(10 ** r.randint(1, 18))
    if kind < 0.7:
        return r.randrange(10 ** r.randint(1, 34))
    if kind < 0.8:  # many zeros or nines, and ties
        return int(str(r.randint(1, 999)) + r.choice("0594") * r.randint(0, 31))
    if kind < 0.9:
        return min(10 ** 34 - 1, max(0, 10 ** r.randint(0, 34) + r.randint(-3, 3)))
    if kind < 0.95:
        return min(10 ** 34 - 1, max(0, 2 ** r.randint(0, 112) + r.randint(-3, 3)))
    return r.randrange(10 ** 33, 10 ** 34)


def number(r):
    c = digits(r)
    kind = r.random()
    if kind < 0.6:
        e = r.randint(-8, 3)
    elif kind < 0.8:
        e = r.randint(-45, 45)
    elif kind < 0.9:
        e = r.randint(-3150, 3100)
    else:
        e = r.choice((LEAST, MOST - len(str(c)) + 1)) + r.randint(-40, 40)
    e = max(LEAST, min(MOST - len(str(c)) + 1, e))
    return Decimal((r.random() < 0.4 and c != 0, tuple(map(int, str(c))), e))


def text(d):
    sign, c, e = d.as_tuple()
    return "%s%sE%d" % ("-" if sign else "", "".join(map(str, c)), e)


def shown(d):
    if d.is_infinite():
        return "overflow"
    sign, c, e = d.as_tuple()
    return "%d %s %d" % (sign and d != 0, "".join(map(str, c)), e)


def rounded(a, places):
    result = a.quantize(Decimal((0, (1,), -places)), context=CONTEXT)
    return a if result.is_nan() else result


def reduced(a):
    return a.normalize(CONTEXT)


def whole(a):
    n = int(a) if a == 0 or (a.adjusted() < 20 and a == a.to_integral_value()) else None
    return str(n) if n is not None and -2 ** 63 <= n < 2 ** 63 else "none"


def plain(a):
    if a == 0 and a.as_tuple().exponent > 0:
        return "0"
    return format(a, "f")


def near(r, a):
    """A number that is equal to a, or nearly."""
    sign, c, e = a.as_tuple()
    zeros = r.randint(0, 34 - len(c))
    c = int("".join(map(str, c))) * 10 ** zeros + r.choice((0, 0, 1, -1))
    e = max(LEAST, e - zeros)
    return Decimal((sign, tuple(map(int, str(abs(c)))), e)) if 0 < c < 10 ** 34 else a


def exact_case(r):
    op = r.choice(PLACES * 4 + ("round", "round", "scaled", "reduced", "write", "integer"))
    a = number(r)
    if op in PLACES:
        b = near(r, a) if r.random() < 0.15 else number(r)
        if op == "cmp":
            return op, a, text(b), str(int(a.compare(b)))
        if op == "div" and b == 0:
            return op, a, text(b), "by-zero"
        call = {"add": CONTEXT.add, "sub": CONTEXT.subtract, "mul": CONTEXT.multiply, "div": CONTEXT.divide}[op]
        return op, a, text(b), shown(call(a, b))
    if op == "round":
        e = a.as_tuple().exponent
        places = r.choice((r.randint(-6, 8), -e - r.randint(-36, 38)))
        places = max(-6100, min(6176, places))
        return op, a, str(places), shown(rounded(a, places))
    if op == "scaled":
        power = r.choice((-2, 2, r.randint(-60, 60), r.randint(-13000, 13000)))
        return op, a, str(power), shown(CONTEXT.plus(a.scaleb(power, WIDE)))
    if op == "reduced":
        return op, a, "0", shown(reduced(a))
    if op == "write":
        return op, a, "0", plain(a)
    if a.as_tuple().exponent < -40 or r.random() < 0.3:
        a = Decimal(r.choice((-1, 1)) * (2 ** 63 + r.randint(-2, 2)) * 10 ** r.randint(0, 3)).scaleb(-3, WIDE)
    return op, a, "0", whole(a)


def raised_case(r):
    kind = r.random()
    if kind < 0.3:  # growth over a part of a time
        a = Decimal(r.randint(1, 3000)).scaleb(-r.randint(0, 4))
        b = CONTEXT.divide(Decimal(r.randint(1, 5000)), Decimal(r.choice((7, 12, 30, 365))))
    elif kind < 0.5:  # close to one, to a great power
        places = r.randint(1, 34)
        a = WIDE.add(Decimal(1), Decimal(r.choice((-1, 0, 1)) * r.randint(1, 99)).scaleb(-places))
        a = CONTEXT.plus(a) if a > 0 else Decimal(1)
        b = Decimal(r.randrange(1, 10 ** 9)).scaleb(r.randint(-9, places - 3))
    else:
        a = abs(number(r)) or Decimal(1)
        b = Decimal(r.randrange(1, 10 ** r.randint(1, 34))).scaleb(-r.randint(1, 40))
    if r.random() < 0.3:
        b = -b
    power = WIDE.multiply(b, WIDE.ln(a)) if a != 1 else Decimal(0)
    if abs(power) > 14000:
        return raised_case(r)
    return "raised", a, text(b), WIDE.exp(power)


def power_case(r):
    a = number(r)
    n = r.randint(0, 400)
    exact = WIDE.power(a, n) if a != 0 or n != 0 else Decimal(1)
    in_doubt = exact.is_finite() and (6140 < exact.adjusted() < 6150 or -6200 < exact.adjusted() < -6130)
    return power_case(r) if in_doubt else ("power", a, str(n), exact)


def tolerance(op, b):
    """Half a unit of 34 digits; a whole power loses up to one at each multiplication, doubled by each square."""
    if op == "power":
        return Decimal("1E-30")
    b = Decimal(b)
    return Decimal("1E-31") if abs(b) <= 64 and b == b.to_integral_value() else Decimal("5.1E-34")


def is_close(line, exact, limit):
    if line == "overflow":
        return exact.is_infinite() or exact.adjusted() > MOST, Decimal(0)
    if exact.adjusted() < LEAST:
        exact = Decimal(0)
    sign, c, e = line.split()
    got = Decimal((int(sign), tuple(map(int, c)), int(e)))
    if exact == 0:
        return got == 0, Decimal(0)
    error = abs(WIDE.divide(WIDE.subtract(got, exact), exact))
    return error <= limit, error


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 250000
    r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    cases = [exact_case(r) for _ in range(count)]
    cases += [raised_case(r) for _ in range(count // 20)] + [power_case(r) for _ in range(count // 50)]
    lines = "".join("%s %s %s\n" % (op, text(a), b) for op, a, b, _ in cases)
    got = subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(got) == len(cases), "%d answers to %d cases" % (len(got), len(cases))
    wrong, worst = 0, {"raised": Decimal(0), "power": Decimal(0)}
    for (op, a, b, want), line in zip(cases, got):
        if op in worst:
            good, error = is_close(line, want, tolerance(op, b))
            worst[op] = max(worst[op], error)
        else:
            good = line == want
        if not good:
            wrong += 1
            if wrong <= 20:
                print("%s %s %s: got %s, want %s" % (op, a, b, line, want))
    print("%d cases, %d wrong; worst error of raised %.2e, of power %.2e" %
          (len(cases), wrong, worst["raised"], worst["power"]))
    sys.exit(wrong != 0)


if __name__ == "__main__":
    main()
