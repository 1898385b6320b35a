#!/usr/bin/env python3
"""Proves the certificates of `rigor prove` again: python3 proofs-check/recheck.py FILE...

Nothing of Rigor is used: only the standard library, integers and rationals. docs/certificates.md
says what a certificate is and what every rule demands; this file is a second reading of that page.
An atom that a proof node has shown holds *at every point of its box where its term is defined*;
that the terms of the formula are defined is shown where the formula is put together (`Following`).
"""
import hashlib
import re
import sys
import time
from fractions import Fraction
from math import atan, gcd, inf, isqrt, log

MAX_BITS = 1 << 16          # of a BITS word, and of the exact numbers that are folded
HUGE = 1 << (1 << 18)       # a bound beyond which an upper end counts as infinite
NEGATIVE, ZERO, POSITIVE = 1, 2, 4
RELATIONS = {">": 4, ">=": 6, "=": 2, "!=": 5, "<": 1, "<=": 3}
ONE_OPERAND = ("neg exp log sin cos tan asin acos atan sinh cosh tanh erf erfc abs sign floor ceil"
               .split())
TWO_OPERANDS = "add sub mul div min max".split()


class Rejected(Exception):
    """The certificate proves nothing; the text says why."""


# ---------------------------------------------------------------- intervals of binary fractions

