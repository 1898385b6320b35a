"""Normal forms of terms, which prove identities, and limits at infinity: for recheck.py."""
from fractions import Fraction
from math import gcd, lcm

from recheck_numbers import O, ONE, Rejected, demand
from recheck_terms import fold


class Form:
    """p over the product of factor^e, (factor, e) in q. p maps monomials to coefficients; a monomial
    is a sorted tuple of (kernel, exponent), the exponents not 0, perhaps negative; factors are
    numbers of polynomials with several monomials."""

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

    def spend(self, work):
        self.work += work
        demand(self.work < 3000000, "normal form too large")

    def product(self, p, q):
        self.spend(len(p) * len(q))
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
        return self.settled(self.reduced(self.product(a.p, b.p), merged(a.q, b.q))) \
            if a.p and b.p else Form({})

    def settled(self, a):
        """Without factors that divide p."""
        for f, e in a.q:
            p = self.quotient(a.p, self.factors[f])
            while p is not None and e:
                a, e = Form(p, merged(a.q, ((f, 1),), -1)), e - 1
                p = self.quotient(p, self.factors[f])
        return a

    def quotient(self, p, f):
        """p / f, by the division with leading monomials in the lexicographic order, or None."""
        kernels, result, p = sorted({k for m in (*p, *f) for k, _ in m}), {}, dict(p)

        def order(m):
            m = dict(m)
            return [m.get(k, 0) for k in kernels]
        top = max(f, key=order)
        for _ in range(2 * len(p) + 2):
            if not p:
                return result
            self.spend(len(p) + len(f))
            m = max(p, key=order)
            step = merged(m, top, -1)
            if any(e < 0 or e.denominator > 1 for _, e in step):
                return None
            c = result[step] = p[m] / f[top]
            for n, x in f.items():
                n = merged(n, step)
                p[n] = p.get(n, 0) - c * x
                if not p[n]:
                    del p[n]
        return None

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
        """(kernel, sign) of a function of these operands. An odd or even one (parity -1 or 1) may
        be known of the negated operand, and a logarithm of the inverse."""
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
                single = len(m) == 1 and m[0][1] == 1
                kind, operand, *_ = (self.kernels[m[0][0]] if single else ("",)) + (None,)
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
            if not a.p:
                return self.number(op == "cos")
            turn = ((self.kernel("pi"), 1),)
            c, rest = a.p.get(turn, 0), Form({m: x for m, x in a.p.items() if m != turn}, a.q)
            cosine, sine = self.known_cosine(c), self.known_cosine(c - half)
            if c and not a.q and cosine and sine:  # u + c pi
                x, y = self.apply("sin", rest), self.apply("cos", rest)
                x, y = (x, y) if op == "sin" else (y, self.neg(x))
                return self.add(self.mul(x, cosine), self.mul(y, sine))
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

    def known_cosine(self, c):
        """cos(c pi), if its square is known."""
        c = min(c % 2, 2 - c % 2)
        c, sign = (c, 1) if 2 * c <= 1 else (1 - c, -1)
        square = {0: 1, Fraction(1, 6): Fraction(3, 4), Fraction(1, 4): Fraction(1, 2),
                  Fraction(1, 3): Fraction(1, 4), Fraction(1, 2): 0}.get(c)
        return square if square is None else self.scale(
            self.apply("root", self.number(square), 2), sign)

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
            m = tuple((k, whole(Fraction(e) / n)) for k, e in leaving)
            return self.reduced({m: Fraction(1)})
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
                elif op in ("min", "max") and None not in (
                        constants := [self.constant(self.forms[x]) for x in (a, b)]):
                    form = self.number(fold(op, *constants))
                elif op in ("min", "max"):
                    form = Form({((self.function(op, self.forms[a], self.forms[b])[0], 1),):
                                 Fraction(1)})
                elif op == "either":  # (d + e)/2 + (e - d)/2 sign(x - y)
                    x, y, d, e = (self.forms[c] for c in a + b)
                    form = self.scale(self.add(self.add(d, e), self.mul(
                        self.sub(e, d), self.apply("sign", self.sub(x, y)))), Fraction(1, 2))
                else:
                    form = self.apply(op, self.forms[a], b)
                self.forms[t] = form
        return self.forms[root]

    def vanishes(self, t):
        """Whether the term is 0 wherever it is defined."""
        self.work = 0
        return t is None or self.null(self.of(t))

    def null(self, a, depth=3):
        """Whether the form is 0, by what `zero` finds or by one of the tests below."""
        if self.zero(a) or not depth:
            return self.zero(a)
        for test in (self.waves_cancel, self.logarithms_cancel, self.powers_agree,
                     self.signs_agree):
            try:
                if test(self.numerator(a.p), depth - 1):
                    return True
            except Rejected:  # too large
                pass
        return False

    def numerator(self, p):
        """p without max(x, y), min(x, y) = (x + y)/2 +- abs(x - y)/2 and without negative powers,
        up to factors that are not 0 where the term is defined."""
        for k in {k for m in p for k, _ in m if self.kernels[k][0] in ("min", "max")}:
            kind, x, y = self.kernels[k]
            x, y = self.forms[x], self.forms[y]
            size = self.apply("abs", self.sub(x, y))
            p = self.put(p, k, self.scale(self.add(self.add(x, y), self.scale(
                size, -1 if kind == "min" else 1)), Fraction(1, 2)))
        least = {}
        for m in p:
            for k, e in m:
                least[k] = max(least.get(k, 0), -e)
        clearing = tuple(sorted((k, e) for k, e in least.items() if e))
        return self.reduced(self.product(p, {clearing: Fraction(1)})).p

    def put(self, p, k, value):
        """p with kernel k replaced by the form; its numerator."""
        result = self.number(0)
        for m, c in p.items():
            rest = {tuple(x for x in m if x[0] != k): c}
            result = self.add(result, self.mul(Form(rest), self.power(value, dict(m).get(k, 0))))
        return result.p

    def waves_cancel(self, p, depth):
        """Products of sines and cosines as sums of exp(i u): 2 cos u = exp(iu) + exp(-iu),
        2 sin u = -i (exp(iu) - exp(-iu)); the terms of each u vanish."""
        sums = {}
        for m, c in p.items():
            rest, angles, sines = [], {(): c}, 0
            for k, e in m:
                kind, *operand = self.kernels[k]
                if kind not in ("sin", "cos") or self.forms[operand[0]].q:
                    rest.append((k, e))
                    continue
                if e < 0:
                    return False
                sines += e if kind == "sin" else 0
                step = tuple(self.forms[operand[0]].p.items())
                for _ in range(e):
                    angles, before = {}, angles
                    demand(len(before) < 4000, "too many angles")
                    for u, x in before.items():
                        for sign in (1, -1):
                            v = merged(u, step, sign)
                            angles[v] = angles.get(v, 0) + x * (sign if kind == "sin" else 1) / 2
            for u, x in angles.items():
                part = sums.setdefault((u, sines % 2), {})
                part[tuple(rest)] = part.get(tuple(rest), 0) + (-x if sines % 4 in (1, 2) else x)
        return all(self.zero(self.reduced({m: c for m, c in part.items() if c}))
                   for part in sums.values())

    def logarithms_cancel(self, p, depth):
        """The logarithms that have the same factor beside them, and all that has none: each such
        sum is 0, as exp of a multiple of it is 1."""
        sums = {}
        for m, c in p.items():
            logs = tuple(x for x in m if self.kernels[x[0]][0] in ("log", "log prime"))
            if sum(e for _, e in logs) > 1:
                return False
            rest = tuple(x for x in m if x not in logs)
            sums.setdefault(rest if logs else (), {})[logs or m] = c
        if len(sums) == len(p):
            return False
        for part in sums.values():
            n = lcm(*(c.denominator for c in part.values()))
            power = self.apply("exp", Form({m: c * n for m, c in part.items()}))
            if not self.null(self.sub(power, self.number(1)), depth):
                return False
        return True

    def powers_agree(self, p, depth):
        """p = g (a - b), where a, b >= 0 are products of roots, abs and the like with
        a^n = b^n."""
        if len(p) != 2 or min(p.values()) > 0 or max(p.values()) < 0:
            return False
        (m, c), (n, d) = p.items()
        common = tuple(x for x in m if x in n)
        m, n = (merged(x, common, -1) for x in (m, n))
        roots = [self.forms[self.kernels[k][1]] for k, _ in m + n if self.kernels[k][0] == "root"]
        kinds = {self.kernels[k][0] for k, _ in m + n if not any(
            r.p == {((k, 1),): 1} and not r.q for r in roots)}
        power = lcm(*(e.denominator for _, e in m + n)) * (2 if "abs" in kinds else 1)
        if not kinds <= {"root", "prime", "pi", "exp", "exp of", "abs"} or not 1 < power <= 12:
            return False
        a, b = (self.power(Form({k: abs(x)}), power) for k, x in ((m, c), (n, d)))
        return self.null(self.sub(a, b), depth)

    def signs_agree(self, p, depth):
        """With s = sign(u), also in abs u = s u: p = 0 for s = 1, for s = -1, and for u = s = 0."""
        for k in {k for m in p for k, _ in m if self.kernels[k][0] == "sign"}:
            u = self.forms[self.kernels[k][1]]
            sizes = {j: self.forms[self.kernels[j][1]] for m in p for j, _ in m
                     if self.kernels[j][0] == "abs"}
            for s in (1, -1, 0):
                q = self.put(p, k, self.number(s))
                for j, size in sizes.items():
                    for sign in (1, -1):
                        if self.zero(self.sub(size, self.scale(u, sign))):
                            q = self.put(q, j, self.scale(u, s))
                            break
                single = len(u.p) == 1 and not u.q and next(iter(u.p))
                if s == 0 and single and all(e > 0 for _, e in single) and len(single) == 1:
                    q = {m: c for m, c in q.items() if single[0][0] not in dict(m)}
                elif s == 0:  # without a multiple of u
                    top = max(u.p)
                    q = self.sub(Form(q), self.scale(Form(u.p), q.get(top, 0) / u.p[top])).p
                if not self.null(Form(q), depth):
                    return False
            return True
        return False

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
