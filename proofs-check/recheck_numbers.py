"""Intervals of Decimals, rounded outward, with the elementary functions: for recheck.py.

Only + - * / of the decimal module, which are rounded correctly, are trusted; what else it computes
is a guess that is checked, and the functions are series with bounds of what is left out.
"""
from decimal import Context as Decimals
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Decimal, Inexact
from decimal import InvalidOperation, setcontext
from fractions import Fraction
from math import atan

# Operators like -x are exact, or they raise an error: what rounds is written out.
setcontext(Decimals(prec=10 ** 5, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact, InvalidOperation]))
O, ONE, INF = Decimal(0), Decimal(1), Decimal("Infinity")
LINE = (-INF, INF)


class Rejected(Exception):
    """The certificate proves nothing; the text says why."""


def demand(condition, reason):
    if not condition:
        raise Rejected(reason)


class Arithmetic:
    """Intervals (low, high) of Decimals; + - * / of the decimal module are rounded correctly. None
    is the empty interval. An infinite end is a bound, not a value: 0 * oo = 0."""

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
        elif c >= O or d <= O:
            p, q, r, s = (a, d, b, d) if c >= O else (b, c, a, c)
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
            least = max(-total[0], total[1]).adjusted() - self.digits
            if max(-factor[0], factor[1]) < Decimal("0.5") and (not size or size.adjusted() < least):
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
        return self.sum(x, lambda n: self.mul(square, self.rational(
            Fraction(2 * n - 1, 2 * n + 1))))

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
        angle = self.add(self.atan_at(y[0]), (O, self.up.subtract(y[1], y[0])))  # atan' <= 1
        return self.mul((Decimal(2),) * 2, angle)

    def sinh_at(self, x):
        return self.over(self.sub(self.exp_at(x), self.exp_at(-x)), 2) if abs(x) < INF else (x, x)

    def cosh_at(self, x):
        return self.over(self.add(self.exp_at(x), self.exp_at(-x)), 2) if abs(x) < INF else \
            (ONE, INF)

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
        factor = self.div(self.monotone("exp", (-square[1], -square[0])),
                          self.root(self.point("pi", O), 2))
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

    # -- functions of intervals

    def monotone(self, name, x):
        return self.point(name, x[0])[0], self.point(name, x[1])[1]

    def turn(self, x, offset):
        """floor(x / pi + offset / 2), or None."""
        wide = arithmetic(self.digits + max(x.adjusted(), 0) + 10)
        half = wide.over((Decimal(offset),) * 2, 2)
        low, high = wide.add(wide.div((x, x), wide.point("pi", O)), half)
        low, high = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_FLOOR)
        return int(low) if low == high else None

    def wave(self, name, x):
        """sin or cos with the extrema inside: at whole n = x / pi + offset / 2 between the ends,
        maxima where n + offset is even."""
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