def approximate_pi(bits, cache={}):
    """pi * 2^bits within 1, by Machin's formula 16 atan(1/5) - 4 atan(1/239)."""
    if bits not in cache:
        w = bits + 32
        total = 0
        for factor, q in ((16, 5), (-4, 239)):
            power, n, sign = (1 << w) // q, 1, 1
            while power:
                total += factor * sign * (power // n)
                power, n, sign = power // (q * q), n + 2, -sign
        cache[bits] = total >> 32
    return cache[bits]


def approximate_log2(bits, cache={}):
    """log 2 * 2^bits within 1: 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749)."""
    if bits not in cache:
        w = bits + 32
        total = 0
        for factor, q in ((18, 26), (-2, 4801), (8, 8749)):
            power, n = (1 << w) // q, 1
            while power:
                total += factor * (power // n)
                power, n = power // (q * q), n + 2
        cache[bits] = total >> 32
    return cache[bits]


def exp_core(r, w):
    """exp(r / 2^w) * 2^w within 2^30 for |r| <= 2^w and w <= 2^17: Taylor's series at r / 2^8 (its
    N < 2^14 terms are each within 3 units, the remainder is below 1), then 8 squarings, which
    multiply the error by 2^8 e at most: 2^16 * 2^8 * e < 2^30."""
    r >>= 8
    term, total, i = 1 << w, 1 << w, 1
    while term > 1 or term < -1:
        term = (term * r >> w) // i
        total += term
        i += 1
    for _ in range(8):
        total = total * total >> w
    return total


def sine_cosine_core(r, w):
    """(sin, cos)(r / 2^w) * 2^w, each within 2^16, for |r| <= 2^w: Taylor's series."""
    square = r * r >> w
    results = []
    for term, i in ((r, 2), (1 << w, 1)):
        total = term
        while term > 1 or term < -1:
            term = -(term * square >> w) // (i * (i + 1))
            total += term
            i += 2
        results.append(total)
    return results


def nearest_quotient(x, y):
    return (2 * x + y) // (2 * y)


class Arithmetic:
    """Intervals as pairs of integers (or +-inf): (a, b) stands for [a, b] / 2^bits. None is empty.

    Sums are exact, all else is rounded outward."""

    def __init__(self, bits):
        self.bits = bits
        self.one = 1 << bits
        self.cache = {}
        self.pi = (approximate_pi(bits) - 1, approximate_pi(bits) + 1)

    def rational(self, q):
        n = q.numerator << self.bits
        return n // q.denominator, -(-n // q.denominator)

    def below(self, q):
        return (q.numerator << self.bits) // q.denominator

    def above(self, q):
        return -((-q.numerator << self.bits) // q.denominator)

    @staticmethod
    def add(x, y):
        try:
            return x[0] + y[0], x[1] + y[1]
        except OverflowError:  # an infinite end and a huge integer
            return (-inf if -inf in (x[0], y[0]) else x[0] + y[0],
                    inf if inf in (x[1], y[1]) else x[1] + y[1])

    @staticmethod
    def neg(x):
        return -x[1], -x[0]

    def sub(self, x, y):
        return self.add(x, (-y[1], -y[0]))

    def end(self, a, b, up):
        """A rounded product of two ends; 0 * inf = 0, since an infinite end is no value."""
        if a == 0 or b == 0:
            return 0
        if isinstance(a, float) or isinstance(b, float):
            return inf if (a > 0) == (b > 0) else -inf
        return -(-a * b >> self.bits) if up else a * b >> self.bits

    @staticmethod
    def clamp(low, high):
        """Ends beyond HUGE become infinite, or HUGE where infinity would be too much."""
        if low < -HUGE:
            low = -inf
        elif low > HUGE:
            low = HUGE
        if high > HUGE:
            high = inf
        elif high < -HUGE:
            high = -HUGE
        return low, high

    def mul(self, x, y):
        a, b = x
        c, d = y
        if a >= 0:
            low, high = (a if c >= 0 else b, c), (b if d >= 0 else a, d)
        elif b <= 0:
            low, high = (a if d >= 0 else b, d), (b if c >= 0 else a, c)
        elif c >= 0:
            low, high = (a, d), (b, d)
        elif d <= 0:
            low, high = (b, c), (a, c)
        else:
            return self.clamp(min(self.end(a, d, False), self.end(b, c, False)),
                              max(self.end(a, c, True), self.end(b, d, True)))
        try:
            p, q = low[0] * low[1] >> self.bits, -(-high[0] * high[1] >> self.bits)
        except (TypeError, OverflowError):  # an infinite end
            p, q = self.end(*low, False), self.end(*high, True)
        if -HUGE < p and q < HUGE:
            return p, q
        return self.clamp(p, q)

    def scale(self, x, q):
        return self.mul(x, self.rational(q))

    def absolute(self, x):
        a, b = x
        return x if a >= 0 else (-b, -a) if b <= 0 else (0, max(-a, b))

    def square(self, x):
        x = self.absolute(x)
        return self.mul(x, x)

    def power(self, x, n):
        if n == 0:
            return self.one, self.one
        if n % 2 == 0:
            x = self.absolute(x)
        elif x[0] < 0:
            if x[1] > 0:
                return -self.power((0, -x[0]), n)[1], self.power((0, x[1]), n)[1]
            return self.neg(self.power(self.neg(x), n))
        result = None
        while n:
            if n & 1:
                result = x if result is None else self.mul(result, x)
            n >>= 1
            x = self.mul(x, x) if n else x
        return result

    def quotient(self, a, b, up):
        """a / b rounded, b > 0; an infinite b is a limit."""
        if isinstance(b, float):
            return 0 if not isinstance(a, float) else (inf if a > 0 else -inf) if up == (a > 0) else 0
        if isinstance(a, float):
            return a
        return -((-a << self.bits) // b) if up else (a << self.bits) // b

    def div(self, x, y):
        """The extended quotient: of the points of y that are not 0."""
        a, b = x
        c, d = y
        if c <= 0 and d >= 0:
            if c == 0 and d == 0:
                return None
            if a == 0 and b == 0:
                return 0, 0
            if c < 0 < d:
                return -inf, inf
        if c < 0:
            a, b, c, d = -b, -a, -d, -c
        # now 0 <= c <= d, d > 0
        low = self.quotient(a, d if a >= 0 else c, False) if c or a >= 0 else -inf
        high = self.quotient(b, c if b > 0 else d, True) if c or b <= 0 else inf
        return self.clamp(low, high)

    def root(self, x, n):
        """The n-th root of the points >= 0."""
        if x[1] < 0:
            return None
        return self.root_end(max(x[0], 0), n, False), self.root_end(x[1], n, True)

    def root_end(self, a, n, up):
        if isinstance(a, float):
            return a
        target = a << (self.bits * (n - 1))
        if n == 2:
            r = isqrt(target)
        elif target == 0:
            r = 0
        else:  # Newton from above falls until it has the floor
            r, following = 0, 1 << -(-target.bit_length() // n)
            while r == 0 or following < r:
                r = following
                following = ((n - 1) * r + target // r ** (n - 1)) // n
        return r + 1 if up and r ** n < target else r

    # -- elementary functions at a point x / 2^bits: an enclosure

    def point(self, name, x):
        key = name, x
        if key not in self.cache:
            if len(self.cache) > 200000:
                self.cache.clear()
            self.cache[key] = getattr(self, name + "_point")(x)
        return self.cache[key]

    def outward(self, approximation, error, shift):
        """[approximation -+ error] / 2^shift rounded outward."""
        low, high = approximation - error, approximation + error
        if shift < 0:
            return low << -shift, high << -shift
        return low >> shift, -(-high >> shift)

    def exp_point(self, x):
        if x == 0:
            return self.one, self.one
        if x < -self.bits << self.bits:      # exp(-bits) < 2^-bits
            return 0, 1
        if x > (1 << 16) << self.bits:
            return HUGE if self.bits <= 80000 else 1 << self.bits, inf
        k = x // approximate_log2(self.bits)
        w = self.bits + max(k, 0) + 64
        k = nearest_quotient(x << 64, approximate_log2(self.bits + 64))
        logarithm = approximate_log2(w + 32)
        r = ((x << (w + 32 - self.bits)) - k * logarithm) >> 32  # |k| < 2^18: within 2
        # exp_core's 2^30, and exp(0.36) * 2 more
        return self.outward(exp_core(r, w), 1 << 31, w - self.bits - k)

    def log_point(self, x):
        if x == self.one:
            return 0, 0
        if x <= 0:
            return -inf, -inf
        w = self.bits + 80
        e = x.bit_length()
        m = x << (w - e) if w >= e else x >> (e - w)  # x = m 2^(e - w), within 1
        guess = int(log(m / (1 << w)) * (1 << 53)) << (w - 53)
        z = (m * exp_core(-guess, w) >> w) - (1 << w)  # within 2^31; log m = guess + log(1 + z)
        if abs(z) >> (w - 40):
            raise Rejected("logarithm out of reach")
        total, power, i = 0, z, 1
        while power > 1 or power < -1:
            total += power // i if i % 2 else -(power // i)
            power = power * z >> w
            i += 1
        total += guess + (approximate_log2(w + 32) * (e - self.bits) >> 32)
        return self.outward(total, 1 << 33, w - self.bits)

    def sine_cosine_point(self, x):
        """(sin, cos) of x / 2^bits."""
        w = self.bits + 32
        extra = max(x.bit_length() - self.bits, 0) + 8
        half_pi = approximate_pi(w + extra - 1)
        k = nearest_quotient(x << (32 + extra), half_pi)
        r = ((x << (32 + extra)) - k * half_pi) >> extra
        s, c = sine_cosine_core(r, w)
        for _ in range(k % 4):
            s, c = c, -s
        return [(max(low, -self.one), min(high, self.one))
                for low, high in (self.outward(v, 1 << 17, 32) for v in (s, c))]

    def sin_point(self, x):
        return (0, 0) if x == 0 else self.point("sine_cosine", x)[0]

    def cos_point(self, x):
        return (self.one, self.one) if x == 0 else self.point("sine_cosine", x)[1]

    def atan_core(self, x, w):
        """atan(x / 2^w) * 2^w within 2^20 for |x| <= 2^w: by the tangent of a guess."""
        guess = int(atan(x / (1 << w)) * (1 << 53)) << (w - 53)
        s, c = sine_cosine_core(guess, w)
        u = ((x * c - (s << w)) << w) // ((c << w) + x * s)
        if abs(u) >> (w - 40):
            raise Rejected("arc tangent out of reach")
        square, total, power, i = u * u >> w, 0, u, 1
        while power > 1 or power < -1:
            total += power // i
            power = -(power * square >> w)
            i += 2
        return guess + total

    def atan_point(self, x):
        if isinstance(x, float):
            return (self.pi[0] // 2, -(-self.pi[1] // 2)) if x > 0 else \
                (-self.pi[1] // 2, -(self.pi[0] // 2))
        if x < 0:
            return self.neg(self.point("atan", -x))
        if x == 0:
            return 0, 0
        w = self.bits + 64
        if x <= self.one:
            value = self.atan_core(x << 64, w)
        else:
            value = (approximate_pi(w) >> 1) - self.atan_core((1 << (self.bits + w)) // x, w)
        return self.outward(value, 1 << 21, 64)

    def acos_point(self, x):
        """acos x = 2 atan(root((1 - x)/(1 + x), 2)); the root halves the digits near 0."""
        if x >= self.one:
            return 0, 0
        if x <= -self.one:
            return self.pi
        extra = self.bits + 16
        wide, x = arithmetic(self.bits + extra), x << extra
        quotient = wide.div((wide.one - x,) * 2, (wide.one + x,) * 2)
        low, high = wide.monotone("atan", wide.root(quotient, 2))
        return low >> extra - 1, -(-high >> extra - 1)

    def asin_point(self, x):
        """asin x = pi/2 - acos x = atan(x / root(1 - x^2, 2))."""
        if x < 0:
            return self.neg(self.point("asin", -x))
        if 2 * x >= self.one:
            low, high = self.sub(self.pi, self.scale(self.point("acos", x), 2))
            return low >> 1, -(-high >> 1)
        wide, x = arithmetic(self.bits + 16), x << 16
        cosine = wide.root(wide.sub((wide.one,) * 2, wide.square((x, x))), 2)
        low, high = wide.monotone("atan", wide.div((x, x), cosine))
        return low >> 16, -(-high >> 16)

    def half_sum(self, x, sign):
        """(exp x + sign exp(-x)) / 2."""
        wide = arithmetic(self.bits + 8)
        other = wide.point("exp", -x << 8)
        low, high = wide.add(wide.point("exp", x << 8), other if sign > 0 else wide.neg(other))
        return low if low == -inf else low >> 9, high if high == inf else -(-high >> 9)

    def sinh_point(self, x):
        if x <= 0:
            return self.neg(self.point("sinh", -x)) if x else (0, 0)
        low, high = self.half_sum(x, -1)
        return max(low, x), high

    def cosh_point(self, x):
        low, high = self.half_sum(abs(x), 1) if x else (self.one, self.one)
        return max(low, self.one), high

    def tanh_point(self, x):
        """tanh x = 1 - 2/(exp(2x) + 1)."""
        if x <= 0:
            return self.neg(self.point("tanh", -x)) if x else (0, 0)
        wide = arithmetic(self.bits + 8)
        one = (wide.one, wide.one)
        low, high = wide.sub(one, wide.div((2 * wide.one,) * 2,
                                           wide.add(wide.point("exp", x << 9), one)))
        return max(low >> 8, 0), min(-(-high >> 8), self.one, x)

    def erf_point(self, x):
        """erf x = 2/root(pi) exp(-x^2) sum 2^n x^(2n+1)/(1 3 ... (2n+1)); 1 - erf x <= exp(-x^2)."""
        if x <= 0:
            return self.neg(self.point("erf", -x)) if x else (0, 0)
        if 10 * x * x > 7 * self.bits << 2 * self.bits:
            return self.one - 1, self.one
        extra = 32 + (3 * x * x >> 2 * self.bits + 1)  # exp(x^2) < 2^(3 x^2 / 2)
        w = self.bits + extra
        wide, v = arithmetic(w), x << extra
        square = v * v >> w
        low_term = low = high_term = high = v
        n = 0
        while high_term > 1 or 4 * (square + 1) > 2 * n + 1 << w:
            n += 1
            low_term = (low_term * square >> w - 1) // (2 * n + 1)
            high_term = -(-(high_term * (square + 1) >> w - 1) // (2 * n + 1)) + 1
            low, high = low + low_term, high + high_term
            # from 4 x^2 <= 2n + 1 on every term is at most half of the one before
            if high_term <= 4 and 4 * (square + 1) <= 2 * n + 1 << w:
                break
        sums = low, high + high_term
        factor = wide.div(wide.monotone("exp", (-square - 1, -square)), wide.root(wide.pi, 2))
        low, high = wide.mul(sums, factor)
        return max(low >> extra - 1, 0), min(-(-high >> extra - 1), self.one)

    # -- functions of intervals

    # the values at -oo and oo, where they are finite: multiples of 1 or of pi
    LIMITS = {"exp": (0, None), "tanh": (-1, 1), "erf": (-1, 1)}

    def monotone(self, name, x):
        """An increasing function."""
        ends = []
        for end, infinite in ((0, -inf), (1, inf)):
            if x[end] != infinite and x[end] != -infinite:
                ends.append(self.point(name, x[end])[end])
            elif name == "atan":
                ends.append(self.atan_point(x[end])[end])
            else:
                limit = self.LIMITS.get(name, (None, None))[x[end] > 0]
                ends.append(x[end] if limit is None else limit * self.one)
        return ends[0], ends[1]

    def turns(self, a, offset):
        """floor(a / pi + offset / 2), exactly (a / pi is no half of an integer unless a = 0)."""
        w = self.bits + a.bit_length() + 32
        while a:
            value = (2 * a << 2 * w) // approximate_pi(w + self.bits) + (offset << w)
            # of 2 (a / pi + offset / 2) 2^w, within 2^(-w) |a| 2 / 2^bits + 2 < 4
            if (value - 4) >> w + 1 == (value + 4) >> w + 1:
                return value >> w + 1
            w *= 2
        return 0

    def wave(self, x, name, offset):
        """sin (offset 1) or cos (offset 0): extrema at the integers n of a / pi + offset / 2, maxima
        where n + offset is even."""
        if inf in x or -inf in x:
            return -self.one, self.one
        first, last = self.turns(x[0], offset), self.turns(x[1], offset)
        ends = self.point(name, x[0]), self.point(name, x[1])
        low, high = min(ends[0][0], ends[1][0]), max(ends[0][1], ends[1][1])
        extrema = range(first + 1, min(last, first + 2) + 1)
        if any((n + offset) % 2 == 0 for n in extrema):
            high = self.one
        if any((n + offset) % 2 == 1 for n in extrema):
            low = -self.one
        return low, high

    def function(self, name, x):
        """The range of an elementary function on the part of x inside its domain."""
        one = self.one
        if name == "log":
            if x[1] <= 0:
                return None
            return self.monotone("log", (max(x[0], 0), x[1]))
        if name in ("asin", "acos"):
            if x[1] < -one or x[0] > one:
                return None
            low, high = max(x[0], -one), min(x[1], one)
            if name == "asin":
                return self.monotone(name, (low, high))
            return self.point(name, high)[0], self.point(name, low)[1]
        if name in ("exp", "atan", "sinh", "tanh", "erf"):
            return self.monotone(name, x)
        if name == "sin":
            return self.wave(x, name, 1)
        if name == "cos":
            return self.wave(x, name, 0)
        if name == "cosh":
            low, high = self.absolute(x)
            return self.point(name, low)[0] if low < inf else HUGE, \
                inf if high == inf else self.point(name, high)[1]
        if name == "erfc":
            low, high = self.sub((one, one), self.monotone("erf", x))
            return max(low, 0), min(high, 2 * one)
        if name == "tan":
            cosine = self.wave(x, "cos", 0)
            if cosine[0] <= 0 <= cosine[1]:
                return -inf, inf
            ends = [self.div(self.point("sin", a), self.point("cos", a)) for a in x]
            return ends[0][0], ends[1][1]
        if name == "abs":
            return self.absolute(x)
        if name == "sign":
            return (one if x[0] > 0 else 0 if x[0] == 0 else -one,
                    -one if x[1] < 0 else 0 if x[1] == 0 else one)
        if name == "floor":
            return tuple(a if isinstance(a, float) else a >> self.bits << self.bits for a in x)
        if name == "ceil":
            return tuple(a if isinstance(a, float) else -(-a >> self.bits << self.bits) for a in x)
        raise Rejected("unknown function " + name)


def arithmetic(bits, cache={}):
    if bits not in cache:
        cache[bits] = Arithmetic(bits)
    return cache[bits]


# ---------------------------------------------------------------- terms

class Terms:
    """Terms are numbered and stored once: (op, a, b) with operands a, b; `num` has a rational,
    `var` an index as a; pow and root have their exponent as b."""

    def __init__(self):
        self.nodes, self.places, self.masks, self.orders, self.guard_lists = [], {}, [], {}, {}

    def intern(self, op, a=0, b=0):
        key = (op, a, b)
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = len(self.nodes)
            self.nodes.append(key)
            masks = self.masks
            self.masks.append(
                1 << a if op == "var" else 0 if op in ("num", "pi") else
                masks[a] | masks[b] if op in TWO_OPERANDS else masks[a])
        return place

    def number(self, q):
        return self.intern("num", Fraction(q))

    def make(self, op, a=0, b=0):
        """A term; arithmetic of numbers and the neutral elements 0, 1 are folded."""
        if op in ("num", "pi", "var"):
            return self.intern(op, a, b)
        x = self.nodes[a][1] if self.nodes[a][0] == "num" else None
        y = None
        if op in TWO_OPERANDS:
            y = self.nodes[b][1] if self.nodes[b][0] == "num" else None
        folded = None if x is None else self.fold(op, x, b if op in ("pow", "root") else y)
        if folded is not None and max(folded.numerator.bit_length(),
                                      folded.denominator.bit_length()) <= MAX_BITS:
            return self.number(folded)
        if op == "neg" and self.nodes[a][0] == "neg":
            return self.nodes[a][1]
        if (op in ("add", "sub") and y == 0) or (op in ("mul", "div") and y == 1):
            return a
        if (op == "add" and x == 0) or (op == "mul" and x == 1):
            return b
        if op == "sub" and x == 0:
            return self.make("neg", b)
        if op == "mul" and -1 in (x, y):
            return self.make("neg", b if x == -1 else a)
        return self.intern(op, a, b)

    @staticmethod
    def fold(op, x, y):
        if op == "pow":
            size = max(x.numerator.bit_length(), x.denominator.bit_length())
            return x ** y if size * y <= 2 * MAX_BITS else None
        if op == "root":
            return x if x in (0, 1) else None
        if op in ONE_OPERAND:
            return {"neg": -x, "abs": abs(x), "sign": Fraction((x > 0) - (x < 0)),
                    "floor": Fraction(x.__floor__()), "ceil": Fraction(x.__ceil__())}.get(op)
        if y is None or (op == "div" and y == 0):
            return None
        return {"add": x + y, "sub": x - y, "mul": x * y, "min": min(x, y), "max": max(x, y),
                "div": x / y if y else None}[op]

    def operands(self, t):
        op, a, b = self.nodes[t]
        return () if op in ("num", "pi", "var") else (a, b) if op in TWO_OPERANDS else (a,)

    def order(self, root):
        """The subterms, operands first."""
        if root not in self.orders:
            seen, stack = {root}, [root]
            while stack:
                for x in self.operands(stack.pop()):
                    if x not in seen:
                        seen.add(x)
                        stack.append(x)
            self.orders[root] = sorted(seen)
        return self.orders[root]

    def variables(self, t):
        return [i for i in range(self.masks[t].bit_length()) if self.masks[t] >> i & 1]

    def replace(self, root, what, cache=None):
        """The term with subterms replaced: what = {term: term}."""
        cache = dict(what) if cache is None else cache
        for t in self.order(root):
            if t not in cache:
                op, a, b = self.nodes[t]
                if op in TWO_OPERANDS:
                    cache[t] = self.make(op, cache[a], cache[b])
                else:
                    cache[t] = t if op in ("num", "pi", "var") else self.make(op, cache[a], b)
        return cache[root]

    def guards(self, root):
        """What makes the term defined: pairs (term, relation)."""
        if root not in self.guard_lists:
            result = set()
            for t in self.order(root):
                op, a, b = self.nodes[t]
                if op == "div":
                    result.add((b, "!="))
                elif op in ("root", "log"):
                    result.add((a, ">=" if op == "root" else ">"))
                elif op == "tan":
                    result.add((self.make("cos", a), "!="))
                elif op in ("asin", "acos"):
                    result.add((self.make("sub", self.number(1), a), ">="))
                    result.add((self.make("add", self.number(1), a), ">="))
            self.guard_lists[root] = sorted(result)
        return self.guard_lists[root]


class Side:
    """The range of a variable; None is an infinite end. Ends of integer sides are integers."""
    __slots__ = ("low", "high", "low_open", "high_open", "integer")

    def __init__(self, low, high, low_open=False, high_open=False, integer=False):
        if integer and low is not None:
            low, low_open = Fraction(low.__floor__() + 1 if low_open else low.__ceil__()), False
        if integer and high is not None:
            high, high_open = Fraction(high.__ceil__() - 1 if high_open else high.__floor__()), False
        self.low, self.high, self.integer = low, high, integer
        self.low_open, self.high_open = low_open or low is None, high_open or high is None

    def empty(self):
        return self.low is not None and self.high is not None and (
            self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)))

    def thin(self):
        return self.low is not None and self.low == self.high

    def within(self, other):
        """Whether every point (of the real side, unless both are of integers) is in the other."""
        if other.integer and not self.integer and not (
                self.thin() and self.low.denominator == 1):
            return False
        return (other.low is None or (self.low is not None and (
            self.low > other.low or (self.low == other.low and
                                     (self.low_open or not other.low_open))))) and \
            (other.high is None or (self.high is not None and (
                self.high < other.high or (self.high == other.high and
                                           (self.high_open or not other.high_open)))))


def with_side(box, v, side):
    return box[:v] + (side,) + box[v + 1:]


def ranges(terms, root, box, ar):
    """({term: range}, {term: whether it is certainly not 0}) of the subterms, where defined."""
    value, flag, nodes = {}, {}, terms.nodes
    for t in terms.order(root):
        op, a, b = nodes[t]
        f = False
        if op == "num":
            r = ar.rational(a)
            f = a != 0
        elif op == "var":
            side = box[a]
            r = (-inf if side.low is None else ar.below(side.low),
                 inf if side.high is None else ar.above(side.high))
            f = (side.low is not None and (side.low > 0 or side.low == 0 and side.low_open)) or \
                (side.high is not None and (side.high < 0 or side.high == 0 and side.high_open))
        elif op == "pi":
            r = ar.pi
        elif value[a] is None or (op in TWO_OPERANDS and value[b] is None):
            r = None
        elif op in TWO_OPERANDS:
            x, y, fa, fb = value[a], value[b], flag[a], flag[b]
            if op == "add":
                r = ar.add(x, y)
                f = (fa or fb) and (x[0] >= 0 <= y[0] or x[1] <= 0 >= y[1])
            elif op == "sub":
                r = ar.sub(x, y)
                f = (fa or fb) and (x[0] >= 0 >= y[1] or x[1] <= 0 <= y[0])
            elif op == "mul":
                r = ar.mul(x, y)
                f = fa and fb
            elif op == "div":
                r = ar.div(x, y)
                f = fa
            else:
                pick = min if op == "min" else max
                r = pick(x[0], y[0]), pick(x[1], y[1])
                f = fa and fb
        else:
            x, fa = value[a], flag[a]
            if op == "neg":
                r = -x[1], -x[0]
                f = fa
            elif op == "pow":
                r = ar.power(x, b)
                f = fa
            elif op == "root":
                r = ar.root(x, b)
                f = fa
            else:
                r = ar.function(op, x)
                f = op in ("exp", "erfc", "cosh") or (fa and (
                    op in ("abs", "sign", "sinh", "tanh", "asin", "atan", "erf") or
                    (op in ("sin", "tan") and -3 * ar.one <= x[0] and x[1] <= 3 * ar.one)))
        value[t] = r
        flag[t] = f or (r is not None and (r[0] > 0 or r[1] < 0))
    return value, flag


def signs(r, nonzero):
    """Which signs a value in the range can have."""
    result = (NEGATIVE if r[0] < 0 else 0) | (POSITIVE if r[1] > 0 else 0)
    return result | (ZERO if r[0] <= 0 <= r[1] and not nonzero else 0)


def proves(r, nonzero, relation):
    return r is None or signs(r, nonzero) & ~RELATIONS[relation] == 0


def local_derivatives(ar, op, n, x, v, second):
    """f' and f'' (or None) of one operand with range x, f of range v."""
    one = (ar.one, ar.one)
    two = (2 * ar.one, 2 * ar.one)
    d = s = None
    if op == "pow":
        d = ar.scale(ar.power(x, n - 1), Fraction(n))
        s = second and ar.scale(ar.power(x, n - 2), Fraction(n * (n - 1)))
    elif op == "root":
        d = ar.div(one, ar.scale(ar.power(v, n - 1), Fraction(n)))
        s = second and ar.div(ar.scale(one, Fraction(1 - n, n * n)), ar.power(v, 2 * n - 1))
    elif op == "exp":
        d = s = v
    elif op == "log":
        d = ar.div(one, (max(x[0], 0), x[1]))
        s = second and ar.div((-ar.one, -ar.one), ar.square((max(x[0], 0), x[1])))
    elif op in ("sin", "cos"):
        d = ar.function("cos", x) if op == "sin" else ar.neg(ar.function("sin", x))
        s = ar.neg(v)
    elif op in ("sinh", "cosh"):
        d, s = ar.function("cosh" if op == "sinh" else "sinh", x), v
    elif op == "tan":
        d = ar.add(one, ar.square(v))
        s = second and ar.mul(ar.mul(two, v), d)
    elif op in ("asin", "acos"):
        x = max(x[0], -ar.one), min(x[1], ar.one)
        d = ar.div(one, ar.root(ar.sub(one, ar.square(x)), 2))
        s = second and d and ar.mul(x, ar.power(d, 3))
    elif op == "atan":
        d = ar.div(one, ar.add(one, ar.square(x)))
        s = second and ar.neg(ar.mul(ar.mul(two, x), ar.square(d)))
    elif op == "tanh":
        d = ar.sub(one, ar.square(v))
        s = second and ar.neg(ar.mul(ar.mul(two, v), d))
    elif op in ("erf", "erfc"):
        d = ar.mul(ar.div(two, ar.root(ar.pi, 2)), ar.function("exp", ar.neg(ar.square(x))))
        s = second and ar.neg(ar.mul(ar.mul(two, x), d))
    elif op == "abs":
        d = one if x[0] >= 0 else (-ar.one, -ar.one) if x[1] <= 0 else (-ar.one, ar.one)
        s = (0, 0)
    else:  # sign, floor, ceil
        d = (0, 0) if constant(ar, op, x) else None
        s = (0, 0)
    if op in ("acos", "erfc"):
        d, s = d and ar.neg(d), s and ar.neg(s)
    line = (-inf, inf)
    return d or line, s or line


def constant(ar, op, x):
    """Whether sign, floor or ceil is constant on x."""
    if op == "sign":
        return x[0] > 0 or x[1] < 0 or x[0] == x[1]
    low, high = ar.function(op, x)
    return low == high and not isinstance(low, float)


def derivatives(terms, root, value, ar, variables, second=False):
    """Gradient {i: interval} and Hessian {(i, j): interval, i >= j} of the root by the chain rule;
    what is not there is exactly 0."""
    wanted = sum(1 << i for i in variables)
    gradients, hessians, line = {}, {}, (-inf, inf)

    def plus(target, key, x):
        target[key] = ar.add(target[key], x) if key in target else x

    for t in terms.order(root):
        op, a, b = terms.nodes[t]
        if not terms.masks[t] & wanted:
            continue
        if op == "var":
            gradients[t], hessians[t] = {a: (ar.one, ar.one)}, {}
            continue
        g, h = {}, {}
        ga, ha = gradients.get(a, {}), hessians.get(a, {})
        if value[t] is None:
            pass  # nowhere defined
        elif op in ("add", "sub", "neg"):
            g.update({i: ar.neg(x) for i, x in ga.items()} if op == "neg" else ga)
            h.update({k: ar.neg(x) for k, x in ha.items()} if op == "neg" else ha)
            if op != "neg":
                for source, target in ((gradients.get(b, {}), g), (hessians.get(b, {}), h)):
                    for i, x in source.items():
                        plus(target, i, x if op == "add" else ar.neg(x))
        elif op in ("mul", "div"):
            x, y = value[a], value[b]
            gb, hb = gradients.get(b, {}), hessians.get(b, {})
            if op == "mul":
                for i, d in ga.items():
                    g[i] = ar.mul(d, y)
                for i, d in gb.items():
                    plus(g, i, ar.mul(x, d))
                left, first, other = ga, y, x
            else:
                q = ar.neg(value[t])
                g.update(ga)
                for i, d in gb.items():
                    plus(g, i, ar.mul(q, d))
                g = {i: ar.div(d, y) or line for i, d in g.items()}
                left, first, other = {i: ar.neg(d) for i, d in g.items()}, None, q
            if second:
                for k, d in ha.items():
                    h[k] = ar.mul(d, first) if first else d
                mixed = {}
                for i, d in left.items():
                    for j, e in gb.items():
                        plus(mixed, (max(i, j), min(i, j)),
                             ar.scale(ar.mul(d, e), Fraction(2 if i == j else 1)))
                for source in (mixed, {k: ar.mul(other, d) for k, d in hb.items()}):
                    for k, d in source.items():
                        plus(h, k, d)
                if op == "div":
                    h = {k: ar.div(d, y) or line for k, d in h.items()}
        elif op in ("min", "max"):
            x, y = (value[a], value[b]) if op == "min" else (value[b], value[a])
            least, greatest = (a, b) if op == "min" else (b, a)
            if x[1] <= y[0] or y[1] <= x[0]:
                which = least if x[1] <= y[0] else greatest
                g, h = gradients.get(which, {}), hessians.get(which, {})
            else:
                gb = gradients.get(b, {})
                for i in set(ga) | set(gb):
                    d, e = ga.get(i, (0, 0)), gb.get(i, (0, 0))
                    g[i] = min(d[0], e[0]), max(d[1], e[1])
        else:
            d, s = local_derivatives(ar, op, b, value[a], value[t], second)
            g = {i: ar.mul(d, x) for i, x in ga.items()}
            if second:
                h = {k: ar.mul(d, x) for k, x in ha.items()}
                for i in ga:
                    for j in ga:
                        if i >= j:
                            plus(h, (i, j), ar.mul(s, ar.square(ga[i]) if i == j else
                                                   ar.mul(ga[i], ga[j])))
        gradients[t], hessians[t] = g, h
    return gradients.get(root, {}), hessians.get(root, {})


def regular(terms, root, value, flag, ar, smooth, along=-1):
    """Whether the root is continuous (or even smooth) on the box, its guards granted."""
    for t in terms.order(root):
        op, a, b = terms.nodes[t]
        if not terms.masks[t] & along:
            continue
        if op in ("sign", "floor", "ceil") and not (value[a] and constant(ar, op, value[a])):
            return False
        if smooth and op in ("abs", "min", "max", "root", "asin", "acos"):
            x = value[a]
            if x is None:
                return False
            if (op == "abs" and x[0] < 0 < x[1]) or (op == "root" and not (x[0] >= 0 and flag[a])):
                return False
            if op in ("asin", "acos") and not -ar.one < x[0] <= x[1] < ar.one:
                return False
            if op in ("min", "max") and (value[b] is None or
                                         (x[1] > value[b][0] and value[b][1] > x[0])):
                return False
    return True


def working_bits(bits):
    """Precisions to try, coarse to fine: fixed point needs more digits for small numbers."""
    start = max(96, bits + 40)
    return [start] + [b for b in (384, 1536, 6144) if b > start]


# ---------------------------------------------------------------- normal forms

class Form:
    """p / product of factor^exponent over q: p maps monomials to coefficients; a monomial is a sorted
    tuple of (kernel number, exponent), exponents may be negative; factors are numbers of
    polynomials with several monomials."""
    __slots__ = ("p", "q")

    def __init__(self, p, q=()):
        self.p, self.q = p, q


class Forms:
    """Terms as fractions of polynomials in kernels. Every step keeps the value of a term at each
    point where it is defined; so a term whose form is 0 is 0 there."""

    def __init__(self, terms):
        self.terms, self.kernels, self.numbers, self.factors, self.forms = terms, [], {}, [], {}
        self.work = 0

    # -- arithmetic

    def number(self, q):
        return Form({(): Fraction(q)} if q else {})

    def kernel(self, *what):
        if what not in self.numbers:
            self.numbers[what] = len(self.kernels)
            self.kernels.append(what)
        return self.numbers[what]

    def atom(self, k, exponent=1):
        return Form({((k, exponent),): Fraction(1)})

    def multiply_monomials(self, m, n):
        exponents = dict(m)
        for k, e in n:
            e += exponents.get(k, 0)
            if e:
                exponents[k] = e if not isinstance(e, Fraction) or e.denominator > 1 else int(e)
            else:
                del exponents[k]
        return tuple(sorted(exponents.items()))

    def multiply_polynomials(self, p, q):
        self.work += len(p) * len(q)
        if self.work > 3000000 or len(p) * len(q) > 200000:
            raise Rejected("normal form too large")
        result = {}
        for m, c in p.items():
            for n, d in q.items():
                k = self.multiply_monomials(m, n)
                result[k] = result.get(k, 0) + c * d
        return {m: c for m, c in result.items() if c}

    def reduced(self, p, q):
        """The form p / q with powers of roots in [0, 1), of primes too, of sines at most 1."""
        plain, rest = {}, []
        for m, c in p.items():
            kept, extra = [], []
            for k, e in m:
                kind = self.kernels[k][0]
                if kind in ("root", "prime") and not 0 <= e < 1:
                    whole = e.__floor__()
                    extra.append((k, whole))
                    if e != whole:
                        kept.append((k, e - whole))
                elif kind == "sin" and e >= 2:
                    extra.append((k, int(e) // 2))
                    if e % 2:
                        kept.append((k, 1))
                else:
                    kept.append((k, e))
            if not extra:
                plain[m] = plain.get(m, 0) + c
                continue
            piece = Form({tuple(kept): c})
            for k, e in extra:
                kind = self.kernels[k]
                if kind[0] == "prime":
                    factor = self.number(Fraction(kind[1]) ** e)
                elif kind[0] == "root":
                    factor = self.power(self.operand(k), e)
                else:  # sin^2 = 1 - cos^2
                    cosine = self.atom(self.kernel("cos", kind[1]), 2)
                    factor = self.power(self.sub(self.number(1), cosine), e)
                piece = self.mul(piece, factor)
            rest.append(piece)
        result = Form({m: c for m, c in plain.items() if c}, q)
        for piece in rest:
            result = self.add(result, Form(piece.p, self.joined(piece.q, q)))
        return result

    @staticmethod
    def joined(q, r):
        exponents = dict(q)
        for f, e in r:
            exponents[f] = exponents.get(f, 0) + e
        return tuple(sorted(exponents.items()))

    def mul(self, a, b):
        if not a.p or not b.p:
            return self.number(0)
        result = self.reduced(self.multiply_polynomials(a.p, b.p), self.joined(a.q, b.q))
        return self.cancelled(result) if result.q else result

    def cancelled(self, a):
        """Factors of the denominator that divide the numerator leave."""
        if not a.p:
            return self.number(0)
        p, q = a.p, dict(a.q)
        for f in list(q):
            while q.get(f) and len(self.factors[f]) <= len(p) <= 400:
                quotient = self.exact_quotient(p, self.factors[f])
                if quotient is None:
                    break
                p, q[f] = quotient, q[f] - 1
        return Form(p, tuple(sorted((f, e) for f, e in q.items() if e)))

    @staticmethod
    def leading(p):
        """A monomial of an order that products respect."""
        def key(m):
            return sorted(m, key=lambda x: x[0])
        best = None
        for m in p:
            if best is None:
                best = m
                continue
            x, y = dict(m), dict(best)
            for k in sorted(set(x) | set(y)):
                if x.get(k, 0) != y.get(k, 0):
                    if x.get(k, 0) > y.get(k, 0):
                        best = m
                    break
        return best

    def exact_quotient(self, p, f):
        rest, quotient, lead = dict(p), {}, self.leading(f)
        inverse = tuple((k, -e) for k, e in lead)
        for _ in range(2 * len(p) + 8):
            if not rest:
                # The kernels' own relations (root^2, sin^2) play no part: check by multiplying.
                return quotient
            top = self.leading(rest)
            m, c = self.multiply_monomials(top, inverse), rest[top] / f[lead]
            quotient[m] = quotient.get(m, 0) + c
            for n, d in f.items():
                k = self.multiply_monomials(m, n)
                value = rest.get(k, 0) - c * d
                if value:
                    rest[k] = value
                else:
                    rest.pop(k, None)
        return None

    def add(self, a, b):
        if not a.p or not b.p:
            return b if not a.p else a
        if a.q != b.q:
            x, y = dict(a.q), dict(b.q)
            common = {f: max(x.get(f, 0), y.get(f, 0)) for f in set(x) | set(y)}
            a, b = (self.expanded(c, {f: e - own.get(f, 0) for f, e in common.items()})
                    for c, own in ((a, x), (b, y)))
            common = self.joined(a.q, ()) if a.q == b.q else None
            if common is None:
                # roots inside factors brought new denominators: multiply them out once more
                a, b = (self.expanded(a, dict(b.q)), self.expanded(b, dict(a.q)))
                if a.q != b.q:
                    raise Rejected("normal form too large")
        p = dict(a.p)
        for m, c in b.p.items():
            p[m] = p.get(m, 0) + c
        p = {m: c for m, c in p.items() if c}
        return self.cancelled(Form(p, a.q)) if a.q else Form(p)

    def expanded(self, a, powers):
        """a with numerator and denominator multiplied by the factors."""
        p, q = a.p, a.q
        for f, e in powers.items():
            for _ in range(e):
                p = self.multiply_polynomials(p, self.factors[f])
            if e:
                q = self.joined(q, ((f, e),))
        return self.reduced(p, q)

    def neg(self, a):
        return Form({m: -c for m, c in a.p.items()}, a.q)

    def sub(self, a, b):
        return self.add(a, self.neg(b))

    def scale(self, a, q):
        return Form({m: c * q for m, c in a.p.items()} if q else {}, a.q)

    def split(self, p):
        """(c, m, f): p = c m f, c > 0, f primitive and free of monomial factors."""
        content = Fraction(0)
        for c in p.values():
            n = abs(c)
            content = n if not content else Fraction(gcd(n.numerator * content.denominator,
                                                         content.numerator * n.denominator),
                                                     n.denominator * content.denominator)
        least = {}
        for m in p:
            for k, e in m:
                least[k] = min(least.get(k, e), e)
        for m in p:
            present = dict(m)
            for k in least:
                least[k] = min(least[k], present.get(k, 0))
        common = tuple(sorted((k, e) for k, e in least.items() if e))
        inverse = tuple((k, -e) for k, e in common)
        return content, common, {self.multiply_monomials(m, inverse): c / content
                                 for m, c in p.items()}

    def inverse(self, a):
        if not a.p:
            raise Rejected("a term is nowhere defined: it divides by 0")
        content, monomial, f = self.split(a.p)
        inverse = tuple((k, -e) for k, e in monomial)
        if len(f) == 1:
            (_, c), = f.items()
            result = self.reduced({inverse: 1 / (content * c)}, ())
        else:
            if f[self.leading(f)] < 0:
                content, f = -content, {m: -c for m, c in f.items()}
            if f not in self.factors:
                self.factors.append(f)
            result = self.reduced({inverse: 1 / content}, ((self.factors.index(f), 1),))
        for factor, e in a.q:
            result = self.expanded_numerator(result, factor, e)
        return result

    def expanded_numerator(self, a, factor, e):
        for _ in range(e):
            a = self.cancelled(self.reduced(self.multiply_polynomials(a.p, self.factors[factor]),
                                            a.q))
        return a

    def div(self, a, b):
        return self.mul(a, self.inverse(b))

    def power(self, a, n):
        if n < 0:
            a, n = self.inverse(a), -n
        if n > 200:
            raise Rejected("normal form too large")
        result = self.number(1)
        for _ in range(n):
            result = self.mul(result, a)
        return result

    def zero(self, a):
        """Whether the form is 0: negative powers of sines are multiplied out first."""
        least = {}
        for m in a.p:
            for k, e in m:
                if e < 0 and self.kernels[k][0] == "sin":
                    least[k] = max(least.get(k, 0), -e)
        if least:
            a = self.reduced(self.multiply_polynomials(
                a.p, {tuple(sorted(least.items())): Fraction(1)}), a.q)
        return not a.p

    def constant(self, a):
        """The rational number that the form is, or None."""
        if a.q or any(m for m in a.p):
            return None
        return a.p.get((), Fraction(0))

    # -- kernels of functions

    def operand(self, k):
        return self.forms[self.kernels[k][1]]

    def operand_kernel(self, kind, *forms, signed=False):
        """(the kernel of a function of these operands, -1 if it is that of the negated operand)."""
        for k, what in enumerate(self.kernels):
            if what[0] == kind and len(what) == 1 + len(forms):
                known = [self.forms[x] for x in what[1:]]
                if all(self.zero(self.sub(x, y)) for x, y in zip(forms, known)):
                    return k, 1
                if signed and self.zero(self.add(forms[0], known[0])):
                    return k, -1
        places = []
        for form in forms:
            place = ("operand", len(self.forms))
            self.forms[place] = form
            places.append(place)
        return self.kernel(kind, *places), 1

    def primes(self, q):
        """{kernel of a prime: exponent} of q > 0; a large cofactor counts as a prime."""
        result = {}
        for n, sign in ((q.numerator, 1), (q.denominator, -1)):
            d = 2
            while d < 1000 and d * d <= n:
                while n % d == 0:
                    n //= d
                    k = self.kernel("prime", d)
                    result[k] = result.get(k, 0) + sign
                d += 1
            if n > 1:
                k = self.kernel("prime", n)
                result[k] = result.get(k, 0) + sign
        return result

    def apply(self, op, a, n=0):
        """The form of a function of one operand."""
        c = self.constant(a)
        if op == "exp":
            exponents = {}
            for m, coefficient in a.p.items():
                key = ("exp", m, a.q)
                if len(m) == 1 and not a.q and m[0][1] == 1:
                    kind = self.kernels[m[0][0]]
                    if kind[0] == "log prime":
                        key = ("prime", kind[1])
                exponents[self.kernel(*key)] = coefficient
            m = tuple(sorted((k, int(e) if e.denominator == 1 else e)
                             for k, e in exponents.items()))
            return self.reduced({m: Fraction(1)}, ())
        if op in ("root", "log") and a.p:
            content, monomial, f = self.split(a.p)
            leaving = dict(self.primes(content))
            inside = []
            for k, e in monomial:
                kind = self.kernels[k][0]
                if kind in ("exp", "prime") or (op == "root" and kind in ("pi", "root")):
                    leaving[k] = leaving.get(k, 0) + e
                else:
                    inside.append((k, e))
            rest = self.reduced(self.multiply_polynomials({tuple(inside): Fraction(1)}, f), a.q)
            if op == "root":
                result = {k: Fraction(e) / n for k, e in leaving.items() if e}
                if self.constant(rest) != 1:
                    k, _ = self.operand_kernel("root", rest)
                    result[k] = result.get(k, 0) + Fraction(1, n)
                m = tuple(sorted((k, int(e) if e.denominator == 1 else e)
                                 for k, e in result.items() if e))
                return self.reduced({m: Fraction(1)}, ())
            result = self.number(0)
            for k, e in leaving.items():
                kind = self.kernels[k]
                result = self.add(result, self.atom(self.kernel("log prime", kind[1]))
                                  if kind[0] == "prime" and e == 1 else
                                  self.scale(self.atom(self.kernel("log prime", kind[1])), e)
                                  if kind[0] == "prime" else
                                  Form({kind[1]: Fraction(e)}, kind[2]))
            if self.constant(rest) != 1:
                result = self.add(result, self.atom(self.operand_kernel("log", rest)[0]))
            return result
        if op == "root":
            return a
        if op in ("sin", "cos"):
            if not a.p:
                return self.number(0 if op == "sin" else 1)
            pi = self.kernel("pi")
            if not a.q and list(a.p) == [((pi, 1),)] and (12 * a.p[((pi, 1),)]).denominator == 1:
                exact = self.wave(op, a.p[((pi, 1),)])
                if exact is not None:
                    return exact
            k, sign = self.operand_kernel("sin", a, signed=True)
            if op == "sin":
                return self.scale(self.atom(k), sign)
            return self.atom(self.kernel("cos", self.kernels[k][1]))
        if op == "tan":
            return self.div(self.apply("sin", a), self.apply("cos", a))
        if op in ("sinh", "cosh", "tanh"):
            e = self.apply("exp", a)
            f = self.apply("exp", self.neg(a))
            s, t = self.sub(e, f), self.add(e, f)
            return self.div(s, t) if op == "tanh" else self.scale(s if op == "sinh" else t,
                                                                 Fraction(1, 2))
        if op == "acos":
            return self.sub(self.scale(self.atom(self.kernel("pi")), Fraction(1, 2)),
                            self.apply("asin", a))
        if op == "erfc":
            return self.sub(self.number(1), self.apply("erf", a))
        if op in ("abs", "sign", "floor", "ceil") and c is not None:
            return self.number(Terms.fold(op, c, None))
        if op in ("atan", "asin", "erf"):
            if not a.p:
                return a
            exact = {("atan", 1): Fraction(1, 4), ("asin", 1): Fraction(1, 2),
                     ("asin", Fraction(1, 2)): Fraction(1, 6)}.get((op, c and abs(c)))
            if exact:
                return self.scale(self.atom(self.kernel("pi")), exact if c > 0 else -exact)
        odd = op in ("atan", "asin", "erf", "sign")
        k, sign = self.operand_kernel(op, a, signed=odd or op == "abs")
        return self.scale(self.atom(k), sign if odd else 1)

    def wave(self, op, c):
        """sin or cos of c pi where it is known."""
        if op == "sin":
            c = Fraction(1, 2) - c
        c = abs(c) % 2
        c = min(c, 2 - c)
        sign = 1 if c <= Fraction(1, 2) else -1
        c = min(c, 1 - c)
        square = {Fraction(0): 1, Fraction(1, 6): Fraction(3, 4), Fraction(1, 4): Fraction(1, 2),
                  Fraction(1, 3): Fraction(1, 4), Fraction(1, 2): 0}.get(c)
        if square is None:
            return None
        return self.scale(self.apply("root", self.number(square), 2), sign) if square else \
            self.number(0)

    def extreme(self, op, a, b):
        x, y = self.constant(a), self.constant(b)
        if x is not None and y is not None:
            return self.number(min(x, y) if op == "min" else max(x, y))
        return self.atom(self.operand_kernel(op, a, b)[0])

    def of(self, root):
        """The form of a term."""
        for t in self.terms.order(root):
            if t not in self.forms:
                op, a, b = self.terms.nodes[t]
                if op == "num":
                    form = self.number(a)
                elif op in ("pi", "var"):
                    form = self.atom(self.kernel("pi") if op == "pi" else self.kernel("var", a))
                elif op in TWO_OPERANDS:
                    x, y = self.forms[a], self.forms[b]
                    form = self.extreme(op, x, y) if op in ("min", "max") else \
                        getattr(self, op)(x, y)
                elif op == "pow":
                    form = self.power(self.forms[a], b)
                elif op == "neg":
                    form = self.neg(self.forms[a])
                else:
                    form = self.apply(op, self.forms[a], b)
                self.forms[t] = form
        return self.forms[root]

    def identical(self, a, b):
        self.work = 0
        return a == b or self.zero(self.sub(self.of(a), self.of(b)))

    function = apply


# ---------------------------------------------------------------- Taylor coefficients and limits

def series(algebra, terms, root, v, start, constant, count):
    """The coefficients 0 .. count of the root as a series in (variable v - start), over intervals or
    forms; `constant` gives the value of a term without the variable."""
    zero, table = algebra.number(0), {}

    def total(values):
        result = None
        for x in values:
            result = x if result is None else algebra.add(result, x)
        return zero if result is None else result

    def times(a, b, k, skip=0):
        return total(algebra.mul(a[i], b[k - i]) for i in range(skip, k + 1))

    def divide(x, y):
        result = algebra.div(x, y)
        if result is None:
            raise Rejected("a Taylor coefficient has no bound")
        return result

    def product(a, b):
        return [times(a, b, k) for k in range(count + 1)]

    def quotient(a, b):
        q = []
        for k in range(count + 1):
            rest = [algebra.neg(algebra.mul(q[i], b[k - i])) for i in range(k)]
            q.append(divide(total([a[k]] + rest), b[0]))
        return q

    def integral(value, a, weight, k):
        """The k-th coefficient of f with f' = weight a'."""
        return value if k == 0 else algebra.scale(total(
            algebra.scale(algebra.mul(a[i], weight[k - i]), Fraction(i))
            for i in range(1, k + 1)), Fraction(1, k))

    def apply(op, x, n=0):
        result = algebra.apply(op, x, n)
        if result is None:
            raise Rejected("a term is nowhere defined")
        return result

    def function(op, a, n):
        value = apply(op, a[0], n)
        one = [algebra.number(1)] + [zero] * count
        if op in ("exp", "sin", "cos", "sinh", "cosh", "tan", "tanh"):
            partner = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}.get(op)
            f = [value]
            g = [apply(partner, a[0])] if partner else []
            for k in range(1, count + 1):
                if op in ("tan", "tanh"):
                    square = times(f, f, k - 1)
                    g.append(total([one[k - 1], square if op == "tan" else algebra.neg(square)]))
                    f.append(integral(None, a, g, k))
                elif op == "exp":
                    f.append(integral(None, a, f, k))
                else:
                    x, y = integral(None, a, g, k), integral(None, a, f, k)
                    f.append(algebra.neg(x) if op == "cos" else x)
                    g.append(algebra.neg(y) if op == "sin" else y)
            return f
        if op == "log":
            weight = quotient(one, a)
        elif op == "root":
            r = [value]
            for k in range(1, count + 1):
                r.append(divide(total(algebra.scale(algebra.mul(a[i], r[k - i]),
                                                    Fraction(i, n) - (k - i))
                                      for i in range(1, k + 1)),
                                algebra.scale(a[0], Fraction(k))))
            return r
        elif op in ("abs", "sign", "floor", "ceil"):
            slope = apply("sign", a[0]) if op == "abs" else zero
            return [value] + [algebra.mul(slope, x) for x in a[1:]]
        else:
            square = product(a, a)
            if op in ("erf", "erfc"):
                factor = divide(algebra.number(2), apply("root", constant(terms.make("pi")), 2))
                weight = [algebra.mul(factor, x)
                          for x in function("exp", [algebra.neg(x) for x in square], 0)]
            elif op == "atan":
                weight = quotient(one, [algebra.add(x, y) for x, y in zip(one, square)])
            else:
                weight = quotient(one, function("root", [algebra.sub(x, y)
                                                         for x, y in zip(one, square)], 2))
            if op in ("erfc", "acos"):
                weight = [algebra.neg(x) for x in weight]
        return [integral(value, a, weight, k) for k in range(count + 1)]

    for t in terms.order(root):
        op, a, b = terms.nodes[t]
        if not terms.masks[t] >> v & 1:
            table[t] = [constant(t)] + [zero] * count
        elif op == "var":
            table[t] = ([start, algebra.number(1)] + [zero] * count)[:count + 1]
        elif op in ("add", "sub"):
            table[t] = [getattr(algebra, op)(x, y) for x, y in zip(table[a], table[b])]
        elif op == "mul":
            table[t] = product(table[a], table[b])
        elif op == "div":
            table[t] = quotient(table[a], table[b])
        elif op == "neg":
            table[t] = [algebra.neg(x) for x in table[a]]
        elif op == "pow":
            table[t] = result = table[a]
            if b > 64:
                raise Rejected("power too large")
            for _ in range(b - 1):
                result = product(result, table[a])
            table[t] = result
        elif op in ("min", "max"):
            x, y = table[a], table[b]
            side = apply("sign", algebra.sub(x[0], y[0]))
            half = Fraction(1, 2)
            table[t] = [algebra.extreme(op, x[0], y[0])] + [
                algebra.scale(getattr(algebra, "sub" if op == "min" else "add")(
                    algebra.add(d, e), algebra.mul(side, algebra.sub(d, e))), half)
                for d, e in zip(x[1:], y[1:])]
        else:
            table[t] = function(op, table[a], b)
    return table[root]


class IntervalAlgebra:
    """Intervals as `series` wants them."""

    def __init__(self, ar):
        self.add, self.sub, self.neg, self.mul = ar.add, ar.sub, ar.neg, ar.mul
        self.div, self.scale, self.ar = ar.div, ar.scale, ar

    def number(self, q):
        return self.ar.rational(Fraction(q))

    def apply(self, op, x, n=0):
        return self.ar.root(x, n) if op == "root" else self.ar.function(op, x)

    @staticmethod
    def extreme(op, x, y):
        pick = min if op == "min" else max
        return pick(x[0], y[0]), pick(x[1], y[1])


class Limit:
    """Limits of forms in one variable at oo: of monomials by their growth."""

    def __init__(self, forms, v, ar):
        self.forms, self.v, self.ar = forms, forms.kernel("var", v), ar

    def constant(self, m):
        """The value of a monomial without the variable, or None."""
        result = (self.ar.one, self.ar.one)
        for k, e in m:
            value = self.constant_kernel(k)
            if value is None:
                return None
            e = Fraction(e)
            value = self.ar.power(value, abs(e.numerator)) if e.denominator == 1 else \
                self.ar.root(self.ar.power(value, abs(e.numerator)), e.denominator)
            result = (self.ar.mul if e > 0 else self.ar.div)(result, value)
            if result is None:
                return None
        return result

    def constant_kernel(self, k):
        what = self.forms.kernels[k]
        if what[0] == "pi":
            return self.ar.pi
        if what[0] in ("prime", "log prime"):
            value = self.ar.rational(Fraction(what[1]))
            return value if what[0] == "prime" else self.ar.function("log", value)
        if what[0] == "exp" and not what[2]:
            value = self.constant(what[1])
            return value and self.ar.function("exp", value)
        return None

    def growth(self, m):
        """(the exponents of exp {power of v: interval}, the power of v, the enclosure of the constant
        rest, that rest, the sign of the limits of erf); None if unknown."""
        exponents, power, rest, sign = {}, Fraction(0), [], 1
        for k, e in m:
            what = self.forms.kernels[k]
            if k == self.v:
                power += e
            elif what[0] == "exp" and self.constant_kernel(k) is None:
                inner = dict(what[1])
                degree = inner.pop(self.v, 0)
                factor = self.constant(tuple(inner.items()))
                if what[2] or factor is None or degree < 0:
                    return None
                factor = self.ar.scale(factor, Fraction(e))
                exponents[degree] = self.ar.add(exponents.get(degree, (0, 0)), factor)
            elif what[0] == "erf":
                to = self.at_infinity(self.forms.operand(k))
                if to is None or not isinstance(to, float) or e < 0:
                    return None
                sign *= 1 if to > 0 or e % 2 == 0 else -1
            else:
                rest.append((k, e))
        value = self.constant(tuple(rest))
        if value is None:
            return None
        return exponents, power, value, tuple(rest), sign

    def direction(self, growth):
        """-1: tends to 0, 0: to a constant, 1: grows."""
        exponents, power = growth[:2]
        for degree in sorted(exponents, reverse=True):
            low, high = exponents[degree]
            if (low, high) == (0, 0):
                continue
            if degree > 0:
                return 1 if low > 0 else -1 if high < 0 else None
        return (power > 0) - (power < 0)

    def at_infinity(self, form):
        """+-inf for a polynomial in v with a leading power >= 1, else None."""
        if form.q:
            return None
        best = None
        for m, c in form.p.items():
            growth = self.growth(m)
            if growth is None or growth[0]:
                return None
            if best is None or growth[1] > best[0]:
                best = growth[1], self.ar.scale(growth[2], c * growth[4])
            elif growth[1] == best[0]:
                best = best[0], self.ar.add(best[1], self.ar.scale(growth[2], c * growth[4]))
        if best is None or best[0] <= 0 or best[1][0] <= 0 <= best[1][1]:
            return None
        return inf if best[1][0] > 0 else -inf

    def of(self, form):
        """(the limit as a form, its enclosure), or None where the rules find none."""
        p, q = form.p, {(): Fraction(1)}
        for f, e in form.q:
            for _ in range(e):
                q = self.forms.multiply_polynomials(q, self.forms.factors[f])
        q = self.forms.reduced(q, ())
        if q.q:
            return None
        dominant = next((n for n in q.p if all(m == n or self.direction_of(m, n) == -1
                                               for m in q.p)), None)
        if dominant is None:
            return None
        limit, enclosure = self.forms.number(0), (0, 0)
        for m, c in p.items():
            growth = self.growth(self.ratio(m, dominant))
            direction = growth and self.direction(growth)
            if direction == -1:
                continue
            if direction != 0:
                return None
            c = c / q.p[dominant] * growth[4]
            enclosure = self.ar.add(enclosure, self.ar.scale(growth[2], c))
            limit = self.forms.add(limit, Form({growth[3]: c}))
        return limit, enclosure

    def ratio(self, m, n):
        return self.forms.multiply_monomials(m, tuple((k, -e) for k, e in n))

    def direction_of(self, m, n):
        growth = self.growth(self.ratio(m, n))
        return growth and self.direction(growth)


# ---------------------------------------------------------------- the checker

INTEGER = re.compile(r"0|[1-9][0-9]*")
RATIONAL = re.compile(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?")


def digits(word):
    """int() of any length (Python limits it to 4300 digits)."""
    if len(word) > 40000:
        raise Rejected("number too long")
    value = 0
    for i in range(0, len(word), 4000):
        part = word[i:i + 4000]
        value = value * 10 ** len(part) + int(part)
    return value


def rational(word):
    if not RATIONAL.fullmatch(word):
        raise Rejected("expected a rational number, not '%s'" % word[:40])
    negative = word.startswith("-")
    parts = [digits(x) for x in word.lstrip("-").split("/")]
    value = Fraction(*parts)
    return -value if negative else value


def natural(word, limit=10 ** 7):
    if not INTEGER.fullmatch(word) or len(word) > 8 or int(word) > limit:
        raise Rejected("expected a whole number up to %d, not '%s'" % (limit, word[:40]))
    return int(word)


def demand(condition, reason):
    if not condition:
        raise Rejected(reason)


class Context:
    """What `choose` and `root` have done to the variables."""

    def __init__(self, chosen=None, divided=0, solved=0, assumed=()):
        self.chosen = chosen or {}  # {variable: term}
        self.divided, self.solved, self.assumed = divided, solved, assumed
        self.cache = {}

    def with_split(self, v):
        if self.divided >> v & 1:
            return self
        result = Context(self.chosen, self.divided | 1 << v, self.solved, self.assumed)
        result.cache = self.cache
        return result


class Atoms:
    """An `atoms` node: its box and the atoms proved so far, (term, relation, given or None)."""

    def __init__(self, box, context, formula_line):
        self.box, self.context, self.line, self.proved = box, context, formula_line, []


class Goal:
    """To show `term relation 0` on the box (at the points where `given` holds)."""
    __slots__ = ("node", "term", "relation", "box", "given")

    def __init__(self, node, term, relation, box, given=None):
        self.node, self.term, self.relation = node, term, relation
        self.box, self.given = box, given

    def on(self, box, relation=None, given=None):
        return Goal(self.node, self.term, relation or self.relation, box, given)


class Checker:
    """Reads a certificate line by line and proves it with a stack of goals."""

    def __init__(self, text):
        self.text, self.terms, self.leaves = text, Terms(), 0
        self.forms = Forms(self.terms)
        self.lines = text.split("\n")
        self.at = 0  # the number of the line read last

    # -- reading

    def words(self):
        """The words of the next line that is no comment."""
        while True:
            demand(self.at < len(self.lines) - 1, "the file ends here")
            line = self.lines[self.at]
            self.at += 1
            if not line.startswith("#"):
                break
        if not line.startswith("statement "):
            demand(line.isascii() and line.isprintable(), "characters other than printable ASCII")
        words = line.split(" ")
        while words and not words[0]:
            words.pop(0)
        demand(words, "empty line")
        return [w for w in words if w]

    def header(self, name, count):
        words = self.words()
        demand(words[0] == name and len(words) == count + 1, "expected '%s'" % name)
        return words[1:]

    def check(self):
        end = self.text[:-1].rfind("\n") + 1
        digest = hashlib.sha256(self.text[:end].encode()).hexdigest()
        self.at = len(self.lines) - 1
        demand(self.text.endswith("\n") and self.text[end:-1] == "end " + digest,
               "the last line is not 'end' and the digest of the lines before it")
        self.at = 0
        demand(self.lines[0] == "rigor-certificate/1", "expected 'rigor-certificate/1'")
        self.words()
        verdict = self.header("verdict", 1)[0]
        demand(verdict in ("verified", "violated"), "expected 'verified' or 'violated'")
        demand(self.words()[0] == "statement", "expected 'statement'")
        self.read_variables()
        self.read_terms()
        self.read_formula()
        self.header("proof", 0)
        self.stack = [("formula", self.ranges, Context())]
        while self.stack:
            goal = self.stack.pop()
            getattr(self, "prove_" + goal[0])(*goal[1:])
        demand(self.words()[0] == "end" and self.at == len(self.lines) - 1,
               "text after the proof")
        return verdict

    def read_variables(self):
        self.quantifiers, sides = [], []
        for _ in range(natural(self.header("variables", 1)[0], 1000)):
            words = self.words()
            demand(len(words) == 4 and words[0] in ("forall", "exists") and
                   words[1] in ("real", "integer") and words[2][0] in "[(" and words[3][-1] in ")]",
                   "expected 'forall' or 'exists', 'real' or 'integer', and two ends")
            low = None if words[2][1:] == "-oo" else rational(words[2][1:])
            high = None if words[3][:-1] == "oo" else rational(words[3][:-1])
            side = Side(low, high, words[2][0] == "(", words[3][-1] == ")", words[1] == "integer")
            demand(words[0] == "forall" or not side.empty(), "no value exists in this range")
            self.quantifiers.append(words[0])
            sides.append(side)
        self.ranges = tuple(sides)

    def read_terms(self):
        self.named = []
        for _ in range(natural(self.header("terms", 1)[0])):
            words = self.words()
            op, arguments = words[0], words[1:]
            if op == "num":
                demand(len(arguments) == 1, "expected a number")
                term = self.terms.number(rational(arguments[0]))
            elif op == "pi":
                demand(not arguments, "expected nothing after 'pi'")
                term = self.terms.make("pi")
            elif op == "var":
                demand(len(arguments) == 1, "expected a variable")
                term = self.terms.make("var", self.variable(arguments[0]))
            elif op in ONE_OPERAND:
                demand(len(arguments) == 1, "expected one operand")
                term = self.terms.make(op, self.operand(arguments[0]))
            elif op in ("pow", "root"):
                demand(len(arguments) == 2, "expected an operand and an exponent")
                n = natural(arguments[1], 10 ** 6 if op == "pow" else 1000)
                demand(n >= 2, "expected an exponent of at least 2")
                term = self.terms.make(op, self.operand(arguments[0]), n)
            else:
                demand(op in TWO_OPERANDS and len(arguments) == 2, "expected a term")
                term = self.terms.make(op, *map(self.operand, arguments))
            self.named.append(term)

    def variable(self, word):
        v = natural(word)
        demand(v < len(self.ranges), "no variable %d" % v)
        return v

    def operand(self, word):
        t = natural(word)
        demand(t < len(self.named), "term %d does not stand before this line" % t)
        return self.named[t]

    def read_formula(self):
        self.formula = []
        for i in range(natural(self.header("formula", 1)[0])):
            words = self.words()
            if words[0] == "atom":
                demand(len(words) == 4 and words[2] in (">", ">=", "=", "!=") and words[3] == "0",
                       "expected 'atom TERM RELATION 0'")
                self.formula.append(("atom", self.operand(words[1]), words[2]))
            else:
                demand(words[0] in ("and", "or") and len(words) >= 3,
                       "expected 'atom', or 'and' or 'or' of at least two nodes")
                parts = [natural(w) for w in words[1:]]
                demand(max(parts) < i, "a part does not stand before this line")
                self.formula.append((words[0], parts))
        demand(self.formula, "no formula")

    # -- terms below `choose`

    def meant(self, word, context):
        return self.substituted(self.operand(word), context)

    def substituted(self, t, context):
        if not context.chosen:
            return t
        if t not in context.cache:
            context.cache[t] = self.terms.replace(t, {
                self.terms.make("var", v): by for v, by in context.chosen.items()})
        return context.cache[t]

    # -- formula goals

    def prove_formula(self, box, context):
        words = self.words()
        rule, arguments = words[0], words[1:]
        empty = any(side.empty() for side in box)
        demand(empty == (rule == "empty"), "the box has %s point" % ("no" if empty else "a"))
        if rule == "empty":
            demand(not arguments, "expected nothing after 'empty'")
            self.leaves += 1
        elif rule == "split":
            v, parts = self.halves(arguments, box)
            demand(self.quantifiers[v] == "forall" or context.solved >> v & 1,
                   "an exists variable can't be split")
            context = context.with_split(v)
            self.stack += [("formula", part, context) for part in reversed(parts)]
        elif rule == "choose":
            self.choose(arguments, box, context)
        elif rule == "atoms":
            demand(len(arguments) == 1, "expected the number of atoms")
            missing = [v for v, q in enumerate(self.quantifiers) if q == "exists" and
                       v not in context.chosen and not context.solved >> v & 1]
            demand(not missing, "an exists variable is not chosen")
            node = Atoms(box, context, self.at)
            self.stack.append(("following", node))
            self.stack += [("atom", node)] * natural(arguments[0], 10 ** 5)
        elif rule == "root":
            self.find_root(arguments, box, context)
        else:
            raise Rejected("no rule '%s' for a formula" % rule[:40])

    def halves(self, arguments, box):
        demand(len(arguments) == 3 and arguments[2] in ("both", "left", "right"),
               "expected 'split VARIABLE NUMBER both|left|right'")
        v, c, owner = self.variable(arguments[0]), rational(arguments[1]), arguments[2]
        side = box[v]
        demand((side.low is None or c > side.low or (c == side.low and not side.low_open)) and
               (side.high is None or c < side.high or (c == side.high and not side.high_open)),
               "the point of the split lies outside the side")
        if side.integer:
            left = Side(side.low, Fraction(c.__floor__()), integer=True)
            right = Side(Fraction(c.__floor__() + 1), side.high, integer=True)
        else:
            left = Side(side.low, c, side.low_open, owner == "right")
            right = Side(c, side.high, owner == "left", side.high_open)
        return v, [with_side(box, v, left), with_side(box, v, right)]

    def choose(self, arguments, box, context):
        demand(len(arguments) == 2, "expected 'choose VARIABLE TERM'")
        v, t = self.variable(arguments[0]), self.meant(arguments[1], context)
        demand(self.quantifiers[v] == "exists" and v not in context.chosen and
               not context.solved >> v & 1, "not an exists variable that is still free")
        demand(all(self.quantifiers[i] == "forall" and i < v for i in self.terms.variables(t)),
               "the term has other variables than the forall variables before it")
        demand(not context.divided >> v, "a forall variable that comes later was split before")
        side = box[v]
        op, q, _ = self.terms.nodes[t]
        if op == "num":
            demand(not side.integer or q.denominator == 1, "not an integer")
            demand(Side(q, q).within(Side(side.low, side.high, side.low_open, side.high_open)),
                   "the number lies outside the range")
        else:
            demand(not side.integer, "an integer variable needs a number")
            self.demand_guards(None, [t], box)
            for bound, sign, is_open in ((side.low, 1, side.low_open), (side.high, -1, side.high_open)):
                if bound is not None:
                    gap = self.terms.make("sub", t, self.terms.number(bound))
                    demand(self.shown(gap if sign > 0 else self.terms.make("neg", gap),
                                      ">" if is_open else ">=", box) or
                           (op == "var" and box[q].within(side)), "the term may leave the range")
        chosen = dict(context.chosen)
        chosen[v] = t
        self.stack.append(("formula", box, Context(chosen, context.divided, context.solved,
                                                   context.assumed)))

    def find_root(self, arguments, box, context):
        """Krawczyk's operator K = c - Y f(c) + (1 - Y J)(X - c) maps X into its interior: for every
        value of the forall variables f has a zero in X (and Y is regular)."""
        demand(arguments, "expected the number of variables")
        count = natural(arguments[0], 20)
        demand(count >= 1 and len(arguments) == 2 + 3 * count, "expected variables, BITS, and ends")
        solved = [self.variable(w) for w in arguments[1:count + 1]]
        bits = natural(arguments[count + 1], MAX_BITS)
        ends = [rational(w) for w in arguments[count + 2:]]
        demand(len(set(solved)) == count, "a variable occurs twice")
        free = [v for v, q in enumerate(self.quantifiers) if q == "exists" and
                v not in context.chosen and not context.solved >> v & 1]
        demand(set(solved) <= set(free), "not exists variables that are still free")
        for i, v in enumerate(solved):
            low, high = ends[2 * i], ends[2 * i + 1]
            side = Side(low, high)
            demand(low < high and not box[v].integer and side.within(box[v]),
                   "the small box leaves the range")
            box = with_side(box, v, side)
        functions = []
        for _ in range(count):
            words = self.words()
            demand(len(words) == 3 and words[0] == "atom" and words[2] == "=", "expected 'atom T ='")
            functions.append(self.meant(words[1], context))
        first = min(solved)
        later = [i for i in range(first, len(box)) if i not in solved]
        demand(not any(context.divided >> i & 1 for i in later), "a later variable was split before")
        demand(not any(self.terms.masks[f] >> i & 1 for f in functions for i in later + free
                       if i not in solved), "the solution would depend on a later variable")
        self.demand_guards(None, functions, box)
        demand(any(self.krawczyk(functions, solved, box, arithmetic(b))
                   for b in working_bits(bits)), "Krawczyk's operator leaves the small box")
        mask = context.solved | sum(1 << v for v in solved)
        self.stack.append(("formula", box, Context(
            context.chosen, context.divided, mask,
            context.assumed + tuple((f, "=") for f in functions))))

    def krawczyk(self, functions, solved, box, ar):
        centre = box
        for v in solved:
            middle = (box[v].low + box[v].high) / 2
            centre = with_side(centre, v, Side(middle, middle))
        jacobian, at_centre = [], []
        for f in functions:
            value, flag = ranges(self.terms, f, box, ar)
            if value[f] is None or not regular(self.terms, f, value, flag, ar, False):
                return False
            gradient = derivatives(self.terms, f, value, ar, solved)[0]
            jacobian.append([gradient.get(v, (0, 0)) for v in solved])
            at_centre.append(ranges(self.terms, f, centre, ar)[0][f])
        if any(inf in x or -inf in x for row in jacobian + [at_centre] for x in row):
            return False
        n = len(solved)
        middle = [[Fraction(sum(x), 2 * ar.one) for x in row] for row in jacobian]
        inverse = inverse_matrix([[Fraction(x.__round__(30)) if n > 3 else x for x in row]
                                  for row in middle])
        if inverse is None:
            return False
        inverse = [[ar.rational(x) for x in row] for row in inverse]
        for i, v in enumerate(solved):
            half = (box[v].high - box[v].low) / 2
            image = (0, 0)
            for j in range(n):
                image = ar.sub(image, ar.mul(inverse[i][j], at_centre[j]))
                entry = (ar.one, ar.one) if i == j else (0, 0)
                for k in range(n):
                    entry = ar.sub(entry, ar.mul(inverse[i][k], jacobian[k][j]))
                w = solved[j]
                radius = ar.above((box[w].high - box[w].low) / 2)
                image = ar.add(image, ar.mul(entry, (-radius, radius)))
            if not (-ar.below(half) < image[0] and image[1] < ar.below(half)):
                return False
        return True

    # -- atoms and what follows from them

    def prove_atom(self, node):
        words = self.words()
        demand(words[0] == "atom" and len(words) in (3, 6), "expected 'atom TERM RELATION'")
        t, relation, given = self.meant(words[1], node.context), words[2], None
        demand(relation in (">", ">=", "=", "!="), "unknown relation")
        if len(words) == 6:
            demand(words[3] == "given" and words[5] in RELATIONS and words[5] != "!=",
                   "expected 'given TERM RELATION'")
            given = self.meant(words[4], node.context), words[5]
        self.stack.append(("proved", node, (t, relation, given)))
        self.stack.append(("goal", Goal(node, t, relation, node.box, given)))

    def prove_proved(self, node, atom):
        node.proved.append(atom)

    def prove_following(self, node):
        line, self.at = self.at, node.line
        demand(Following(self, node).holds(), "the formula does not follow from the atoms")
        self.at = line

    def key(self, t):
        """(key, mirrored): equal keys for terms that are equal up to sign."""
        flip = False
        while self.terms.nodes[t][0] == "neg":
            t, flip = self.terms.nodes[t][1], not flip
        op, a, b = self.terms.nodes[t]
        if op in ("add", "mul", "sub"):
            return (op, min(a, b), max(a, b)), flip != (op == "sub" and a > b)
        return t, flip

    def entry(self, t, relation):
        """(key, mask of the signs that the relation leaves to it)."""
        key, flip = self.key(t)
        return key, mirrored(RELATIONS[relation]) if flip else RELATIONS[relation]

    def shown(self, t, relation, box):
        """By interval evaluation at 128 bits or more."""
        for bits in (192, 1024):
            ar = arithmetic(bits)
            value, flag = ranges(self.terms, t, box, ar)
            if value[t] is not None and proves(value[t], flag[t], relation):
                return True
        return False

    def known(self, node, box):
        """The signs {key: mask} left by the atoms that the node has proved without a condition, if the
        box lies in the node's."""
        result = {}
        if node is not None and all(x.within(y) for x, y in zip(box, node.box)):
            for t, relation, given in node.proved:
                if given is None:
                    key, mask = self.entry(t, relation)
                    result[key] = result.get(key, 7) & mask
        return result

    def demand_guards(self, node, terms, box, excused=(), along=-1):
        """The guards of the terms hold on the box: by evaluation, by atoms that the node has proved, or
        because they are guards of the excused terms."""
        known = None
        for t in terms:
            for guard, relation in self.terms.guards(t):
                if self.shown(guard, relation, box):
                    continue
                if known is None:
                    known = self.known(node, box)
                    for other in excused:
                        for g, r in self.terms.guards(other):
                            key, mask = self.entry(g, r)
                            known[key] = known.get(key, 7) & mask
                key, mask = self.entry(guard, relation)
                demand(known.get(key, 7) & ~mask == 0, "a term may be undefined here")

    def demand_regular(self, goal, box, smooth=False, along=-1, hull=False):
        """The goal's term is continuous (smooth) on the real box, and defined. Atoms count as guards
        only where no integer variable leaves gaps."""
        gaps = any(goal.node.box[v].integer and not goal.node.box[v].thin()
                   for v in self.terms.variables(goal.term))
        self.demand_guards(None if gaps or hull else goal.node, [goal.term], box)
        demand(any(regular(self.terms, goal.term, *ranges(self.terms, goal.term, box, ar), ar,
                           smooth, along) for ar in (arithmetic(192), arithmetic(1024))),
               "the term may not be %s here" % ("smooth" if smooth else "continuous"))

    # -- atom goals

    def prove_goal(self, goal):
        words = self.words()
        rule, arguments = words[0], words[1:]
        empty = any(side.empty() for side in goal.box)
        demand(empty == (rule == "empty"), "the box has %s point" % ("no" if empty else "a"))
        method = self.RULES.get(rule)
        demand(method, "no rule '%s' for an atom" % rule[:40])
        counts, method = method
        demand(counts is None or len(arguments) == counts,
               "expected %s words after '%s'" % (counts, rule))
        children = method(self, goal, *arguments)
        if children is None:
            self.leaves += 1
        else:
            self.stack += [("goal", child) for child in reversed(children)]

    def bits(self, word):
        bits = natural(word, MAX_BITS)
        demand(bits >= 53, "expected at least 53 bits")
        return working_bits(bits)

    def rule_empty(self, goal):
        return None

    def rule_split(self, goal, *arguments):
        v, parts = self.halves(arguments, goal.box)
        demand(self.quantifiers[v] == "forall" or goal.node.context.solved >> v & 1,
               "an exists variable can't be split")
        return [goal.on(part, given=goal.given) for part in parts]

    def rule_interval(self, goal, bits):
        for b in self.bits(bits):
            value, flag = ranges(self.terms, goal.term, goal.box, arithmetic(b))
            if proves(value[goal.term], flag[goal.term], goal.relation):
                return None
        raise Rejected("the range does not show it")

    def centred(self, goal, bits, second):
        self.demand_regular(goal, goal.box, smooth=second)
        t, box = goal.term, goal.box
        variables = self.terms.variables(t)
        demand(all(box[v].low is not None and box[v].high is not None for v in variables),
               "an infinite side")
        centre = box
        for v in variables:
            c = (box[v].low + box[v].high) / 2
            centre = with_side(centre, v, Side(c, c))
        for b in self.bits(bits):
            ar = arithmetic(b)
            value = ranges(self.terms, t, box, ar)[0]
            gradient, hessian = derivatives(self.terms, t, value, ar, variables, second)
            value = ranges(self.terms, t, centre, ar)[0]
            total = value[t]
            if total is None:
                continue
            if second:
                gradient = derivatives(self.terms, t, value, ar, variables)[0]
            radius = {v: ar.above((box[v].high - box[v].low) / 2) for v in variables}
            for i, d in gradient.items():
                total = ar.add(total, ar.mul(d, (-radius[i], radius[i])))
            for (i, j), d in hessian.items():
                r = -(-radius[i] * radius[j] >> ar.bits)
                total = ar.add(total, ar.scale(ar.mul(d, (0, r)), Fraction(1, 2)) if i == j else
                               ar.mul(d, (-r, r)))
            if proves(total, False, goal.relation):
                return None
        raise Rejected("the centred form does not show it")

    def rule_mean(self, goal, bits):
        return self.centred(goal, bits, False)

    def rule_taylor(self, goal, bits):
        return self.centred(goal, bits, True)

    def face(self, goal, v, end):
        """(the box with that side closed at the end, the face)."""
        side = goal.box[v]
        bound = side.low if end == "lower" else side.high
        demand(bound is not None, "the side is infinite there")
        closed = Side(side.low, side.high, side.low_open and end == "upper",
                      side.high_open and end == "lower")
        is_open = side.low_open if end == "lower" else side.high_open
        return with_side(goal.box, v, closed), with_side(goal.box, v, Side(bound, bound)), is_open

    def rule_face(self, goal, v, end, bits):
        v = self.variable(v)
        demand(end in ("lower", "upper") and goal.relation in (">", ">="), "not for this goal")
        closed, face, is_open = self.face(goal, v, end)
        self.demand_regular(goal, closed)
        strict = is_open and goal.relation == ">"
        wanted = (">" if strict else ">=") if end == "lower" else ("<" if strict else "<=")
        demand(any(proves(self.partial(goal.term, closed, v, arithmetic(b)), False, wanted)
                   for b in self.bits(bits)), "the derivative may have another sign")
        return [goal.on(face, ">=" if strict else goal.relation, self.condition(goal, v))]

    def condition(self, goal, v):
        """The condition of a goal where it also holds at the projection to a face of side v."""
        given = goal.given
        return given if given and not self.terms.masks[given[0]] >> v & 1 else None

    def partial(self, t, box, v, ar):
        value = ranges(self.terms, t, box, ar)[0]
        return derivatives(self.terms, t, value, ar, [v])[0].get(v, (0, 0))

    def rule_ends(self, goal, v, bits):
        v = self.variable(v)
        demand(goal.relation in (">", ">="), "not for this goal")
        side = goal.box[v]
        lower, low_face, low_open = self.face(goal, v, "lower")
        _, high_face, high_open = self.face(goal, v, "upper")
        self.demand_regular(goal, with_side(goal.box, v, Side(side.low, side.high)))
        inside = with_side(goal.box, v, Side(side.low, side.high, True, True))
        strict = goal.relation == ">" and low_open and high_open
        if not side.thin():
            along = 1 << v
            shown = False
            for b in self.bits(bits):
                ar = arithmetic(b)
                value, flag = ranges(self.terms, goal.term, inside, ar)
                if regular(self.terms, goal.term, value, flag, ar, True, along):
                    second = derivatives(self.terms, goal.term, value, ar, [v], True)[1]
                    shown = shown or proves(second.get((v, v), (0, 0)), False,
                                            "<" if strict else "<=")
            demand(shown, "the term may not be concave")
        return [goal.on(face, ">=" if is_open else goal.relation, self.condition(goal, v))
                for face, is_open in ((low_face, low_open), (high_face, high_open))]

    def term(self, word, goal):
        return self.meant(word, goal.node.context)

    def at_thin_sides(self, t, box, skip=None):
        """The term with the variables replaced that have only one value on the box."""
        return self.terms.replace(t, {
            self.terms.make("var", v): self.terms.number(box[v].low)
            for v in self.terms.variables(t) if box[v].thin() and v != skip})

    def same(self, a, b, box):
        demand(self.forms.identical(self.at_thin_sides(a, box), self.at_thin_sides(b, box)),
               "the terms are not identical by their normal forms")

    def rule_multiply(self, goal, d, n):
        d, n = self.term(d, goal), self.term(n, goal)
        self.demand_guards(goal.node, [d, n], goal.box, [goal.term])
        self.same(self.terms.make("mul", goal.term, d), n, goal.box)
        return [Goal(goal.node, d, ">", goal.box, goal.given),
                Goal(goal.node, n, goal.relation, goal.box, goal.given)]

    def rule_combine(self, goal, l, r):
        demand(goal.given, "no condition is given")
        u, relation = goal.given
        l, r = self.term(l, goal), self.term(r, goal)
        self.demand_guards(goal.node, [l, r], goal.box, [goal.term, u])
        w = self.terms.make("neg", u) if relation in ("<", "<=") else u
        self.same(goal.term, self.terms.make("add", self.terms.make("mul", l, w), r), goal.box)
        demand(goal.relation in (">", ">=") and relation != "=", "not for this goal")
        return [Goal(goal.node, l, ">=", goal.box), Goal(goal.node, r, goal.relation, goal.box)]

    def slope(self, goal, v, s, sign):
        """s is sign times the derivative of the goal's term, defined inside the box."""
        side = goal.box[v]
        if not side.thin():
            inside = with_side(goal.box, v, Side(side.low, side.high, True, True))
            self.demand_guards(goal.node, [s], inside, [goal.term])
        self.forms.work = 0
        t = self.at_thin_sides(goal.term, goal.box, v)
        start = self.forms.of(self.at_thin_sides(self.terms.make("var", v), goal.box))
        derivative = series(self.forms, self.terms, t, v, start, self.forms.of, 1)[1]
        s = self.forms.of(self.at_thin_sides(s, goal.box))
        demand(self.forms.zero(self.forms.sub(self.forms.scale(derivative, Fraction(sign)), s)),
               "the term is not the derivative by their normal forms")

    def rule_slope(self, goal, v, end, s):
        v, s = self.variable(v), self.term(s, goal)
        demand(end in ("lower", "upper") and goal.relation in (">", ">="), "not for this goal")
        closed, face, is_open = self.face(goal, v, end)
        self.demand_regular(goal, closed)
        self.slope(goal, v, s, 1 if end == "lower" else -1)
        strict = is_open and goal.relation == ">"
        return [goal.on(face, ">=" if strict else goal.relation, self.condition(goal, v)),
                Goal(goal.node, s, ">" if strict else ">=", self.real(goal.box, v))]

    def real(self, box, v):
        side = box[v]
        return with_side(box, v, Side(side.low, side.high, side.low_open, side.high_open))

    def rule_limit(self, goal, v, end, s):
        v, s = self.variable(v), self.term(s, goal)
        demand(end in ("lower", "upper") and goal.relation in (">", ">="), "not for this goal")
        demand((goal.box[v].high if end == "upper" else goal.box[v].low) is None,
               "the side is finite there")
        demand(self.terms.masks[goal.term] | 1 << v == 1 << v, "the term has other variables")
        box = self.real(goal.box, v)
        self.demand_regular(goal, box)
        self.slope(goal, v, s, -1 if end == "upper" else 1)
        x = self.terms.make("var", v)
        t = goal.term if end == "upper" else \
            self.terms.replace(goal.term, {x: self.terms.make("neg", x)})
        limit = Limit(self.forms, v, arithmetic(192)).of(self.forms.of(t))
        demand(limit is not None, "the limit is not found")
        demand(self.forms.zero(limit[0]) or limit[1][0] >= 0, "the limit may be negative")
        return [Goal(goal.node, s, goal.relation, box)]

    def rule_order(self, goal, v, w, a, b):
        v, w = self.variable(v), self.variable(w)
        demand(v != w, "twice the same variable")
        result = []
        for i, j, word in ((v, w, a), (w, v, b)):
            t = self.term(word, goal)
            x, y = self.terms.make("var", i), self.terms.make("var", j)
            high, low = goal.box[i].high, goal.box[j].low
            box = with_side(self.real(goal.box, j), i,
                            Side(Fraction(0), None if None in (high, low) else high - low))
            if not any(side.empty() for side in box):
                self.demand_guards(None, [t], box)
            self.same(t, self.terms.replace(goal.term, {x: self.terms.make("add", x, y)}), box)
            result.append(Goal(goal.node, t, goal.relation, box))
        return result

    def rule_cases(self, goal, m, a, b):
        m, a, b = (self.term(word, goal) for word in (m, a, b))
        op, x, y = self.terms.nodes[m]
        demand(op in ("abs", "min", "max") and m in self.terms.order(goal.term),
               "not an abs, min or max in the term")
        self.demand_guards(goal.node, [a, b], goal.box, [goal.term])
        for t, by in ((a, x), (b, y if op != "abs" else self.terms.make("neg", x))):
            self.same(t, self.terms.replace(goal.term, {m: by}), goal.box)
        return [Goal(goal.node, t, goal.relation, goal.box, goal.given) for t in (a, b)]

    def rule_through(self, goal, f, a, b, n):
        a, b, n = (self.term(word, goal) for word in (a, b, n))
        demand(f in ("exp", "log", "sinh", "tanh", "atan", "erf", "asin"),
               "not an increasing function")
        x, y = self.terms.make(f, a), self.terms.make(f, b)
        self.demand_guards(goal.node, [x, y, n], goal.box, [goal.term])
        self.same(goal.term, self.terms.make("sub", x, y), goal.box)
        self.same(n, self.terms.make("sub", a, b), goal.box)
        return [Goal(goal.node, n, goal.relation, goal.box, goal.given)]

    def rule_identity(self, goal):
        demand(goal.relation in ("=", ">="), "not for this goal")
        self.same(goal.term, self.terms.number(0), goal.box)

    # -- polynomials

    def rule_positive(self, goal):
        demand(goal.relation in (">", ">="), "not for this goal")
        self.forms.work = 0
        form = self.forms.of(goal.term)
        variables, patterns = {}, []
        for m in form.p:
            for k, e in m:
                demand(self.forms.kernels[k][0] == "var" and isinstance(e, int) and e > 0,
                       "not a polynomial")
                variables[k] = max(variables.get(k, 0), e)
        demand(not form.q, "not a polynomial")
        order = sorted(variables)
        p = {tuple(dict(m).get(k, 0) for k in order): c for m, c in form.p.items()}
        for place, k in enumerate(order):
            side = goal.box[self.forms.kernels[k][1]]
            degree = variables[k]
            demand(side.low is not None or side.high is not None, "a side is infinite both ways")
            finite = side.low is not None and side.high is not None
            if side.thin():
                rows = [[side.low ** e] for e in range(degree + 1)]
            elif finite:
                rows = [times(power([side.low, side.high], e),
                              power([Fraction(1)] * 2, degree - e)) for e in range(degree + 1)]
            else:
                base = [side.low, Fraction(1)] if side.high is None else [side.high, Fraction(-1)]
                rows = [power(base, e) for e in range(degree + 1)]
            result = {}
            for m, c in p.items():
                for e, factor in enumerate(rows[m[place]]):
                    if factor:
                        key = m[:place] + (e,) + m[place + 1:]
                        result[key] = result.get(key, 0) + c * factor
            demand(len(result) <= 200000, "polynomial too large")
            p = {m: c for m, c in result.items() if c}
            if not side.thin():
                # the exponents that make a monomial positive at t = 0 and at t = oo
                near_open = side.low_open if side.low is not None else side.high_open
                choices = ([] if near_open else [0]) + (
                    [degree] if finite and not side.high_open else [])
                patterns.append((place, choices or [None]))
        demand(all(c >= 0 for c in p.values()), "a coefficient is negative")
        if goal.relation == ">":
            todo = [{}]
            for place, choices in patterns:
                todo = [dict(x, **{str(place): e}) for x in todo for e in choices]
                demand(len(todo) <= 4096, "too many variables")
            demand(all(any(all(e is None or m[int(i)] == e for i, e in x.items()) for m in p)
                       for x in todo), "the polynomial may vanish")

    # -- known zeros

    def rule_zero(self, goal, *arguments):
        demand(len(arguments) >= 2 and goal.relation in (">", ">="), "not for this goal")
        order, count = natural(arguments[0], 60), natural(arguments[1], 20)
        demand(order >= 1 and count >= 1 and len(arguments) == 2 + 2 * count and
               (count == 1 or order == 2), "expected 'zero ORDER COUNT VARIABLE TERM ...'")
        where = {self.variable(arguments[2 + 2 * i]): self.term(arguments[3 + 2 * i], goal)
                 for i in range(count)}
        demand(len(where) == count, "a variable occurs twice")
        mask = sum(1 << v for v in where)
        demand(not any(self.terms.masks[p] & mask for p in where.values()),
               "the zero depends on the variable itself")
        self.demand_guards(None, where.values(), goal.box)
        t, hull = goal.term, goal.box
        for v, p in where.items():
            hull = with_side(hull, v, self.hull(goal.box, v, p))
        self.demand_regular(goal, hull, smooth=True, along=mask, hull=True)
        self.forms.work = 0
        # all terms of order below `order` vanish at the zero
        point = {self.terms.make("var", v): p for v, p in where.items()}
        if count == 1:
            (v, p), = where.items()
            low = series(self.forms, self.terms, t, v, self.forms.of(p), self.forms.of, order - 1)
            demand(all(self.forms.zero(x) for x in low), "the term does not vanish to that order")
            return self.one_zero(goal, v, p, order, hull)
        self.same(self.terms.replace(t, point), self.terms.number(0), goal.box)
        for v in where:
            others = {x: p for x, p in point.items() if x != self.terms.make("var", v)}
            low = series(self.forms, self.terms, self.terms.replace(t, others), v,
                         self.forms.of(where[v]), self.forms.of, 1)
            demand(self.forms.zero(low[1]), "a derivative does not vanish there")
        if goal.relation == ">":
            demand(any(not self.compare(goal, v, p) & ZERO for v, p in where.items()),
                   "the zero may lie in the box")
        for bits in (192, 1024):
            ar = arithmetic(bits)
            value = ranges(self.terms, t, hull, ar)[0]
            hessian = derivatives(self.terms, t, value, ar, list(where), True)[1]
            if definite([[hessian.get((max(i, j), min(i, j)), (0, 0)) for j in where]
                         for i in where], ar):
                return None
        raise Rejected("the Hessian may not be positive definite")

    def hull(self, box, v, p):
        """The side of v with the values of p."""
        side, (op, q, _) = box[v], self.terms.nodes[p]
        low = high = q
        if op != "num":
            value = ranges(self.terms, p, box, arithmetic(192))[0][p]
            demand(value is not None and value[0] > -inf and value[1] < inf, "the zero has no bound")
            low, high = (Fraction(x, 1 << 192) for x in value)
        return Side(None if side.low is None else min(low, side.low),
                    None if side.high is None else max(high, side.high))

    def compare(self, goal, v, p):
        """The signs that x_v - p can have on the box."""
        side, (op, q, _) = goal.box[v], self.terms.nodes[p]
        difference = self.terms.make("sub", self.terms.make("var", v), p)
        result = 7
        if op == "num":
            if side.low is not None and (q < side.low or (q == side.low)):
                result &= POSITIVE if q < side.low or side.low_open else POSITIVE | ZERO
            if side.high is not None and q >= side.high:
                result &= NEGATIVE if q > side.high or side.high_open else NEGATIVE | ZERO
        else:
            value, flag = ranges(self.terms, difference, goal.box, arithmetic(192))
            if value[difference] is not None:
                result &= signs(value[difference], flag[difference])
        if goal.given:
            u, relation = goal.given
            if self.forms.identical(u, difference):
                result &= RELATIONS[relation]
            elif self.forms.identical(u, self.terms.make("neg", difference)):
                result &= mirrored(RELATIONS[relation])
        return result

    def one_zero(self, goal, v, p, order, hull):
        """T = D (x - P)^order / order! with D in the range of the derivative of that order."""
        sides = self.compare(goal, v, p)
        if goal.relation == ">":
            demand(not sides & ZERO, "the zero may lie in the box")
        t = goal.term
        for bits in (192, 1024):
            ar = arithmetic(bits)
            value = ranges(self.terms, t, hull, ar)[0]
            bounds = []
            if order <= 2:
                gradient, hessian = derivatives(self.terms, t, value, ar, [v], order == 2)
                bounds.append(gradient.get(v, (0, 0)) if order == 1 else hessian.get((v, v), (0, 0)))
            try:
                bounds.append(series(IntervalAlgebra(ar), self.terms, t, v,
                                     value.get(self.terms.make("var", v), (0, 0)), value.get,
                                     order)[order])
            except (Rejected, TypeError):
                pass
            for d in bounds:
                up, down = (">", "<") if goal.relation == ">" else (">=", "<=")
                if proves(d, False, up) and (order % 2 == 0 or not sides & NEGATIVE):
                    return None
                if proves(d, False, down) and order % 2 == 1 and not sides & POSITIVE:
                    return None
        raise Rejected("the derivative of order %d may have another sign" % order)

    RULES = {"empty": (0, rule_empty), "split": (3, rule_split), "interval": (1, rule_interval),
             "mean": (1, rule_mean), "taylor": (1, rule_taylor), "face": (3, rule_face),
             "ends": (2, rule_ends), "multiply": (2, rule_multiply), "combine": (2, rule_combine),
             "slope": (3, rule_slope), "limit": (3, rule_limit), "order": (4, rule_order),
             "cases": (3, rule_cases), "through": (4, rule_through),
             "positive": (0, rule_positive), "zero": (None, rule_zero),
             "identity": (0, rule_identity)}


def times(p, q):
    """The product of two polynomials in one variable, lists of coefficients."""
    result = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            result[i + j] += x * y
    return result


def power(p, n):
    result = [Fraction(1)]
    for _ in range(n):
        result = times(result, p)
    return result


def mirrored(mask):
    return mask & ZERO | (mask & NEGATIVE) << 2 | (mask & POSITIVE) >> 2


def inverse_matrix(rows):
    """Of rationals, by Gauss and Jordan; None if it is singular."""
    n = len(rows)
    rows = [row + [Fraction(i == j) for j in range(n)] for i, row in enumerate(rows)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        if not rows[pivot][i]:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(n):
            if k != i and rows[k][i]:
                rows[k] = [x - rows[k][i] * y for x, y in zip(rows[k], rows[i])]
    return [row[n:] for row in rows]


def definite(a, ar):
    """Whether every symmetric matrix in the intervals is positive definite: all pivots of L D L^T."""
    n = len(a)
    a = [list(row) for row in a]
    for k in range(n):
        if not a[k][k][0] > 0:
            return False
        for i in range(k + 1, n):
            for j in range(k + 1, i + 1):
                product = ar.square(a[i][k]) if i == j else ar.mul(a[i][k], a[j][k])
                a[i][j] = a[j][i] = ar.sub(a[i][j], ar.div(product, a[k][k]))
    return True


class Following:
    """Whether the formula holds at every point of the node's box, given the atoms proved there."""

    def __init__(self, checker, node):
        self.checker, self.node, self.steps = checker, node, 0
        self.unconditional, self.conditional = {}, []
        for t, relation, given in node.proved:
            if given is None:
                self.learn(self.unconditional, t, relation)
            else:
                self.conditional.append((t, relation) + given)
        for t, relation in node.context.assumed:
            self.learn(self.unconditional, t, relation)
        self.by_ranges = {}

    def learn(self, signs_left, t, relation):
        key, mask = self.checker.entry(t, relation)
        signs_left[key] = signs_left.get(key, 7) & mask

    def holds(self):
        return self.formula(len(self.checker.formula) - 1, self.closed({}), 0)

    def closed(self, assumed):
        """All signs known under the assumptions."""
        known = dict(self.unconditional)
        for key, mask in assumed.items():
            known[key] = known.get(key, 7) & mask
        waiting, progress = list(self.conditional), True
        while progress:
            progress = False
            for atom in list(waiting):
                t, relation, u, condition = atom
                key, mask = self.checker.entry(u, condition)
                if known.get(key, 7) & ~mask == 0 and self.defined(u, known):
                    self.learn(known, t, relation)
                    waiting.remove(atom)
                    progress = True
        return known

    def atom(self, t, relation, known):
        key, mask = self.checker.entry(t, relation)
        return known.get(key, 7) & ~mask == 0

    def defined(self, t, known):
        """All guards of the term hold."""
        for guard, relation in self.checker.terms.guards(t):
            if not self.atom(guard, relation, known):
                key = guard, relation
                if key not in self.by_ranges:
                    self.by_ranges[key] = self.checker.shown(guard, relation, self.node.box)
                if not self.by_ranges[key]:
                    return False
        return True

    def true(self, t, relation, known):
        return self.defined(t, known) and (
            self.atom(t, relation, known) or
            (self.checker.terms.nodes[t][0] == "num" and
             self.checker.shown(t, relation, self.node.box)))

    def parts(self, i):
        """The parts of an `or`, those of its parts that are `or` too among them."""
        result, stack = [], [i]
        while stack:
            j = stack.pop()
            if self.checker.formula[j][0] == "or":
                stack += reversed(self.checker.formula[j][1])
            else:
                result.append(j)
        return result

    def formula(self, i, known, depth):
        self.steps += 1
        demand(depth < 100 and self.steps < 100000, "the formula is too deep or too large")
        what = self.checker.formula[i]
        if what[0] == "atom":
            return self.true(self.checker.substituted(what[1], self.node.context), what[2], known)
        if what[0] == "and":
            return all(self.formula(j, known, depth + 1) for j in what[1])
        parts = self.parts(i)
        return any(self.formula(j, known, depth + 1) for j in parts) or \
            any(self.formula(j, self.otherwise(parts, j, known), depth + 1) for j in parts)

    def otherwise(self, parts, j, known):
        """What is known where all other parts that are atoms fail: one after the other, each where its
        guards hold."""
        atoms = [self.checker.formula[k] for k in parts if k != j]
        atoms = [(self.checker.substituted(t, self.node.context), relation)
                 for t, relation in (x[1:] for x in atoms if x[0] == "atom")]
        progress = True
        while progress:
            progress = False
            for atom in list(atoms):
                t, relation = atom
                if self.defined(t, known):
                    key, mask = self.checker.entry(t, relation)
                    known = self.closed({**known, key: known.get(key, 7) & ~mask})
                    atoms.remove(atom)
                    progress = True
        return known


def recheck(path):
    """(accepted, what to print)."""
    start = time.time()
    checker = None
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
        checker = Checker(text)
        verdict = checker.check()
    except OSError as error:
        return False, "REJECTED: " + (error.strerror or "can't be read")
    except Exception as error:  # whatever goes wrong, it is not proved
        reason = str(error) if isinstance(error, Rejected) else \
            "can't be checked (%s)" % type(error).__name__
        return False, "REJECTED: line %d: %s" % (checker.at if checker else 1, reason)
    return True, "%s, %d leaves, %.1f s" % (verdict, checker.leaves, time.time() - start)


def main(arguments):
    quiet = "--quiet" in arguments
    paths = [x for x in arguments if x != "--quiet"]
    if not paths or any(x.startswith("--") for x in paths):
        print("usage: python3 recheck.py [--quiet] FILE...", file=sys.stderr)
        return 64
    good = True
    for path in paths:
        accepted, message = recheck(path)
        good = good and accepted
        if not quiet or not accepted:
            print("%s: %s" % (path, message), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
