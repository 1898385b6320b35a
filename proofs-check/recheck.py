#!/usr/bin/env python3
"""Proves certificates of `rigor prove` again: python3 proofs-check/recheck.py [--quiet] FILE...

Nothing of Rigor is used, only Python's standard library: exact rationals, and Decimals rounded down
and up. docs/certificates.md says what a certificate is and what each rule demands; this is a second
reading of that page. What the proof of an atom shows is: *where its term is defined* on the box, the
relation holds. That the terms are defined is shown where the formula is put together (Following).
"""
import hashlib
import re
import sys
import time
from decimal import Context as Decimals
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Decimal, Inexact
from decimal import InvalidOperation, setcontext
from fractions import Fraction
from math import atan, gcd

# Operators like -x are exact, or they raise an error: what rounds is written out.
setcontext(Decimals(prec=10 ** 5, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact, InvalidOperation]))
O, ONE, INF = Decimal(0), Decimal(1), Decimal("Infinity")
LINE = (-INF, INF)
NEGATIVE, ZERO, POSITIVE = 1, 2, 4
RELATIONS = {">": 4, ">=": 6, "=": 2, "!=": 5, "<": 1, "<=": 3}
FUNCTIONS = ("neg exp log sin cos tan asin acos atan sinh cosh tanh erf erfc abs sign floor ceil"
             .split())
TWO_OPERANDS = "add sub mul div min max".split()
POSITIVE_BITS = 1 << 16  # the largest numbers that are folded


class Rejected(Exception):
    """The certificate proves nothing; the text says why."""


def demand(condition, reason):
    if not condition:
        raise Rejected(reason)


# ---------------------------------------------------------------- intervals

class Arithmetic:
    """Intervals (low, high) of Decimals; + - * / of the decimal module are rounded correctly. None is
    the empty interval. An infinite end is a bound, not a value: 0 * oo = 0."""

    def __init__(self, digits):
        rest = {"prec": digits, "Emin": MIN_EMIN, "Emax": MAX_EMAX, "traps": []}
        self.down = Decimals(rounding=ROUND_FLOOR, **rest)
        self.up = Decimals(rounding=ROUND_CEILING, **rest)
        self.digits, self.cache = digits, {}

    def rational(self, q):
        n, d = Decimal(q.numerator), Decimal(q.denominator)
        return self.down.divide(n, d), self.up.divide(n, d)

    def add(self, x, y):
        return self.down.add(x[0], y[0]), self.up.add(x[1], y[1])

    def sub(self, x, y):
        return self.down.subtract(x[0], y[1]), self.up.subtract(x[1], y[0])

    def mul(self, x, y):
        (a, b), (c, d) = x, y
        if a >= O:
            p, q, r, s = a if c >= O else b, c, b if d >= O else a, d
        elif b <= O:
            p, q, r, s = a if d >= O else b, d, b if c >= O else a, c
        elif c >= O:
            p, q, r, s = a, d, b, d
        elif d <= O:
            p, q, r, s = b, c, a, c
        else:
            low, high = self.mul((a, O), y), self.mul((O, b), y)
            return min(low[0], high[0]), max(low[1], high[1])
        return self.down.multiply(p, q) if p and q else O, self.up.multiply(r, s) if r and s else O

    def div(self, x, y):
        """The extended quotient: of the points of y other than 0."""
        (a, b), (c, d) = x, y
        if c <= O <= d:
            if not c and not d:
                return None
            if not a and not b:
                return O, O
            if c < O < d:
                return LINE
        if c < O:
            a, b, c, d = -b, -a, -d, -c
        low = self.down.divide(a, d if a >= O else c) if a >= O or c else -INF
        high = self.up.divide(b, c if b > O else d) if b <= O or c else INF
        if low.is_nan() or high.is_nan():  # oo / oo
            return LINE
        return low, high

    def power(self, x, n):
        if n % 2 == 0:
            x = self.function("abs", x)
        elif x[0] < O < x[1]:
            return self.power((x[0], O), n)[0], self.power((O, x[1]), n)[1]
        result = None
        while n:
            if n & 1:
                result = x if result is None else self.mul(result, x)
            n >>= 1
            x = self.mul(x, x) if n else x
        return result or (ONE, ONE)

    def root(self, x, n):
        """The n-th root of the points >= 0: guessed, and checked by the power."""
        if x[1] < O:
            return None
        a, b = max(x[0], O), x[1]
        low, high = self.root_guesses(a, n), self.root_guesses(b, n)
        return (next(r for r in (low[1], low[0], O) if self.power((r, r), n)[1] <= a),
                next(r for r in (high[1], high[2], INF) if self.power((r, r), n)[0] >= b))

    def root_guesses(self, a, n):
        """About the root: below, near (exactly it, if it has few digits), above."""
        if not a or a == INF:
            return a, a, a
        guess = self.up.sqrt(a) if n == 2 else self.up.power(a, self.up.divide(ONE, n))
        guess = Decimals(prec=self.digits - 5, Emin=MIN_EMIN, Emax=MAX_EMAX).plus(guess)
        step = self.up.scaleb(guess, 7 - self.digits)
        return guess - step, guess, guess + step

    # -- functions at a point x: intervals

    def point(self, name, x):
        if (name, x) not in self.cache:
            if len(self.cache) > 100000:
                self.cache.clear()
            digits = self.digits + 15 + (abs(x.adjusted()) if x else 0)
            value = getattr(arithmetic(min(digits, 10 ** 4)), name + "_at")(x)
            self.cache[name, x] = self.down.plus(value[0]), self.up.plus(value[1])
        return self.cache[name, x]

    def sum(self, first, ratio, x=None):
        """The sum of terms, each the one before times ratio(n); the ratios fall to at most 1/2 in
        absolute value, so that the rest is at most the last term."""
        total = term = first
        n = 0
        while True:
            n += 1
            factor = ratio(n)
            term = self.mul(term, factor)
            total = self.add(total, term)
            size = max(-term[0], term[1])
            if max(-factor[0], factor[1]) < Decimal("0.5") and \
                    (not size or size.adjusted() < max(-total[0], total[1]).adjusted() - self.digits):
                return self.add(total, (-size, size))

    def over(self, x, n):
        return self.div(x, (Decimal(n),) * 2)

    def exp_at(self, x):
        """exp(r)^(2^k), r = x / 2^k, by the series of exp."""
        if not x:
            return ONE, ONE
        if abs(x) > 10 ** 9:
            return (Decimal("1e99999999"), INF) if x > O else (O, Decimal("1e-99999999"))
        k = max(0, 4 * (x.adjusted() + 1) + 6)
        r = self.over((x, x), 2 ** k)
        result = self.sum((ONE, ONE), lambda n: self.over(r, n))
        for _ in range(k):
            result = self.mul(result, result)
        return result

    def log_at(self, x):
        """A guess g and log(1 + z), z = x exp(-g) - 1: within z^2 of z for |z| <= 1/2."""
        if x == ONE:
            return O, O
        if x <= O or x == INF:
            return (x or -INF,) * 2
        guess = self.up.ln(x)
        z = self.sub(self.mul((x, x), self.exp_at(-guess)), (ONE, ONE))
        demand(-Decimal("0.5") < z[0] and z[1] < Decimal("0.5"), "no logarithm")
        return self.add((guess, guess), self.add(z, self.mul((-ONE, ONE), self.power(z, 2))))

    def pi_at(self, _):
        """16 atan(1/5) - 4 atan(1/239)."""
        a, b = (self.small_atan(self.over((ONE, ONE), n)) for n in (5, 239))
        four = (Decimal(4),) * 2
        return self.mul(four, self.sub(self.mul(four, a), b))

    def small_atan(self, x):
        square = self.mul((-ONE, -ONE), self.power(x, 2))
        return self.sum(x, lambda n: self.mul(square, self.rational(Fraction(2 * n - 1, 2 * n + 1))))

    def sine_cosine(self, x):
        """(sin, cos) of an interval in [-1, 1], by their series."""
        square = self.mul((-ONE, -ONE), self.power(x, 2))
        return [self.sum(first, lambda n: self.over(square, 2 * n * (2 * n + shift)))
                for first, shift in ((x, 1), ((ONE, ONE), -1))]

    def sin_at(self, x, quarter=0):
        """By x - k pi/2; quarter = 1: cos x = sin(x + pi/2)."""
        if not x:
            return (ONE, ONE) if quarter else (O, O)
        half_pi = self.over(self.point("pi", O), 2)
        k = int(self.up.divide(x, half_pi[0]).to_integral_value())
        r = self.sub((x, x), self.mul((Decimal(k),) * 2, half_pi))
        demand(-ONE < r[0] and r[1] < ONE, "argument too large")
        k += quarter
        value = self.sine_cosine(r)[k % 2]
        value = value if k % 4 < 2 else (-value[1], -value[0])
        return max(value[0], -ONE), min(value[1], ONE)

    def cos_at(self, x):
        return self.sin_at(x, 1)

    def atan_at(self, x):
        """A guess g and atan of (x - tan g)/(1 + x tan g)."""
        if not x:
            return O, O
        if abs(x) == INF:
            return self.mul((Decimal("0.5").copy_sign(x),) * 2, self.point("pi", O))
        guess = Decimal(atan(x))
        x = x, x
        s, c = self.sine_cosine((guess / 2, guess / 2))
        t = self.div(self.mul((Decimal(2),) * 2, self.mul(s, c)),  # tan of twice the angle
                     self.sub(self.power(c, 2), self.power(s, 2)))
        u = self.div(self.sub(x, t), self.add((ONE, ONE), self.mul(x, t)))
        demand(max(-u[0], u[1]) < Decimal("0.5"), "no arc tangent")
        return self.add((guess, guess), self.small_atan(u))

    def asin_at(self, x):
        """pi/2 - acos x."""
        return self.sub(self.over(self.point("pi", O), 2), self.acos_at(x)) if x else (O, O)

    def acos_at(self, x):
        """2 atan(root((1 - x)/(1 + x)))."""
        if abs(x) >= ONE:
            return (O, O) if x > O else self.point("pi", O)
        y = self.root(self.div(self.sub((ONE, ONE), (x, x)), self.add((ONE, ONE), (x, x))), 2)
        return self.mul((Decimal(2),) * 2, self.monotone("atan", y))

    def halves(self, x):
        """(sinh x, cosh x)."""
        e, f = self.exp_at(x), self.exp_at(-x)
        return self.over(self.sub(e, f), 2), self.over(self.add(e, f), 2)

    def sinh_at(self, x):
        return self.halves(x)[0] if abs(x) < INF else (x, x)

    def cosh_at(self, x):
        return self.halves(x)[1] if abs(x) < INF else (INF, INF)

    def tanh_at(self, x):
        """1 - 2/(exp(2 x) + 1)."""
        if not x:
            return O, O
        e = self.add(self.exp_at(2 * x), (ONE, ONE))
        low, high = self.sub((ONE, ONE), self.div((Decimal(2),) * 2, e))
        return max(low, -ONE), min(high, ONE)

    def erf_at(self, x):
        low, high = self.sub((ONE, ONE), self.erfc_at(x))
        return (max(low, -ONE), min(high, ONE)) if x else (O, O)

    def erfc_at(self, x, wide=False):
        """erf x = 2/root(pi) exp(-x^2) sum 2^n x^(2n+1)/(1 3 ... (2n+1)), or for large x
        erfc x = exp(-x^2)/(x root(pi)) (1 - 1/(2x^2) + 1 3/(2x^2)^2 - ...), the rest below the last
        term; for x < 0 by erfc(-x) = 2 - erfc x."""
        if x < O:
            return self.sub((Decimal(2),) * 2, self.erfc_at(-x))
        if x > 10 ** 4:
            return O, Decimal("1e-43000000")
        square = self.power((x, x), 2)
        factor = self.div(self.exp_of(self.sub((O, O), square)), self.root(self.point("pi", O), 2))
        if not wide and x * x > 5 * self.digits // 2 + 4:
            inverse = self.div((-ONE, -ONE), self.mul((Decimal(2),) * 2, square))
            n, total, term = 0, (ONE, ONE), (ONE, ONE)
            while abs(term[0]).adjusted() > -self.digits:
                n += 1
                term = self.mul(term, self.mul((Decimal(2 * n - 1),) * 2, inverse))
                total = self.add(total, term)
            size = max(-term[0], term[1])
            return self.mul(self.div(factor, (x, x)), self.add(total, (-size, size)))
        if not wide:  # 1 - erf x cancels at most so many digits
            return arithmetic(self.digits + 5 + int(x * x)).erfc_at(x, True)
        total = self.sum((x, x), lambda n: self.over(square, n + Decimal("0.5")))
        low, high = self.sub((ONE, ONE), self.mul((Decimal(2),) * 2, self.mul(factor, total)))
        return max(low, O), high

    def exp_of(self, x):
        return self.exp_at(x[0])[0], self.exp_at(x[1])[1]

    # -- functions of intervals

    def monotone(self, name, x):
        return self.point(name, x[0])[0], self.point(name, x[1])[1]

    def turn(self, x, offset):
        """floor(x / pi + offset / 2), or None."""
        wide = arithmetic(self.digits + max(x.adjusted(), 0) + 10)
        low, high = wide.add(wide.div((x, x), wide.point("pi", O)), wide.over((ONE, ONE), 2) if offset
                             else (O, O))
        low, high = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_FLOOR)
        return int(low) if low == high else None

    def wave(self, name, x):
        """sin or cos with the extrema inside: at whole n = x / pi + offset / 2 between the ends, maxima
        where n + offset is even."""
        offset = 1 if name == "sin" else 0
        if x[0] == -INF or x[1] == INF or self.up.subtract(x[1], x[0]) > 7:
            return -ONE, ONE
        first, last = self.turn(x[0], offset), self.turn(x[1], offset)
        if first is None or last is None:
            return -ONE, ONE
        (a, b), (c, d) = self.point(name, x[0]), self.point(name, x[1])
        parities = {(n + offset) % 2 for n in range(first + 1, last + 1)}
        return -ONE if 1 in parities else min(a, c), ONE if 0 in parities else max(b, d)

    def function(self, name, x):
        """The range on the part of x inside the function's domain."""
        low, high = x
        if name == "log":
            return self.monotone(name, (max(low, O), high)) if high > O else None
        if name in ("asin", "acos"):
            if high < -ONE or low > ONE:
                return None
            low, high = max(low, -ONE), min(high, ONE)
            return self.monotone(name, (low, high)) if name == "asin" else \
                (self.point(name, high)[0], self.point(name, low)[1])
        if name in ("exp", "atan", "sinh", "tanh", "erf"):
            return self.monotone(name, x)
        if name == "erfc":
            return self.point(name, high)[0], self.point(name, low)[1]
        if name in ("sin", "cos"):
            return self.wave(name, x)
        if name == "tan":
            cosine = self.wave("cos", x)
            if cosine[0] <= O <= cosine[1]:
                return LINE
            return self.div(self.point("sin", low), self.point("cos", low))[0], \
                self.div(self.point("sin", high), self.point("cos", high))[1]
        if name in ("abs", "cosh"):
            size = x if low >= O else (-high, -low) if high <= O else (O, max(-low, high))
            return size if name == "abs" else self.monotone("cosh", size)
        if name == "neg":
            return -high, -low
        if name == "cut":  # the operand of log, where it is > 0
            return (max(low, O), high) if high > O else None
        if name == "kink":  # the derivative of abs
            return -ONE if low < O else ONE, ONE if high > O else ONE if low >= O else -ONE
        if name == "sign":
            return tuple(ONE.copy_sign(a) if a else O for a in x)
        rounding = ROUND_FLOOR if name == "floor" else ROUND_CEILING
        return tuple(a.to_integral_value(rounding) for a in x)


def arithmetic(digits, cache={}):
    if digits not in cache:
        cache[digits] = Arithmetic(digits)
    return cache[digits]


# ---------------------------------------------------------------- terms

class Terms:
    """Terms are numbered and stored once, operands before the terms that use them: (op, a, b) with
    operands a, b; a `num` has a rational and a `var` an index as a; pow and root have b = n.

    Derivatives have operations of their own: cut a: a, for a > 0; kink a: the slope of abs at a;
    either (x, y) (d, e): d where x <= y, e where y <= x."""

    def __init__(self):
        self.nodes, self.places, self.masks = [], {}, []
        self.orders, self.first, self.second = {}, {}, {}

    def intern(self, *key):
        if key not in self.places:
            self.places[key] = len(self.nodes)
            self.nodes.append(key)
            mask = 1 << key[1] if key[0] == "var" else 0
            for x in self.operands(len(self.nodes) - 1):
                mask |= self.masks[x]
            self.masks.append(mask)
        return self.places[key]

    def operands(self, t):
        op, a, b = self.nodes[t]
        return () if op in ("num", "pi", "var") else (a, b) if op in TWO_OPERANDS else \
            a + b if op == "either" else (a,)

    def number(self, q):
        return self.intern("num", Fraction(q), 0)

    def value(self, t):
        """The number that a term is, or None."""
        return self.nodes[t][1] if self.nodes[t][0] == "num" else None

    def make(self, op, a=0, b=0):
        """A term; arithmetic of numbers and the neutral elements 0 and 1 are folded."""
        if op in ("num", "pi", "var", "either", "cut", "kink"):
            return self.intern(op, a, b)
        x, y = self.value(a), self.value(b) if op in TWO_OPERANDS else b
        folded = fold(op, x, y) if x is not None and y is not None else None
        if folded is not None and max(folded.numerator.bit_length(),
                                      folded.denominator.bit_length()) <= POSITIVE_BITS:
            return self.number(folded)
        if op == "pow" and b == 1:
            return a
        if op == "neg" and self.nodes[a][0] == "neg":
            return self.nodes[a][1]
        if (op in ("add", "sub") and y == 0) or (op in ("mul", "div") and y == 1):
            return a
        if (op == "add" and x == 0) or (op == "mul" and x == 1):
            return b
        if (op == "sub" and x == 0) or (op == "mul" and x == -1):
            return self.make("neg", b)
        return self.make("neg", a) if op == "mul" and y == -1 else self.intern(op, a, b)

    def order(self, *roots):
        """The subterms, operands first."""
        if roots not in self.orders:
            seen, stack = set(roots), list(roots)
            while stack:
                for x in self.operands(stack.pop()):
                    if x not in seen:
                        seen.add(x)
                        stack.append(x)
            self.orders[roots] = sorted(seen)
        return self.orders[roots]

    def variables(self, t):
        return [i for i in range(self.masks[t].bit_length()) if self.masks[t] >> i & 1]

    def replace(self, root, what):
        """The term with subterms replaced: what = {term: term}."""
        what = dict(what)
        for t in self.order(root):
            if t not in what:
                op, a, b = self.nodes[t]
                what[t] = t if op in ("num", "pi", "var") else \
                    self.make(op, what[a], what[b] if op in TWO_OPERANDS else b)
        return what[root]

    def guards(self, root):
        """What makes the term defined: pairs (term, relation)."""
        one, result = self.number(1), []
        for t in self.order(root):
            op, a, b = self.nodes[t]
            if op == "div":
                result.append((b, "!="))
            elif op in ("root", "log"):
                result.append((a, ">=" if op == "root" else ">"))
            elif op == "tan":
                result.append((self.make("cos", a), "!="))
            elif op in ("asin", "acos"):
                result += [(self.make("sub", one, a), ">="), (self.make("add", one, a), ">=")]
        return result

    # -- derivatives, with the operations in the order of docs/certificates.md; None is 0

    def sum(self, x, y, op="add"):
        if y is None:
            return x
        return self.make(op, x, y) if x is not None else y if op == "add" else self.make("neg", y)

    def times(self, x, y):
        return None if x is None or y is None else self.make("mul", x, y)

    def chain(self, op, t, a, n):
        """(f', f'') of one operand."""
        make, one = self.make, self.number(1)

        def scaled(c, x):
            return make("mul", self.number(c), x)

        def power(x, k):
            return make("pow", x, k) if k else one
        if op == "pow":
            return scaled(n, power(a, n - 1)), scaled(n * (n - 1), power(a, n - 2))
        if op == "root":
            return make("div", one, scaled(n, power(t, n - 1))), \
                make("div", self.number(Fraction(1 - n, n * n)), power(t, 2 * n - 1))
        if op == "log":
            return make("div", one, make("cut", a)), \
                make("div", self.number(-1), power(make("cut", a), 2))
        if op in ("exp", "sin", "cos", "sinh", "cosh"):
            f = t if op == "exp" else make({"sin": "cos", "cos": "sin", "sinh": "cosh",
                                            "cosh": "sinh"}[op], a)
            return make("neg", f) if op == "cos" else f, make("neg", t) if op in ("sin", "cos") else t
        if op in ("tan", "tanh"):
            f = make("add" if op == "tan" else "sub", one, power(t, 2))
            return f, make("mul", scaled(2 if op == "tan" else -2, t), f)
        if op == "atan":
            f = make("div", one, make("add", one, power(a, 2)))
            return f, make("mul", scaled(-2, a), power(f, 2))
        if op in ("asin", "acos"):
            f = make("div", one, make("root", make("sub", one, power(a, 2)), 2))
            s = make("mul", a, power(f, 3))
        elif op in ("erf", "erfc"):
            f = make("mul", make("div", self.number(2), make("root", make("pi"), 2)),
                     make("exp", make("neg", power(a, 2))))
            s = make("mul", scaled(-2, a), f)
        else:
            return (one if op == "cut" else make("kink", a) if op == "abs" else None), None
        return (make("neg", f), make("neg", s)) if op in ("acos", "erfc") else (f, s)

    def derivative(self, root, i):
        """The partial derivative by variable i, or None if it is 0."""
        d = self.first
        for t in self.order(root):
            if (t, i) in d:
                continue
            op, a, b = self.nodes[t]
            result = None
            if not self.masks[t] >> i & 1:
                pass
            elif op == "var":
                result = self.number(1)
            elif op in ("add", "sub"):
                result = self.sum(d[a, i], d[b, i], op)
            elif op == "mul":
                result = self.sum(self.times(d[a, i], b), self.times(a, d[b, i]))
            elif op == "div" and not self.masks[a]:  # (a/u^n)' = -n a u'/u^(n+1)
                _, u, n = self.nodes[b] if self.nodes[b][0] == "pow" else ("", b, 1)
                result = self.make("div", self.make("mul", self.make("mul", self.number(-n), a),
                                                    d[u, i]), self.make("pow", u, n + 1))
            elif op == "div":
                result = self.make("div", self.sum(d[a, i], self.times(t, d[b, i]), "sub"), b)
            elif op == "neg":
                result = self.make("neg", d[a, i])
            elif op in ("min", "max"):
                result = self.either(op, a, b, d[a, i], d[b, i])
            elif op != "either":
                result = self.times(self.chain(op, t, a, b)[0], d[a, i])
            d[t, i] = result
        return d[root, i]

    def either(self, op, a, b, d, e):
        zero = self.number(0)
        return self.make("either", (a, b) if op == "min" else (b, a),
                         (zero if d is None else d, zero if e is None else e))

    def derivative2(self, root, i, j):
        """The second partial derivative by variables i and j."""
        d, s = self.first, self.second
        self.derivative(root, i)
        self.derivative(root, j)

        def mixed(x, y):
            if i == j:
                return self.times(self.number(2), self.times(d[x, i], d[y, i]))
            return self.sum(self.times(d[x, i], d[y, j]), self.times(d[x, j], d[y, i]))
        for t in self.order(root):
            if (t, i, j) in s:
                continue
            op, a, b = self.nodes[t]
            result = None
            if op == "var" or not (self.masks[t] >> i & 1 and self.masks[t] >> j & 1):
                pass
            elif op in ("add", "sub"):
                result = self.sum(s[a, i, j], s[b, i, j], op)
            elif op == "mul":
                result = self.sum(self.sum(self.times(s[a, i, j], b), mixed(a, b)),
                                  self.times(a, s[b, i, j]))
            elif op == "div":
                rest = self.sum(self.sum(s[a, i, j], mixed(t, b), "sub"),
                                self.times(t, s[b, i, j]), "sub")
                result = rest if rest is None else self.make("div", rest, b)
            elif op == "neg":
                result = s[a, i, j] if s[a, i, j] is None else self.make("neg", s[a, i, j])
            elif op in ("min", "max"):
                result = self.either(op, a, b, s[a, i, j], s[b, i, j])
            else:
                f, g = self.chain(op, t, a, b)
                square = self.make("pow", d[a, i], 2) if i == j and d[a, i] is not None else \
                    self.times(d[a, i], d[a, j])
                result = self.sum(self.times(g, square), self.times(f, s[a, i, j]))
            s[t, i, j] = result
        return s[root, i, j]


def fold(op, x, y):
    """The number op(x, y) of numbers, or None if it is not rational, or too large."""
    if op == "pow":
        size = max(x.numerator.bit_length(), x.denominator.bit_length())
        return x ** y if size * y <= 2 * POSITIVE_BITS else None
    if op == "div":
        return x / y if y else None
    if op in ("add", "sub", "mul", "min", "max"):
        return {"add": x + y, "sub": x - y, "mul": x * y, "min": min(x, y), "max": max(x, y)}[op]
    return {"neg": -x, "abs": abs(x), "sign": Fraction((x > 0) - (x < 0)),
            "floor": Fraction(x.__floor__()), "ceil": Fraction(x.__ceil__()),
            "root": x if x in (0, 1) else None}.get(op)


# ---------------------------------------------------------------- boxes and ranges

class Side:
    """The range of a variable; None is an infinite end. Ends of integer sides are integers."""

    def __init__(self, low, high, low_open=False, high_open=False, integer=False):
        if integer and low is not None:
            low, low_open = Fraction(low.__floor__() + 1 if low_open else low.__ceil__()), False
        if integer and high is not None:
            high, high_open = Fraction(high.__ceil__() - 1 if high_open else high.__floor__()), False
        self.low, self.high, self.integer = low, high, integer
        self.low_open, self.high_open = low_open or low is None, high_open or high is None
        self.thin = low is not None and low == high
        self.bounded = low is not None and high is not None
        self.empty = self.bounded and (low > high or (self.thin and (low_open or high_open)))

    def within(self, other):
        """Whether the other has every point; a side of reals is in one of integers if it is thin."""
        def inside(end, bound, is_open, bound_open, sign):
            return bound is None or (end is not None and (
                end * sign > bound * sign or (end == bound and (is_open or not bound_open))))
        return inside(self.low, other.low, self.low_open, other.low_open, 1) and \
            inside(self.high, other.high, self.high_open, other.high_open, -1) and \
            (self.integer or not other.integer or (self.thin and self.low.denominator == 1))

    def signs(self, q):
        """The signs that x - q can have."""
        result = 7
        if self.low is not None and q <= self.low:
            result &= POSITIVE if q < self.low or self.low_open else POSITIVE | ZERO
        if self.high is not None and q >= self.high:
            result &= NEGATIVE if q > self.high or self.high_open else NEGATIVE | ZERO
        return result

    def opened(self):
        return Side(self.low, self.high, True, True)


def with_side(box, v, side):
    return box[:v] + (side,) + box[v + 1:]


class Ranges:
    """The ranges of terms on a box, over the points where they are defined (None: nowhere), and
    whether they are certainly not 0."""

    def __init__(self, terms, box, ar):
        self.terms, self.box, self.ar, self.known = terms, box, ar, {}

    def __call__(self, root):
        """(range, nonzero)."""
        if root not in self.known:
            for t in self.terms.order(root):
                if t not in self.known:
                    r, nonzero = self.compute(*self.terms.nodes[t])
                    self.known[t] = r, nonzero or (r is not None and (r[0] > O or r[1] < O))
        return self.known[root]

    def derivative(self, root):
        """The range of a derivative: one that is nowhere defined counts as the line."""
        if root is None:
            return O, O
        for t in self.terms.order(root):
            r = self(t)
            if r[0] is None:
                self.known[t] = LINE, False
        return self(root)[0]

    def compute(self, op, a, b):
        ar = self.ar
        if op == "num":
            return ar.rational(a), a != 0
        if op == "var":
            side = self.box[a]
            return (-INF if side.low is None else ar.rational(side.low)[0],
                    INF if side.high is None else ar.rational(side.high)[1]), \
                not side.signs(0) & ZERO
        if op == "pi":
            return ar.point("pi", O), True
        if op == "either":
            (x, y), (d, e) = [[self.known[t][0] or LINE for t in pair] for pair in (a, b)]
            return d if x[1] <= y[0] else e if y[1] <= x[0] else (min(d[0], e[0]), max(d[1], e[1])), \
                False
        x, fa = self.known[a]
        y, fb = self.known[b] if op in TWO_OPERANDS else (LINE, False)
        if x is None or y is None:
            return None, False
        if op == "add":
            return ar.add(x, y), (fa or fb) and (x[0] >= O <= y[0] or x[1] <= O >= y[1])
        if op == "sub":
            return ar.sub(x, y), (fa or fb) and (x[0] >= O >= y[1] or x[1] <= O <= y[0])
        if op == "mul":
            return ar.mul(x, y), fa and fb
        if op == "div":
            return ar.div(x, y), fa
        if op in ("min", "max"):
            pick = min if op == "min" else max
            return (pick(x[0], y[0]), pick(x[1], y[1])), fa and fb
        if op == "pow":
            return ar.power(x, b), fa
        if op == "root":
            return ar.root(x, b), fa
        return ar.function(op, x), op in ("exp", "erfc", "cosh", "kink") or (fa and (
            op in ("neg", "abs", "sign", "sinh", "tanh", "asin", "atan", "erf", "cut") or
            (op in ("sin", "tan") and -3 <= x[0] and x[1] <= 3)))

    def regular(self, root, smooth, along=-1):
        """Whether the term is continuous (twice differentiable) where it is defined on the box; of
        interest are the subterms with a variable of the mask `along`."""
        for t in self.terms.order(root):
            op, a, b = self.terms.nodes[t]
            if not self.terms.masks[t] & along:
                continue
            (x, nonzero), (y, _) = self(a) if op not in ("num", "var", "pi") else (LINE, True), \
                self(b) if op in ("min", "max") else (LINE, True)
            if x is None or y is None:
                return False
            if op in ("sign", "floor", "ceil"):
                low, high = self.ar.function(op, x)
                if low != high or abs(low) == INF or (op == "sign" and not low and x != (O, O)):
                    return False
            if smooth and (
                    (op == "abs" and x[0] < O < x[1]) or
                    (op == "root" and not (x[0] >= O and nonzero)) or
                    (op in ("asin", "acos") and not (-ONE < x[0] and x[1] < ONE)) or
                    (op in ("min", "max") and x[1] > y[0] and y[1] > x[0])):
                return False
        return True


def signs(r, nonzero=False):
    """The signs that a value in the range can have."""
    return (NEGATIVE if r[0] < O else 0) | (POSITIVE if r[1] > O else 0) | \
        (ZERO if r[0] <= O <= r[1] and not nonzero else 0)


def shows(r, relation, nonzero=False):
    return r is None or not signs(r, nonzero) & ~RELATIONS[relation]


def mirrored(mask):
    return mask & ZERO | (mask & NEGATIVE) << 2 | (mask & POSITIVE) >> 2


def precisions(bits):
    """Digits to try: more than the certificate asks for, and then some."""
    start = max(36, bits * 3 // 10 + 20)
    return [start] + [d for d in (120, 500) if d > start]


SURE = (60, 300)  # the digits of "128 bits"


# ---------------------------------------------------------------- normal forms

class Form:
    """p over the product of factor^e, (factor, e) in q. p maps monomials to coefficients; a monomial is
    a sorted tuple of (kernel, exponent), the exponents not 0, perhaps negative; factors are numbers of
    polynomials with several monomials."""

    def __init__(self, p, q=()):
        self.p, self.q = p, q


def whole(e):
    return e if isinstance(e, int) or e.denominator > 1 else int(e)


def merged(m, n, sign=1):
    """The product of two monomials (or of two lists of factors), or the quotient."""
    exponents = dict(m)
    for k, e in n:
        exponents[k] = whole(exponents.get(k, 0) + sign * e)
    return tuple(sorted((k, e) for k, e in exponents.items() if e))


class Forms:
    """Terms as fractions of polynomials in kernels. Every step keeps the value of a term at each
    point where it is defined; so a term whose form is 0 is 0 there."""

    def __init__(self, terms):
        self.terms, self.kernels, self.numbers = terms, [], {}
        self.factors, self.forms, self.work = [], {}, 0

    def kernel(self, *what):
        if what not in self.numbers:
            self.numbers[what] = len(self.kernels)
            self.kernels.append(what)
        return self.numbers[what]

    def number(self, q):
        return Form({(): Fraction(q)} if q else {})

    def atom(self, *what, exponent=1):
        return Form({((self.kernel(*what), exponent),): Fraction(1)})

    def constant(self, a):
        """The rational number that the form is, or None."""
        return None if a.q or any(a.p) else a.p.get((), Fraction(0))

    # -- arithmetic

    def product(self, p, q):
        self.work += len(p) * len(q)
        demand(self.work < 3000000, "normal form too large")
        result = {}
        for m, c in p.items():
            for n, d in q.items():
                k = merged(m, n)
                result[k] = result.get(k, 0) + c * d
        return {m: c for m, c in result.items() if c}

    def reduced(self, p, q=()):
        """The form p / q, powers of roots and primes in [0, 1), of sines at most 1."""
        plain, result = {}, None
        for m, c in p.items():
            extra = []
            for k, e in m:
                kind = self.kernels[k][0]
                if kind in ("root", "prime") and not 0 <= e < 1:
                    extra.append((k, e.__floor__()))
                elif kind in ("sin", "abs") and e >= 2:
                    extra.append((k, e - e % 2))
            if not extra:
                plain[m] = c
                continue
            piece = Form({merged(m, extra, -1): c})
            for k, e in extra:
                kind, operand = self.kernels[k]
                if kind == "prime":
                    factor = self.number(Fraction(operand) ** e)
                elif kind in ("root", "abs"):
                    factor = self.power(self.forms[operand], e)
                else:  # sin^2 = 1 - cos^2
                    factor = self.power(self.add(self.number(1), self.scale(self.atom(
                        "cos", operand, exponent=2), -1)), e // 2)
                piece = self.mul(piece, factor)
            piece = Form(piece.p, merged(piece.q, q))
            result = piece if result is None else self.add(result, piece)
        plain = Form(plain, q)
        return plain if result is None else self.add(plain, result)

    def mul(self, a, b):
        return self.reduced(self.product(a.p, b.p), merged(a.q, b.q)) if a.p and b.p else Form({})

    def add(self, a, b):
        for _ in range(3):  # roots inside the factors may bring new denominators
            if not a.p or not b.p:
                return b if not a.p else a
            if a.q == b.q:
                p = dict(a.p)
                for m, c in b.p.items():
                    p[m] = p.get(m, 0) + c
                p = {m: c for m, c in p.items() if c}
                return Form(p, a.q if p else ())
            x, y = dict(a.q), dict(b.q)
            a, b = (self.expanded(c, {f: e - own.get(f, 0) for f, e in other.items()})
                    for c, own, other in ((a, x, y), (b, y, x)))
        raise Rejected("normal form too large")

    def expanded(self, a, powers):
        """Numerator and denominator multiplied by the factors."""
        p, q = a.p, a.q
        for f, e in powers.items():
            for _ in range(e):
                p, q = self.product(p, self.factors[f]), merged(q, ((f, 1),))
        return self.reduced(p, q)

    def scale(self, a, c):
        return Form({m: c * d for m, d in a.p.items()}, a.q) if c else Form({})

    def neg(self, a):
        return self.scale(a, -1)

    def sub(self, a, b):
        return self.add(a, self.scale(b, -1))

    def div(self, a, b):
        return self.mul(a, self.inverse(b))

    def power(self, a, n):
        demand(abs(n) <= 200, "normal form too large")
        result = self.number(1)
        for _ in range(abs(n)):
            result = self.mul(result, a)
        return result if n >= 0 else self.inverse(result)

    def split(self, p):
        """(c, m, f): p = c m f with c > 0 and f of content 1 without a monomial as a factor."""
        content, least = Fraction(0), dict(next(iter(p)))
        for m, c in p.items():
            x, y = content.numerator * c.denominator, c.numerator * content.denominator
            content = Fraction(gcd(x, y), content.denominator * c.denominator)
            least = {k: min(e, dict(m).get(k, 0)) for k, e in {**dict.fromkeys(dict(m), 0),
                                                              **least}.items()}
        common = tuple(sorted((k, e) for k, e in least.items() if e))
        return content, common, {merged(m, common, -1): c / content for m, c in p.items()}

    def inverse(self, a):
        demand(a.p, "a term is nowhere defined: it divides by 0")
        content, monomial, f = self.split(a.p)
        if len(f) == 1:
            result = self.reduced({merged((), monomial, -1): 1 / (content * f[()])})
        else:
            if f[max(f)] < 0:
                content, f = -content, {m: -c for m, c in f.items()}
            if f not in self.factors:
                self.factors.append(f)
            result = self.reduced({merged((), monomial, -1): 1 / content},
                                  ((self.factors.index(f), 1),))
        for factor, e in a.q:
            for _ in range(e):
                result = self.mul(result, Form(self.factors[factor]))
        return result

    def zero(self, a):
        """Whether the form is 0; negative powers of sines are multiplied out first."""
        least = {}
        for m in a.p:
            for k, e in m:
                if e < 0 and self.kernels[k][0] == "sin":
                    least[k] = max(least.get(k, 0), -e)
        return not a.p or (bool(least) and not self.reduced(
            self.product(a.p, {tuple(sorted(least.items())): Fraction(1)}), a.q).p)

    # -- functions

    def function(self, kind, *forms, parity=0):
        """(kernel, sign) of a function of these operands. An odd or even one (parity -1 or 1) may be
        known of the negated operand, and a logarithm of the inverse."""
        for k, what in enumerate(self.kernels):
            if what[0] == kind:
                known = [self.forms[x] for x in what[1:]]
                if all(self.zero(self.sub(x, y)) for x, y in zip(forms, known)):
                    return k, 1
                if parity == "inverse":
                    if self.constant(self.mul(forms[0], known[0])) == 1:
                        return k, -1
                elif parity and self.zero(self.add(forms[0], known[0])):
                    return k, parity
                if kind in ("min", "max") and all(self.zero(self.sub(x, y))
                                                  for x, y in zip(forms, known[::-1])):
                    return k, 1
        places = [("operand", len(self.forms) + i) for i in range(len(forms))]
        self.forms.update(zip(places, forms))
        return self.kernel(kind, *places), 1

    def primes(self, q):
        """{kernel of a prime: exponent} of q > 0; a large cofactor counts as a prime."""
        result = {}
        for n, sign in ((q.numerator, 1), (q.denominator, -1)):
            for d in range(2, 1000):
                while n % d == 0:
                    n //= d
                    k = self.kernel("prime", d)
                    result[k] = result.get(k, 0) + sign
            if n > 1:
                result[self.kernel("prime", n)] = sign
        return result

    def apply(self, op, a, n=0):
        """A function of one operand."""
        c, half = self.constant(a), Fraction(1, 2)
        if op in ("neg", "cut"):
            return self.neg(a) if op == "neg" else a
        if op == "pow":
            return self.power(a, n)
        if op == "exp":  # a product over the monomials of the operand
            if a.q:
                content, _, _ = self.split(a.p)
                k, sign = self.function("exp of", self.scale(a, 1 / content), parity=-1)
                return Form({((k, whole(sign * content)),): Fraction(1)})
            result = self.number(1)
            for m, e in a.p.items():
                kind, operand = self.kernels[m[0][0]] if len(m) == 1 and m[0][1] == 1 else ("", None)
                if kind in ("log", "log prime"):  # exp(e log x) = x^e
                    x = self.forms[operand] if kind == "log" else self.number(operand)
                    x = x if e.denominator == 1 else self.apply("root", x, e.denominator)
                    result = self.mul(result, self.power(x, e.numerator))
                else:
                    result = self.mul(result, self.atom("exp", m, exponent=whole(e)))
            return result
        if op in ("root", "log") and a.p:
            return self.root_or_log(op, a, n)
        if op in ("sin", "cos"):
            pi = self.kernel("pi")
            if not a.q and all(m == ((pi, 1),) for m in a.p):  # sin^2 of c pi, if it is known
                c = Fraction(a.p.get(((pi, 1),), 0)) % 2
                c = c if op == "cos" else abs(half - c)
                c = min(c, 2 - c)
                c, sign = (c, 1) if c <= half else (1 - c, -1)
                square = {0: 1, Fraction(1, 6): Fraction(3, 4), Fraction(1, 4): half,
                          Fraction(1, 3): Fraction(1, 4), half: 0}.get(c)
                if square is not None:
                    return self.scale(self.apply("root", self.number(square), 2), sign)
            k, sign = self.function("sin", a, parity=-1)
            return Form({((k, 1),): Fraction(sign)}) if op == "sin" else \
                self.atom("cos", self.kernels[k][1])
        if op == "tan":
            return self.div(self.apply("sin", a), self.apply("cos", a))
        if op in ("sinh", "cosh", "tanh"):
            e, f = self.apply("exp", a), self.apply("exp", self.neg(a))
            s, t = self.sub(e, f), self.add(e, f)
            return self.div(s, t) if op == "tanh" else self.scale(s if op == "sinh" else t, half)
        if op == "acos":
            return self.sub(self.scale(self.atom("pi"), half), self.apply("asin", a))
        if op == "erfc":
            return self.sub(self.number(1), self.apply("erf", a))
        exact = fold(op, c, 0) if c is not None else None
        if exact is not None:
            return self.number(exact)
        if op in ("atan", "asin", "erf", "root") and not a.p:
            return a
        parts = {("atan", 1): 4, ("asin", 1): 2, ("asin", half): 6}.get((op, c and abs(c)))
        if parts:
            return self.scale(self.atom("pi"), Fraction(1 if c > 0 else -1, parts))
        op = "sign" if op == "kink" else op
        size = self.split(a.p)[0] if op in ("abs", "sign") and a.p else 1
        k, sign = self.function(op, self.scale(a, Fraction(1) / size), parity={
            "abs": 1, "sign": -1, "atan": -1, "asin": -1, "erf": -1}.get(op, 0))
        return Form({((k, 1),): Fraction(sign * (size if op == "abs" else 1))})

    def root_or_log(self, op, a, n):
        """Positive factors leave: the content, exp, primes; of roots also pi and other roots."""
        content, monomial, f = self.split(a.p)
        leaving, inside = list(self.primes(content).items()), []
        for k, e in monomial:
            leaves = ("exp", "exp of", "prime", "pi", "root")
            (leaving if self.kernels[k][0] in leaves else inside).append((k, e))
        rest = self.reduced({merged(m, inside): c for m, c in f.items()}, a.q)
        e, trivial = 1, self.constant(rest) == 1
        if len(inside) == 1 and inside[0][1] % 2 and not rest.q and rest.p == {tuple(inside): 1}:
            (k, e), = inside  # x^e >= 0 means x >= 0, e being odd
            rest = Form({((k, 1),): Fraction(1)})
        leaving = merged((), leaving)
        if op == "root":
            if not trivial:
                leaving = merged(leaving, ((self.function("root", rest)[0], e),))
            return self.reduced({tuple((k, whole(Fraction(e) / n)) for k, e in leaving): Fraction(1)})
        result = self.number(0)
        if not trivial:
            k, sign = self.function("log", rest, parity="inverse")
            result = Form({((k, 1),): Fraction(sign * e)})
        for k, e in leaving:
            kind, operand, *_ = self.kernels[k] + (None,)
            piece = self.atom("log prime", operand) if kind == "prime" else \
                Form({operand: Fraction(1)}) if kind == "exp" else \
                self.forms[operand] if kind == "exp of" else \
                self.apply("log", self.forms[operand]) if kind == "root" else \
                Form({((self.function("log", Form({((k, 1),): Fraction(1)}))[0], 1),): Fraction(1)})
            result = self.add(result, self.scale(piece, Fraction(e)))
        return result

    def of(self, root):
        """The form of a term."""
        for t in self.terms.order(root):
            if t not in self.forms:
                op, a, b = self.terms.nodes[t]
                if op == "num":
                    form = self.number(a)
                elif op in ("pi", "var"):
                    form = self.atom("pi") if op == "pi" else self.atom("var", a)
                elif op in ("add", "sub", "mul", "div"):
                    form = getattr(self, op)(self.forms[a], self.forms[b])
                elif op in ("min", "max") and self.zero(self.sub(self.forms[a], self.forms[b])):
                    form = self.forms[a]
                elif op in ("min", "max"):
                    form = Form({((self.function(op, self.forms[a], self.forms[b])[0], 1),):
                                 Fraction(1)})
                else:
                    demand(op != "either", "a derivative of min or max has no normal form")
                    form = self.apply(op, self.forms[a], b)
                self.forms[t] = form
        return self.forms[root]

    def vanishes(self, t):
        """Whether the term is 0 wherever it is defined."""
        self.work = 0
        return t is None or self.zero(self.of(t))

    def identical(self, a, b):
        return a == b or self.vanishes(self.terms.intern("sub", a, b))

    # -- limits as a variable tends to oo

    def fixed(self, m, ar):
        """An enclosure of a monomial in constants, or None."""
        result = ONE, ONE
        for k, e in m:
            what = self.kernels[k]
            value = ar.point("pi", O) if what[0] == "pi" else ar.rational(Fraction(what[1])) \
                if what[0] in ("prime", "log prime") else \
                self.fixed(what[1], ar) if what[0] == "exp" else None
            if value is None:
                return None
            value = ar.function("exp", value) if what[0] == "exp" else \
                ar.function("log", value) if what[0] == "log prime" else value
            value = ar.root(ar.power(value, abs(e.numerator)), e.denominator) \
                if e.denominator > 1 else ar.power(value, abs(e.numerator))
            result = (ar.mul if e > 0 else ar.div)(result, value)
        return result

    def growth(self, m, v, ar):
        """(-1, 0, 1 or None: tends to 0, to a constant, to infinity, unknown; the power of the
        variable v; the monomial of the limit's constants, with its sign)."""
        powers, power, rest, sign = {}, Fraction(0), [], 1
        for k, e in m:
            what = self.kernels[k]
            if k == v:
                power += e
            elif what[0] == "exp" and self.fixed(((k, 1),), ar) is None:
                inner = dict(what[1])
                degree = inner.pop(v, 0)
                factor = self.fixed(tuple(inner.items()), ar)
                if factor is None or not degree:
                    return None, power, (), 1
                if degree > 0:  # else it tends to 1
                    powers[degree] = ar.add(powers.get(degree, (O, O)), ar.mul(
                        factor, ar.rational(Fraction(e))))
            elif what[0] in ("erf", "atan") and isinstance(e, int) and e > 0:
                direction = self.infinite(self.forms[what[1]], v, ar)
                if not direction:
                    return None, power, (), 1
                sign *= direction ** e
                if what[0] == "atan":
                    rest += [(self.kernel("pi"), e), (self.kernel("prime", 2), -e)]
            else:
                rest.append((k, e))
        rest = merged((), rest)
        if self.fixed(rest, ar) is None:
            return None, power, (), 1
        for degree in sorted(powers, reverse=True):
            low, high = powers[degree]
            if low or high:
                return 1 if low > 0 else -1 if high < 0 else None, power, rest, sign
        return (power > 0) - (power < 0), power, rest, sign

    def infinite(self, a, v, ar):
        """The sign of a polynomial in v that tends to +-oo; 0 if it is none."""
        best, total = Fraction(0), (O, O)
        for m, c in a.p.items():
            direction, power, rest, sign = self.growth(m, v, ar)
            if direction is None or direction != (power > 0) - (power < 0) or a.q:
                return 0
            if power >= best:
                term = ar.mul(self.fixed(rest, ar), ar.rational(c * sign))
                best, total = power, term if power > best else ar.add(total, term)
        return 0 if not best or total[0] <= O <= total[1] else 1 if total[0] > O else -1

    def limit_at_least_zero(self, a, v, ar):
        """Whether the form has a limit as v tends to oo, by the growth of its monomials, and it is
        >= 0."""
        v, q = self.kernel("var", v), Form({(): Fraction(1)})
        for f, e in a.q:
            q = self.mul(q, self.power(Form(self.factors[f]), e))
        demand(not q.q, "the limit is not found")
        top = [n for n in q.p if all(m == n or self.growth(merged(m, n, -1), v, ar)[0] == -1
                                     for m in q.p)]
        demand(top, "the limit is not found")
        limit, enclosure = self.number(0), (O, O)
        for m, c in a.p.items():
            direction, _, rest, sign = self.growth(merged(m, top[0], -1), v, ar)
            demand(direction in (-1, 0), "the limit is not found")
            if direction == 0:
                c = c * sign / q.p[top[0]]
                limit = self.add(limit, self.reduced({rest: c}))
                enclosure = ar.add(enclosure, ar.mul(self.fixed(rest, ar), ar.rational(c)))
        return self.zero(limit) or enclosure[0] >= O


# ---------------------------------------------------------------- the checker

def rational(word):
    demand(re.fullmatch(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?", word) and len(word) <= 4300,
           "expected a rational number, not '%s'" % word[:40])
    return Fraction(word)


def natural(word, limit=10 ** 7, least=0):
    demand(re.fullmatch(r"0|[1-9][0-9]{0,7}", word) and least <= int(word) <= limit,
           "expected a whole number from %d to %d, not '%s'" % (least, limit, word[:40]))
    return int(word)


def one_of(words):
    def read(word):
        demand(word in words.split(), "expected one of %s, not '%s'" % (words, word[:40]))
        return word
    return read


class Context:
    """What the nodes above have done to the variables: chosen terms, masks of the variables that were
    split and of those that `root` has solved, and the equations of the latter."""

    def __init__(self, chosen, divided, solved, equations):
        self.chosen, self.divided, self.solved = chosen, divided, solved
        self.equations, self.cache = equations, {}


class Goal:
    """To show `term relation 0` on the box, at the points where `given` (term, relation) holds. `node`
    is (box, context, [(term, relation, given)]) of the `atoms` node: what it has proved so far."""

    def __init__(self, node, term, relation, box, given=None):
        self.node, self.term, self.relation = node, term, relation
        self.box, self.given = box, given


class Checker:
    """Reads a certificate line by line and proves it with a stack of goals."""

    def __init__(self, text):
        self.text, self.lines, self.at, self.leaves = text, text.split("\n"), 0, 0
        self.terms = Terms()
        self.forms = Forms(self.terms)

    # -- reading

    def words(self, *first):
        """The words of the next line that is no comment; its first word is one of these."""
        line = "#"
        while line.startswith("#"):
            demand(self.at < len(self.lines) - 1, "the file ends here")
            line = self.lines[self.at]
            self.at += 1
        words = [w for w in line.split(" ") if w]
        demand(words and (words[0] == "statement" or (line.isascii() and line.isprintable())),
               "an empty line, or characters other than printable ASCII")
        demand(not first or words[0] in first, "expected '%s'" % "' or '".join(first))
        return words

    def read(self, words, *kinds):
        demand(len(words) == len(kinds), "expected %d words, not %d" % (len(kinds), len(words)))
        return [kind(word) for kind, word in zip(kinds, words)]

    def count(self, name, limit=10 ** 7):
        return self.read(self.words(name), str, lambda w: natural(w, limit))[1]

    def check(self):
        end = self.text[:-1].rfind("\n") + 1
        self.at = len(self.lines) - 1
        demand(self.text[end:] == "end %s\n" % hashlib.sha256(self.text[:end].encode()).hexdigest(),
               "the last line is not 'end' with the digest of the lines before it")
        self.at = 0
        demand(self.words() == ["rigor-certificate/1"], "expected 'rigor-certificate/1'")
        _, verdict = self.read(self.words("verdict"), str, one_of("verified violated"))
        self.words("statement")
        self.quantifiers, self.named, self.formula, sides = [], [], [], []
        for _ in range(self.count("variables", 1000)):
            quantifier, kind, low, high = self.read(self.words("forall", "exists"), str,
                                                    one_of("real integer"), str, str)
            demand(low[0] in "[(" and high[-1] in ")]", "expected brackets around the range")
            side = Side(None if low[1:] == "-oo" else rational(low[1:]),
                        None if high[:-1] == "oo" else rational(high[:-1]),
                        low[0] == "(", high[-1] == ")", kind == "integer")
            demand(quantifier == "forall" or not side.empty, "no value exists in this range")
            self.quantifiers.append(quantifier)
            sides.append(side)
        for _ in range(self.count("terms")):
            self.named.append(self.read_term(*self.words()))
        for i in range(self.count("formula")):
            words = self.words("atom", "and", "or")
            self.formula.append(
                self.read(words, str, self.operand, one_of("> >= = !="), one_of("0"))
                if words[0] == "atom" else
                words[:1] + [natural(w, i - 1) for w in words[1:]])
            demand(len(words) > 2, "expected at least two nodes")
        demand(self.formula and self.words("proof") == ["proof"], "expected a formula, and 'proof'")
        self.stack = [(self.prove_formula, tuple(sides), Context({}, 0, 0, ()))]
        while self.stack:
            prove, *goal = self.stack.pop()
            prove(*goal)
        demand(self.words("end") and self.at == len(self.lines) - 1, "text after the proof")
        return verdict

    def read_term(self, op, *arguments):
        kinds = {"num": [rational], "pi": [], "var": [self.variable],
                 "pow": [self.operand, lambda w: natural(w, 10 ** 6, 2)],
                 "root": [self.operand, lambda w: natural(w, 1000, 2)]}.get(
                     op, [self.operand] * ((op in FUNCTIONS) + 2 * (op in TWO_OPERANDS)))
        demand(op == "pi" or kinds, "unknown operation '%s'" % op[:40])
        return self.terms.make(op, *self.read(arguments, *kinds))

    def variable(self, word):
        return natural(word, len(self.quantifiers) - 1)

    def operand(self, word):
        return self.named[natural(word, len(self.named) - 1)]

    def meant(self, t, context):
        """The term with the chosen terms in the place of their variables."""
        if context.chosen and t not in context.cache:
            context.cache[t] = self.terms.replace(t, {
                self.terms.make("var", v): by for v, by in context.chosen.items()})
        return context.cache[t] if context.chosen else t

    # -- formula goals

    def prove_formula(self, box, context):
        rule, *words = self.words("empty", "split", "choose", "atoms", "root")
        demand((rule == "empty") == any(side.empty for side in box),
               "'empty' where the box has a point, or another rule where it has none")
        free = [v for v, q in enumerate(self.quantifiers) if q == "exists" and
                v not in context.chosen and not context.solved >> v & 1]
        if rule == "empty":
            self.read(words)
            self.leaves += 1
        elif rule == "split":
            v, *halves = self.halves(box, *self.read(words, self.variable, rational, str))
            demand(v not in free and v not in context.chosen, "an exists variable can't be split")
            context = Context(context.chosen, context.divided | 1 << v, context.solved,
                              context.equations)
            self.stack += [(self.prove_formula, half, context) for half in halves[::-1]]
        elif rule == "choose":
            v, t = self.read(words, self.variable, self.operand)
            demand(v in free, "not an exists variable that is still free")
            t = self.choose(v, self.meant(t, context), box, context)
            self.stack.append((self.prove_formula, box, Context(
                {**context.chosen, v: t}, context.divided, context.solved, context.equations)))
        elif rule == "atoms":
            count, = self.read(words, lambda w: natural(w, 10 ** 5))
            demand(not free, "an exists variable is not chosen")
            node = box, context, []
            self.stack += [(self.follow, node, self.at)] + [(self.prove_atom, node)] * count
        else:
            self.stack.append((self.prove_formula, *self.find_root(words, box, context, free)))

    def halves(self, box, v, c, owner):
        side = box[v]
        demand(Side(c, c).within(Side(side.low, side.high, side.low_open, side.high_open)),
               "the point of the split lies outside the side")
        one_of("both left right")(owner)
        if side.integer:
            c = Fraction(c.__floor__())
            parts = Side(side.low, c, integer=True), Side(c + 1, side.high, integer=True)
        else:
            parts = Side(side.low, c, side.low_open, owner == "right"), \
                Side(c, side.high, owner == "left", side.high_open)
        return v, with_side(box, v, parts[0]), with_side(box, v, parts[1])

    def choose(self, v, t, box, context):
        demand(all(self.quantifiers[i] == "forall" and i < v for i in self.terms.variables(t)),
               "the term has other variables than the forall variables before it")
        demand(not context.divided >> v, "a later variable was split before")
        side, (op, q, _) = box[v], self.terms.nodes[t]
        if op == "num":
            demand(Side(q, q).within(side), "the number is not in the range")
            return t
        demand(not side.integer, "an integer variable needs a number")
        self.demand_guards([t], box)
        for end, sign, is_open in (side.low, 1, side.low_open), (side.high, -1, side.high_open):
            if end is not None and not (op == "var" and box[q].within(side)):
                gap = self.terms.make("sub", *(t, self.terms.number(end))[::sign])
                demand(self.shown(gap, ">" if is_open else ">=", box), "the term may leave the range")
        return t

    def find_root(self, words, box, context, free):
        """Krawczyk's operator K = c - A f(c) + (E - A J)(X - c) maps X into its interior: for each value
        of the other variables f has one zero in X."""
        n = natural(words[0] if words else "", 20, 1)
        numbers = self.read(words[1:], *[self.variable] * n, lambda w: natural(w, 1 << 16, 53),
                            *[rational] * (2 * n))
        solved, bits, ends = numbers[:n], numbers[n], numbers[n + 1:]
        for v, low, high in zip(solved, ends[::2], ends[1::2]):
            demand(v in free and solved.count(v) == 1, "not exists variables that are still free")
            demand(low < high and not box[v].integer and Side(low, high).within(box[v]),
                   "the small box leaves the range")
            box = with_side(box, v, Side(low, high))
        equations = [self.meant(self.read(self.words("atom"), str, self.operand, one_of("="))[1],
                                context) for _ in solved]
        later = [i for i in range(len(box)) if i not in solved and (i > min(solved) or i in free)]
        demand(not any(context.divided >> i & 1 for i in later), "a later variable was split before")
        demand(not any(self.terms.masks[f] >> i & 1 for f in equations for i in later),
               "the solution would depend on a later variable")
        self.demand_guards(equations, box)
        demand(any(self.krawczyk(equations, solved, box, arithmetic(d)) for d in precisions(bits)),
               "Krawczyk's operator leaves the small box")
        return box, Context(context.chosen, context.divided,
                            context.solved | sum(1 << v for v in solved),
                            context.equations + tuple((f, "=", None) for f in equations))

    def krawczyk(self, equations, solved, box, ar):
        ranges, n = Ranges(self.terms, box, ar), len(solved)
        centre = self.centre(box, solved)
        if not all(ranges.regular(f, True) for f in equations):
            return False
        jacobian = [[ranges.derivative(self.terms.derivative(f, v)) for v in solved]
                    for f in equations]
        at_centre = [Ranges(self.terms, centre, ar)(f)[0] for f in equations]
        if any(abs(end) == INF for row in jacobian + [at_centre] for x in row for end in x):
            return False
        inverse = inverse_matrix([[Fraction(ar.up.add(*x)) / 2 for x in row] for row in jacobian])
        radii = [(box[v].high - box[v].low) / 2 for v in solved]
        for i in range(n if inverse else 0):
            image, row = (O, O), [ar.rational(Fraction(y)) for y in inverse[i]]
            for j, radius in enumerate(map(ar.rational, radii)):
                image = ar.sub(image, ar.mul(row[j], at_centre[j]))
                entry = (ONE, ONE) if i == j else (O, O)
                for k in range(n):
                    entry = ar.sub(entry, ar.mul(row[k], jacobian[k][j]))
                image = ar.add(image, ar.mul(entry, (-radius[1], radius[1])))
            if not -radii[i] < Fraction(image[0]) <= Fraction(image[1]) < radii[i]:
                return False
        return inverse is not None

    @staticmethod
    def centre(box, variables):
        for v in variables:
            middle = (box[v].low + box[v].high) / 2
            box = with_side(box, v, Side(middle, middle))
        return box

    # -- what guards and atoms give

    def key(self, t, relation):
        """(key, mask of the signs that the relation leaves); terms that differ by a sign have the same
        key."""
        mask = RELATIONS[relation] if isinstance(relation, str) else relation
        while self.terms.nodes[t][0] == "neg":
            t, mask = self.terms.nodes[t][1], mirrored(mask)
        op, a, b = self.terms.nodes[t]
        if op == "sub" and a > b:
            mask = mirrored(mask)
        return ((op, min(a, b), max(a, b)) if op in ("add", "mul", "sub") else t), mask

    def learn(self, known, t, relation):
        key, mask = self.key(t, relation)
        known[key] = known.get(key, 7) & mask

    def knows(self, known, t, relation):
        key, mask = self.key(t, relation)
        return not known.get(key, 7) & ~mask

    def shown(self, t, relation, box):
        """By interval evaluation at 128 bits or more."""
        for digits in SURE:
            r, nonzero = Ranges(self.terms, box, arithmetic(digits))(t)
            if r is not None and shows(r, relation, nonzero):
                return True
        return False

    def demand_guards(self, terms, box, node=None, excused=()):
        """The guards of the terms hold on the box: by evaluation, by atoms that the node has proved, if
        the box lies in the node's, or as guards of the excused terms."""
        known = {}
        if node and all(x.within(y) for x, y in zip(box, node[0])):
            for t, relation, given in node[2]:
                if given is None:
                    self.learn(known, t, relation)
        for t in excused:
            for guard in self.terms.guards(t):
                self.learn(known, *guard)
        for t in terms:
            for guard, relation in self.terms.guards(t):
                demand(self.knows(known, guard, relation) or self.shown(guard, relation, box),
                       "a term may be undefined here")

    def demand_regular(self, goal, box, smooth=False, along=-1, hull=False):
        """The goal's term is continuous (smooth) on the real box, and defined. Atoms count as guards
        only where no integer variable leaves gaps between its points."""
        gaps = any(goal.node[0][v].integer and not goal.node[0][v].thin
                   for v in self.terms.variables(goal.term))
        self.demand_guards([goal.term], box, None if gaps or hull else goal.node)
        demand(any(Ranges(self.terms, box, arithmetic(d)).regular(goal.term, smooth, along)
                   for d in SURE), "the term may not be regular here")

    def prove_atom(self, node):
        words = self.words("atom")
        kinds = [str, self.operand, one_of("> >= = !=")]
        if len(words) > 3:
            kinds += [one_of("given"), self.operand, one_of("> >= = < <=")]
        _, t, relation, *given = self.read(words, *kinds)
        t = self.meant(t, node[1])
        given = (self.meant(given[1], node[1]), given[2]) if given else None
        self.stack += [(node[2].append, (t, relation, given)),
                       (self.prove_goal, Goal(node, t, relation, node[0], given))]

    def follow(self, node, line):
        """The formula follows from the atoms."""
        here, self.at, self.steps, self.guarded = self.at, line, 0, {}
        demand(self.holds(len(self.formula) - 1, self.closed({}, node), node, 0),
               "the formula does not follow from the atoms")
        self.at = here

    def closed(self, known, node):
        """With all signs that the node's atoms give."""
        known, waiting = dict(known), list(node[1].equations) + node[2]
        while True:
            usable = [x for x in waiting if x[2] is None or
                      (self.knows(known, *x[2]) and self.defined(x[2][0], known, node[0]))]
            if not usable:
                return known
            for t, relation, _ in usable:
                self.learn(known, t, relation)
            waiting = [x for x in waiting if x not in usable]

    def defined(self, t, known, box):
        for guard in self.terms.guards(t):
            if not self.knows(known, *guard):
                if guard not in self.guarded:
                    self.guarded[guard] = self.shown(*guard, box)
                if not self.guarded[guard]:
                    return False
        return True

    def holds(self, i, known, node, depth):
        self.steps += 1
        demand(depth < 100 and self.steps < 20000, "the formula is too deep or too large")
        what, *parts = self.formula[i]
        if what == "atom":
            t = self.meant(parts[0], node[1])
            return self.defined(t, known, node[0]) and (
                self.knows(known, t, parts[1]) or
                (self.terms.nodes[t][0] == "num" and self.shown(t, parts[1], node[0])))
        if what == "and":
            return all(self.holds(j, known, node, depth + 1) for j in parts)
        while any(self.formula[j][0] == "or" for j in parts):
            parts = [k for j in parts for k in (self.formula[j][1:] if self.formula[j][0] == "or"
                                                else [j])]
            demand(len(parts) < 10000, "the formula is too large")
        return any(self.holds(j, known, node, depth + 1) for j in parts) or any(
            self.holds(j, self.otherwise([k for k in parts if k != j], known, node), node, depth + 1)
            for j in parts)

    def otherwise(self, parts, known, node):
        """What is known where these parts fail that are atoms: one after the other, each where its
        guards hold."""
        atoms = [(self.meant(t, node[1]), r) for what, t, r, *_ in
                 (self.formula[k] for k in parts if self.formula[k][0] == "atom")]
        while True:
            usable = [x for x in atoms if self.defined(x[0], known, node[0])]
            if not usable:
                return known
            for t, relation in usable:
                self.learn(known, t, 7 & ~RELATIONS[relation])
            known = self.closed(known, node)
            atoms = [x for x in atoms if x not in usable]

    # -- atom goals: each rule gives the goals of its children; a leaf gives None

    def prove_goal(self, goal):
        rule, *words = self.words()
        demand(rule in self.RULES, "no rule '%s' for an atom" % rule[:40])
        demand((rule == "empty") == any(side.empty for side in goal.box),
               "'empty' where the box has a point, or another rule where it has none")
        kinds, method, relations = self.RULES[rule]
        demand(goal.relation in relations.split(), "not a rule for this relation")
        if rule == "zero":
            kinds = "nn" + "vt" * (len(words) // 2 - 1)
        read = {"v": self.variable, "q": rational, "t": lambda w: self.meant(self.operand(w),
                                                                            goal.node[1]),
                "b": lambda w: precisions(natural(w, 1 << 16, 53)), "e": one_of("lower upper"),
                "n": lambda w: natural(w, 60, 1), "w": str,
                "f": one_of("exp log sinh tanh atan erf asin")}
        children = method(self, goal, *self.read(words, *[read[k] for k in kinds]))
        self.leaves += children is None
        self.stack += [(self.prove_goal, child) for child in (children or ())[::-1]]

    def empty(self, goal):
        return None

    def split(self, goal, v, c, owner):
        v, *halves = self.halves(goal.box, v, c, owner)
        demand(self.quantifiers[v] == "forall" or goal.node[1].solved >> v & 1,
               "an exists variable can't be split")
        return [Goal(goal.node, goal.term, goal.relation, half, goal.given) for half in halves]

    def interval(self, goal, digits):
        demand(any(shows(r, goal.relation, nonzero) for r, nonzero in (
            Ranges(self.terms, goal.box, arithmetic(d))(goal.term) for d in digits)),
            "the range does not show it")

    def mean(self, goal, digits, second=False):
        """T(c) + T'(X) (X - c), or with second derivatives T(c) + T'(c) (X - c) + T''(X) (X - c)^2/2."""
        self.demand_regular(goal, goal.box, smooth=second)
        t, box, terms = goal.term, goal.box, self.terms
        variables = terms.variables(t)
        demand(all(box[v].bounded for v in variables), "an infinite side")
        centre = self.centre(box, variables)
        for ar in map(arithmetic, digits):
            on_box, at_centre = Ranges(terms, box, ar), Ranges(terms, centre, ar)
            on_box(t)
            total = at_centre(t)[0]
            if total is None:
                continue
            radii = {v: ar.rational((box[v].high - box[v].low) / 2)[1] for v in variables}
            for i in variables:
                slope = (at_centre if second else on_box).derivative(terms.derivative(t, i))
                total = ar.add(total, ar.mul(slope, (-radii[i], radii[i])))
                for j in variables[:variables.index(i) + 1] if second else ():
                    curvature = terms.derivative2(t, i, j)
                    if curvature is not None:
                        r = ar.up.multiply(radii[i], radii[j])
                        d = ar.mul(on_box.derivative(curvature), (O if i == j else -r, r))
                        total = ar.add(total, ar.over(d, 2) if i == j else d)
            if shows(total, goal.relation):
                return None
        raise Rejected("the centred form does not show it")

    def taylor(self, goal, digits):
        return self.mean(goal, digits, True)

    def face_of(self, goal, v, end):
        """(the box with that side closed at the end, whether it was open, the goal on the face). The
        condition of a goal holds on the face too if it does not depend on v."""
        side = goal.box[v]
        bound, is_open = (side.low, side.low_open) if end == "lower" else (side.high, side.high_open)
        demand(bound is not None, "the side is infinite there")
        closed = Side(side.low, side.high, side.low_open and end == "upper",
                      side.high_open and end == "lower")
        given = goal.given if goal.given and not self.terms.masks[goal.given[0]] >> v & 1 else None
        return with_side(goal.box, v, closed), is_open, Goal(
            goal.node, goal.term, ">=" if is_open else goal.relation,
            with_side(goal.box, v, Side(bound, bound)), given)

    def face(self, goal, v, end, digits):
        closed, is_open, child = self.face_of(goal, v, end)
        self.demand_regular(goal, closed)
        strict = is_open and goal.relation == ">"
        self.demand_sign(goal, closed, self.terms.derivative(goal.term, v), digits,
                         (">" if strict else ">=") if end == "lower" else "<" if strict else "<=")
        return [child]

    def demand_sign(self, goal, box, derivative, digits, relation):
        for ar in map(arithmetic, digits):
            ranges = Ranges(self.terms, box, ar)
            ranges(goal.term)
            if shows(ranges.derivative(derivative), relation):
                return
        raise Rejected("a derivative may have another sign")

    def ends(self, goal, v, digits):
        """A concave function is least at an end."""
        _, low_open, low = self.face_of(goal, v, "lower")
        _, high_open, high = self.face_of(goal, v, "upper")
        side = goal.box[v]
        self.demand_regular(goal, with_side(goal.box, v, Side(side.low, side.high)))
        if not side.thin:
            inside = with_side(goal.box, v, side.opened())
            demand(any(Ranges(self.terms, inside, arithmetic(d)).regular(goal.term, True, 1 << v)
                       for d in SURE), "the term may not be smooth here")
            strict = goal.relation == ">" and low_open and high_open
            self.demand_sign(goal, inside, self.terms.derivative2(goal.term, v, v), digits,
                             "<" if strict else "<=")
        return [low, high]

    def demand_identical(self, a, b, box):
        """By their normal forms, the variables replaced that have one value on the box."""
        a, b = (self.at_thin_sides(t, box) for t in (a, b))
        demand(self.forms.identical(a, b), "terms are not identical by their normal forms")

    def at_thin_sides(self, t, box, but=None):
        return self.terms.replace(t, {self.terms.make("var", v): self.terms.number(box[v].low)
                                      for v in self.terms.variables(t) if box[v].thin and v != but})

    def multiply(self, goal, d, n):
        self.demand_guards([d, n], goal.box, goal.node, [goal.term])
        self.demand_identical(self.terms.make("mul", goal.term, d), n, goal.box)
        return [Goal(goal.node, d, ">", goal.box, goal.given),
                Goal(goal.node, n, goal.relation, goal.box, goal.given)]

    def combine(self, goal, l, r):
        demand(goal.given and goal.given[1] != "=", "no inequality is given")
        u, relation = goal.given
        self.demand_guards([l, r], goal.box, goal.node, [goal.term, u])
        w = self.terms.make("neg", u) if relation in ("<", "<=") else u
        self.demand_identical(goal.term, self.terms.make("add", self.terms.make("mul", l, w), r),
                              goal.box)
        return [Goal(goal.node, l, ">=", goal.box), Goal(goal.node, r, goal.relation, goal.box)]

    def demand_slope(self, goal, v, s, upwards):
        """s is the derivative (downwards: minus it) of the goal's term, and defined inside the box."""
        if not goal.box[v].thin:
            inside = with_side(goal.box, v, goal.box[v].opened())
            self.demand_guards([s], inside, goal.node, [goal.term])
        d = self.terms.derivative(self.at_thin_sides(goal.term, goal.box, v), v)
        d = self.terms.number(0) if d is None else d
        self.demand_identical(d if upwards else self.terms.make("neg", d), s, goal.box)

    def slope(self, goal, v, end, s):
        closed, is_open, child = self.face_of(goal, v, end)
        self.demand_regular(goal, closed)
        self.demand_slope(goal, v, s, end == "lower")
        strict = is_open and goal.relation == ">"
        return [child, Goal(goal.node, s, ">" if strict else ">=", self.real(goal.box, v))]

    def real(self, box, v):
        side = box[v]
        return with_side(box, v, Side(side.low, side.high, side.low_open, side.high_open))

    def limit(self, goal, v, end, s):
        box, t = self.real(goal.box, v), goal.term
        demand((box[v].high if end == "upper" else box[v].low) is None, "the side is finite there")
        demand(self.terms.variables(t) in ([], [v]), "the term has other variables")
        self.demand_regular(goal, box)
        self.demand_slope(goal, v, s, end == "lower")
        if end == "lower":
            x = self.terms.make("var", v)
            t = self.terms.replace(t, {x: self.terms.make("neg", x)})
        self.forms.work = 0
        demand(self.forms.limit_at_least_zero(self.forms.of(t), v, arithmetic(SURE[0])),
               "the limit may be negative")
        return [Goal(goal.node, s, goal.relation, box)]

    def order(self, goal, v, w, a, b):
        """One of the variables is the other one and something that is >= 0."""
        demand(v != w and not goal.given, "twice the same variable, or a condition")
        children = []
        for i, j, t in (v, w, a), (w, v, b):
            high, low = goal.box[i].high, goal.box[j].low
            box = with_side(self.real(goal.box, j), i,
                            Side(Fraction(0), None if None in (high, low) else high - low))
            x, y = self.terms.make("var", i), self.terms.make("var", j)
            if not any(side.empty for side in box):
                self.demand_guards([t], box)
            self.demand_identical(t, self.terms.replace(goal.term, {x: self.terms.make("add", x, y)}),
                                  box)
            children.append(Goal(goal.node, t, goal.relation, box))
        return children

    def cases(self, goal, m, a, b):
        """abs x is x or -x, min and max are one of their operands."""
        op, x, y = self.terms.nodes[m]
        demand(op in ("abs", "min", "max") and m in self.terms.order(goal.term),
               "not an abs, min or max in the term")
        self.demand_guards([a, b], goal.box, goal.node, [goal.term])
        for t, by in (a, x), (b, self.terms.make("neg", x) if op == "abs" else y):
            self.demand_identical(t, self.terms.replace(goal.term, {m: by}), goal.box)
        return [Goal(goal.node, t, goal.relation, goal.box, goal.given) for t in (a, b)]

    def through(self, goal, f, a, b, n):
        """T = f(a) - f(b) has the sign of a - b, f being increasing."""
        x, y = self.terms.make(f, a), self.terms.make(f, b)
        self.demand_guards([x, y, n], goal.box, goal.node, [goal.term])
        self.demand_identical(goal.term, self.terms.make("sub", x, y), goal.box)
        self.demand_identical(n, self.terms.make("sub", a, b), goal.box)
        return [Goal(goal.node, n, goal.relation, goal.box, goal.given)]

    def identity(self, goal):
        self.demand_identical(goal.term, self.terms.number(0), goal.box)

    def positive(self, goal):
        """With x = (a + b t)/(1 + t) on [a, b], x = a + t, x = b - t on half-lines all coefficients are
        >= 0; for `>` some term is > 0 at each combination of closed ends."""
        self.forms.work = 0
        form, vertices = self.forms.of(goal.term), [{}]
        p = form.p
        kernels = sorted({k for m in p for k, _ in m})
        for k in kernels:
            demand(self.forms.kernels[k][0] == "var" and not form.q and
                   all(isinstance(e, int) and e > 0 for m in p for x, e in m), "not a polynomial")
        p = {tuple(dict(m).get(k, 0) for k in kernels): c for m, c in p.items()}
        for place, k in enumerate(kernels):
            side, degree = goal.box[self.forms.kernels[k][1]], max(m[place] for m in p)
            demand(side.low is not None or side.high is not None, "a side is infinite both ways")
            end = side.high if side.low is None else side.low
            base = [end] if side.thin else [end, side.high] if side.bounded else \
                [end, Fraction(1 if side.high is None else -1)]
            rows = [product([base] * e + [[1, 1]] * (degree - e if side.bounded and not side.thin
                                                     else 0)) for e in range(degree + 1)]
            result = {}
            for m, c in p.items():
                for e, factor in enumerate(rows[m[place]]):
                    key = m[:place] + (e,) + m[place + 1:]
                    result[key] = result.get(key, 0) + c * factor
            demand(len(result) < 200000, "polynomial too large")
            p = {m: c for m, c in result.items() if c}
            if not side.thin:
                is_open = side.high_open if side.low is None else side.low_open
                powers = [0] * (not is_open) + [degree] * (side.bounded and not side.high_open)
                vertices = [{**x, place: e} for x in vertices for e in powers] if powers else vertices
                demand(len(vertices) < 5000, "too many variables")
            if not p:
                break
        demand(all(c >= 0 for c in p.values()), "a coefficient is negative")
        demand(goal.relation == ">=" or
               all(any(all(m[i] == e for i, e in x.items()) for m in p) for x in vertices),
               "the polynomial may vanish")

    def zero(self, goal, order, count, *pairs):
        """The Taylor polynomial below `order` at the zero vanishes, and the rest has a sign."""
        where, terms = dict(zip(pairs[::2], pairs[1::2])), self.terms
        demand(count == len(where) == len(pairs) // 2 and (count == 1 or order == 2),
               "expected 'zero ORDER COUNT VARIABLE TERM ...', and order 2 for several variables")
        demand(not any(terms.masks[p] >> v & 1 for p in where.values() for v in where),
               "the zero depends on the variable itself")
        self.demand_guards(where.values(), goal.box)
        hull = goal.box
        for v, p in where.items():
            hull = with_side(hull, v, self.hull(goal.box, v, p))
        self.demand_regular(goal, hull, True, sum(1 << v for v in where), True)
        t = self.without_kinks(goal.term, hull)
        point = {terms.make("var", v): p for v, p in where.items()}
        if count == 1:
            (v, _), = where.items()
            derivatives = [t, terms.derivative(t, v), terms.derivative2(t, v, v)]
            while len(derivatives) <= order:
                d = derivatives[-1]
                derivatives.append(None if d is None else terms.derivative(d, v))
        else:
            derivatives = [t] + [terms.derivative(t, v) for v in where]
        for d in derivatives[:order if count == 1 else None]:
            demand(d is None or self.forms.vanishes(terms.replace(d, point)),
                   "a derivative does not vanish at the zero")
        sides = {v: self.compare(goal, v, p) for v, p in where.items()}
        demand(goal.relation == ">=" or any(not s & ZERO for s in sides.values()),
               "the zero may lie in the box")
        up, down = (">", "<") if goal.relation == ">" else (">=", "<=")
        for ar in map(arithmetic, SURE):
            ranges = Ranges(terms, hull, ar)
            ranges(t)
            if count > 1:
                if definite([[ranges.derivative(terms.derivative2(t, i, j)) for j in where]
                             for i in where], ar):
                    return None
                continue
            d, (side,) = ranges.derivative(derivatives[order]), sides.values()
            if (shows(d, up) and not (order % 2 and side & NEGATIVE)) or \
                    (shows(d, down) and order % 2 and not side & POSITIVE):
                return None
        raise Rejected("the derivative of that order may have another sign")

    def hull(self, box, v, p):
        """The side of v with the values of p."""
        side, q = box[v], self.terms.value(p)
        low, high = (q, q) if q is not None else Ranges(self.terms, box, arithmetic(SURE[0]))(p)[0]
        return Side(None if side.low is None or low == -INF else min(Fraction(low), side.low),
                    None if side.high is None or high == INF else max(Fraction(high), side.high))

    def without_kinks(self, t, box):
        """Each abs, min, max replaced by the operand that it is on the box."""
        ranges, what = Ranges(self.terms, box, arithmetic(SURE[0])), {}
        for u in self.terms.order(t):
            op, a, b = self.terms.nodes[u]
            if op == "abs":
                what[u] = a if ranges(a)[0][0] >= O else self.terms.make("neg", a)
            elif op in ("min", "max"):
                (x, _), (y, _) = ranges(a), ranges(b)
                what[u] = a if (x[1] <= y[0] if op == "min" else x[0] >= y[1]) else b
        while any(u in what for u in self.terms.order(t)):
            t = self.terms.replace(t, what)
        return t

    def compare(self, goal, v, p):
        """The signs that x_v - p can have on the box."""
        q, gap = self.terms.value(p), self.terms.make("sub", self.terms.make("var", v), p)
        if q is not None:
            result = goal.box[v].signs(q)
        else:
            r, nonzero = Ranges(self.terms, goal.box, arithmetic(SURE[0]))(gap)
            result = signs(r, nonzero)
        for sign, t in ((1, gap), (-1, self.terms.make("neg", gap))) if goal.given else ():
            if self.forms.identical(goal.given[0], t):
                mask = RELATIONS[goal.given[1]]
                result &= mask if sign > 0 else mirrored(mask)
        return result

    # words after the rule: variable, rational, word, bits, end, term, function, number
    RULES = {"empty": ("", empty, "> >= = !="), "split": ("vqw", split, "> >= = !="),
             "interval": ("b", interval, "> >= = !="), "mean": ("b", mean, "> >= = !="),
             "taylor": ("b", taylor, "> >= = !="), "face": ("veb", face, "> >="),
             "ends": ("vb", ends, "> >="), "multiply": ("tt", multiply, "> >= = !="),
             "combine": ("tt", combine, "> >="), "slope": ("vet", slope, "> >="),
             "limit": ("vet", limit, "> >="), "order": ("vvtt", order, "> >= = !="),
             "cases": ("ttt", cases, "> >= = !="), "through": ("fttt", through, "> >= = !="),
             "positive": ("", positive, "> >="), "zero": (None, zero, "> >="),
             "identity": ("", identity, "= >=")}


def product(factors):
    """Of polynomials in one variable, lists of coefficients."""
    result = [Fraction(1)]
    for p in factors:
        result = [sum(result[i] * p[k - i] for i in range(len(result)) if 0 <= k - i < len(p))
                  for k in range(len(result) + len(p) - 1)]
    return result


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
            if k != i:
                rows[k] = [x - rows[k][i] * y for x, y in zip(rows[k], rows[i])]
    return [row[n:] for row in rows]


def definite(a, ar):
    """Whether all symmetric matrices in the intervals are positive definite: pivots of L D L^T."""
    for k in range(len(a)):
        if not a[k][k][0] > O:
            return False
        for i in range(k + 1, len(a)):
            for j in range(k + 1, i + 1):
                p = ar.power(a[i][k], 2) if i == j else ar.mul(a[i][k], a[j][k])
                a[i][j] = a[j][i] = ar.sub(a[i][j], ar.div(p, a[k][k]))
    return True


def recheck(path):
    """(accepted, what to print)."""
    start, checker = time.time(), None
    try:
        with open(path, "rb") as file:
            checker = Checker(file.read().decode())
        verdict = checker.check()
    except Exception as error:  # whatever goes wrong, it is not proved
        reason = error if isinstance(error, (Rejected, OSError)) else \
            "can't be checked (%s: %s)" % (type(error).__name__, error)
        return False, "REJECTED: line %d: %s" % (checker.at if checker else 1, reason)
    return True, "%s, %d leaves, %.1f s" % (verdict, checker.leaves, time.time() - start)


def main(arguments):
    paths = [x for x in arguments if x != "--quiet"]
    if not paths or any(x.startswith("--") for x in paths):
        print("usage: python3 recheck.py [--quiet] FILE...", file=sys.stderr)
        return 64
    status = 0
    for path in paths:
        accepted, message = recheck(path)
        status = status if accepted else 1
        if not accepted or "--quiet" not in arguments:
            print("%s: %s" % (path, message), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
